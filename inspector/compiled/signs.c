/* Signs that JSON tells of a call in a way that takes a closer look. */

#include "reader.h"

static bool is_base64(uint8_t digit) {
    return is_digit(digit) || (uint8_t)(in_small(digit) - 'a') < 26 || digit == '+' ||
           digit == '/' || digit == '_' || digit == '-';
}

/* Whether a string may be JSON or an HTTP message in base64, from behind its quote on. As `PACKED`
 * of http_message.py. */
static bool may_be_packed(Place at, Place end) {
    static const char *const starts[] = {"77u/", "W1", "W3", "Ww",     "Wy",   "ew",
                                         "ey",   "Il", "In", "UE9TVC", "UFVU", "SFRUUC8"};
    Place behind = pass_one_of(starts, sizeof starts / sizeof *starts, at, end);
    for (int digits = 0; behind && digits < 40; digits++) {
        if (behind < end && *behind == '\\')
            behind++;
        else if (behind < end && !is_base64(*behind))
            return false;
        if (behind++ >= end)
            return false;
    }
    return behind != NULL;
}

/* Whether the calling API may have answered with an error here. As `API_ERROR` of apierrors.py. */
static bool may_be_error(Place at, Place end) {
    if (!begins_with(at, end, "error"))
        return false;
    at += 5;
    while (at < end && *at == '\\')
        at++;
    if (begins_with(at, end, "u0022"))
        at += 5;
    else if (at < end && *at == '"')
        at++;
    else
        return false;
    at = pass_white(at, end);
    if (at == end || *at != ':')
        return false;
    at = pass_white(at + 1, end);
    return at < end && *at == '{';
}

/* Whether what stands around an event, or a record without one, takes a closer look. */
bool tells(const Reader *reader, Place at, Place end) {
    const Words *words = &reader->words[OF_RECORDS];
    for (; at < end; at++) {
        if (*at == '"' ? may_be_packed(at + 1, end) : (*at | 0x20) == 'e' && may_be_error(at, end))
            return true;
        if (begins_with_any(words, at, end))
            return true;
    }
    return false;
}

static bool is_quote(uint8_t byte) { return byte == '"' || byte == '\'' || byte == '\\'; }

/* Whether a word that names a call, `from` somewhere in a text, may be a member of an event there.
 * As `_MEMBER` of textlines.py. */
static bool may_be_member(Place text, Place from, Place end) {
    if (begins_with(from, end, "callconnectionid")) {
        Place at = from + 16;
        while (at < end && (is_quote(*at) || is_white(*at)))
            at++;
        if (at == end || *at != ':')
            return false;
        at = pass_white(at + 1, end);
        return at < end && is_quote(*at);
    }
    if (!begins_with(from, end, "microsoft.communication.") || from == text || !is_quote(from[-1]))
        return false;
    while (from > text && (is_quote(from[-1]) || is_white(from[-1])))
        from--;
    return from > text && from[-1] == ':';
}

/* From a bracket to behind the one that closes a name in it, as templates of messages have; NULL
 * for anything else. */
static Place pass_hole(Place at, Place end) {
    Place name = at + 1;
    name += name < end && (*name == '@' || *name == '$');
    for (at = name; at < end && (is_digit(*at) || (uint8_t)(in_small(*at) - 'a') < 26 || *at == '_');)
        at++;
    return at > name && at < end && *at == '}' ? at + 1 : NULL;
}

/* From an escape character to behind the color that it begins, which no bracket stands before. */
static Place pass_color(Place text, Place at, Place end) {
    Place before = at;
    while (before > text && is_white(before[-1]))
        before--;
    if (before > text && (before[-1] == '{' || before[-1] == '['))
        return NULL;
    if (++at == end || *at != '[')
        return NULL;
    for (at++; at < end && (is_digit(*at) || *at == ';');)
        at++;
    return at < end && *at == 'm' ? at + 1 : NULL;
}

/* Whether a line is a part of one, which the lines below go on with. As `_CRI` of runtimes.py. */
static bool is_part(Place at, Place end) {
    return begins_with(at, end, "std") && end - at >= 8 && pass_word(at + 6, end, " P", 2);
}

bool is_prose(Place text, Place end) {
    for (Place at = text; at && at < end;) {
        uint8_t letter = in_small(*at);
        if (letter == '\\' || begins_with(at, end, "u0022") || is_part(at, end) ||
            (letter == '"' && at + 1 < end && at[1] == '"') ||
            ((letter == 'c' || letter == 'm') && may_be_member(text, at, end)))
            return false;
        if (letter == '{' && !(at = pass_hole(at, end)))
            return false;
        if (letter == '\x1b' && !(at = pass_color(text, at, end)))
            return false;
        at += letter != '{' && letter != '\x1b';
    }
    return true;
}

/* Whether nothing but the end of a line is left of a string. */
static bool ends_line(Place at, Place end) {
    while (end - at >= 2 && *at == '\\' && (at[1] == 'n' || at[1] == 'r'))
        at += 2;
    return at == end;
}

bool is_prose_in_string(Place text, Place end) {
    Place at = pass_white(text, end);
    if (at < end && (strchr("\"'[]{},\\", *at) || may_be_packed(at, end)))
        return false;
    for (; at < end; at++) {
        uint8_t letter = in_small(*at);
        if (letter == '\\') {
            if (ends_line(at, end))
                return true;
            if (end - at < 2 || (at[1] != '"' && at[1] != 't'))
                return false;
            at++;
        } else if (letter == '[') {
            Place next = pass_white(at + 1, end);
            if (next == end || strchr("[{\"'\\", *next))
                return false;
        } else if (letter == '{') {
            Place behind = pass_hole(at, end);
            if (!behind)
                return false;
            at = behind - 1;
        } else if (begins_with(at, end, "b'") || begins_with(at, end, "u0022") ||
                   ((letter == 'c' || letter == 'm') && may_be_member(text, at, end))) {
            return false;
        }
    }
    return true;
}
