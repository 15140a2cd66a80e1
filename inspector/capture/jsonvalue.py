"""JSON values as Python objects, with more patience than the grammar asks for."""

import json
import re

import orjson

_LONGEST_INTEGER = 300
"""Digits beyond which an integer is read as a float; no column holds such a number."""
_LEVELS_OF_TEXT = 3
"""How often JSON may be wrapped in JSON text: twice is seen, once more does no harm."""

_TRAILING_COMMA = re.compile(r'("[^"\\]*+(?:\\.[^"\\]*+)*+")|,(?=\s*[}\]])')
"""A string, which is kept, or a comma before a closing bracket."""


def loads(raw: bytes | bytearray | memoryview) -> object:
    """Any JSON value, also with NaN, trailing commas, lone surrogates or damaged UTF-8.

    Raises ValueError for what is no JSON, RecursionError for what is nested too deeply.
    """
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        text = bytes(raw).decode("utf-8", "replace")
        return _without_surrogates(_patiently(text))


def loads_text(value: object) -> object:
    """A value that may be JSON kept as text, unwrapped; other values as they are."""
    for _ in range(_LEVELS_OF_TEXT):
        if not isinstance(value, str) or value.lstrip()[:1] not in ("{", "[", '"'):
            break
        try:
            value = loads(value.encode("utf-8", "replace"))
        except (ValueError, RecursionError):
            break
    return value


def _patiently(text: str) -> object:
    try:
        return json.loads(text, strict=False, parse_int=_integer)
    except json.JSONDecodeError:
        return json.loads(_TRAILING_COMMA.sub(r"\1", text), strict=False, parse_int=_integer)


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def _without_surrogates(value: object) -> object:
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [_without_surrogates(item) for item in value]
        case dict():
            return {
                str(_without_surrogates(key)): _without_surrogates(item)
                for key, item in value.items()
            }
        case _:
            return value
