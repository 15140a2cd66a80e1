"""Where in a record the string with a body stands, and that string of many records at once."""

from collections.abc import Iterator, Sequence

import msgspec
import orjson

from inspector.capture.http_message import body_in_base64
from inspector.capture.shape import MARKER

_DEEPEST = 8
"""Objects inside one another; exports use two or three."""
_NOTHING = msgspec.Raw(b"")


class BodyPath:
    """The keys on the way to a body, from the outside in."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = tuple(keys)
        held: object = msgspec.Raw
        for number, key in enumerate(reversed(self.keys)):
            default = None if number else _NOTHING
            kind = held | None if number else held  # type: ignore[operator]  # a struct made here
            held = msgspec.defstruct("Holder", [("held", kind, default)], rename={"held": key})
        self._records = msgspec.json.Decoder(list[held])  # type: ignore[valid-type]  # likewise

    def literals(self, array: bytes) -> list[bytes] | None:
        """The string in each record, empty where there is none; None for other records."""
        try:
            held = self._records.decode(array)
        except (msgspec.MsgspecError, RecursionError):
            return None
        for _ in self.keys[:-1]:
            held = [None if each is None else each.held for each in held]
        found = [b"" if each is None else bytes(each.held) for each in held]
        return [each if each[:1] == b'"' else b"" for each in found]

    def holders(self, record: object) -> Iterator[dict[str, object]]:
        """The objects in a record that are around its body."""
        for key in self.keys:
            if not isinstance(record, dict):
                return
            yield record
            record = record.get(key)


def path_in(records: Sequence[bytes]) -> BodyPath | None:
    """The way to the first body in any of some records; None where there is a quicker one.

    Those that are members of the records themselves, and no base64, are found as those of a log.
    """
    for record in records:
        value = orjson.loads(record)
        keys = _keys_to_body(value, 0)
        if keys:
            is_simple = len(keys) == 1 and "{" in value[keys[0]]
            return None if is_simple else BodyPath(keys)
    return None


def _keys_to_body(value: object, depth: int) -> list[str] | None:
    """The keys from a value to a body inside; none for a body itself, None without one."""
    if isinstance(value, str):
        return [] if _is_body(value) else None
    if not isinstance(value, dict) or depth > _DEEPEST:
        return None
    for key, held in value.items():
        keys = _keys_to_body(held, depth + 1)
        if keys is not None:
            return [key, *keys]
    return None


def _is_body(text: str) -> bool:
    data = text.encode("utf-8", "replace")
    if MARKER.search(data):
        return "{" in text
    body = body_in_base64(data)
    return body is not None and bool(MARKER.search(body.text.encode("utf-8", "replace")))
