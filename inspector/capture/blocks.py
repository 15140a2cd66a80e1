"""The fast way: many plain events decoded at once, from whole lines or a run of array items."""

from collections.abc import Sequence
from typing import cast

from inspector.capture.boundaries import array_part, lines_of
from inspector.capture.cursor import Cursor
from inspector.capture.flat import Flat, flattened, numbers
from inspector.capture.plain import Decoded, PlainPath
from inspector.capture.survey import Survey, Teller
from inspector.capture.window import DECODED
from inspector.capture.wire import WireEvent

_FREE_FAILURES = 4
"""Blocks that may fail before the share of good ones decides whether to go on trying."""


class Blocks:
    """Reads blocks at a cursor; what is not plain is left to be read value by value."""

    def __init__(self, cursor: Cursor, plain: PlainPath, teller: Teller, survey: Survey) -> None:
        self._at = cursor
        self._plain = plain
        self._teller = teller
        self._survey = survey
        self._singly_until = 0
        """Values before this position are read one by one: their block was not plain."""
        self._read = 0
        self._failed = 0

    def lines(self) -> bool:
        """Read the lines from here as one event or one array of events each."""
        if not self._worth_trying():
            return False
        self._at.reload(DECODED)
        window, start = self._at.window, self._at.index
        stop = min(window.fill, start + DECODED, window.limit - window.base)
        end = window.buffer.rfind(b"\n", start, stop) + 1
        if end <= start:
            return False
        block = window.view[start:end]
        decoded = self._plain.lines(block)
        if decoded is None:
            return self._fail(window.base + end)
        lines = lines_of(block)
        if not lines.sound or len(decoded) != len(lines.starts):
            return self._fail(window.base + end)
        self._read += 1
        base = self._at.position
        starts, lengths = numbers(lines.starts + base), numbers(lines.lengths)
        told = self.tell(decoded, starts, lengths, objects=lines.objects)
        self._survey.document(chr(block[0]), alone=True, count=told)
        if told == len(decoded):
            self._at.begin_line(base + len(block))
        else:
            self._singly_until = base + len(block)
            self._at.begin_line(base + int(lines.starts[told]))
        return told > 0

    def items(self) -> bool:
        """Read whole objects of the array that the cursor is in, as far as they are at hand."""
        if not self._worth_trying():
            return False
        self._at.reload()
        window, start = self._at.window, self._at.index
        cut = array_part(window.buffer, start, min(window.fill, start + DECODED))
        if cut is None:
            return self._fail(window.base + min(window.fill, start + DECODED))
        part, items = cut
        events = self._plain.array(part)
        base = self._at.position - 1
        if events is None:
            return self._fail(base + len(part))
        self._read += 1
        starts = [base + start for start in items.starts]
        refused = self._plain.first_refused(events)
        count = len(events) if refused is None else refused
        self._gaps(base, part, starts[:count], items.lengths)
        self._teller.events(events[:count], starts[:count], items.lengths[:count])
        if refused is None:
            self._at.move(base + len(part) - 1)
        else:
            self._singly_until = base + len(part)
            if count:
                self._at.move(starts[count - 1] + items.lengths[count - 1])
        return count > 0

    def tell(
        self, decoded: list[Decoded], starts: Sequence[int], sizes: Sequence[int], *, objects: bool
    ) -> int:
        """Tell the events of values up to the first one that is refused; gives their number.

        Values are events, or arrays of events if not all of them are `objects`.
        """
        if objects:
            flat = Flat(cast("list[WireEvent]", decoded), starts, sizes)
        else:
            flat = flattened(self._at.window, decoded, starts, sizes)
        refused = self._plain.first_refused(flat.events)
        told = flat.values if refused is None else flat.values_before(refused)
        count = flat.events_in(told)
        if not objects and self._teller.is_observed:
            for value, start, size in zip(decoded[:told], starts, sizes, strict=False):
                if isinstance(value, list):
                    self._teller.structure(start, size)
        self._teller.events(flat.events[:count], flat.starts[:count], flat.lengths[:count])
        return told

    def _gaps(self, base: int, part: bytes, starts: list[int], lengths: list[int]) -> None:
        """Tell the commas between items."""
        if not self._teller.is_observed:
            return
        for start, length in zip(starts[:-1], lengths, strict=False):
            comma = part.find(b",", start + length - base)
            self._teller.structure(base + comma, 1)

    def _worth_trying(self) -> bool:
        if self._at.position < self._singly_until:
            return False
        return self._failed <= self._read + _FREE_FAILURES

    def _fail(self, until: int) -> bool:
        self._failed += 1
        self._singly_until = until
        return False
