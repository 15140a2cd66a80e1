"""JSON written piece by piece, so that a large capture never becomes one large string."""

import sys
from collections.abc import Iterable, Mapping

import orjson

SCHEMA_VERSION = 1


def write_json(members: Mapping[str, object | Iterable[object]]) -> None:
    """One object on standard output; a member that is an iterator is written item by item.

    Each item stands on its own line, so the output can be read by eye and compared line by line.
    """
    out = sys.stdout
    out.write(f'{{"schema_version":{SCHEMA_VERSION}')
    for name, value in members.items():
        out.write(f",\n{_text(name)}:")
        if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping | list):
            _write_items(value)
        else:
            out.write(_text(value))
    out.write("}\n")


def _write_items(items: Iterable[object]) -> None:
    separator = "["
    for item in items:
        sys.stdout.write(f"{separator}\n{_text(item)}")
        separator = ","
    sys.stdout.write("[]" if separator == "[" else "\n]")


def _text(value: object) -> str:
    return orjson.dumps(_encodable(value)).decode("utf-8")


def _encodable(value: object) -> object:
    """The value with lone surrogates replaced: JSON text must be valid UTF-8."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode("utf-8")
        case Mapping():
            return {str(_encodable(key)): _encodable(item) for key, item in value.items()}
        case list() | tuple():
            return [_encodable(item) for item in value]
        case _:
            return value
