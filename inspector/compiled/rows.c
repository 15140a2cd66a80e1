/* Rows of a reader: columns that grow, and the texts that they number. */

#include "reader.h"
#include "times.h"

#include <stdlib.h>

#define FIRST_ROWS 1024

/* A text without its escapes, in `scratch`; its escapes are sound. */
static bool unescape(Reader *reader, Span *span) {
    if (!has_room(&reader->scratch, span->size + SPARE))
        return false;
    uint8_t *bytes = reader->scratch.bytes;
    uint8_t *end = unescaped(span->start, span->start + span->size, bytes);
    *span = (Span){bytes, (size_t)(end - bytes), true, false};
    return true;
}

static bool grow(Reader *reader) {
    int64_t room = reader->room ? 2 * reader->room : FIRST_ROWS;
    for (int n = 0; n < NARROW; n++) {
        int32_t *larger = realloc(reader->narrow[n], (size_t)room * sizeof *larger);
        if (!larger)
            return false;
        reader->narrow[n] = larger;
    }
    for (int n = 0; n < WIDE; n++) {
        int64_t *larger = realloc(reader->wide[n], (size_t)room * sizeof *larger);
        if (!larger)
            return false;
        reader->wide[n] = larger;
    }
    int64_t *larger = realloc(reader->odd_rows, (size_t)room * sizeof *larger);
    if (!larger)
        return false;
    reader->odd_rows = larger;
    reader->room = room;
    return true;
}

/* Puts the number of a text into a column; false if there is no room for it. */
static bool put_text(Reader *reader, int which, Span *span, int32_t *number) {
    if (span->is_set && span->has_escapes && !unescape(reader, span))
        return false;
    *number = NONE;
    if (!span->is_set || !span->size)
        return true;
    *number = texts_number(&reader->texts[which], span->start, span->size, &reader->secret);
    return *number >= 0;
}

static bool make_partners(Reader *reader, int32_t count) {
    int32_t room = count > 2 * reader->partners_room ? count : 2 * reader->partners_room;
    for (int n = 0; n < 2; n++) {
        int32_t *larger = realloc(reader->partners[n], (size_t)room * sizeof *larger);
        if (!larger)
            return false;
        reader->partners[n] = larger;
        for (int32_t call = reader->partners_room; call < room; call++)
            larger[call] = NONE;
    }
    reader->partners_room = room;
    return true;
}

/* The same for an id that nearly all events of a call share: the last one is tried first. */
static bool put_partner(Reader *reader, int which, int32_t call, Span *span, int32_t *number) {
    if (call < 0)
        return put_text(reader, which, span, number);
    if (call >= reader->partners_room && !make_partners(reader, call + 1))
        return false;
    int32_t *last = &reader->partners[which == CORRELATIONS][call];
    if (span->is_set && !span->has_escapes &&
        is_text(&reader->texts[which], *last, span->start, span->size)) {
        *number = *last;
        return true;
    }
    bool is_put = put_text(reader, which, span, number);
    if (is_put && *number >= 0)
        *last = *number;
    return is_put;
}

static bool put_time(Reader *reader, Span *span, int64_t *time) {
    *time = NO_TIME;
    if (!span->is_set || !span->size)
        return true;
    if (!span->has_escapes &&
        time_of(span->start, span->size, reader->first_year, reader->last_year, time))
        return true;
    int32_t number;
    if (!put_text(reader, TIMES, span, &number))
        return false;
    *time = number;
    reader->odd_rows[reader->odd_size++] = reader->size;
    return true;
}

static bool keep_row(Reader *reader, const Row *row, Place origin, int64_t offset) {
    static const int columns[NUMBERED] = {KIND_COLUMN, -1, CALL_COLUMN, SERVER_COLUMN,
                                          CORRELATION_COLUMN, CONTEXT_COLUMN};
    if (reader->size == reader->room && !grow(reader))
        return false;
    int64_t at = reader->size;
    Span spans[NUMBERED];
    memcpy(spans, row->texts, sizeof spans);
    int32_t *call = &reader->narrow[CALL_COLUMN][at];
    for (int n = 0; n < NUMBERED; n++) {
        if (n == TIMES)
            continue;
        int32_t *number = &reader->narrow[columns[n]][at];
        if (n == SERVERS || n == CORRELATIONS ? !put_partner(reader, n, *call, &spans[n], number)
                                              : !put_text(reader, n, &spans[n], number))
            return false;
    }
    if (!put_time(reader, &spans[TIMES], &reader->wide[TIME_COLUMN][at]))
        return false;
    for (int n = CODE_COLUMN; n < NARROW; n++)
        reader->narrow[n][at] = row->numbers[n];
    reader->wide[OFFSET_COLUMN][at] = offset + (row->start - origin);
    reader->wide[LENGTH_COLUMN][at] = row->end - row->start;
    reader->size++;
    return true;
}

bool keep_rows(Reader *reader, const Row *rows, size_t count, Place origin, int64_t offset) {
    int64_t size = reader->size, odd = reader->odd_size;
    for (size_t n = 0; n < count; n++) {
        if (!keep_row(reader, &rows[n], origin, offset)) {
            reader->size = size;
            reader->odd_size = odd;
            return false;
        }
    }
    return true;
}

bool note_other(Reader *reader, int64_t offset, int64_t size) {
    if (reader->others_size + 2 > reader->others_room) {
        size_t room = reader->others_room ? 2 * reader->others_room : 64;
        int64_t *larger = realloc(reader->others, room * sizeof *larger);
        if (!larger)
            return false;
        reader->others = larger;
        reader->others_room = room;
    }
    reader->others[reader->others_size++] = offset;
    reader->others[reader->others_size++] = size;
    return true;
}
