"""The people of a capture's calls: one reading for all who name them, so that P1 stays P1."""

from functools import lru_cache

from inspector.calls.capture import Capture
from inspector.calls.people import Participant, participants_in
from inspector.calls.presence import Roster
from inspector.calls.roster import roster_of
from inspector.errors import InspectorError

LARGEST_READ = 2_000_000
"""Bytes of a record that is read for its people; a larger one would be felt while waiting."""
_KEPT = 1024


class Rosters:
    """The rosters of one snapshot, each read when it is first asked for.

    One costs as many records as `roster_of` reads at most, whatever the length of the call.
    """

    def __init__(self, capture: Capture) -> None:
        self._capture = capture
        self._of = lru_cache(_KEPT)(self._read)

    def of(self, position: int) -> Roster:
        """The people of the call at a position of the call table."""
        return self._of(position)

    def _read(self, position: int) -> Roster:
        capture = self._capture
        return roster_of(capture.table, capture.calls.call(position), self._participants)

    def _participants(self, row: int) -> tuple[Participant, ...] | None:
        """None where the record is too large, or its file changed."""
        if int(self._capture.table.length[row]) > LARGEST_READ:
            return None
        try:
            return participants_in(self._capture.event(row).data)
        except InspectorError:
            return None
