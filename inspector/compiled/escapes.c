/* Texts without their escapes, and the bodies in them. */

#include "reader.h"

#include <stdlib.h>

#define LONGEST_HEAD 200 /* bytes of words before a body in its text */
#define LONGEST_ESCAPED_HEAD 400

bool has_room(Text *text, size_t wanted) {
    if (wanted <= text->room)
        return true;
    uint8_t *larger = realloc(text->bytes, wanted);
    if (!larger)
        return false;
    *text = (Text){larger, wanted};
    return true;
}

static void put_wide(uint8_t **out, int32_t code) {
    uint8_t *at = *out;
    if (code < 0x80) {
        *at++ = (uint8_t)code;
    } else if (code < 0x800) {
        *at++ = (uint8_t)(0xC0 | code >> 6);
        *at++ = (uint8_t)(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        *at++ = (uint8_t)(0xE0 | code >> 12);
        *at++ = (uint8_t)(0x80 | (code >> 6 & 0x3F));
        *at++ = (uint8_t)(0x80 | (code & 0x3F));
    } else {
        *at++ = (uint8_t)(0xF0 | code >> 18);
        *at++ = (uint8_t)(0x80 | (code >> 12 & 0x3F));
        *at++ = (uint8_t)(0x80 | (code >> 6 & 0x3F));
        *at++ = (uint8_t)(0x80 | (code & 0x3F));
    }
    *out = at;
}

/* The character of an escape with digits, which is sound. */
static Place unescape_number(Place at, Place end, uint8_t **out) {
    int32_t code = hex_number(at + 2, end);
    at += 6;
    if (is_high(code)) {
        code = 0x10000 + ((code - 0xD800) << 10) + (hex_number(at + 2, end) - 0xDC00);
        at += 6;
    }
    put_wide(out, code);
    return at;
}

/* What stands up to the next backslash, and up to 16 bytes beyond it that are written over. */
static Place copy_plain(Place at, Place end, uint8_t **out) {
#if defined(__SSE2__)
    const __m128i slash = _mm_set1_epi8('\\');
    while (end - at >= 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)at);
        _mm_storeu_si128((__m128i *)*out, bytes);
        int found = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, slash));
        int count = found ? __builtin_ctz((unsigned)found) : 16;
        at += count;
        *out += count;
        if (found)
            return at;
    }
#endif
    while (at < end && *at != '\\')
        *(*out)++ = *at++;
    return at;
}

uint8_t *unescaped(Place at, Place end, uint8_t *out) {
    static const uint8_t meant[256] = {['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
                                       ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t'};
    while ((at = copy_plain(at, end, &out)) < end) {
        if (at[1] == 'u') {
            at = unescape_number(at, end, &out);
        } else {
            *out++ = meant[at[1]];
            at += 2;
        }
    }
    return out;
}

static Place find_body(Place text, Place end) {
    size_t size = (size_t)(end - text);
    Place brace = memchr(text, '{', size < LONGEST_HEAD ? size : LONGEST_HEAD), at = brace;
    if (!brace)
        return NULL;
    while (at > text && is_blank(at[-1]))
        at--;
    at = at > text && at[-1] == '[' ? at - 1 : brace;
    for (Place word = text; word < at; word++)
        if (!*word || strchr("\"{}[]'\\\n", *word))
            return NULL;
    return at;
}

bool open_text(Text *text, Place from, Place quote, Span *body) {
    size_t size = (size_t)(quote - from);
    size_t near = size < LONGEST_ESCAPED_HEAD ? size : LONGEST_ESCAPED_HEAD;
    if (!memchr(from, '{', near) || !has_room(text, size + SPARE))
        return false;
    Place end = unescaped(from, quote, text->bytes), at = find_body(text->bytes, end);
    if (!at)
        return false;
    *body = (Span){at, (size_t)(end - at), true, false};
    return true;
}
