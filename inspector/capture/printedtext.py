"""Many printed objects written again as JSON at once, as long as their strings are simple.

A string is simple if it stands in single quotes and holds none, not even escaped. Text is cut at
the quotes then: what lies between is outside and inside of strings by turns.
"""

import re
from itertools import accumulate

SEPARATOR = b"\x01"
"""Stands between two objects; none of them may hold it."""
_STRING = b"\x00"
"""Stands for a string in what is outside of strings."""
_KEY = re.compile(rb"([A-Za-z_$][\w$]*+)(?=\s?:)")
_UNDEFINED = re.compile(rb"(?<=: )undefined(?=[\s,\]}])")


_FEW = 24
"""Brackets in all that are not worth to be counted closer."""
_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in b"{}[]")
_ESCAPES = re.compile(rb'\\(?:\x00|"|\Z|u[dD][89a-fA-F])')
"""Escapes of a quote, and half a pair, which are read by their tokens."""


def is_simple(printed: bytes) -> bool:
    """Whether single quotes alone stand around an object's strings, and none is in them."""
    if b"\\" not in printed and b'"' not in printed:
        return True
    parts = printed.split(b"'")
    outside = b"".join(parts[::2])
    if b'"' in outside or b"\\" in outside:
        return False
    return _ESCAPES.search(_STRING.join(parts[1::2])) is None


def depth_of(printed: bytes) -> int:
    """How many brackets stand inside one another in a simple object, at most."""
    opened = printed.count(b"{") + printed.count(b"[")
    if opened <= _FEW:
        return opened
    brackets = b"".join(printed.split(b"'")[::2]).translate(None, _NO_BRACKETS)
    return max(accumulate(1 if bracket in b"{[" else -1 for bracket in brackets), default=0)


def json_of_all(objects: bytes, *, python: bool) -> bytes | None:
    """Each of some simple objects as JSON on a line of its own; None if a string spans lines.

    What is no JSON then, is none here either: nothing but quotes, words and the keys of Node are
    rewritten.
    """
    parts = objects.split(b"'")
    inside = _STRING.join(parts[1::2])
    if len(parts) % 2 == 0 or b"\n" in inside or SEPARATOR in inside:
        return None
    outside = _STRING.join(parts[::2]).replace(b"\n", b" ").replace(SEPARATOR, b"\n")
    if python:
        outside = outside.replace(b"None", b"null")
        outside = outside.replace(b"True", b"true").replace(b"False", b"false")
    else:
        outside = b'"'.join(_KEY.split(outside))
        if b"undefined" in outside:
            outside = _UNDEFINED.sub(b"null", outside)
    if b'"' in inside:
        parts[1::2] = inside.replace(b'"', b'\\"').split(_STRING)
    parts[::2] = outside.split(_STRING)
    return b'"'.join(parts)
