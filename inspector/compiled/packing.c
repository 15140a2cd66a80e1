/* Texts in fewer bytes: GUIDs in 16, base64 in three quarters. `inspector.index.packing` does the
 * same, and its forms unpack what is packed here. */

#include "exported.h"
#include "texts.h"

#define GUID 36
#define SHORTEST_BASE64 16

/* The value of a small hexadecimal digit; `odd` is set by any other byte. */
static inline unsigned digit_value(uint8_t byte, bool *odd) {
    *odd |= !is_digit(byte) & ((uint8_t)(byte - 'a') >= 6);
    return (byte & 15u) + 9u * (byte >> 6);
}

static bool pack_guid(Place text, uint8_t *row) {
    static const uint8_t pairs[16] = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};
    bool odd = text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-';
    for (int n = 0; n < 16; n++) {
        Place pair = text + pairs[n];
        row[n] = (uint8_t)(digit_value(pair[0], &odd) << 4 | digit_value(pair[1], &odd));
    }
    return !odd;
}

/* All texts as rows of 16 bytes; false if one is no GUID in small letters. */
EXPORTED int32_t pack_guids(const Texts *texts, uint8_t *rows) {
    for (int32_t n = 0; n < texts->count; n++)
        if (texts->ends[n] != (uint32_t)(n + 1) * GUID ||
            !pack_guid(texts->bytes + (size_t)n * GUID, rows + (size_t)n * 16))
            return false;
    return true;
}

static int sextet(uint8_t byte) {
    if (byte >= 'A' && byte <= 'Z')
        return byte - 'A';
    if (byte >= 'a' && byte <= 'z')
        return byte - 'a' + 26;
    if (is_digit(byte))
        return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

static void fill_sextets(int8_t *table) {
    for (int byte = 0; byte < 256; byte++)
        table[byte] = (int8_t)sextet((uint8_t)byte);
}

/* One text as bytes behind one another; NULL if it is not base64 as it is usually written. */
static uint8_t *pack_one(const int8_t *table, Place text, size_t size, uint8_t *out) {
    if (size < SHORTEST_BASE64 || size % 4)
        return NULL;
    size_t padding = text[size - 1] != '=' ? 0 : text[size - 2] != '=' ? 1 : 2;
    size_t whole = padding ? size - 4 : size;
    int odd = 0;
    for (size_t n = 0; n < whole; n += 4) {
        int a = table[text[n]], b = table[text[n + 1]];
        int c = table[text[n + 2]], d = table[text[n + 3]];
        odd |= a | b | c | d;
        unsigned bits = (unsigned)a << 18 | (unsigned)b << 12 | (unsigned)c << 6 | (unsigned)d;
        *out++ = (uint8_t)(bits >> 16);
        *out++ = (uint8_t)(bits >> 8);
        *out++ = (uint8_t)bits;
    }
    if (odd < 0)
        return NULL;
    if (!padding)
        return out;
    int a = table[text[whole]], b = table[text[whole + 1]];
    int c = padding == 1 ? table[text[whole + 2]] : 0;
    if (a < 0 || b < 0 || c < 0 || (padding == 1 ? c & 3 : b & 15))
        return NULL;
    *out++ = (uint8_t)(a << 2 | b >> 4);
    if (padding == 1)
        *out++ = (uint8_t)(b << 4 | c >> 2);
    return out;
}

/* All texts as rows one behind the other, and where each ends; false if one is no base64. */
EXPORTED int32_t pack_base64(const Texts *texts, uint8_t *rows, uint32_t *ends) {
    int8_t table[256];
    fill_sextets(table);
    uint8_t *out = rows;
    uint32_t start = 0;
    for (int32_t n = 0; n < texts->count; n++) {
        out = pack_one(table, texts->bytes + start, texts->ends[n] - start, out);
        if (!out)
            return false;
        start = texts->ends[n];
        ends[n] = (uint32_t)(out - rows);
    }
    return true;
}
