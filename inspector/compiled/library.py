"""The library that was compiled from the C files here, if there is one."""

import ctypes
import sys
from ctypes import POINTER, c_char_p, c_int, c_int32, c_int64, c_uint8, c_uint32, c_uint64, c_void_p
from pathlib import Path

VERSION = 5
"""That of `version.c`: a library of another version is not used."""
SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so.1")
"""On Linux, `.so` alone would be taken for a module of Python."""
LONGEST_KEY = 40


class Key(ctypes.Structure):
    """A key of an object, in small letters, and what becomes of its value."""

    _fields_ = (("size", c_uint8), ("use", c_uint8), ("name", ctypes.c_char * LONGEST_KEY))


class Told(ctypes.Structure):
    """What was read of a text."""

    _fields_ = (
        ("end", c_int64),
        ("alone", c_int64),
        ("spread", c_int64),
        ("first", c_int64),
        ("texts", c_int64),
        ("others", c_int64),
        ("entered", c_int64),
        ("opened", c_int64),
        ("quiet", c_int64),
        ("stopped", c_int64),
    )
    end: int
    alone: int
    spread: int
    first: int
    texts: int
    others: int
    entered: int
    opened: int
    quiet: int
    stopped: int


class Texts(ctypes.Structure):
    """Texts by number, one behind the other."""

    _fields_ = (
        ("bytes", c_void_p),
        ("ends", c_void_p),
        ("slots", c_void_p),
        ("room", ctypes.c_size_t),
        ("count", c_int32),
        ("most", c_int32),
        ("mask", c_uint32),
    )
    bytes: int | None
    ends: int | None
    count: int


class RowsInStore(ctypes.Structure):
    """Rows one behind the other, all of one width, or each up to its end."""

    _fields_ = (
        ("bytes", c_void_p),
        ("ends", c_void_p),
        ("width", c_int64),
        ("size_of_end", c_int64),
    )


_ROWS = POINTER(RowsInStore)
_SIGNATURES = {
    "reader_begin": (
        c_void_p,
        [c_void_p, c_void_p, c_char_p, c_void_p, c_int32, c_int32, c_uint64],
    ),
    "reader_names": (POINTER(Texts), [c_void_p]),
    "take_name_counts": (None, [c_void_p, c_void_p]),
    "reader_others": (c_void_p, [c_void_p]),
    "reader_end": (None, [c_void_p]),
    "reader_clear": (None, [c_void_p]),
    "reader_size": (c_int64, [c_void_p]),
    "reader_narrow": (c_void_p, [c_void_p, c_int32]),
    "reader_wide": (c_void_p, [c_void_p, c_int32]),
    "reader_odd_size": (c_int64, [c_void_p]),
    "reader_odd_rows": (c_void_p, [c_void_p]),
    "reader_texts": (POINTER(Texts), [c_void_p, c_int32]),
    "read_documents": (None, [c_void_p, c_void_p, c_int64, c_int64, POINTER(Told)]),
    "read_lines": (None, [c_void_p, c_void_p, c_int64, c_int64, c_int32, c_int32, POINTER(Told)]),
    "read_items": (None, [c_void_p, c_void_p, c_int64, c_int64, c_int32, POINTER(Told)]),
    "pass_quiet_lines": (c_int64, [c_void_p, c_void_p, c_int64, c_int32, c_void_p]),
    "pack_guids": (c_int32, [POINTER(Texts), c_void_p]),
    "pack_base64": (c_int32, [POINTER(Texts), c_void_p, c_void_p]),
    "number_rows": (
        c_int64,
        [
            c_void_p,
            c_uint64,
            c_uint64,
            _ROWS,
            c_int64,
            _ROWS,
            c_int64,
            c_void_p,
            c_void_p,
            c_void_p,
        ],
    ),
    "remember_rows": (None, [c_void_p, c_uint64, c_uint64, _ROWS, c_int64]),
    "move_slots": (None, [c_void_p, c_uint64, c_void_p, c_uint64]),
}


def load(path: Path | None = None) -> ctypes.CDLL | None:
    """The library; None where it was not built, or from other files than these.

    Its functions let other threads run while they work.
    """
    place = path or Path(__file__).with_name("libevents" + SUFFIX)
    try:
        library = ctypes.CDLL(str(place))
        version = library.library_version
    except (OSError, AttributeError):
        return None
    version.restype, version.argtypes = c_int, []
    if version() != VERSION:
        return None
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
