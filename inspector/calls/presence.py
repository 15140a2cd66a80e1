"""Who was in a call from when to when, as its events prove it.

A participant list shows everybody who is there: who is missing from the next one has left. Lists
may be delivered twice or late; the sequence number tells, and an older list changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inspector.calls.people import Participant, Person, Register
from inspector.events.kinds import EventKind, EventOutcome
from inspector.index.table import EventTable, number_at

RACE_NS = 2_000_000_000
"""A list this soon after an event that adds or removes somebody may have been made before it."""

NO_CHANGE = "no change"
"""What a list says that shows what was known."""

_LIST = "ParticipantsUpdated"
_JOINING = {"add participant": "added", "move participant": "moved here"}
_LEAVING = "remove participant"
_MOST_TOLD = 4
"""Changes that one text names."""


@dataclass(frozen=True, slots=True)
class State:
    """A stretch in which somebody was muted or on hold. Times as in `Presence`."""

    name: str
    """"muted" or "on hold"."""
    start_ns: int
    end_ns: int | None


@dataclass(frozen=True, slots=True)
class Presence:
    """A time that somebody was in the call. Times are nanoseconds since 1970 UTC."""

    person: Person
    start_ns: int
    end_ns: int | None
    """When they left, or the call ended; or until when the capture shows them, where `open_end`
    is set. None at the end of a capture that shows neither."""
    rows: tuple[int, ...]
    """The events that begin, change and end it."""
    states: tuple[State, ...] = ()
    open_start: bool = False
    """They were there before: the capture begins in the middle of the call."""
    open_end: bool = False
    """The capture does not show when they left."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of one call."""

    people: tuple[Person, ...] = ()
    presences: tuple[Presence, ...] = ()
    """By start; nobody overlaps themselves."""
    told: Mapping[int, str] = field(default_factory=dict)
    """What events say about people: "P2 joined, muted", by row."""
    named: Mapping[int, Person] = field(default_factory=dict)
    """The one person that an event is about, by row."""
    by_id: Mapping[str, Person] = field(default_factory=dict)
    """Everybody by each of their ids, as `Participant.ids` has them."""
    hidden: frozenset[int] = frozenset()
    """Rows of lists that hide who somebody is: no bar tells of these people."""
    unread: int = 0
    """Events about people that were not read because there are too many; from the first of them
    on nothing is known."""

    def person(self, participant: Participant) -> Person | None:
        """Who somebody is that an event names; None for a stranger and for the hidden."""
        found = (self.by_id[each] for each in sorted(participant.ids) if each in self.by_id)
        return next(found, None)


def tells_of_people(kind: EventKind) -> bool:
    """Whether events of a kind say who is in the call."""
    return kind.name == _LIST or kind.finishes in _JOINING or kind.finishes == _LEAVING


@dataclass(slots=True)
class _Open:
    """A presence that has not ended yet."""

    start_ns: int
    rows: list[int]
    open_start: bool = False
    added_ns: int | None = None
    """When an event said that they were added; None once a list shows them."""
    since: dict[str, int] = field(default_factory=dict)
    """From when on they are muted or on hold."""
    states: list[State] = field(default_factory=list)

    def turn(self, name: str, ns: int, *, is_on: bool | None) -> bool:
        """Begin or end a state; whether it changed."""
        if is_on and name not in self.since:
            self.since[name] = ns
            return True
        if not is_on and name in self.since:
            self.states.append(State(name, self.since.pop(name), ns))
            return True
        return False


