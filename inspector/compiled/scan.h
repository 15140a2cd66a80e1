/* Passing JSON tokens. Every function takes where it stands and where the text ends, never reads
 * beyond it, and gives where it got to, or NULL where the text is not JSON or is cut. They are as
 * strict as RFC 8259, and strings must be UTF-8. */

#ifndef SCAN_H
#define SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef const uint8_t *Place;

/* Brackets inside one another that are followed; captures need six. */
#define DEEPEST 64

static inline bool is_blank(uint8_t byte) {
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/* As a pattern's `\s` in ASCII. */
static inline bool is_white(uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

static inline bool is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

static inline uint8_t in_small(uint8_t letter) {
    return letter >= 'A' && letter <= 'Z' ? (uint8_t)(letter | 0x20) : letter;
}

/* Eight bytes, wherever they lie. */
static inline uint64_t word_at(Place at) {
    uint64_t word;
    memcpy(&word, at, 8);
    return word;
}

/* White space; ends at `end` or at the first other byte. */
static inline Place pass_blanks(Place at, Place end) {
    while (at < end && *at <= ' ' && is_blank(*at))
        at++;
    return at;
}

static inline Place pass_white(Place at, Place end) {
    while (at < end && is_white(*at))
        at++;
    return at;
}

/* White space on a line. */
static inline bool is_space(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }

static inline Place pass_spaces(Place at, Place end) {
    while (at < end && is_space(*at))
        at++;
    return at;
}

/* The first byte that is no plain part of a string: a quote, a backslash, a control character or
 * a byte that is not ASCII. */
static inline Place pass_plain(Place at, Place end) {
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\');
    const __m128i space = _mm_set1_epi8(' ');
    while (end - at >= 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)at);
        __m128i odd = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, slash));
        odd = _mm_or_si128(odd, _mm_cmplt_epi8(bytes, space)); /* signed: 128 and above too */
        int found = _mm_movemask_epi8(odd);
        if (found)
            return at + __builtin_ctz((unsigned)found);
        at += 16;
    }
#endif
    while (at < end && *at >= ' ' && *at < 128 && *at != '"' && *at != '\\')
        at++;
    return at;
}

/* One character of two to four bytes. */
static inline Place pass_wide(Place at, Place end) {
    uint8_t lead = *at;
    int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || end - at <= more)
        return NULL;
    uint8_t lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (at[1] < lowest || at[1] > highest)
        return NULL;
    for (int n = 2; n <= more; n++)
        if ((at[n] & 0xC0) != 0x80)
            return NULL;
    return at + more + 1;
}

static inline int hex_value(uint8_t byte) {
    if (is_digit(byte))
        return byte - '0';
    byte |= 0x20;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* The 16-bit number of four hexadecimal digits; -1 if they are not four. */
static inline int32_t hex_number(Place at, Place end) {
    if (end - at < 4)
        return -1;
    int32_t number = 0;
    for (int n = 0; n < 4; n++) {
        int digit = hex_value(at[n]);
        if (digit < 0)
            return -1;
        number = number << 4 | digit;
    }
    return number;
}

static inline bool is_high(int32_t code) { return code >= 0xD800 && code < 0xDC00; }
static inline bool is_low(int32_t code) { return code >= 0xDC00 && code < 0xE000; }

/* A backslash, a u and four digits, or two of these that are a surrogate pair; not half a pair,
 * which no UTF-8 has. */
static inline Place pass_number_escape(Place at, Place end) {
    int32_t code = hex_number(at + 2, end);
    if (code < 0 || is_low(code))
        return NULL;
    at += 6;
    if (!is_high(code))
        return at;
    bool is_pair = end - at >= 6 && at[0] == '\\' && at[1] == 'u' && is_low(hex_number(at + 2, end));
    return is_pair ? at + 6 : NULL;
}

/* A backslash and what belongs to it. */
static inline Place pass_escape(Place at, Place end) {
    if (end - at < 2)
        return NULL;
    if (at[1] == 'u')
        return pass_number_escape(at, end);
    return memchr("\"\\/bfnrt", at[1], 8) ? at + 2 : NULL;
}

/* From behind the opening quote of a string to its closing quote. */
static inline Place pass_string(Place at, Place end, bool *has_escapes) {
    for (;;) {
        at = pass_plain(at, end);
        if (at >= end || *at < ' ')
            return NULL;
        if (*at == '"')
            return at;
        if (*at == '\\') {
            *has_escapes = true;
            at = pass_escape(at, end);
        } else {
            at = pass_wide(at, end);
        }
        if (!at)
            return NULL;
    }
}

static inline Place pass_digits(Place at, Place end) {
    Place first = at;
    while (at < end && is_digit(*at))
        at++;
    return at == first ? NULL : at;
}

static inline Place pass_number(Place at, Place end) {
    at += *at == '-';
    Place first = at;
    at = pass_digits(at, end);
    if (!at || (*first == '0' && at > first + 1))
        return NULL;
    if (at < end && *at == '.') {
        at = pass_digits(at + 1, end);
        if (!at)
            return NULL;
    }
    if (at < end && (*at | 0x20) == 'e') {
        at++;
        at += at < end && (*at == '+' || *at == '-');
        at = pass_digits(at, end);
    }
    return at;
}

static inline Place pass_word(Place at, Place end, const char *word, ptrdiff_t size) {
    return end - at >= size && !memcmp(at, word, (size_t)size) ? at + size : NULL;
}

/* One of some words. */
static inline Place pass_one_of(const char *const *words, size_t count, Place at, Place end) {
    for (size_t n = 0; n < count; n++) {
        Place behind = pass_word(at, end, words[n], (ptrdiff_t)strlen(words[n]));
        if (behind)
            return behind;
    }
    return NULL;
}

/* A string, a number, true, false or null. */
static inline Place pass_scalar(Place at, Place end) {
    bool has_escapes = false;
    switch (*at) {
    case '"':
        at = pass_string(at + 1, end, &has_escapes);
        return at ? at + 1 : NULL;
    case 't':
        return pass_word(at, end, "true", 4);
    case 'f':
        return pass_word(at, end, "false", 5);
    case 'n':
        return pass_word(at, end, "null", 4);
    default:
        return *at == '-' || is_digit(*at) ? pass_number(at, end) : NULL;
    }
}

/* From a member's opening quote to its value. */
static inline Place pass_key(Place at, Place end) {
    bool has_escapes = false;
    if (at >= end || *at != '"')
        return NULL;
    at = pass_string(at + 1, end, &has_escapes);
    if (!at)
        return NULL;
    at = pass_blanks(at + 1, end);
    return at < end && *at == ':' ? pass_blanks(at + 1, end) : NULL;
}

/* Any value. */
Place pass_value(Place at, Place end);

#endif
