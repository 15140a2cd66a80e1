"""Where the user has been: back and forward through calls and events."""

from dataclasses import dataclass

_MOST = 200
"""Places remembered; nobody steps back further by hand."""


@dataclass(frozen=True, slots=True)
class Place:
    """A selection: a call, and an event of it."""

    call: int | None
    row: int | None


class History:
    """The places in the order they were visited, and which of them is shown."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier place."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether a later place was left by going back."""
        return self._at + 1 < len(self._places)

    def visit(self, place: Place) -> None:
        """A place that was chosen; what lay ahead is forgotten."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        self._places = [*self._places[: self._at + 1], place][-_MOST:]
        self._at = len(self._places) - 1

    def back(self) -> Place | None:
        """The place before; None at the first one."""
        return self._go(-1) if self.can_go_back else None

    def forward(self) -> Place | None:
        """The place after; None at the last one."""
        return self._go(1) if self.can_go_forward else None

    def clear(self) -> None:
        """Forget everything: another capture comes."""
        self._places, self._at = [], -1

    def _go(self, by: int) -> Place:
        self._at += by
        return self._places[self._at]