class PresenceLog:
    """Follows the events of a call, in their order, and keeps who is there."""

    def __init__(self, table: EventTable, register: Register, *, begins_before: bool) -> None:
        self._table = table
        self._register = register
        self._begins_before = begins_before
        self._here: dict[int, _Open] = {}
        self._removed_ns: dict[int, int] = {}
        self._newest: int | None = None
        self._lists = 0
        self._hidden_before = 0
        self._done: list[tuple[int, int, Presence]] = []
        self._told: dict[int, str] = {}
        self._named: dict[int, Person] = {}
        self._hidden: set[int] = set()

    def add(self, row: int, people: tuple[Participant, ...]) -> None:
        """The next event."""
        kind = self._table.kinds[int(self._table.kind[row])]
        if kind.name == _LIST:
            self._list(row, people)
            return
        who = [self._register.number(each) for each in people]
        for number in (each for each in who if each is not None):
            self._change(row, kind, number)
        if len(who) == 1 and who[0] is not None:
            self._named[row] = self._register.people[who[0]]

    def close(self, until_ns: int | None, unread: int = 0) -> Roster:
        """The roster up to the call's end, or to the first event that was not read."""
        for number in tuple(self._here):
            self._end(number, until_ns, open_end=until_ns is None or unread > 0)
        return Roster(
            people=tuple(self._register.people),
            by_id=self._register.by_id(),
            presences=tuple(done for *_, done in sorted(self._done, key=lambda each: each[:2])),
            told=self._told,
            named=self._named,
            hidden=frozenset(self._hidden),
            unread=unread,
        )

    def _list(self, row: int, people: tuple[Participant, ...]) -> None:
        ns, sequence = int(self._table.time[row]), number_at(self._table.sequence, row)
        if sequence is not None:
            if self._newest is not None and sequence < self._newest:
                self._told[row] = "an older list, delivered late"
                return
            self._newest = sequence
        self._lists += 1
        shown: dict[int, Participant] = {}
        hidden = 0
        for each in people:
            number = self._register.number(each)
            hidden += number is None
            if number is not None:
                shown.setdefault(number, each)
        from_before = self._begins_before and self._lists == 1 and sequence != 1
        changes = [
            self._seen(row, ns, number, each, from_before=from_before)
            for number, each in shown.items()
        ]
        changes += self._missing(row, ns, shown, may_hide=hidden > self._hidden_before)
        self._hidden_before = hidden
        if hidden:
            self._hidden.add(row)
            changes.append("1 person" if len(people) == 1 else f"{len(people)} people")
        self._told[row] = _few([change for change in changes if change])

    def _seen(self, row: int, ns: int, number: int, who: Participant, *, from_before: bool) -> str:
        """Somebody whom a list shows; what is new about them."""
        words = []
        if number not in self._here:
            removed_ns = self._removed_ns.get(number)
            if removed_ns is not None and ns - removed_ns < RACE_NS:
                return ""
            self._here[number] = _Open(ns, [row], open_start=from_before)
            words.append("there already" if from_before else "joined")
        here = self._here[number]
        here.added_ns = None
        for name, off, is_on in (
            ("muted", "unmuted", who.is_muted),
            ("on hold", "off hold", who.is_on_hold),
        ):
            if here.turn(name, ns, is_on=is_on):
                words.append(name if is_on else off)
        if words and row not in here.rows:
            here.rows.append(row)
        return f"{self._register.people[number].name} {', '.join(words)}" if words else ""

    def _missing(
        self, row: int, ns: int, shown: Mapping[int, Participant], *, may_hide: bool
    ) -> list[str]:
        """Ends the presence of everybody whom a list does not show."""
        left = []
        for number in [number for number in self._here if number not in shown]:
            added_ns = self._here[number].added_ns
            if added_ns is not None and ns - added_ns < RACE_NS:
                continue
            if may_hide:  # they may be one of those whose ids are hidden now
                self._end(number, ns, open_end=True)
                continue
            self._here[number].rows.append(row)
            self._end(number, ns)
            left.append(f"{self._register.people[number].name} left")
        return left

    def _change(self, row: int, kind: EventKind, number: int) -> None:
        """An event about one person."""
        ns, name = int(self._table.time[row]), self._register.people[number].name
        verb = "removed" if kind.finishes == _LEAVING else _JOINING[kind.finishes]
        if kind.outcome is not EventOutcome.SUCCEEDED:
            self._told[row] = f"{name} not {verb}"
            return
        self._told[row] = f"{name} {verb}"
        here = self._here.get(number)
        if here is not None:
            here.rows.append(row)
        if kind.finishes == _LEAVING:
            self._removed_ns[number] = ns
            if here is not None:
                self._end(number, ns)
            return
        self._removed_ns.pop(number, None)
        if here is None:
            self._here[number] = _Open(ns, [row], added_ns=ns)

    def _end(self, number: int, ns: int | None, *, open_end: bool = False) -> None:
        here = self._here.pop(number)
        states = [*here.states, *(State(name, since, ns) for name, since in here.since.items())]
        done = Presence(
            person=self._register.people[number],
            start_ns=here.start_ns,
            end_ns=ns,
            rows=tuple(here.rows),
            states=tuple(sorted(states, key=lambda state: state.start_ns)),
            open_start=here.open_start,
            open_end=open_end,
        )
        self._done.append((here.start_ns, number, done))


def _few(changes: list[str]) -> str:
    """Changes as one short text."""
    if not changes:
        return NO_CHANGE
    more = len(changes) - _MOST_TOLD
    return "; ".join([*changes[:_MOST_TOLD], *([f"{more} more changes"] if more > 0 else [])])
