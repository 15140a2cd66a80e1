/* Records: objects that are no events and hold one in a member, as it is or as text, or none. */

#include "reader.h"

#define LONGEST_HEAD 200 /* bytes of words before an event in its text */
#define LONGEST_ESCAPED_HEAD 400

/* Whether a key may be one by which a row of a resource log is told. As `column_name` of
 * operation.py, of which the end does not matter here. */
static bool may_be_of_rows(const Reader *reader, Place name, size_t size) {
    uint8_t bare[LONGEST_KEY];
    size_t count = 0;
    for (size_t n = 0; n < size && count < sizeof bare; n++) {
        if (name[n] >= 128)
            return true;
        if (name[n] != '_' && name[n] != ' ')
            bare[count++] = name[n];
    }
    return begins_with_any(&reader->words[OF_ROWS], bare, bare + count);
}

/* What is known of a key; NULL if there is no room for it, or if the record has it already. */
static const Name *note_name(Reader *reader, Place name, size_t size) {
    int32_t before = reader->names.count;
    if (before >= MOST_NAMES)
        return NULL;
    int32_t number = texts_number(&reader->names, name, size, &reader->secret);
    if (number < 0)
        return NULL;
    Name *noted = &reader->of_names[number];
    if (number == before)
        *noted = (Name){.is_of_rows = may_be_of_rows(reader, name, size)};
    if (noted->last_in == reader->record)
        return NULL;
    noted->last_in = reader->record;
    return noted;
}

void count_names(Reader *reader) {
    for (int32_t n = 0; n < reader->names.count; n++)
        reader->of_names[n].count += reader->of_names[n].last_in == reader->record;
}

/* Whether a line is written as a container runtime does. As `_DOCKER` of runtimes.py. */
static bool is_of_runtime(Place at, Place end) {
    static const char *const starts[] = {"{\"log\":", "{\"stream\":", "{\"time\":", "{\"attrs\":",
                                         "{\"_p\":"};
    Place value = pass_one_of(starts, sizeof starts / sizeof *starts, at, end);
    return value && value < end && (*value == '"' || *value == '{');
}

/* Whether the text of such a line, up to a quote, is whole and opens nothing. As `_stands_alone`
 * of runtimes.py. */
static bool stands_alone(Place text, Place quote, Place end) {
    return quote - text >= 2 && quote[-1] == 'n' && quote[-2] == '\\' &&
           !memchr("{[\\ \t\r", quote[-3], 6) &&
           pass_word(quote, end, "\",\"stream\":\"", 12);
}

/* Reads the one event in the text of a string, behind words at most. */
static bool read_opened(Reader *reader, Place text, Place quote) {
    size_t size = (size_t)(quote - text);
    size_t near = size < LONGEST_ESCAPED_HEAD ? size : LONGEST_ESCAPED_HEAD;
    if (!memchr(text, '{', near) ||
        !has_room(&reader->inner, &reader->inner_room, size + SPARE))
        return false;
    Place inner = reader->inner, end = unescaped(text, quote, reader->inner);
    size = (size_t)(end - inner);
    Place brace = memchr(inner, '{', size < LONGEST_HEAD ? size : LONGEST_HEAD), at = brace;
    if (!brace)
        return false;
    while (at > inner && is_blank(at[-1]))
        at--;
    at = at > inner && at[-1] == '[' ? at - 1 : brace;
    for (Place word = inner; word < at; word++)
        if (!*word || strchr("\"{}[]'\\\n", *word))
            return false;
    if (holds_word(&reader->words[OF_HEADS], inner, at))
        return false;
    at = read_document(reader, at, end);
    return at && reader->pending_size == 1 && pass_blanks(at, end) == end;
}

/* Reads a member's value, which may be or hold the event of its record. */
static Place read_held(Reader *reader, Place at, Place end, bool is_joined) {
    Place value = at;
    bool has_escapes = false;
    if (*at == '{' && !reader->pending_size) {
        at = read_document(reader, value, end);
        if (at)
            return at;
    }
    if (*value != '"')
        return pass_value(value, end);
    at = pass_string(value + 1, end, &has_escapes);
    if (!at || (is_joined && !stands_alone(value + 1, at, end)))
        return NULL;
    if (has_escapes && !reader->pending_size) {
        if (read_opened(reader, value + 1, at)) {
            reader->pending->start = value;
            reader->pending->end = at + 1;
        } else {
            reader->pending_size = 0;
        }
    }
    return at + 1;
}

Place read_record(Reader *reader, Place at, Place end) {
    Place rest = at;
    bool of_runtime = is_of_runtime(at, end), may_be_row = false;
    reader->pending_size = 0;
    reader->record++;
    at = pass_blanks(at + 1, end);
    while (at < end && *at == '"') {
        bool has_escapes = false;
        Place name = at + 1, quote = pass_string(name, end, &has_escapes);
        if (!quote || has_escapes)
            return NULL;
        const Name *noted = note_name(reader, name, (size_t)(quote - name));
        if (!noted)
            return NULL;
        may_be_row |= noted->is_of_rows;
        bool is_text = of_runtime && quote - name == 3 && !memcmp(name, "log", 3);
        at = pass_blanks(quote + 1, end);
        if (at == end || *at != ':')
            return NULL;
        Place value = pass_blanks(at + 1, end);
        if (value == end)
            return NULL;
        size_t before = reader->pending_size;
        at = read_held(reader, value, end, is_text);
        if (!at)
            return NULL;
        if (reader->pending_size > before) {
            if (tells(reader, rest, value))
                return NULL;
            rest = at;
        }
        at = pass_blanks(at, end);
        if (at < end && *at == '}')
            return tells(reader, rest, at) || (may_be_row && reader->pending_size) ? NULL : at + 1;
        if (at == end || *at != ',')
            return NULL;
        at = pass_blanks(at + 1, end);
    }
    return NULL;
}
