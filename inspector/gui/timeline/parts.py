"""What is drawn for one visible window, in pixels of the plot."""

from dataclasses import dataclass

from inspector.calls.timeline import LoggedOperation, Marker, Span
from inspector.gui.timeline.density import Cell


@dataclass(frozen=True, slots=True)
class Bar:
    """A span; `left` and `right` are cut a little outside of the view."""

    span: Span
    row: int
    left: float
    right: float
    top: float
    height: float

    @property
    def middle(self) -> float:
        """The middle of its height."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker; `x` and `y` are its middle."""

    marker: Marker
    row: int
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Flag:
    """One or more events with findings; `x` is the pole, in pixels of the plot."""

    x: float
    at_s: float
    """Second of the first of them."""
    rows: tuple[int, ...]
    """In the order of their times."""


@dataclass(frozen=True, slots=True)
class OperationMark:
    """A row of a resource log: a small box, or a long one where the row tells from when to when."""

    operation: LoggedOperation
    row: int
    left: float
    right: float
    y: float
    """The middle of its height."""
    height: float
    label: str = ""
    """What of its label finds room."""
    label_x: float = 0.0


Part = Span | Marker | Flag | LoggedOperation
"""What the pointer can be on."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside a mark or in a bar; `y` is the middle of its height."""

    text: str
    x: float
    y: float
    width: float
    part: Span | Marker


@dataclass(frozen=True, slots=True)
class Placed:
    """Everything in sight."""

    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()
    cells: tuple[Cell, ...] = ()
