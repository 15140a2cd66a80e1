"""One sentence for each event of a capture, with what only its record or its start tells.

Records are read one at a time when a sentence is asked for; what one sentence costs does not
depend on how many events there are. Nothing is invented: without a start there is no duration.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from inspector.calls.capture import Capture
from inspector.calls.operations import is_state_change
from inspector.calls.people import Participant, participants_in
from inspector.calls.presence import NO_CHANGE
from inspector.calls.rosters import Rosters
from inspector.capture.fields import Fields
from inspector.diagnosis.happened import happened
from inspector.diagnosis.model import Explanation
from inspector.diagnosis.nearby import Nearby
from inspector.diagnosis.payload_words import OF_KINDS, quoted, recording_state
from inspector.diagnosis.people_words import NameOf, names_by, people_changed, people_now, raw_ids
from inspector.diagnosis.wording import lower_first, seconds, upper_first
from inspector.errors import InspectorError
from inspector.events.kinds import EventKind, EventOutcome, Lane, Role
from inspector.index.table import NO_TIME, NONE

LARGEST_READ = 256_000
"""Bytes of a record that are read for its sentence; a larger one is told by its numbers alone."""
_KEPT = 1024
_LIST = "ParticipantsUpdated"
_FINISHED = {"PlayCompleted": "Play finished"}
"""Kinds whose own words do not go with a duration."""


class Sentences:
    """Says what happened, event by event, of one snapshot."""

    def __init__(
        self, capture: Capture, explanation: Callable[[int], Explanation], rosters: Rosters
    ) -> None:
        self._capture, self._explanation, self._rosters = capture, explanation, rosters
        self._table = capture.table
        self._nearby = Nearby(capture.calls)
        self._data = lru_cache(_KEPT)(self._read)

    def short(self, row: int) -> str:
        """A few words, as a table has room for."""
        kind = self._kind(row)
        words = happened(kind, self._explanation(row))
        if kind.role is Role.CONNECTED:
            return self._connected(row) or words
        if is_state_change(kind):
            return self._recording(row, kind) or words
        if kind.lane is Lane.PEOPLE:
            return self._people(row, kind, words)
        reader = OF_KINDS.get(kind.name)
        told = reader(self._payload(row)) if reader is not None else None
        return self._timed(row, kind, told or words, is_told=told is not None)

    def whole(self, row: int) -> str:
        """The same as a sentence, with what a table has no room for."""
        parts = [f"{self.short(row)}."]
        start = self._nearby.start_of(row)
        if start is not None and start.inferred:
            parts.append(
                "Its start is the nearest one: their operation contexts do not say that they "
                "belong together."
            )
        context = int(self._table.context[row])
        if context != NONE and self._table.contexts[context]:
            parts.append(f"Operation context {quoted(self._table.contexts[context])}.")
        if self._kind(row).lane is Lane.PEOPLE:
            ids = raw_ids(self._participants(row) or ())
            parts += [f"It names {ids}."] if ids else []
        return " ".join(parts)

    def _timed(self, row: int, kind: EventKind, words: str, *, is_told: bool) -> str:
        """With how long it took, where its start was delivered."""
        is_plain = words == (kind.label or kind.name)
        if kind.outcome is EventOutcome.SUCCEEDED and is_plain:
            words = _FINISHED.get(kind.name, words)
        start = self._nearby.start_of(row) if kind.finishes else None
        if start is None:
            return words
        took = seconds(self._nearby.seconds_since(start.row, row))
        if not took:
            return words
        return f"{words} after {took}" if is_plain and not is_told else f"{words} ({took})"

    def _connected(self, row: int) -> str | None:
        """How long it rang, where the offer of an inbound call was captured."""
        call = int(self._table.call[row])
        calls = self._capture.calls
        if call == NONE or NO_TIME in (int(calls.offered[call]), int(self._table.time[row])):
            return None
        if int(calls.connected[call]) != int(self._table.time[row]):
            return None
        rang = seconds((int(self._table.time[row]) - int(calls.offered[call])) / 1e9)
        return f"Answered after {rang}" if rang else None

    def _recording(self, row: int, kind: EventKind) -> str | None:
        state = recording_state(self._payload(row))
        if state is None:
            return None
        noun = kind.starts[:1].upper() + kind.starts[1:]
        words = f"{noun} became {state}"
        before = self._nearby.previous_of_kind(row)
        if before is None:
            return words
        was = recording_state(self._payload(before))
        if was == state:
            return f"{noun} is still {state}"
        took = seconds(self._nearby.seconds_since(before, row))
        return f"{words} after {took}" if was == "active" and took else words

    def _people(self, row: int, kind: EventKind, words: str) -> str:
        call = int(self._table.call[row])
        roster = None if call == NONE else self._rosters.of(call)
        name = names_by(roster)
        if kind.name != _LIST:
            reader = OF_KINDS.get(kind.name)
            told = reader(self._payload(row)) if reader is not None else None
            who = self._name(row, name)
            return told or (_one_person(who, words) if who else words)
        if roster is not None and row in roster.told:
            said = roster.told[row]
            return "Participants unchanged" if said == NO_CHANGE else upper_first(said)
        people = self._participants(row)
        if people is None:
            return words
        before = self._nearby.previous_of_kind(row)
        known = None if before is None else self._participants(before)
        if known is None:
            return people_now(people, name)
        return people_changed(known, people, name)

    def _name(self, row: int, name: NameOf) -> str:
        """Whom an event is about; empty when it is about nobody, or about many."""
        people = self._participants(row) or ()
        return name(people[0]) if len(people) == 1 and people[0].raw_id else ""

    def _participants(self, row: int) -> tuple[Participant, ...] | None:
        return participants_in(self._data(row))

    def _payload(self, row: int) -> Fields:
        return Fields(self._data(row))

    def _read(self, row: int) -> Mapping[str, object]:
        """The payload of an event; empty where it is too large, or its file changed."""
        if int(self._table.length[row]) > LARGEST_READ:
            return {}
        try:
            return self._capture.event(row).data
        except InspectorError:
            return {}

    def _kind(self, row: int) -> EventKind:
        return self._table.kinds[int(self._table.kind[row])]


def _one_person(name: str, words: str) -> str:
    """The words of a kind may begin with "Participant"; other words follow the name."""
    noun = "Participant "
    if words.startswith(noun):
        return f"{name} {words.removeprefix(noun)}"
    return f"{name}: {lower_first(words)}"
