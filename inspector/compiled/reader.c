/* The life of a reader, and what can be seen of it. */

#include "exported.h"
#include "reader.h"

#include <stdlib.h>

EXPORTED void reader_end(Reader *reader) {
    for (int n = 0; n < NUMBERED; n++)
        texts_end(&reader->texts[n]);
    for (int n = 0; n < NARROW; n++)
        free(reader->narrow[n]);
    for (int n = 0; n < WIDE; n++)
        free(reader->wide[n]);
    free(reader->odd_rows);
    free(reader->others);
    free(reader->partners[0]);
    free(reader->partners[1]);
    free(reader->word_room);
    free(reader->pending);
    free(reader->scratch);
    free(reader);
}

/* Words from a text in which each ends with a newline. */
static bool take_words(Words *words, char *text) {
    for (char *end; (end = strchr(text, '\n')); text = end + 1) {
        if (words->count == MOST_WORDS || end == text)
            return false;
        *end = 0;
        words->words[words->count++] = text;
        words->starts[(uint8_t)*text] = 1;
        words->starts[(uint8_t)(*text - 'a' + 'A')] = 1;
    }
    return true;
}

static bool take_all_words(Reader *reader, const char *heads, const char *texts) {
    size_t size = strlen(heads) + 1;
    reader->word_room = malloc(size + strlen(texts) + 1);
    if (!reader->word_room)
        return false;
    strcpy(reader->word_room, heads);
    strcpy(reader->word_room + size, texts);
    return take_words(&reader->of_heads, reader->word_room) &&
           take_words(&reader->of_texts, reader->word_room + size);
}

/* A reader of objects whose keys are given, `counts` of each object's, one object's behind the
 * other's. `prefix` is in small letters, as are the words, each with a newline behind it: text in
 * front of values is left to others if it holds one of `heads`, and lines of text if they hold one
 * of `texts`. NULL if there is no memory, or a key or word too many. */
EXPORTED Reader *reader_begin(const Key *keys, const int32_t *counts, const char *prefix,
                              const char *heads, const char *texts, int32_t first_year,
                              int32_t last_year, uint64_t seed) {
    Reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return NULL;
    reader->prefix_size = (int32_t)strlen(prefix);
    reader->first_year = first_year;
    reader->last_year = last_year;
    reader->secret = secret_of(seed);
    bool is_ready = reader->prefix_size <= LONGEST_KEY && take_all_words(reader, heads, texts);
    if (is_ready)
        memcpy(reader->prefix, prefix, (size_t)reader->prefix_size);
    for (int object = 0; object < OBJECTS && is_ready; object++) {
        is_ready = counts[object] <= MOST_KEYS;
        for (int n = 0; n < counts[object] && is_ready; n++)
            reader->keys[object][n] = *keys++;
        reader->counts[object] = counts[object];
    }
    for (int n = 0; n < NUMBERED; n++)
        is_ready &= texts_begin(&reader->texts[n]);
    if (is_ready)
        return reader;
    reader_end(reader);
    return NULL;
}

EXPORTED int64_t reader_size(const Reader *reader) { return reader->size; }
EXPORTED const int32_t *reader_narrow(const Reader *reader, int32_t n) { return reader->narrow[n]; }
EXPORTED const int64_t *reader_wide(const Reader *reader, int32_t n) { return reader->wide[n]; }
EXPORTED int64_t reader_odd_size(const Reader *reader) { return reader->odd_size; }
EXPORTED const int64_t *reader_odd_rows(const Reader *reader) { return reader->odd_rows; }
EXPORTED const Texts *reader_texts(const Reader *reader, int32_t n) { return &reader->texts[n]; }

EXPORTED const int64_t *reader_others(const Reader *reader) { return reader->others; }

/* Forgets all rows and texts, and keeps what it learned of keys. */
EXPORTED void reader_clear(Reader *reader) {
    reader->size = 0;
    reader->odd_size = 0;
    for (int n = 0; n < NUMBERED; n++)
        texts_clear(&reader->texts[n]);
}
