"""What only the records of a call's events say: who they are about, tones, states, SIP texts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from inspector.calls.capture import Capture
from inspector.calls.people import Participant, participants_in
from inspector.capture.fields import Fields
from inspector.errors import InspectorError
from inspector.events.event import DiagnosticDetail, Event
from inspector.events.kinds import EventKind, Lane, Role
from inspector.index.table import has_details

MOST_READ = 10_000
"""Records read for one ladder; reading all of a very long call would take minutes."""

_ABOUT = ("participant", "transferTarget", "targetParticipant", "from")
"""Fields that hold the one person an event is about."""
_TONE_KIND = "ContinuousDtmfRecognitionToneReceived"


@dataclass(frozen=True, slots=True)
class Said:
    """What one record says; everything absent for one that was not read."""

    people: tuple[Participant, ...] | None = None
    """The participants of a list, or the one that the event is about; None without either."""
    about: Participant | None = None
    """The one person that the event is about, or who placed the call that is offered."""
    to: Participant | None = None
    tone: str = ""
    state: str = ""
    sip: DiagnosticDetail | None = None
    q850: DiagnosticDetail | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """What the records of a call say, by event row, and how many were not read."""

    said: Mapping[int, Said]
    skipped: int
    """Left out because there were too many."""
    broken: int
    """Could not be read again."""

    def of(self, row: int) -> Said:
        """What a row's record says."""
        return self.said.get(row, _NOTHING)


_NOTHING = Said()


def read_records(
    capture: Capture,
    rows: Iterable[int],
    learn: Callable[[Mapping[str, object]], None],
    cancelled: Callable[[], bool],
    most: int = MOST_READ,
) -> Records:
    """Reads the records that say more than the index; `learn` sees each payload."""
    said: dict[int, Said] = {}
    skipped = broken = 0
    for row in rows:
        if not _says_more(capture, row):
            continue
        if len(said) + broken >= most or cancelled():
            skipped += 1
            continue
        try:
            event = capture.event(row)
        except InspectorError:
            broken += 1
            continue
        learn(event.data)
        said[row] = _said(event)
    return Records(said, skipped, broken)


def _says_more(capture: Capture, row: int) -> bool:
    table = capture.table
    kind: EventKind = table.kinds[int(table.kind[row])]
    if kind.lane in (Lane.PEOPLE, Lane.RECORDING) or kind.role is Role.OFFER:
        return True
    return has_details(table, row) or kind.name == _TONE_KIND


def _said(event: Event) -> Said:
    data = Fields(event.data)
    result = event.result
    return Said(
        people=participants_in(event.data),
        about=next((who for name in _ABOUT if (who := _one(data, name)) is not None), None),
        to=_one(data, "to"),
        tone=data.text("tone") or "",
        state=data.text("state") or "",
        sip=None if result is None else result.sip,
        q850=None if result is None else result.q850,
    )


def _one(data: Fields, name: str) -> Participant | None:
    """The identifier in a field; None for a field that is missing or names nobody."""
    value = data.get(name)
    named = participants_in({"participant": value}) if isinstance(value, Mapping) else None
    return named[0] if named else None
