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

static Place pass_white(Place at, Place end) {
    while (at < end && (*at == ' ' || (*at >= '\t' && *at <= '\r')))
        at++;
    return at;
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
        if (words->starts[*at] && begins_with_any(words, at, end))
            return true;
    }
    return false;
}
