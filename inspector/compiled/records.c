/* Records: objects that are no events and hold one in a member, as it is or as text, or none. */

#include "reader.h"

#define MOST_DEEP 4 /* objects in one another that are looked into */

/* What is seen of an object on the way through it. */
typedef struct {
    Span members[MOST_MEMBERS]; /* keys */
    size_t size;
    bool of_runtime;    /* as a line */
    bool names_call;
    bool may_be_row, has_operation;
    bool has_connection, has_server, is_beside; /* ids and what events have with them */
    bool is_of_log, has_data;
} Signs;

/* Whether a text, as operation.py and shape.py compare names, begins with one of some words. As
 * `column_name`, of which the end does not matter here. */
static bool begins_like(const Words *words, Place name, size_t size) {
    uint8_t bare[LONGEST_KEY];
    size_t count = 0;
    for (size_t n = 0; n < size && count < sizeof bare; n++) {
        if (name[n] >= 128)
            return true;
        if (name[n] != '_' && name[n] != ' ')
            bare[count++] = name[n];
    }
    return begins_with_any(words, bare, bare + count);
}

static bool is_one_of(const Words *words, Place name, size_t size) {
    for (int32_t n = 0; n < words->count; n++)
        if (strlen(words->words[n]) == size && begins_with(name, name + size, words->words[n]))
            return true;
    return false;
}

static bool has_twins(const Span *members, size_t count) {
    for (size_t n = 1; n < count; n++)
        for (size_t other = 0; other < n; other++)
            if (members[n].size == members[other].size &&
                !memcmp(members[n].start, members[other].start, members[n].size))
                return true;
    return false;
}

