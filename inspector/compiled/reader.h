/* Plain events to columns. */

#ifndef READER_H
#define READER_H

#include "texts.h"

/* The objects an event is made of. */
enum { EVENT, DATA, RESULT, DIAGNOSTIC, OBJECTS };

/* What becomes of a member. */
enum {
    SKIPPED, DROPPED_TEXT,
    TYPE, TIME, DATA_OBJECT,
    CALL, SERVER, CORRELATION, CONTEXT, RESULT_OBJECT, SEQUENCE,
    CODE, SUBCODE, SIP_OBJECT, Q850_OBJECT
};

/* The texts that are numbered; those behind TIMES by the column that holds the numbers. */
enum { TYPES, TIMES, CALLS, SERVERS, CORRELATIONS, CONTEXTS, NUMBERED };

enum { KIND_COLUMN, CALL_COLUMN, SERVER_COLUMN, CORRELATION_COLUMN, CONTEXT_COLUMN, CODE_COLUMN,
       SUBCODE_COLUMN, SIP_COLUMN, Q850_COLUMN, SEQUENCE_COLUMN, NARROW };
enum { TIME_COLUMN, OFFSET_COLUMN, LENGTH_COLUMN, WIDE };

#define ABSENT INT32_MIN
#define NO_TIME INT64_MIN
#define NONE (-1)

#define MOST_KEYS 64 /* of one object */
#define LONGEST_KEY 40

typedef struct {
    uint8_t size, use;
    char name[LONGEST_KEY]; /* in small letters */
} Key;

#define MOST_WORDS 16

/* Words that are looked for in any case; they are in small letters here. */
typedef struct {
    int32_t count;
    const char *words[MOST_WORDS];
    uint8_t starts[256]; /* whether one begins so */
} Words;

#define KEY_WORDS ((LONGEST_KEY + 8) / 8)

/* A key as it was written last behind another one, with quotes and colon, in words of 8 bytes. */
typedef struct {
    uint64_t words[KEY_WORDS];
    uint64_t mask; /* of the last one, what belongs to the key */
    uint8_t size, count, key;
} Guess;

typedef struct {
    Place start;
    size_t size;
    bool is_set, has_escapes;
} Span;

/* An event that was read and not kept yet. */
typedef struct {
    Place start, end;
    Span texts[NUMBERED];
    int32_t numbers[NARROW]; /* from CODE_COLUMN on */
    bool has_data;
} Row;

typedef struct {
    int32_t counts[OBJECTS];
    Key keys[OBJECTS][MOST_KEYS];
    Guess guesses[OBJECTS][MOST_KEYS + 1];
    Words of_heads, of_texts;
    char *word_room;
    char prefix[LONGEST_KEY]; /* of every type, in small letters */
    int32_t prefix_size, first_year, last_year;
    Secret secret;
    Texts texts[NUMBERED];
    int32_t *partners[2]; /* by call, the numbers of its last server call id and correlation id */
    int32_t partners_room;
    int32_t *narrow[NARROW];
    int64_t *wide[WIDE];
    int64_t size, room; /* rows */
    int64_t *odd_rows;  /* rows whose time is a text, numbered in TIMES */
    int64_t odd_size;
    int64_t *others; /* offset and length of each line of text read last */
    size_t others_size, others_room;
    Row *pending;
    size_t pending_size, pending_room;
    uint8_t *scratch;
    size_t scratch_room;
} Reader;

/* What was read of a text. */
typedef struct {
    int64_t end;    /* bytes dealt with */
    int64_t alone;  /* values that have a line each */
    int64_t spread; /* values that have more, or share one with text */
    int64_t first;  /* the first byte of the first value */
    int64_t texts;  /* lines of text without a value */
} Told;

/* Reads the event here into `row`; NULL if it is anything else, or has something that is read
 * elsewhere. */
Place read_event(Reader *reader, Place at, Place end, Row *row);

/* Reads an event, or an array of one or more, as pending rows; NULL for anything else. */
Place read_document(Reader *reader, Place at, Place end);

/* Makes rows of events, whose offsets are told from `origin`; false if there is no room. */
bool keep_rows(Reader *reader, const Row *rows, size_t count, Place origin, int64_t offset);

/* Makes rows of what is pending. */
static inline bool keep_pending(Reader *reader, Place origin, int64_t offset) {
    return keep_rows(reader, reader->pending, reader->pending_size, origin, offset);
}

#endif
