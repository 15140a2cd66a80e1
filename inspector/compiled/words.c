/* Words looked for in texts, without regard to case. */

#include "reader.h"

bool begins_with(Place at, Place end, const char *word) {
    while (*word && at < end && in_small(*at) == (uint8_t)*word) {
        at++;
        word++;
    }
    return !*word;
}

bool begins_with_any(const Words *words, Place at, Place end) {
    for (int32_t n = 0; n < words->count; n++)
        if (begins_with(at, end, words->words[n]))
            return true;
    return false;
}

bool holds_word(const Words *words, Place at, Place end) {
    for (; at < end; at++)
        if (words->starts[*at] && begins_with_any(words, at, end))
            return true;
    return false;
}