bool count_names(Reader *reader) {
    int32_t numbers[MOST_MEMBERS];
    for (size_t n = 0; n < reader->members_size; n++) {
        const Span *member = &reader->members[n];
        if (member->size > LONGEST_NAME || reader->names.count >= MOST_NAMES)
            return false;
        numbers[n] = texts_number(&reader->names, member->start, member->size, &reader->secret);
        if (numbers[n] < 0)
            return false;
    }
    for (size_t n = 0; n < reader->members_size; n++)
        reader->name_counts[numbers[n]]++;
    return true;
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

/* Reads the one event in the text of a string. A text is an event's only if it is seen to be without
 * opening it. */
static bool read_opened(Reader *reader, Place text, Place quote) {
    Span opened;
    if (!open_text(&reader->inner[reader->level], text, quote, &opened))
        return false;
    Place end = opened.start + opened.size, at = read_document(reader, opened.start, end);
    return at && reader->pending_size == 1 && pass_blanks(at, end) == end &&
           holds_word(&reader->words[OF_TEXTS], text, quote);
}

/* Whether the text of a string holds the same bytes as the event that is pending: a logger writes
 * what it was given twice. As `Copies` of copies.py, for events that begin with an id. */
static bool is_copy(Reader *reader, Place text, Place quote) {
    const Span *held = &reader->held;
    Span opened;
    if (held->size < 8 || memcmp(held->start, "{\"id\":\"", 7) || held->start[7] == '"' ||
        !open_text(&reader->copy, text, quote, &opened) || opened.size < held->size ||
        memcmp(opened.start, held->start, held->size))
        return false;
    Place end = opened.start + opened.size;
    return pass_blanks(opened.start + held->size, end) == end;
}

/* Remembers the bytes of the event that is pending, if it may have copies: one in an array of JSON
 * has none. */
static void hold(Reader *reader, bool may_have_copies) {
    const Row *row = reader->pending;
    size_t size = may_have_copies ? (size_t)(row->end - row->start) : 0;
    reader->held = (Span){row->start, size, true, false};
}

static Place read_members(Reader *reader, Place at, Place end, Signs *signs, int depth);

/* Whether an object, all of whose members were read, may be more than a log's record. As `shape_of`
 * of shape.py and `operation_of` of operation.py. */
static bool may_be_more(const Signs *signs, bool is_entered) {
    bool has_id = signs->has_connection || signs->has_server;
    bool may_be_payload = signs->has_server || (signs->has_connection && signs->is_beside);
    return (is_entered && (signs->may_be_row || (signs->has_operation && has_id) ||
                           has_twins(signs->members, signs->size))) ||
           (may_be_payload && !signs->is_of_log) || (signs->names_call && signs->has_data);
}

/* Reads an object in a record, or what is no string; NULL if it may tell of a call otherwise than
 * as the one event of the record. */
static Place read_value(Reader *reader, Place value, Place end, Signs *signs, int depth) {
    bool may_hold = !reader->pending_size && (*value == '{' || *value == '[');
    Place behind = may_hold ? read_document(reader, value, end) : NULL;
    if (behind && reader->pending_size == 1) {
        hold(reader, *value == '{');
        return behind;
    }
    if (may_hold)
        reader->pending_size = 0;
    behind = pass_value(value, end);
    if (!behind || !tells(reader, value, behind))
        return behind;
    if (*value != '{' || depth == MOST_DEEP)
        return NULL;
    Signs inner = {0};
    size_t before = reader->pending_size;
    behind = read_members(reader, value, end, &inner, depth + 1);
    if (!behind || may_be_more(&inner, inner.names_call || reader->pending_size > before))
        return NULL;
    signs->names_call |= inner.names_call;
    return behind;
}

/* Reads the text of a string as a record, which may name a call and hold the event, or stand beside
 * it: the text of a container runtime's record often is one of the program's own logger, and what
 * else a logger was given often is an object as text. */
static bool read_opened_record(Reader *reader, Place text, Place quote, Signs *signs) {
    Span opened, held = reader->held;
    Signs inner = {0};
    size_t before = reader->pending_size;
    Text *room = &reader->inner[before ? 2 : 0];
    if (reader->level || !open_text(room, text, quote, &opened) || opened.start != room->bytes ||
        *opened.start != '{' || !holds_word(&reader->words[OF_TEXTS], text, quote))
        return false;
    Place end = opened.start + opened.size;
    reader->held.size = 0; /* it has no copy in there */
    reader->level = 1;
    Place at = read_members(reader, opened.start, end, &inner, 0);
    reader->level = 0;
    reader->held.size = before ? held.size : 0;
    if (!at || pass_blanks(at, end) != end ||
        may_be_more(&inner, inner.names_call || reader->pending_size > before))
        return false;
    signs->names_call = true;
    return true;
}

/* Reads a string, in the same way; it may be prose that names a call. */
static Place read_string(Reader *reader, Place value, Place end, Signs *signs) {
    bool has_escapes = false;
    Place text = value + 1, quote = pass_string(text, end, &has_escapes);
    if (!quote)
        return NULL;
    if (has_escapes && !reader->pending_size) {
        if (read_opened(reader, text, quote)) {
            hold(reader, true);
            reader->pending->start = value;
            reader->pending->end = quote + 1;
            return quote + 1;
        }
        reader->pending_size = 0;
    }
    if (!tells(reader, value, quote + 1))
        return quote + 1;
    bool has_event = reader->pending_size;
    if (is_prose_in_string(text, quote)) {
        signs->names_call |= holds_word(&reader->words[OF_TEXTS], text, quote);
    } else if (!has_escapes) {
        return NULL;
    } else if (has_event && is_copy(reader, text, quote)) {
        return quote + 1;
    } else if (!read_opened_record(reader, text, quote, signs)) {
        reader->pending_size = has_event;
        return NULL;
    } else if (reader->pending_size && !has_event) {
        reader->pending->start = value;
        reader->pending->end = quote + 1;
    }
    return quote + 1;
}

/* Notes a key, from its quote on, and what it says of its object; false if others have to. */
static bool note_key(Reader *reader, Place key, Place quote, Signs *signs) {
    Place name = key + 1;
    size_t size = (size_t)(quote - name);
    if (signs->size == MOST_MEMBERS)
        return false;
    signs->members[signs->size++] = (Span){name, size, true, false};
    signs->may_be_row |= begins_like(&reader->words[OF_ROWS], name, size);
    signs->has_operation |= begins_like(&reader->words[OF_OPERATIONS], name, size);
    signs->has_data |= begins_with(name, quote, "data");
    signs->is_of_log |= is_one_of(&reader->words[OF_LOGS], name, size);
    signs->is_beside |= is_one_of(&reader->words[OF_PAYLOADS], name, size);
    if (!is_one_of(&reader->words[OF_CALLS], name, size))
        return !tells(reader, key, quote);
    signs->names_call = true;
    signs->has_connection |= begins_with(name, quote, "callc");
    signs->has_server |= begins_with(name, quote, "serv");
    return true;
}

/* Reads a member's value behind its key. */
static Place read_held(Reader *reader, Place key, Place quote, Place value, Place end,
                       Signs *signs, int depth) {
    size_t size = (size_t)(quote - key - 1);
    bool of_table = begins_with(key + 1, quote, "category") || begins_with(key + 1, quote, "table");
    if (*value == '{' && size == 5 && begins_with(key + 1, quote, "error"))
        return NULL; /* of the calling API, perhaps */
    if (*value != '"')
        return read_value(reader, value, end, signs, depth);
    Place behind = read_string(reader, value, end, signs);
    if (behind && of_table)
        signs->may_be_row |= begins_like(&reader->words[OF_TABLES], value + 1,
                                         (size_t)(behind - value - 2));
    bool is_text = signs->of_runtime && size == 3 && !memcmp(key + 1, "log", 3);
    return behind && is_text && !stands_alone(value + 1, behind - 1, end) ? NULL : behind;
}

/* Reads an object from its bracket on. */
static Place read_members(Reader *reader, Place at, Place end, Signs *signs, int depth) {
    at = pass_blanks(at + 1, end);
    while (at < end && *at == '"') {
        bool has_escapes = false;
        Place key = at, quote = pass_string(key + 1, end, &has_escapes);
        if (!quote || has_escapes || !note_key(reader, key, quote, signs))
            return NULL;
        at = pass_blanks(quote + 1, end);
        if (at == end || *at != ':')
            return NULL;
        at = pass_blanks(at + 1, end);
        if (at == end || !(at = read_held(reader, key, quote, at, end, signs, depth)))
            return NULL;
        at = pass_blanks(at, end);
        if (at < end && *at == '}')
            return at + 1;
        if (at == end || *at != ',')
            return NULL;
        at = pass_blanks(at + 1, end);
    }
    return NULL;
}

Place read_record(Reader *reader, Place at, Place end, bool is_line) {
    Signs signs = {.of_runtime = is_line && is_of_runtime(at, end)};
    reader->pending_size = 0;
    at = read_members(reader, at, end, &signs, is_line ? 0 : MOST_DEEP);
    reader->is_entered = reader->pending_size || signs.names_call;
    if (!at || may_be_more(&signs, reader->is_entered))
        return NULL;
    reader->members_size = reader->is_entered ? signs.size : 0;
    memcpy(reader->members, signs.members, reader->members_size * sizeof *signs.members);
    return at;
}
