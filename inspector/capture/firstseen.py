"""Where something stands first in a line, looked for once however many values the line holds."""

from collections.abc import Callable


class FirstSeen:
    """Remembers one search. Positions are those of the text."""

    def __init__(self) -> None:
        self._start = self._end = 0
        """What was searched."""
        self._found: int | None = None

    def between(self, start: int, end: int, search: Callable[[], int | None]) -> int | None:
        """The first place from `start` on, where `search` would find it; None if there is none.

        A part of what was searched before, with the same end, is not searched again.
        """
        is_known = self._start <= start and end == self._end
        if not is_known or (self._found is not None and self._found < start):
            self._start, self._end, self._found = start, end, search()
        return self._found
