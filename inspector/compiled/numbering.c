/* Numbers for rows of texts, the same for the same row, wherever it comes again.
 *
 * A slot holds the upper half of a row's hash and its number, in the place that the hash names or
 * in the first free one behind it. */

#include "exported.h"
#include "texts.h"

#define FREE UINT64_MAX
#define BATCH 64

#if defined(__GNUC__)
#define FETCH(place) __builtin_prefetch(place)
#else
#define FETCH(place) ((void)(place))
#endif

/* Rows one behind the other: all `width` bytes long, or each up to its end. */
typedef struct {
    Place bytes;
    const void *ends;
    int64_t width; /* 0: told by `ends` */
    int64_t size_of_end; /* 4 or 8 */
} Rows;

static int64_t end_of(const Rows *rows, int64_t n) {
    if (n < 0)
        return 0;
    if (rows->width)
        return (n + 1) * rows->width;
    return rows->size_of_end == 4 ? ((const uint32_t *)rows->ends)[n]
                                  : (int64_t)((const uint64_t *)rows->ends)[n];
}

static bool is_row(const Rows *rows, int64_t n, Place row, int64_t size) {
    int64_t start = end_of(rows, n - 1);
    return end_of(rows, n) - start == size && !memcmp(rows->bytes + start, row, (size_t)size);
}

/* The slot of a row among `known` ones, or the free one that is its own. */
static uint64_t *slot_of(uint64_t *slots, uint64_t mask, uint32_t hash, const Rows *known,
                         int64_t count, Place row, int64_t size) {
    uint64_t at = hash & mask;
    for (; slots[at] != FREE; at = (at + 1) & mask) {
        int64_t number = (int64_t)(slots[at] & UINT32_MAX);
        if (slots[at] >> 32 == hash && number < count && is_row(known, number, row, size))
            break;
    }
    return &slots[at];
}

/* The hashes of some rows from one on; slots lie far apart, so all of them are asked for at once. */
static void seek(const uint64_t *slots, uint64_t mask, const Secret *secret,
                 const Rows *rows, int64_t first, int64_t count, uint32_t *hashes) {
    int64_t start = end_of(rows, first - 1);
    for (int n = 0; n < BATCH && first + n < count; n++) {
        int64_t end = end_of(rows, first + n);
        hashes[n] = (uint32_t)(hash_of(rows->bytes + start, (size_t)(end - start), secret) >> 32);
        FETCH(&slots[hashes[n] & mask]);
        start = end;
    }
}

/* Numbers `count_new` rows, no two of which are the same. Those that are not among the `count`
 * known ones get the next numbers, and come to `fresh`, each up to its end in `fresh_ends`.
 * Gives how many these are. There must be more slots than rows. */
EXPORTED int64_t number_rows(uint64_t *slots, uint64_t mask, uint64_t seed, const Rows *known,
                             int64_t count, const Rows *rows, int64_t count_new,
                             int32_t *numbers, uint8_t *fresh, uint32_t *fresh_ends) {
    int64_t next = count, start = 0;
    const Secret secret = secret_of(seed);
    uint32_t hashes[BATCH];
    uint8_t *out = fresh;
    for (int64_t n = 0; n < count_new; n++) {
        if (n % BATCH == 0)
            seek(slots, mask, &secret, rows, n, count_new, hashes);
        int64_t end = end_of(rows, n), size = end - start;
        Place row = rows->bytes + start;
        uint32_t hash = hashes[n % BATCH];
        uint64_t *slot = slot_of(slots, mask, hash, known, count, row, size);
        if (*slot == FREE) {
            *slot = (uint64_t)hash << 32 | (uint64_t)next;
            memcpy(out, row, (size_t)size);
            out += size;
            fresh_ends[next++ - count] = (uint32_t)(out - fresh);
        }
        numbers[n] = (int32_t)(*slot & UINT32_MAX);
        start = end;
    }
    return next - count;
}

/* Finds rows from now on that have their numbers already. */
EXPORTED void remember_rows(uint64_t *slots, uint64_t mask, uint64_t seed, const Rows *known,
                            int64_t count) {
    const Secret secret = secret_of(seed);
    for (int64_t n = 0; n < count; n++) {
        int64_t start = end_of(known, n - 1), size = end_of(known, n) - start;
        uint32_t hash = (uint32_t)(hash_of(known->bytes + start, (size_t)size, &secret) >> 32);
        uint64_t at = hash & mask;
        while (slots[at] != FREE)
            at = (at + 1) & mask;
        slots[at] = (uint64_t)hash << 32 | (uint64_t)n;
    }
}

/* Moves what is in some slots to more slots, which are free. */
EXPORTED void move_slots(const uint64_t *slots, uint64_t mask, uint64_t *larger,
                         uint64_t larger_mask) {
    for (uint64_t n = 0; n <= mask; n++) {
        if (slots[n] == FREE)
            continue;
        uint64_t at = slots[n] >> 32 & larger_mask;
        while (larger[at] != FREE)
            at = (at + 1) & larger_mask;
        larger[at] = slots[n];
    }
}
