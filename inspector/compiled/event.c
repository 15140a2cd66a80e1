#include "reader.h"

static bool is_alike(Place text, const char *small, size_t size) {
    for (size_t n = 0; n < size; n++)
        if (in_small(text[n]) != (uint8_t)small[n])
            return false;
    return true;
}

static int key_named(const Reader *reader, int object, Place name, size_t size) {
    const Key *keys = reader->keys[object];
    for (int at = 0; at < reader->counts[object]; at++)
        if (keys[at].size == size && is_alike(name, keys[at].name, size))
            return at;
    return -1;
}

static inline bool is_right(const Guess *guess, Place at, Place end) {
    int last = guess->count - 1;
    if (last < 0 || end - at < 8 * guess->count)
        return false;
    for (int n = 0; n < last; n++)
        if (word_at(at + 8 * n) != guess->words[n])
            return false;
    return !((word_at(at + 8 * last) ^ guess->words[last]) & guess->mask);
}

static void learn(Guess *guess, Place text, size_t size, int key) {
    uint8_t mask[8] = {0};
    memset(guess, 0, sizeof *guess);
    memcpy(guess->words, text, size);
    memset(mask, 0xFF, (size - 1) % 8 + 1);
    memcpy(&guess->mask, mask, 8);
    guess->size = (uint8_t)size;
    guess->count = (uint8_t)((size + 7) / 8);
    guess->key = (uint8_t)key;
}

/* From a member's quote to behind its colon; `key` is the one before, and becomes the one here. A
 * program writes its keys in the same order again and again, so the one that came next the last
 * time is tried first. */
static Place read_key(Reader *reader, int object, Place at, Place end, int *key) {
    Guess *guess = &reader->guesses[object][*key + 1];
    if (is_right(guess, at, end)) {
        *key = guess->key;
        return at + guess->size;
    }
    bool has_escapes = false;
    Place start = at;
    if (*at != '"' || !(at = pass_string(at + 1, end, &has_escapes)) || has_escapes)
        return NULL;
    *key = key_named(reader, object, start + 1, (size_t)(at - start - 1));
    at = pass_blanks(at + 1, end);
    if (*key < 0 || at >= end || *at != ':')
        return NULL;
    at++;
    if ((size_t)(at - start) <= sizeof guess->words)
        learn(guess, start, (size_t)(at - start), *key);
    return at;
}

static Place read_null(Place at, Place end) { return pass_word(at, end, "null", 4); }

static Place read_text(Place at, Place end, Span *span) {
    if (*at != '"')
        return read_null(at, end);
    span->start = at + 1;
    span->has_escapes = false;
    at = pass_string(at + 1, end, &span->has_escapes);
    if (!at)
        return NULL;
    span->size = (size_t)(at - span->start);
    span->is_set = true;
    return at + 1;
}

/* A whole number of 32 bits, which may stand in quotes. */
static Place read_number(Place at, Place end, int32_t *number) {
    bool in_quotes = *at == '"';
    at += in_quotes;
    bool is_negative = at < end && *at == '-';
    at += is_negative;
    Place first = at;
    int64_t value = 0;
    while (at < end && is_digit(*at) && at - first < 11)
        value = value * 10 + (*at++ - '0');
    if (at == first || at >= end || value > INT32_MAX || (*first == '0' && at - first > 1))
        return !in_quotes && !is_negative && at == first ? read_null(at, end) : NULL;
    if (is_digit(*at) || *at == '.' || *at == 'e' || *at == 'E' || (in_quotes && *at != '"'))
        return NULL;
    *number = (int32_t)(is_negative ? -value : value);
    return at + in_quotes;
}

static Place read_object(Reader *reader, int object, Place at, Place end, Row *row, int code);

static Place read_inner(Reader *reader, int object, Place at, Place end, Row *row, int code) {
    return *at == '{' ? read_object(reader, object, at, end, row, code) : read_null(at, end);
}

/* A member's value; `code` is the column of a code of the object around it. */
static Place read_member(Reader *reader, int use, Place at, Place end, Row *row, int code) {
    Span dropped;
    switch (use) {
    case DROPPED_TEXT:
        return read_text(at, end, &dropped);
    case TYPE:
        return read_text(at, end, &row->texts[TYPES]);
    case TIME:
        return read_text(at, end, &row->texts[TIMES]);
    case CALL:
        return read_text(at, end, &row->texts[CALLS]);
    case SERVER:
        return read_text(at, end, &row->texts[SERVERS]);
    case CORRELATION:
        return read_text(at, end, &row->texts[CORRELATIONS]);
    case CONTEXT:
        return read_text(at, end, &row->texts[CONTEXTS]);
    case DATA_OBJECT:
        row->has_data = true;
        return *at == '{' ? read_object(reader, DATA, at, end, row, code) : NULL;
    case RESULT_OBJECT:
        return read_inner(reader, RESULT, at, end, row, CODE_COLUMN);
    case SIP_OBJECT:
        return read_inner(reader, DIAGNOSTIC, at, end, row, SIP_COLUMN);
    case Q850_OBJECT:
        return read_inner(reader, DIAGNOSTIC, at, end, row, Q850_COLUMN);
    case CODE:
        return read_number(at, end, &row->numbers[code]);
    case SUBCODE:
        return read_number(at, end, &row->numbers[SUBCODE_COLUMN]);
    case SEQUENCE:
        return read_number(at, end, &row->numbers[SEQUENCE_COLUMN]);
    default:
        return pass_value(at, end);
    }
}

static Place read_object(Reader *reader, int object, Place at, Place end, Row *row, int code) {
    uint64_t seen = 0;
    int key = -1;
    at = pass_blanks(at + 1, end);
    if (at < end && *at == '}')
        return at + 1;
    while (at < end) {
        at = read_key(reader, object, at, end, &key);
        if (!at || seen >> key & 1) /* of two with the same name only one counts */
            return NULL;
        seen |= (uint64_t)1 << key;
        at = pass_blanks(at, end);
        if (at >= end)
            return NULL;
        at = read_member(reader, reader->keys[object][key].use, at, end, row, code);
        if (!at)
            return NULL;
        at = pass_blanks(at, end);
        if (at >= end)
            return NULL;
        if (*at == '}')
            return at + 1;
        if (*at != ',')
            return NULL;
        at = pass_blanks(at + 1, end);
    }
    return NULL;
}

Place read_event(Reader *reader, Place at, Place end, Row *row) {
    for (int n = 0; n < NUMBERED; n++)
        row->texts[n].is_set = false;
    for (int n = CODE_COLUMN; n < NARROW; n++)
        row->numbers[n] = ABSENT;
    row->has_data = false;
    row->start = at;
    row->end = at = *at == '{' ? read_object(reader, EVENT, at, end, row, CODE_COLUMN) : NULL;
    const Span *type = &row->texts[TYPES];
    size_t prefix_size = (size_t)reader->prefix_size;
    if (!at || !row->has_data || !type->is_set || type->has_escapes || type->size < prefix_size)
        return NULL;
    return is_alike(type->start, reader->prefix, prefix_size) ? at : NULL;
}
