/* Words looked for in texts, without regard to case. */

#include "reader.h"

bool begins_with(Place at, Place end, const char *word) {
    while (*word && at < end && in_small(*at) == (uint8_t)*word) {
        at++;
        word++;
    }
    return !*word;
}

bool holds_word(const Words *words, Place at, Place end) {
    for (; end - at >= SHORTEST_WORD; at++)
        if (begins_with_any(words, at, end))
            return true;
    return false;
}
