"""The plain path: bytes straight to structs, for events written exactly as documented."""

import msgspec

from inspector.capture.keycase import with_documented_keys
from inspector.capture.shape import TYPE_PREFIX
from inspector.capture.wire import WireEvent

Decoded = WireEvent | list[WireEvent]
_REFUSED = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
_MOST_TYPES = 4096
"""Type texts remembered as accepted; a capture has some sixty."""


class PlainPath:
    """Decodes values that need no tolerance; refuses (None) whatever it might misread."""

    def __init__(self) -> None:
        self._value: msgspec.json.Decoder[Decoded] = msgspec.json.Decoder(
            WireEvent | list[WireEvent]
        )
        self._list = msgspec.json.Decoder(list[WireEvent])
        self._accepted: set[str | None] = set()

    def value(self, text: memoryview) -> Decoded | None:
        """One object or array of objects."""
        try:
            return self._value.decode(text)
        except _REFUSED:
            return None

    def array(self, text: bytes) -> list[WireEvent] | None:
        """An array of objects."""
        try:
            return self._list.decode(text)
        except _REFUSED:
            pass
        folded = with_documented_keys(text)
        try:
            return None if folded is None else self._list.decode(folded)
        except _REFUSED:
            return None

    def lines(self, text: memoryview) -> list[Decoded] | None:
        """One value a line."""
        try:
            return self._value.decode_lines(text)
        except _REFUSED:
            pass
        folded = with_documented_keys(bytes(text))
        try:
            return None if folded is None else self._value.decode_lines(folded)
        except _REFUSED:
            return None

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
