"""Passing what is broken, and going on at the next place that makes sense."""

import re
from dataclasses import dataclass

from inspector.capture.lexer import NAMES, STRING, Ending, Lexed, bracket_end, trimmed
from inspector.capture.recovery import next_envelope, next_item, next_line_start
from inspector.capture.repeats import Repeats
from inspector.capture.walk import Walk
from inspector.capture.window import LARGEST

_OVERLAP = 4096
"""Bytes looked at twice when the search for a place to go on moves to the next window."""
_STRING = re.compile(rb'"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+"')
"""A string whatever it escapes, ended on its line."""
_JUNK = re.compile(rb'[^,\[\]{}\n"]+')


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that does not follow the grammar."""

    start: int
    name: str
    lexed: Lexed
    fault: int
    """Position in the text where the grammar breaks."""
    too_large: bool
    """It goes on beyond the most that is held of one value."""


@dataclass(frozen=True, slots=True)
class Searched:
    """Positions in the text between which a whole event was looked for."""

    start: int
    until: int
    envelope: int | None
    """The event found; None when there is none."""


class Salvage:
    """Tells broken values as problems and finds where to go on."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._repeats = Repeats(walk)
        self._searching: Broken | None = None
        self._searched: Searched | None = None
        self._told_at_junk = -1
        """What was told up to the last piece of junk: two in a row call for a new start."""

    def value(self, lexed: Lexed) -> None:
        """Pass the broken value here."""
        walk, window = self._walk, self._walk.window
        start = walk.at.index
        broken = self._broken(lexed)
        line = next_line_start(window.buffer, start, window.fill)
        stop = line or window.fill
        envelope = self._next_envelope(start + 1, stop)
        end = None
        if walk.at.byte != STRING and lexed.ending is not Ending.CUT:
            end = bracket_end(window.buffer, start, envelope or stop)
        resume = end or envelope or next_item(window.buffer, start + 1, stop) or line
        if resume is None and not window.at_end:
            self._searching = broken
            walk.at.move(window.base + max(start + 1, window.fill - _OVERLAP))
            return
        self._resume(broken, resume or window.fill, closed=end is not None)

    def string(self, lexed: Lexed) -> None:
        """Pass a string with a bad escape, or without its closing quote."""
        window, start = self._walk.window, self._walk.at.index
        end = _STRING.match(window.buffer, start, window.fill)
        newline = window.buffer.find(b"\n", start, window.fill)
        if end is not None:
            self._resume(self._broken(lexed), end.end(), closed=True)
        elif newline >= 0:
            self._resume(self._broken(lexed), newline, closed=False)
        else:
            self.value(lexed)

    def junk(self) -> None:
        """Pass something inside a bracket that begins no JSON value."""
        walk, window = self._walk, self._walk.window
        start = walk.at.index
        if walk.tell.told == self._told_at_junk:
            self.value(Lexed(Ending.CUT, start))
            return
        junk = _JUNK.match(window.buffer, start, window.fill)
        end = junk.end() if junk else start + 1
        length = max(1, trimmed(window.view, end) - start)
        walk.problem(walk.at.position, length, "This is no JSON value.")
        self._told_at_junk = walk.tell.told
        walk.at.move(window.base + end)
        walk.key = None

    def search_on(self) -> bool:
        """Look for the end of a broken value in the next window; False when none is open."""
        broken, walk, window = self._searching, self._walk, self._walk.window
        if broken is None:
            return False
        window.load(walk.at.position)
        line = next_line_start(window.buffer, 0, window.fill)
        view = window.view[: window.fill]
        envelope = next_envelope(window.buffer, view, 0, line or window.fill)
        resume = envelope or next_item(window.buffer, 0, line or window.fill) or line
        if resume is None and not window.at_end:
            walk.at.move(window.base + max(1, window.fill - _OVERLAP))
            return True
        self._searching = None
        self._resume(broken, resume or window.fill, closed=False)
        return True

    def _next_envelope(self, start: int, stop: int) -> int | None:
        """The next whole event; what was searched for an earlier value is not searched again."""
        window, known = self._walk.window, self._searched
        base = window.base
        if known is not None and known.start <= base + start < known.until:
            if known.envelope is not None:
                return known.envelope - base
            if known.until >= base + stop:
                return None
        found = next_envelope(window.buffer, window.view[: window.fill], start, stop)
        at = None if found is None else base + found
        self._searched = Searched(base + start, base + stop if at is None else at, at)
        return found

    def _broken(self, lexed: Lexed) -> Broken:
        walk = self._walk
        name = NAMES.get(walk.at.byte, "text")
        window = walk.window
        held = window.fill - walk.at.index
        too_large = lexed.ending is Ending.CUT and not window.at_end and held >= LARGEST
        return Broken(walk.at.position, name, lexed, window.base + lexed.at, too_large)

    def _resume(self, broken: Broken, resume: int, *, closed: bool) -> None:
        walk, window = self._walk, self._walk.window
        at_end = window.base + resume >= window.total and not closed
        if broken.too_large:
            reason = f"This value is larger than {LARGEST >> 20} MB and was not read."
        elif at_end and broken.lexed.ending is not Ending.TOO_DEEP:
            reason = f"{walk.text_name} ends in the middle of a JSON {broken.name}."
        else:
            reason = _reason(broken, closed=closed)
            position = window.base + resume
            if broken.start == walk.at.position and self._pass_repeats(
                broken.lexed, resume, reason
            ):
                return
            resume = position - window.base  # more may have been read
        walk.pass_damage(broken.start, trimmed(window.view, resume), resume, reason)

    def _pass_repeats(self, lexed: Lexed, resume: int, reason: str) -> bool:
        """Pass lines that are all broken as the one here is."""
        lines = self._repeats.of(lexed, resume)
        if lines is None:
            return False
        self._walk.pass_repeated(lines.end, lines.resume, reason, lines.count)
        return True


def _reason(broken: Broken, *, closed: bool) -> str:
    match broken.lexed.ending:
        case Ending.TOO_DEEP:
            return f"This {broken.name} is nested too deeply to be read."
        case Ending.MALFORMED if closed:
            return f"This is not valid JSON: {broken.lexed.detail} at byte {broken.fault:,}."
        case _:
            return f"This JSON {broken.name} breaks off before its end; what follows it was read."
