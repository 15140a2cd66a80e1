#include "texts.h"

#include <stdlib.h>

#define FIRST_SLOTS 256
#define FIRST_BYTES 4096

/* The halves of a product of 128 bits, folded. */
static inline uint64_t mixed(uint64_t a, uint64_t b) {
#if defined(__SIZEOF_INT128__)
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
    uint64_t middle = a1 * b0 + (a0 * b0 >> 32), other = a0 * b1 + (uint32_t)middle;
    return (a * b) ^ (a1 * b1 + (middle >> 32) + (other >> 32));
#endif
}

static uint64_t spread(uint64_t value) {
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ value >> 27) * 0x94D049BB133111EBULL;
    return value ^ value >> 31;
}

Secret secret_of(uint64_t seed) {
    return (Secret){spread(seed + 0x9E3779B97F4A7C15ULL), spread(seed + 0x3C6EF372FE94F82AULL)};
}

/* Every word is mixed with something secret: a known one could be made zero, and with it the
 * hashes of all texts that hold it. */
uint64_t hash_of(Place text, size_t size, const Secret *secret) {
    uint64_t hash = secret->second ^ size;
    while (size > 16) {
        hash = mixed(word_at(text) ^ secret->first, word_at(text + 8) ^ hash);
        text += 16;
        size -= 16;
    }
    uint64_t rest[2] = {0, 0};
    memcpy(rest, text, size);
    hash = mixed(rest[0] ^ secret->first, rest[1] ^ hash);
    return mixed(hash ^ secret->second, secret->first | 1);
}

bool texts_begin(Texts *texts) {
    memset(texts, 0, sizeof *texts);
    texts->room = FIRST_BYTES;
    texts->most = FIRST_SLOTS / 2;
    texts->mask = FIRST_SLOTS - 1;
    texts->bytes = malloc(texts->room);
    texts->ends = malloc((size_t)texts->most * sizeof *texts->ends);
    texts->slots = malloc(FIRST_SLOTS * sizeof *texts->slots);
    if (!texts->bytes || !texts->ends || !texts->slots)
        return false;
    texts_clear(texts);
    return true;
}

void texts_clear(Texts *texts) {
    texts->count = 0;
    memset(texts->slots, 0xFF, ((size_t)texts->mask + 1) * sizeof *texts->slots);
}

void texts_end(Texts *texts) {
    free(texts->bytes);
    free(texts->ends);
    free(texts->slots);
}

/* Twice as many texts, in slots that are at most half full. */
static bool grow(Texts *texts) {
    size_t slots = 2 * ((size_t)texts->mask + 1);
    if (slots > (size_t)1 << 30)
        return false;
    uint32_t *ends = realloc(texts->ends, slots / 2 * sizeof *ends);
    if (!ends)
        return false;
    texts->ends = ends;
    Slot *larger = malloc(slots * sizeof *larger);
    if (!larger)
        return false;
    memset(larger, 0xFF, slots * sizeof *larger);
    uint32_t mask = (uint32_t)slots - 1;
    for (size_t n = 0; n <= texts->mask; n++) {
        Slot slot = texts->slots[n];
        if (slot.number < 0)
            continue;
        uint32_t at = slot.hash & mask;
        while (larger[at].number >= 0)
            at = (at + 1) & mask;
        larger[at] = slot;
    }
    free(texts->slots);
    texts->slots = larger;
    texts->mask = mask;
    texts->most = (int32_t)(slots / 2);
    return true;
}

static bool make_room(Texts *texts, size_t size) {
    size_t wanted = texts_size(texts) + size;
    if (wanted <= texts->room)
        return true;
    if (wanted > MOST_BYTES)
        return false;
    size_t room = 2 * texts->room > wanted ? 2 * texts->room : wanted;
    uint8_t *bytes = realloc(texts->bytes, room);
    if (!bytes)
        return false;
    texts->bytes = bytes;
    texts->room = room;
    return true;
}

bool is_text(const Texts *texts, int32_t number, Place text, size_t size) {
    if (number < 0 || number >= texts->count)
        return false;
    uint32_t start = number ? texts->ends[number - 1] : 0;
    return texts->ends[number] - start == size && !memcmp(texts->bytes + start, text, size);
}

int32_t texts_number(Texts *texts, Place text, size_t size, const Secret *secret) {
    if (texts->count + 1 >= texts->most && !grow(texts))
        return -1;
    uint32_t hash = (uint32_t)(hash_of(text, size, secret) >> 32);
    uint32_t at = hash & texts->mask;
    for (Slot slot; (slot = texts->slots[at]).number >= 0; at = (at + 1) & texts->mask) {
        if (slot.hash == hash && is_text(texts, slot.number, text, size))
            return slot.number;
    }
    if (!make_room(texts, size))
        return -1;
    size_t before = texts_size(texts);
    memcpy(texts->bytes + before, text, size);
    texts->ends[texts->count] = (uint32_t)(before + size);
    texts->slots[at] = (Slot){hash, texts->count};
    return texts->count++;
}
