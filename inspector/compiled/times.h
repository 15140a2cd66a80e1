/* Times in the service's own form. */

#ifndef TIMES_H
#define TIMES_H

#include "scan.h"

/* Nanoseconds since 1970 UTC of `yyyy-mm-ddThh:mm:ss[.f…](Z|+00:00)` with one to seven digits of a
 * fraction and a year from `first` to `last`; false for all else. */
bool time_of(Place text, size_t size, int first, int last, int64_t *ns);

#endif
