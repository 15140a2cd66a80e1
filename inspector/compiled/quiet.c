/* Quiet lines: mere text that names a call in prose at most, holds nothing that may be the beginning
 * of a value, and opens nothing that lines below close. */

#include "exported.h"
#include "reader.h"

/* Whether a value may begin at a bracket, or a body in quotes around it; `end` is its line's. An array
 * of printed objects is noted as one that opens something. */
static bool may_open(Place line, Place bracket, Place end, Place stop, bool *opens) {
    Place next = pass_white(bracket + 1, end), before = bracket;
    if (next == end)
        return true;
    while (before > line && is_white(before[-1]))
        before--;
    bool is_quoted = before > line && before[-1] == '"';
    if (is_quoted && (*next == '{' || *next == '[' || *next == '\\'))
        return true;
    if (*bracket == '{')
        return *next == '"';
    if (*next == '{' && opens_no_json('{', next + 1, stop)) {
        *opens = true;
        return false;
    }
    if (*next == '"')
        next = pass_white(next + 1, end);
    return next < end && (*next == '{' || *next == '[');
}

/* Whether a line begins as mere text does; a closing bracket is text in a log that has some. */
static bool begins_quietly(Place line, Place last, bool has_text) {
    switch (*line) {
    case '{':
    case '[':
        return line + 1 == last;
    case '}':
    case ']':
        return has_text;
    case '"':
    case ',':
        return false;
    default:
        return !pass_word(line, last, "b'", 2);
    }
}

/* A line without the white space around it; `end` is where all text ends. */
static bool is_loud(const Reader *reader, Place line, Place last, Place end, bool has_text) {
    const Words *words = &reader->words[OF_LOUD_LINES];
    bool names_call = false, opens = strchr("{[(,", last[-1]);
    if (!begins_quietly(line, last, has_text))
        return true;
    for (Place at = line; at < last; at++) {
        if ((*at | 0x20) == '{' && at + 1 < last && may_open(line, at, last, end, &opens))
            return true;
        if (begins_with_any(words, at, last)) {
            if (begins_with(at, last, "std"))
                return true;
            names_call = true;
        }
    }
    return (names_call && !is_prose(line, last)) ||
           (opens && !tells_no_call(reader, line, last, end));
}

/* Passes whole lines from the start of one on, up to the first that is not quiet, but none that open
 * something as the last. `counts` takes how many lines there are, and how many of them hold more
 * than blanks; gives their size. */
EXPORTED int64_t pass_quiet_lines(const Reader *reader, Place text, int64_t size, int32_t has_text,
                                  int64_t *counts) {
    Place at = text, end = text + size, passed = text;
    int64_t lines = 0, filled = 0;
    counts[0] = counts[1] = 0;
    for (Place newline; at < end && (newline = memchr(at, '\n', (size_t)(end - at)));
         at = newline + 1) {
        Place line = pass_white(at, newline), last = newline;
        while (last > line && is_white(last[-1]))
            last--;
        if (line < last && is_loud(reader, line, last, end, has_text || filled))
            break;
        lines++;
        filled += pass_spaces(at, newline) < newline;
        if (line < last && opens_in_line(line, last))
            continue;
        passed = newline + 1;
        counts[0] = lines;
        counts[1] = filled;
    }
    return passed - text;
}
