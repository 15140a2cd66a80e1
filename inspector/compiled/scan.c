#include "scan.h"

Place pass_value(Place at, Place end) {
    uint64_t is_object = 0; /* a bit for each open bracket, the innermost lowest */
    int depth = 0;
    for (;;) {
        if (at >= end)
            return NULL;
        if (*at == '{' || *at == '[') {
            bool object = *at == '{';
            if (++depth > DEEPEST)
                return NULL;
            is_object = is_object << 1 | object;
            at = pass_blanks(at + 1, end);
            if (at >= end)
                return NULL;
            if (*at != (object ? '}' : ']')) {
                if (object && !(at = pass_key(at, end)))
                    return NULL;
                continue;
            }
        } else {
            at = pass_scalar(at, end);
            if (!at)
                return NULL;
            if (!depth)
                return at;
            at = pass_blanks(at, end);
        }
        /* behind a value, or at the bracket that closes an empty one */
        for (;;) {
            if (at >= end)
                return NULL;
            if (*at == ',') {
                at = pass_blanks(at + 1, end);
                if (is_object & 1 && !(at = pass_key(at, end)))
                    return NULL;
                break;
            }
            if (*at != (is_object & 1 ? '}' : ']'))
                return NULL;
            at++;
            is_object >>= 1;
            if (!--depth)
                return at;
            at = pass_blanks(at, end);
        }
    }
}
