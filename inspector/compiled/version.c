#include "exported.h"

/* Counts up with every change of what the program calls, or of what a structure holds. */
EXPORTED int library_version(void) { return 5; }
