"""The columns of the event table: what they are called, and which are shown where."""

from dataclasses import dataclass
from enum import IntEnum
from urllib.parse import quote, unquote

from inspector.events.jsonpath import JsonPath

LEAST_PX, MOST_PX = 28, 2000
MOST_COLUMNS = 60
_VERSION = "v1"
_PATH = "path/"


class EventColumn(IntEnum):
    """The columns that every capture has; columns of JSON paths follow them."""

    NUMBER = 0
    TIME = 1
    DELTA = 2
    EVENT = 3
    HAPPENED = 4
    CODE = 5
    REFERENCE = 6
    SOURCE = 7
    OFFSET = 8
    CONTEXT = 9
    SIP = 10
    Q850 = 11
    SEQUENCE = 12
    CALL = 13
    SERVER = 14
    CORRELATION = 15


FIXED = len(EventColumn)
"""How many columns every capture has; the length of an enumeration is slow to ask for."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """How a column is named and how wide it is at first."""

    title: str
    name: str
    """In menus, where the title alone would be too short."""
    tip: str
    width_px: int
    is_right: bool = False


SPECS: dict[EventColumn, ColumnSpec] = {
    EventColumn.NUMBER: ColumnSpec(
        "#", "Number", "Position in the call, in order of time", 40, is_right=True
    ),
    EventColumn.TIME: ColumnSpec("Time", "Time", "When the event happened", 74),
    EventColumn.DELTA: ColumnSpec(
        "Δ", "Time since the event before", "Seconds since the event before it", 54, is_right=True
    ),
    EventColumn.EVENT: ColumnSpec("Event", "Event", "The last part of the event's type", 176),
    EventColumn.HAPPENED: ColumnSpec(
        "What happened",
        "What happened",
        "What each event says. Late: it came after the end of the call. Sorted by the kind of "
        "result: details that only the record holds are read for what is in view",
        240,
    ),
    EventColumn.CODE: ColumnSpec("Code", "Code", "Code and subcode of the result", 118),
    EventColumn.REFERENCE: ColumnSpec(
        "Δ ref",
        "Time since the reference",
        "Seconds since the event that was set as time reference",
        68,
        is_right=True,
    ),
    EventColumn.SOURCE: ColumnSpec("Source", "Source file", "The file it was read from", 150),
    EventColumn.OFFSET: ColumnSpec(
        "Offset",
        "Offset in the source",
        "First byte in the source's text; the tooltip names the line where it is soon counted",
        92,
        is_right=True,
    ),
    EventColumn.CONTEXT: ColumnSpec(
        "Context",
        "Operation context",
        "The operation context that the application gave. Sorted by text; where there are very "
        "many, by first use",
        140,
    ),
    EventColumn.SIP: ColumnSpec("SIP", "SIP code", "SIP code of the result", 54),
    EventColumn.Q850: ColumnSpec("Q.850", "Q.850 cause", "Q.850 cause of the result", 58),
    EventColumn.SEQUENCE: ColumnSpec(
        "Seq", "Sequence number", "Sequence number of a participant list", 50, is_right=True
    ),
    EventColumn.CALL: ColumnSpec(
        "Call", "Call connection id", "The call connection id. Sorted by first use", 150
    ),
    EventColumn.SERVER: ColumnSpec(
        "Server call", "Server call id", "The server call id. Sorted by first use", 150
    ),
    EventColumn.CORRELATION: ColumnSpec(
        "Correlation", "Correlation id", "The correlation id. Sorted by first use", 150
    ),
}
PATH_SPEC = ColumnSpec(
    "", "", "Read from the records of the rows in view, so it cannot be sorted by", 160
)
IDS = (EventColumn.CALL, EventColumn.SERVER, EventColumn.CORRELATION)
MONO = (*IDS, EventColumn.CONTEXT)
"""Columns of ids and of what an application made up."""


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column of a layout: one of the capture's, or a JSON path."""

    column: EventColumn | JsonPath
    width_px: int

    def __str__(self) -> str:
        """As it is stored."""
        if isinstance(self.column, JsonPath):
            return f"{_PATH}{quote(str(self.column), safe='')}:{self.width_px}"
        return f"{self.column.name.lower()}:{self.width_px}"


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """The columns shown, from left to right. To and from a text, for the settings."""

    shown: tuple[ShownColumn, ...]

    @classmethod
    def default(cls) -> "ColumnLayout":
        """What the table shows until somebody chooses."""
        first = tuple(EventColumn)[: EventColumn.CODE + 1]
        return cls(tuple(ShownColumn(column, SPECS[column].width_px) for column in first))

    @classmethod
    def from_text(cls, text: str) -> "ColumnLayout":
        """A stored layout; the default for anything that this version does not know."""
        version, *parts = text.split("|")
        try:
            shown = tuple(_shown(part) for part in parts)
        except (KeyError, ValueError):
            return cls.default()
        columns = {one.column for one in shown}
        is_usable = 0 < len(shown) == len(columns) and len(shown) <= MOST_COLUMNS
        return cls(shown) if version == _VERSION and is_usable else cls.default()

    def __str__(self) -> str:
        """As it is stored."""
        return "|".join([_VERSION, *(str(one) for one in self.shown)])

    @property
    def paths(self) -> tuple[JsonPath, ...]:
        """The JSON paths among the columns."""
        return tuple(one.column for one in self.shown if isinstance(one.column, JsonPath))

    def holds(self, column: EventColumn | JsonPath) -> bool:
        """Whether a column is shown."""
        return any(one.column == column for one in self.shown)

    def toggled(self, column: EventColumn | JsonPath) -> "ColumnLayout":
        """With a column more or less; the last one stays."""
        if self.holds(column):
            rest = tuple(one for one in self.shown if one.column != column)
            return ColumnLayout(rest) if rest else self
        if len(self.shown) >= MOST_COLUMNS:
            return self
        width = (PATH_SPEC if isinstance(column, JsonPath) else SPECS[column]).width_px
        return ColumnLayout((*self.shown, ShownColumn(column, width)))


def _shown(part: str) -> ShownColumn:
    """Raises KeyError or ValueError for what is no column."""
    name, _, width = part.rpartition(":")
    width_px = int(width)
    if not LEAST_PX <= width_px <= MOST_PX:
        raise ValueError(width)
    if name.startswith(_PATH):
        return ShownColumn(JsonPath.parse(unquote(name.removeprefix(_PATH))), width_px)
    return ShownColumn(EventColumn[name.upper()], width_px)
