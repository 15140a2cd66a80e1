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

/* From a quote to behind the one that ends its text on the same line. */
static Place pass_quoted(Place at, Place end) {
    uint8_t quote = *at;
    for (at++; at < end && *at != '\n'; at++) {
        if (*at == quote)
            return at + 1;
        at += *at == '\\';
    }
    return NULL;
}

/* From the bracket of what Node prints in place of an object to behind it, where it says no more
 * than words. As `_LEFT_OUT` of printed.py. */
static Place pass_left_out(Place at, Place end) {
    for (at++; at < end && *at != '\n' && !memchr("{[('\"`<\\", *at, 8); at++)
        if (*at == ']')
            return at + 1;
    return NULL;
}

/* From a bracket to behind the one that closes it, as programs print objects for people. It goes no
 * less far than `printed` of printed.py, which stops at what no printer writes. */
static Place pass_printed(Place at, Place end) {
    int depth = 0;
    end = end - at > MOST_PRINTED ? at + MOST_PRINTED : end;
    while (at && at < end) {
        switch (*at) {
        case '[':
            if (at + 1 < end && at[1] >= 'A' && at[1] <= 'Z') {
                at = pass_left_out(at, end);
                continue;
            } /* fall through */
        case '{':
            depth++;
            break;
        case '}':
        case ']':
            if (!--depth)
                return at + 1;
            break;
        case '\'':
        case '"':
            at = pass_quoted(at, end);
            continue;
        case '(':
        case '`':
        case '<':
        case '\\':
        case '\x1b':
            return NULL;
        }
        at++;
    }
    return NULL;
}

bool opens_no_json(uint8_t bracket, Place below, Place end) {
    Place next = pass_white(below, end);
    if (next == end)
        return false;
    uint8_t letter = in_small(*next);
    bool is_name = (letter >= 'a' && letter <= 'z') || letter == '_' || letter == '$';
    return letter == '\'' || (bracket == '{' && is_name);
}

bool opens_in_line(Place line, Place last) {
    return last[-1] == '[' || memchr(line, '{', (size_t)(last - line));
}

bool tells_no_call(const Reader *reader, Place line, Place last, Place end) {
    uint8_t sign = last[-1];
    if ((sign == '{' || sign == '[') && !opens_no_json(sign, last, end))
        return false;
    for (Place at = line; at < last; at++) {
        if (*at == '\\' || *at == '\x1b')
            return false;
        if (*at != '{')
            continue;
        Place start = at;
        for (Place before = at; before > line && (is_white(before[-1]) || before[-1] == '[');)
            if (*--before == '[')
                start = before;
        Place behind = pass_printed(start, end);
        if (!behind || holds_word(&reader->words[OF_TEXTS], start, behind))
            return false;
    }
    return true;
}
