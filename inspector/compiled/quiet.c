/* Quiet lines: mere text that names a call in prose at most, holds nothing that may be the beginning
 * of a value, and opens nothing that lines below close. */

#include "exported.h"
#include "reader.h"

/* Whether a value may begin at a bracket, or a body in quotes around it; `end` is its line's. */
static bool may_open(Place line, Place bracket, Place end) {
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
    if (*next == '"')
        next = pass_white(next + 1, end);
    return next < end && (*next == '{' || *next == '[');
}

/* A line without the white space around it. */
static bool is_loud(const Words *words, Place line, Place end) {
    if (strchr("{[\"'}],", *line) || strchr("{[(,", end[-1]) || pass_word(line, end, "b'", 2))
        return true;
    bool names_call = false;
    for (Place at = line; at < end; at++) {
        if ((*at | 0x20) == '{' && may_open(line, at, end))
            return true;
        if (begins_with_any(words, at, end)) {
            if (begins_with(at, end, "std"))
                return true;
            names_call = true;
        }
    }
    return names_call && !is_prose(line, end);
}

/* Passes whole lines from the start of one on, up to the first that is not quiet. `counts` takes
 * how many lines there are, and how many of them hold more than blanks; gives their size. */
EXPORTED int64_t pass_quiet_lines(const Reader *reader, Place text, int64_t size, int64_t *counts) {
    Place at = text, end = text + size;
    counts[0] = counts[1] = 0;
    for (Place newline; at < end && (newline = memchr(at, '\n', (size_t)(end - at)));
         at = newline + 1) {
        Place line = pass_white(at, newline), last = newline;
        while (last > line && is_white(last[-1]))
            last--;
        if (line < last && is_loud(&reader->words[OF_LOUD_LINES], line, last))
            break;
        counts[0]++;
        counts[1] += pass_spaces(at, newline) < newline;
    }
    return at - text;
}
