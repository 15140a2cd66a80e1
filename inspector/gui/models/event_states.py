"""What is marked on events for a while: findings, search hits, bookmarks, and what is lit up."""

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

from inspector.gui.models.event_marks import Mark, MarkFlags

_SPOKEN = {Mark.BOOKMARK: "bookmarked", Mark.HIT: "found"}


class EventStates:
    """By event row of the whole capture."""

    def __init__(self) -> None:
        self.flags = MarkFlags()
        self._findings: Mapping[int, str] = {}
        self._lit: frozenset[int] = frozenset()

    def set_findings(self, findings: Mapping[int, str]) -> None:
        """What findings say of events; the mapping must not change later."""
        self._findings = findings
        self.flags.set_rows(Mark.FINDING, findings.keys())

    def set_rows(self, mark: Mark, rows: Collection[int] | npt.NDArray[np.int64]) -> None:
        """Mark these events, and no others."""
        self.flags.set_rows(mark, rows)

    def light(self, rows: Collection[int]) -> None:
        """Light up these events, and no others."""
        self._lit = frozenset(rows)

    @property
    def is_any_lit(self) -> bool:
        """Whether any event is lit up."""
        return bool(self._lit)

    def is_lit(self, row: int | None) -> bool:
        """Whether an event is lit up."""
        return row in self._lit

    def finding(self, row: int | None) -> str:
        """What findings say of an event; empty without one."""
        return "" if row is None else self._findings.get(row, "")

    def holds(self, mark: Mark, row: int | None) -> bool:
        """Whether an event is marked so."""
        return row is not None and self.flags.holds(mark, row)

    def words(self, row: int | None) -> list[str]:
        """The marks that are painted without any text, for who cannot see them."""
        return [word for mark, word in _SPOKEN.items() if self.holds(mark, row)]
