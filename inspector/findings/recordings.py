"""Which recordings were active when their call ended; only the records say so."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inspector.calls.conversations import is_placeholder
from inspector.calls.operations import is_state_change
from inspector.capture.fields import Fields
from inspector.findings.scene import Scene


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of state."""

    state: str
    recording: str
    """Id of the recording; empty where it is missing or redacted."""


class Recordings:
    """The changes of state of all recordings of a capture, read once, up to a number of them."""

    def __init__(self, scene: Scene, most: int) -> None:
        rows = np.flatnonzero(scene.mask(is_state_change)).tolist()
        self.most = most
        self._unread = frozenset(rows[most:])
        self._changes: dict[int, _Change] = {}
        for row in rows[:most]:
            if scene.cancelled():
                break
            self._changes[row] = _change(scene, row)
        self._stopped = {
            change.recording for change in self._changes.values() if change.state == "inactive"
        } - {""}

    @property
    def skipped(self) -> int:
        """How many changes were not read; a call that holds one is not judged."""
        return len(self._unread)

    def left_active(self, rows: Sequence[int]) -> int | None:
        """The change, among those of a call in their order, of a recording that nothing stops.

        Another connection of the same conversation may report that it stopped.
        """
        if not self._unread.isdisjoint(rows):
            return None
        active: int | None = None
        for row in rows:
            change = self._changes.get(row)
            if change is None:
                continue
            if change.state == "inactive":
                active = None
            elif change.state == "active" and change.recording not in self._stopped:
                active = row if active is None else active
        return active


def _change(scene: Scene, row: int) -> _Change:
    payload = scene.payload(row)
    if payload is None:
        return _Change("", "")
    data = Fields(payload)
    recording = data.text("recordingId") or ""
    return _Change(
        (data.text("state") or "").strip().lower(), "" if is_placeholder(recording) else recording
    )
