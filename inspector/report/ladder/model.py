"""A call as a sequence diagram: columns, and steps in the order of time. No pixels, no colors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inspector.index.codes import CodeClass

_PLAIN_CODES = ("200", "200/0")


class Party(StrEnum):
    """What a column stands for."""

    APP = "app"
    SERVICE = "service"
    CARRIER = "carrier"
    PERSON = "person"
    OTHERS = "others"
    """Everybody who has no column of their own."""


class StepKind(StrEnum):
    """How a step is drawn, and how sure it is."""

    CALLBACK = "callback"
    """An event of the capture: a solid arrow."""
    LOGGED = "logged"
    """A request that a resource log tells of: a solid arrow with a time, but no event."""
    IMPLIED = "implied"
    """What an event proves without saying when: a dashed arrow without a time."""
    GAP = "gap"
    """A long time without any event: a break."""
    NOTE = "note"
    """A remark over all columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A lifeline."""

    party: Party
    short: str
    """At most some ten characters: "P1", "Your app"."""
    detail: str
    """Who that is, for a second line: "+44•••123", "Teams user"; may be empty."""
    whole: str
    """Everything known, for a hover card or a legend."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the columns stand."""

    carrier: int | None
    """None when no event carries a SIP or Q.850 code."""
    first_person: int
    last: int
    app: int = 0
    service: int = 1

    def of_person(self, number: int) -> int:
        """The column of the person with a 0-based number; the last one is of all others too."""
        return min(self.first_person + number, self.last)


@dataclass(frozen=True, slots=True)
class Change:
    """What a step says about the person of a column."""

    column: int
    joins: bool = False
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the ladder. Texts are safe to show: redacted as asked, one line, printable."""

    kind: StepKind
    start: int
    """The column where the arrow begins; for a gap or a note the first column."""
    stop: int
    """The column that the arrow points at; for a gap or a note the last column."""
    text: str
    whole: str
    """More than `text` has room for."""
    rows: tuple[int, ...] = ()
    """The events behind the step, first to last."""
    time_ns: int | None = None
    """Nanoseconds since 1970 UTC; None where the capture has no time for this step."""
    code: str = ""
    """The result as printed, for example "500/560503"; empty when none was delivered."""
    code_class: CodeClass = CodeClass.NONE
    failed: bool = False
    ends: bool = False
    """The terminal event of the call."""
    after_end: bool = False
    active: int = 0
    """A bit for each column that is in the call from here on."""
    changes: tuple[Change, ...] = ()
    inner: tuple["Step", ...] = ()
    """The single steps of a run that is told in one step; empty for an ordinary step."""

    @property
    def told(self) -> str:
        """The whole text with what more there is to say, for a hover card."""
        return self.whole if self.text in self.whole else f"{self.text}. {self.whole}"

    @property
    def badge(self) -> str:
        """The code where it says more than that all is well."""
        is_plain = not self.failed and not self.ends and self.code in _PLAIN_CODES
        return "" if is_plain else self.code


@dataclass(frozen=True, slots=True)
class Ladder:
    """Everything that is drawn of one call."""

    title: str
    """What an exported file is headed with: the call's name and its times."""
    columns: tuple[Column, ...]
    steps: tuple[Step, ...]
    origin_ns: int | None
    """Time of second 0; None when no event has a time."""
    redacted: bool
    positions: Mapping[int, int] = field(repr=False)
    """By event row, the position of the step that is the event itself."""
    end: int | None = None
    """The position of the terminal event's step; None when the capture has none."""

    failures: int = 0
    """How many events failed."""
    has_implied: bool = False
    """Whether some step is dashed, so that a legend should say what that means."""

    def relative_text(self, step: Step) -> str:
        """Seconds since the call's first event, "no time", or "" where no event stands behind."""
        if step.time_ns is not None and self.origin_ns is not None:
            return seconds_since(step.time_ns - self.origin_ns)
        return "no time" if step.kind is StepKind.CALLBACK else ""


def seconds_since(distance_ns: int) -> str:
    """A distance from the start: "0.0", "+71.5", "+12:05.3", "−0.2"."""
    tenths = round(abs(distance_ns) / 1e8)
    if tenths == 0:
        return "0.0"
    sign = "−" if distance_ns < 0 else "+"
    if tenths < 1000:
        return f"{sign}{tenths / 10:.1f}"
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    clock = f"{minutes:02d}:{rest / 10:04.1f}"
    return f"{sign}{hours}:{clock}" if hours else f"{sign}{clock.removeprefix('0')}"
