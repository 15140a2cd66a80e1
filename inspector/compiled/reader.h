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

#define MOST_WORDS 32
#define SHORTEST_WORD 3 /* that is looked for inside of texts */

/* Words that are looked for in any case; they are in small letters here. */
typedef struct {
    int32_t count;
    const char *words[MOST_WORDS];
    uint32_t letters[3][256]; /* which words have a letter at their first three places */
} Words;

/* Lists of words: of text in front of a value and of lines of text that have to be looked at
 * closer, of records that may tell of a call themselves, and those of text that lines below may go
 * on with. Then those that keys of records begin with which may be rows or events themselves, names
 * of tables with such rows, keys that name a call, those beside which it is an event's, and keys that
 * only log records have. */
enum { OF_HEADS, OF_TEXTS, OF_RECORDS, OF_LOUD_LINES, OF_ROWS, OF_OPERATIONS, OF_TABLES, OF_CALLS,
       OF_PAYLOADS, OF_LOGS, WORD_LISTS };

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

/* Room for a text without its escapes. */
typedef struct {
    uint8_t *bytes;
    size_t room;
} Text;

/* An event that was read and not kept yet. */
typedef struct {
    Place start, end;
    Span texts[NUMBERED];
    int32_t numbers[NARROW]; /* from CODE_COLUMN on */
    bool has_data;
} Row;

#define MOST_PRINTED 16384 /* bytes of a printed object that are looked through */
#define MOST_NAMES 1024 /* of members of records that tell of a call; a log has a dozen */
#define LONGEST_NAME 200
#define MOST_MEMBERS 64 /* of one record */

typedef struct {
    int32_t counts[OBJECTS];
    Key keys[OBJECTS][MOST_KEYS];
    Guess guesses[OBJECTS][MOST_KEYS + 1];
    Words words[WORD_LISTS];
    char *word_room[WORD_LISTS];
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
    Text scratch;
    Text inner[3]; /* of a string that holds the event of a record, or a record with or beside it */
    int level;     /* how many strings around the one here are opened */
    Text copy;     /* of one that may hold it again */
    Span held;     /* the bytes of that event */
    Texts names;
    int64_t name_counts[MOST_NAMES]; /* records that had a key, until somebody asks */
    Span members[MOST_MEMBERS]; /* keys of the record read last */
    size_t members_size;
    bool is_entered; /* it holds an event or names a call, so that its keys count */
} Reader;

/* What was read of a text. */
typedef struct {
    int64_t end;    /* bytes dealt with */
    int64_t alone;  /* values that have a line each */
    int64_t spread; /* values that have more, or share one with text */
    int64_t first;  /* the first byte of the first value */
    int64_t texts;  /* lines of text without a value */
    int64_t others; /* values that tell of no call */
    int64_t entered; /* records that hold an event, or name a call */
    int64_t opened;  /* events that were text in a record */
    int64_t quiet;   /* whether many lines without an event follow */
    int64_t stopped; /* where a line begins that others have to look at; NONE without one */
} Told;

/* Reads the event here into `row`; NULL if it is anything else, or has something that is read
 * elsewhere. */
Place read_event(Reader *reader, Place at, Place end, Row *row);

/* Reads an event, or an array of one or more, as pending rows; NULL for anything else. */
Place read_document(Reader *reader, Place at, Place end);

/* Reads a record, alone on its line or an item of an array: an object that is no event and holds at
 * most one, as it is or as text; that becomes the one pending row. NULL for a record that tells of a
 * call in any other way, or may have to be joined with those around it. */
Place read_record(Reader *reader, Place at, Place end, bool is_line);

/* Counts the keys of the record read last; false if there is no room for one. */
bool count_names(Reader *reader);

/* Makes sure of room for so many bytes; false if there is no memory. */
bool has_room(Text *text, size_t wanted);

/* Puts a text whose escapes are sound without them into `out`, which has SPARE bytes more room than
 * the text; gives its end there. */
uint8_t *unescaped(Place at, Place end, uint8_t *out);
#define SPARE 16

/* Finds the body in the text of a string, from its quote to the other one: where an object begins,
 * or an array of them, behind words at most. `text` takes all without its escapes; false if there is
 * no body. */
bool open_text(Text *text, Place from, Place quote, Span *body);

/* Whether a text begins with a word, in any case; the word is in small letters. */
bool begins_with(Place at, Place end, const char *word);
bool holds_word(const Words *words, Place at, Place end);

/* Whether a text begins with any of some words, which is quick to see where it does not. */
static inline bool begins_with_any(const Words *words, Place at, Place end) {
    if (end - at < SHORTEST_WORD)
        return false;
    uint32_t left = words->letters[0][at[0]] & words->letters[1][at[1]] & words->letters[2][at[2]];
    for (int32_t n = 0; left; n++, left >>= 1)
        if (left & 1 && begins_with(at, end, words->words[n]))
            return true;
    return false;
}

/* Whether JSON, which holds no event, may tell of a call all the same. */
bool tells(const Reader *reader, Place at, Place end);

/* Whether a line or a part of it that names a call, outside of JSON or from behind a string's quote
 * to its other one, is sure to hold neither JSON nor members of an event printed in another way. */
bool is_prose(Place text, Place end);
/* Whether what stands behind a bracket, on the lines below perhaps, is sure to be no JSON; `end` is
 * where all text ends. */
bool opens_no_json(uint8_t bracket, Place below, Place end);

/* Whether an object may begin in a line of text, without the white space around it. */
bool opens_in_line(Place line, Place last);

/* Whether a line of text without escapes that may open something, which goes on below perhaps, opens
 * no JSON, and nothing that names a call; `end` is where all text ends. */
bool tells_no_call(const Reader *reader, Place line, Place last, Place end);

bool is_prose_in_string(Place text, Place end);

/* Makes rows of events, whose offsets are told from `origin`; false if there is no room. */
bool keep_rows(Reader *reader, const Row *rows, size_t count, Place origin, int64_t offset);

/* Notes where a value or a line of text lies that tells of no call; false if there is no room. */
bool note_other(Reader *reader, int64_t offset, int64_t size);

/* Makes rows of what is pending. */
static inline bool keep_pending(Reader *reader, Place origin, int64_t offset) {
    return keep_rows(reader, reader->pending, reader->pending_size, origin, offset);
}

#endif
