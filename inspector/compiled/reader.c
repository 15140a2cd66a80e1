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
    for (int n = 0; n < WORD_LISTS; n++)
        free(reader->word_room[n]);
    texts_end(&reader->names);
    free(reader->pending);
    free(reader->scratch.bytes);
    for (size_t n = 0; n < sizeof reader->inner / sizeof *reader->inner; n++)
        free(reader->inner[n].bytes);
    free(reader->copy.bytes);
    free(reader);
}

/* Words from a text in which each ends with a newline. */
static bool take_words(Reader *reader, int list, const char *text) {
    Words *words = &reader->words[list];
    char *word = malloc(strlen(text) + 1);
    if (!word)
        return false;
    reader->word_room[list] = strcpy(word, text);
    for (char *end; (end = strchr(word, '\n')); word = end + 1) {
        if (words->count == MOST_WORDS || end == word)
            return false;
        *end = 0;
        for (int n = 0; n < SHORTEST_WORD; n++)
            for (int letter = 0; letter < 256; letter++)
                if (word + n >= end || in_small((uint8_t)letter) == (uint8_t)word[n])
                    words->letters[n][letter] |= (uint32_t)1 << words->count;
        words->words[words->count++] = word;
    }
    return true;
}

/* A reader of objects whose keys are given, `counts` of each object's, one object's behind the
 * other's. `prefix` is in small letters, as are the lists of words, each word with a newline behind
 * it. NULL if there is no memory, or a key or word too many. */
EXPORTED Reader *reader_begin(const Key *keys, const int32_t *counts, const char *prefix,
                              const char *const *words, int32_t first_year, int32_t last_year,
                              uint64_t seed) {
    Reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return NULL;
    reader->prefix_size = (int32_t)strlen(prefix);
    reader->first_year = first_year;
    reader->last_year = last_year;
    reader->secret = secret_of(seed);
    bool is_ready = reader->prefix_size <= LONGEST_KEY && texts_begin(&reader->names);
    if (is_ready)
        memcpy(reader->prefix, prefix, (size_t)reader->prefix_size);
    for (int list = 0; list < WORD_LISTS && is_ready; list++)
        is_ready = take_words(reader, list, words[list]);
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

EXPORTED const Texts *reader_names(const Reader *reader) { return &reader->names; }

/* Takes how many records with an event had each key since the last time. */
EXPORTED void take_name_counts(Reader *reader, int64_t *counts) {
    for (int32_t n = 0; n < reader->names.count; n++) {
        counts[n] = reader->name_counts[n];
        reader->name_counts[n] = 0;
    }
}

/* Forgets all rows and texts, and keeps what it learned of keys. */
EXPORTED void reader_clear(Reader *reader) {
    reader->size = 0;
    reader->odd_size = 0;
    for (int n = 0; n < NUMBERED; n++)
        texts_clear(&reader->texts[n]);
}
