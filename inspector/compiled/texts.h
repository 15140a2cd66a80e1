/* Texts that are numbered in the order they are met. */

#ifndef TEXTS_H
#define TEXTS_H

#include "scan.h"

typedef struct {
    uint32_t hash;
    int32_t number; /* -1: free */
} Slot;

typedef struct {
    uint8_t *bytes;  /* all texts, one behind the other */
    uint32_t *ends;  /* where each of them ends */
    Slot *slots;
    size_t room;     /* bytes */
    int32_t count, most;
    uint32_t mask;
} Texts;

/* Most bytes of the texts of one part; `ends` could hold more. */
#define MOST_BYTES ((size_t)1 << 30)

/* What makes hashes differ from one process to the next: nobody can write a capture whose texts
 * all have the same hash. */
typedef struct {
    uint64_t first, second;
} Secret;

Secret secret_of(uint64_t seed);

uint64_t hash_of(Place text, size_t size, const Secret *secret);

bool texts_begin(Texts *texts);
void texts_clear(Texts *texts);
void texts_end(Texts *texts);

/* The number of a text; -1 if there is no room for it. */
int32_t texts_number(Texts *texts, Place text, size_t size, const Secret *secret);

/* Whether a number is that of a text. */
bool is_text(const Texts *texts, int32_t number, Place text, size_t size);

static inline size_t texts_size(const Texts *texts) {
    return texts->count ? texts->ends[texts->count - 1] : 0;
}

#endif
