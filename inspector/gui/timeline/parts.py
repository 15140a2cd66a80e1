"""What is drawn for one visible window, in pixels of the plot."""

from dataclasses import dataclass
from enum import Enum, auto

from inspector.calls.timeline import LoggedOperation, Marker, Span
from inspector.gui.timeline.density import Cells
from inspector.gui.timeline.folding import Fold
from inspector.index.codes import CodeClass


@dataclass(frozen=True, slots=True)
class Inner:
    """A stretch inside a bar, such as "muted"."""

    name: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A span; `left` and `right` are cut a little outside of the view."""

    span: Span
    row: int
    left: float
    right: float
    top: float
    height: float
    inner: tuple[Inner, ...] = ()

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
class Cluster:
    """Marks that would lie on each other, as one."""

    rows: tuple[int, ...]
    """Event rows in the order of time."""
    first_s: float
    last_s: float
    text: str
    """How many, and what: "12 tones"."""
    code_class: CodeClass
    """The worst of them."""
    failures: int
    """How many of them failed."""
    row: int
    left: float
    right: float
    y: float
    height: float

    @property
    def failed(self) -> bool:
        """Whether any of them did."""
        return bool(self.failures)

    @property
    def is_mixed(self) -> bool:
        """Whether some failed, but not all."""
        return 0 < self.failures < len(self.rows)

    @property
    def number(self) -> str:
        """How many, which stands on the mark itself."""
        return self.text.split(" ", 1)[0]

    @property
    def noun(self) -> str:
        """What they are, which stands beside it where there is room."""
        return self.text.split(" ", 1)[1].partition(",")[0]


class RailKind(Enum):
    """Why an event has a sign in the rail above the lanes."""

    FINDING = auto()
    BOOKMARK = auto()
    HIT = auto()


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign in the rail for one or more events; `x` is where the first of them stands."""

    x: float
    at_s: float
    """Second of the first of them."""
    rows: tuple[int, ...]
    """In the order of their times."""
    kind: RailKind = RailKind.FINDING


@dataclass(frozen=True, slots=True)
class FoldMark:
    """A fold in sight."""

    fold: Fold
    left: float
    right: float


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


EventPart = Span | Marker | Flag | Cluster
"""What stands for events."""
Part = EventPart | LoggedOperation | Fold
"""What the pointer can be on."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside a mark or in a bar; `y` is the middle of its height."""

    text: str
    x: float
    y: float
    width: float
    part: Span | Marker | Cluster


@dataclass(frozen=True, slots=True)
class Placed:
    """Everything in sight."""

    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    labels: tuple[Label, ...] = ()
    cells: tuple[Cells, ...] = ()
    folds: tuple[FoldMark, ...] = ()
