// SHA-256 from libmd, the library of message digests that Debian's own tools use.
#pragma once
#if !__has_include(<sha2.h>)
#error "libmd is missing: install libmd-dev (Debian) or libmd (Homebrew)."
#endif
#include <sys/types.h>
#include <sha2.h>
