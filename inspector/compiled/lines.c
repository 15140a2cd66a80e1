/* Lines of a log: text, text with one value behind it, or such a value alone. */

#include "exported.h"
#include "reader.h"

/* Lines of text in a row that end what is read: another way through them is quicker. */
#define MOST_BETWEEN 64

/* Whether an object or an array of values may begin at a bracket, or at the end of its line goes on
 * below; not one that begins as programs print objects. */
static bool may_begin(Place bracket, Place end, Place stop) {
    Place next = pass_spaces(bracket + 1, end);
    if (next == end)
        return true;
    if (*bracket == '{')
        return *next == '"';
    if (*next == '{')
        return !opens_no_json('{', next + 1, stop);
    if (*next == '"' && next + 1 < end)
        next++;
    return *next == '[' || *next == '{';
}

/* Whether a body in quotes, with its own quotes escaped, may begin at a quote. */
static bool may_quote(Place quote, Place end) {
    Place next = pass_white(quote + 1, end);
    return next < end && (*next == '[' || *next == '{');
}

/* Whether a line begins with a level, time or name in brackets, as many logs have in front, which
 * is no array. As `_TAG` of linekinds.py. */
static bool is_tag(Place line, Place end) {
    Place at = pass_spaces(line + 1, end);
    if (at == end || *at <= ' ' || *at >= 127)
        return false;
    if (pass_word(at, end, "true", 4) || pass_word(at, end, "false", 5) ||
        pass_word(at, end, "null", 4))
        return false;
    bool is_number = is_digit(*at) || *at == '-';
    if (!is_number)
        return !strchr("][{\"'\\(,", *at);
    at = pass_digits(at + (*at == '-'), end);
    return at && at < end && *at && strchr("-+:/_", *at);
}

/* Finds where a value begins on a line, `end` if it is mere text; false if that takes a closer
 * look. As `json_in_line` of textlines.py. A closing bracket is text in a log that has some. */
static bool find_value(Place line, Place end, Place stop, bool has_text, Place *value) {
    Place at = line;
    for (; at < end; at++) {
        if (*at == '"' && may_quote(at, end))
            return false;
        if ((*at == '{' || *at == '[') && may_begin(at, end, stop))
            break;
    }
    *value = at;
    if (at == line || line == end || !*line || !strchr("{[\"]},", *line))
        return true;
    if (*line == '}' || *line == ']')
        return has_text;
    return *line == '[' && is_tag(line, end);
}

static Place line_end(Place line, Place newline) {
    while (newline > line && is_space(newline[-1]))
        newline--;
    return newline;
}

/* Whether an object that is printed in another way than as JSON may begin on a line of text, and be
 * looked at closer: in an array, or because it goes on below. */
static bool may_open(Place line, Place end) {
    bool goes_on = strchr("{[(,", end[-1]);
    for (Place at = line; at < end; at++)
        if ((goes_on && (*at == '{' || *at == '\\' || *at == '\'' || *at == '\x1b')) ||
            (*at == '[' && at + 1 < end && *pass_spaces(at + 1, end - 1) == '{'))
            return true;
    return false;
}

/* What a line holds. */
typedef enum { ODD, TEXT, OTHER, HELD, EVENTS } Kind;

/* Whether a line in which no JSON begins, but at its last bracket perhaps, is mere text; `stop` is
 * where all text ends. */
static bool is_mere_text(const Reader *reader, Place line, Place value, Place end, Place stop) {
    if (holds_word(&reader->words[OF_TEXTS], line, end) && !is_prose(line, end))
        return false;
    return (value == end && !may_open(line, end)) || tells_no_call(reader, line, end, stop);
}

/* Reads a line from its first byte but white space to its last, with the value that begins
 * somewhere on it, or at its end; ODD is left to others. */
static Kind read_line(Reader *reader, Place line, Place value, Place end, bool may_be_record,
                      Place stop) {
    if (value + 1 >= end)
        return is_mere_text(reader, line, value, end, stop) ? TEXT : ODD;
    if (read_document(reader, value, end) == end) {
        bool names_call = value > line && holds_word(&reader->words[OF_HEADS], line, value);
        return names_call && !is_prose(line, value) ? ODD : EVENTS;
    }
    if (!may_be_record || *value != '{' || read_record(reader, value, end, value == line) != end ||
        (value > line && holds_word(&reader->words[OF_HEADS], line, value)))
        return ODD;
    return reader->pending_size ? HELD : OTHER;
}

/* Lines from the start of one on, up to the last with events before the first that has to be looked
 * at by others, or with a value that tells of no call and has no mere text above it: what text
 * means for the lines below it is found out by others. */
EXPORTED void read_lines(Reader *reader, Place text, int64_t size, int64_t offset,
                         int32_t may_be_records, int32_t has_text, Told *told) {
    Place at = text, end = text + size;
    Told met = {0}; /* with the lines that are not dealt with yet */
    int between = 0;
    *told = (Told){0};
    reader->others_size = 0;
    for (Place newline; at < end && (newline = memchr(at, '\n', (size_t)(end - at)));
         at = newline + 1) {
        Place last = line_end(at, newline), line = pass_spaces(at, last), value;
        told->stopped = line - text;
        bool is_log = has_text || met.texts || met.spread;
        if (!find_value(line, last, end, is_log, &value))
            return;
        if (line == last)
            continue;
        Kind kind = read_line(reader, line, value, last, may_be_records, end);
        bool is_other = kind == TEXT || kind == OTHER;
        Place other = kind == OTHER ? value : line;
        if (kind == ODD || (is_other && !note_other(reader, offset + (other - text), last - other)))
            return;
        met.texts += kind == TEXT;
        met.others += kind == OTHER;
        met.alone += kind != TEXT && value == line;
        met.spread += kind != TEXT && value > line;
        if (!met.first && kind != TEXT)
            met.first = *value;
        if (is_other && met.texts > told->texts) {
            if (kind == OTHER && reader->is_entered)
                return;
            told->quiet = ++between > MOST_BETWEEN;
            if (told->quiet)
                break;
            continue;
        }
        met.opened += kind == HELD && *reader->pending->start == '"';
        if (kind == HELD || (kind == OTHER && reader->is_entered)) {
            if (!count_names(reader))
                return;
            met.entered++;
        }
        if (!is_other && !keep_pending(reader, text, offset))
            return;
        met.end = newline + 1 - text;
        *told = met;
        between = 0;
    }
    told->stopped = NONE;
}
