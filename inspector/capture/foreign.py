"""Values at the cursor that are written in another notation than JSON."""

from inspector.capture.colors import ESCAPE
from inspector.capture.inside import Inside
from inspector.capture.lexer import Lexed
from inspector.capture.notation import Cut, Rewritten, begins, rewritten
from inspector.capture.printed import LONGEST
from inspector.capture.shape import MARKER
from inspector.capture.walk import Walk

_FIRST = 1 << 14
"""Bytes tried at first; most printed callbacks end within them."""
_LEFT_OUT = "What printed this object left out a part of it; log the body as it was received."


class Foreign:
    """Tells printed, escaped and colored values that hold call events."""

    def __init__(self, walk: Walk, inside: Inside) -> None:
        self._walk = walk
        self._inside = inside

    def value(self) -> bool:
        """The value at the cursor; False if it is none, or tells of no call."""
        window, at = self._walk.window, self._walk.at
        at.reload()
        if not begins(window.buffer, at.index, window.fill):
            return False
        return self._read()

    def broken(self, lexed: Lexed) -> bool:
        """The value at the cursor, which was taken for JSON and broke off."""
        buffer = self._walk.window.buffer
        if ESCAPE in buffer[max(self._walk.at.index, lexed.at - 2) : lexed.at + 2]:
            return self._read()
        return self.value()

    def _read(self) -> bool:
        walk = self._walk
        window, at = walk.window, walk.at
        value = None if self._inside.is_too_deep else self._rewritten()
        if value is None:
            walk.unwritten_until = window.base + at.line_end()
            return False
        end = at.index + value.end
        if not MARKER.search(window.buffer, at.index, end):
            return False
        if self._inside.tell(self._inside.findings(value.text), end, "printed object"):
            walk.survey.wrote(value.notation)
            if value.lost:
                walk.problem(at.position, value.end, _LEFT_OUT)
        else:
            walk.other(end, 1)
            return True
        walk.pass_value(end)
        return True

    def _rewritten(self) -> Rewritten | None:
        """The value, with more of the text at hand if it goes on there."""
        window, at = self._walk.window, self._walk.at
        tried = _FIRST
        while True:
            held = min(tried, window.fill - at.index)
            value = rewritten(bytes(window.view[at.index : at.index + held]))
            if not isinstance(value, Cut):
                return value
            at_end = window.at_end and at.index + held == window.fill
            at.is_cut |= at_end
            if at_end or held >= LONGEST:
                return None
            tried *= 8
            while window.fill - at.index < min(tried, LONGEST) and not window.at_end:
                if at.index:
                    window.load(at.position)
                elif not window.grow():
                    break
