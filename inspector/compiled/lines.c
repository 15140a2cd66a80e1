/* Lines of a log: text, text with one value behind it, or such a value alone. */

#include "exported.h"
#include "reader.h"

#include <stdlib.h>

/* Lines of text in a row that end what is read: another way through them is quicker. */
#define MOST_BETWEEN 64

static uint8_t small(uint8_t byte) {
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte | 0x20) : byte;
}

static bool begins_with(Place at, Place end, const char *word) {
    while (*word && at < end && small(*at) == (uint8_t)*word) {
        at++;
        word++;
    }
    return !*word;
}

static bool holds_word(const Words *words, Place at, Place end) {
    for (; at < end; at++) {
        if (!words->starts[*at])
            continue;
        for (int32_t n = 0; n < words->count; n++)
            if (begins_with(at, end, words->words[n]))
                return true;
    }
    return false;
}

static bool is_space(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }

/* Whether an array, or what is printed like one, may begin at a bracket. */
static bool may_open(Place bracket, Place end) {
    uint8_t next = bracket + 1 < end ? bracket[1] : ' ';
    return next == '[' || next == '{' || next == '"' || next == '\\' ||
           (next >= '\t' && next <= '\r') || next == ' ';
}

/* Finds where a value begins on a line, `end` if it is mere text; false if that takes a closer
 * look. */
static bool find_value(Place line, Place end, Place *value) {
    Place brace = memchr(line, '{', (size_t)(end - line));
    *value = brace ? brace : end;
    if (brace && (brace + 1 == end || brace[1] != '"' || memchr(line, '"', (size_t)(brace - line))))
        return false;
    for (Place at = line; (at = memchr(at, '[', (size_t)(*value - at))); at++) {
        if (!may_open(at, end))
            continue;
        if (!brace || at != brace - 1)
            return false;
        *value = at;
        break;
    }
    return *value == line || line == end || !strchr("{[\"]},", *line) || !*line;
}

static bool note_text(Reader *reader, int64_t offset, int64_t size) {
    if (reader->others_size + 2 > reader->others_room) {
        size_t room = reader->others_room ? 2 * reader->others_room : 64;
        int64_t *larger = realloc(reader->others, room * sizeof *larger);
        if (!larger)
            return false;
        reader->others = larger;
        reader->others_room = room;
    }
    reader->others[reader->others_size++] = offset;
    reader->others[reader->others_size++] = size;
    return true;
}

static Place line_end(Place line, Place newline) {
    while (newline > line && is_space(newline[-1]))
        newline--;
    return newline;
}

/* Lines from the start of one on, up to the last with a value before the first that has to be
 * looked at by others. */
EXPORTED void read_lines(Reader *reader, Place text, int64_t size, int64_t offset, Told *told) {
    Place at = text, end = text + size;
    int between = 0;
    *told = (Told){0};
    reader->others_size = 0;
    for (Place newline; at < end && (newline = memchr(at, '\n', (size_t)(end - at)));
         at = newline + 1) {
        Place line = at, last = line_end(at, newline), value;
        while (line < last && is_space(*line))
            line++;
        if (!find_value(line, last, &value))
            return;
        if (value == last) {
            if (line == last)
                continue;
            if (++between > MOST_BETWEEN || holds_word(&reader->of_texts, line, last) ||
                !note_text(reader, offset + (line - text), last - line))
                return;
            continue;
        }
        if (read_document(reader, value, last) != last ||
            (value > line && holds_word(&reader->of_heads, line, value)) ||
            !keep_pending(reader, text, offset))
            return;
        if (!told->first)
            told->first = *value;
        told->alone += value == line;
        told->spread += value > line;
        told->texts = (int64_t)reader->others_size / 2;
        told->end = newline + 1 - text;
        between = 0;
    }
}
