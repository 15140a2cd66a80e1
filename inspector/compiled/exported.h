/* What the program calls. */

#ifndef EXPORTED_H
#define EXPORTED_H

#if defined(_WIN32)
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

#endif
