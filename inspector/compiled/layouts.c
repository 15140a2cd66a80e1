/* Events of a text: values one behind the other, or items of an array. */

#include "exported.h"
#include "reader.h"

#include <stdlib.h>

/* Most events of one array that are read before any of them is kept: longer arrays are entered. */
#define MOST_PENDING ((size_t)1 << 16)

static bool more_pending(Reader *reader) {
    size_t room = reader->pending_room ? 2 * reader->pending_room : 16;
    if (room > MOST_PENDING)
        return false;
    Row *larger = realloc(reader->pending, room * sizeof *larger);
    if (!larger)
        return false;
    reader->pending = larger;
    reader->pending_room = room;
    return true;
}

static Place read_pending(Reader *reader, Place at, Place end) {
    if (reader->pending_size == reader->pending_room && !more_pending(reader))
        return NULL;
    at = read_event(reader, at, end, &reader->pending[reader->pending_size]);
    reader->pending_size += at != NULL;
    return at;
}

/* One event, or an array of one or more. */
Place read_document(Reader *reader, Place at, Place end) {
    reader->pending_size = 0;
    if (*at != '[')
        return read_pending(reader, at, end);
    do {
        at = pass_blanks(at + 1, end);
        if (at >= end || !(at = read_pending(reader, at, end)))
            return NULL;
        at = pass_blanks(at, end);
        if (at >= end)
            return NULL;
    } while (*at == ',');
    return *at == ']' ? at + 1 : NULL;
}

/* What may stand between values. */
static Place pass_gap(Place at, Place end) {
    while (at < end && (is_blank(*at) || *at == ','))
        at++;
    return at;
}

static Place pass_rest_of_line(Place at, Place end) {
    while (at < end && *at != '\n' && (is_blank(*at) || *at == ','))
        at++;
    return at;
}

/* Values that begin a line each, from the start of a line on, up to the first that is no event or
 * array of events, or that other text shares a line with. */
EXPORTED void read_documents(Reader *reader, Place text, int64_t size, int64_t offset, Told *told) {
    Place at = text, end = text + size;
    *told = (Told){.stopped = NONE};
    for (;;) {
        at = pass_gap(at, end);
        Place start = at;
        if (at >= end || !(at = read_document(reader, at, end)))
            return;
        bool is_spread = memchr(start, '\n', (size_t)(at - start)) != NULL;
        at = pass_rest_of_line(at, end);
        if (at >= end || *at != '\n' || !keep_pending(reader, text, offset))
            return;
        if (!told->first)
            told->first = *start;
        told->alone += !is_spread;
        told->spread += is_spread;
        told->end = ++at - text;
    }
}

/* Reads an item of an array; false if others have to. A record may hold an event, or none. */
static bool read_item(Reader *reader, Place *at, Place end, bool may_be_record, Told *told,
                      Place text, int64_t offset) {
    Place start = *at;
    reader->pending_size = 0;
    *at = read_pending(reader, start, end);
    if (*at)
        return true;
    if (!may_be_record || !(*at = read_record(reader, start, end, false)))
        return false;
    if (reader->is_entered && !count_names(reader))
        return false;
    told->entered += reader->is_entered;
    told->opened += reader->pending_size && *reader->pending->start == '"';
    told->others += !reader->pending_size;
    return reader->pending_size || note_other(reader, offset + (start - text), *at - start);
}

/* Items of an array, from the first byte of one on, up to the first that others have to read. */
EXPORTED void read_items(Reader *reader, Place text, int64_t size, int64_t offset,
                         int32_t may_be_records, Told *told) {
    Place at = text, end = text + size;
    Told met = {.stopped = NONE};
    *told = met;
    reader->others_size = 0;
    for (;;) {
        if (at >= end || *at != '{' ||
            !read_item(reader, &at, end, may_be_records, &met, text, offset) ||
            !keep_pending(reader, text, offset))
            return;
        met.end = at - text;
        *told = met;
        at = pass_blanks(at, end);
        if (at >= end || *at != ',')
            return;
        at = pass_blanks(at + 1, end);
    }
}
