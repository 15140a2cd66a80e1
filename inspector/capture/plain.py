"""The plain path: bytes straight to structs, for events written exactly as documented."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from inspector.capture.keycase import event_written, with_documented_keys, written_forms
from inspector.capture.shape import TYPE_PREFIX
from inspector.capture.wire import WireEvent

Decoded = WireEvent | list[WireEvent]
_Text = TypeVar("_Text", bytes, memoryview)
_Found = TypeVar("_Found")
_REFUSED = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
_MOST_TYPES = 4096
"""Type texts remembered as accepted; a capture has some sixty."""
_MOST_WAYS = 32
"""Ways to write keys that are learned from a text; a program has one, found after some blocks."""


class _Decoders:
    """Decoders of events whose keys are written in one way.

    Not strict: a number may be written as text. What they accept where a number belongs is what
    `integer_of` makes of it, and nothing else is read in another way.
    """

    def __init__(self, event: type[WireEvent]) -> None:
        self.value: msgspec.json.Decoder[Decoded] = msgspec.json.Decoder(
            event | list[event],  # type: ignore[valid-type]  # known at run time
            strict=False,
        )
        self.list: msgspec.json.Decoder[list[WireEvent]] = msgspec.json.Decoder(
            list[event],  # type: ignore[valid-type]  # likewise
            strict=False,
        )


class PlainPath:
    """Decodes values that need no tolerance; refuses (None) whatever it might misread."""

    def __init__(self) -> None:
        self._documented = _Decoders(WireEvent)
        self._ways = [self._documented]
        """The one that was right last comes first."""
        self._forms: dict[str, str] = {}
        self._learned = 0
        self._accepted: set[str | None] = set()

    def value(self, text: memoryview) -> Decoded | None:
        """One object or array of objects."""
        try:
            return self._documented.value.decode(text)
        except _REFUSED:
            return None

    def array(self, text: bytes) -> list[WireEvent] | None:
        """An array of objects."""
        return self._in_any_case(text, lambda way, text: way.list.decode(text))

    def lines(self, text: memoryview) -> list[Decoded] | None:
        """One value a line."""
        return self._in_any_case(text, lambda way, text: way.value.decode_lines(text))

    def _in_any_case(
        self, text: _Text, decode: Callable[[_Decoders, _Text | bytes], _Found]
    ) -> _Found | None:
        """What the text decodes to with its keys written as before, else in any one way."""
        for at, way in enumerate(self._ways):
            try:
                found = decode(way, text)
            except _REFUSED:
                continue
            if at:
                self._ways.reverse()
            return found
        whole = bytes(text)
        if TYPE_PREFIX.encode() not in whole.lower():  # no event is accepted without
            return None
        folded = with_documented_keys(whole)
        try:
            found_folded = None if folded is None else decode(self._documented, folded)
        except _REFUSED:
            return None
        if found_folded is not None and self._learned < _MOST_WAYS:
            self._learned += 1
            self._forms |= written_forms(whole)
            self._ways = [_Decoders(event_written(self._forms)), self._documented]
        return found_folded

    def accepts(self, event: WireEvent) -> bool:
        """Whether a decoded object is an event as documented, with type and payload."""
        if event.data is None:
            return False
        if event.type in self._accepted:
            return True
        if event.type is None or not event.type.lower().startswith(TYPE_PREFIX):
            return False
        if len(self._accepted) < _MOST_TYPES:
            self._accepted.add(event.type)
        return True

    def first_refused(self, events: list[WireEvent]) -> int | None:
        """Index of the first event that is not accepted; None when all are."""
        types = [event.type for event in events]
        if self._accepted.issuperset(types) and None not in [event.data for event in events]:
            return None
        for index, event in enumerate(events):
            if not self.accepts(event):
                return index
        return None
