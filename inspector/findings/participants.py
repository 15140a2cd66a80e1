"""Who is named in events; only their records say so."""

from bisect import bisect_left

from inspector.calls.people import participants_in
from inspector.findings.scene import Rows, Scene

Ids = frozenset[str]
"""The ids of one participant; empty when they are redacted or missing."""

_NOBODY: Ids = frozenset()
_ANYONE = ""
"""Stands for the ids that an event hides."""


class Participants:
    """Reads the participants of events, each event once, up to a number of events."""

    def __init__(self, scene: Scene, most: int) -> None:
        self.most = most
        self._scene = scene
        self._known: dict[int, tuple[Ids, ...]] = {}
        self._unread: set[int] = set()

    @property
    def skipped(self) -> int:
        """How many events were not read."""
        return len(self._unread)

    def of(self, row: int) -> tuple[Ids, ...]:
        """The participants that an event names; one without ids where it cannot be told."""
        if row not in self._known:
            if len(self._known) >= self.most or self._scene.cancelled():
                self._unread.add(row)
                return (_NOBODY,)
            payload = self._scene.payload(row)
            people = None if payload is None else participants_in(payload)
            self._known[row] = (
                (_NOBODY,) if people is None else tuple(person.ids for person in people)
            )
        return self._known[row]

    def only(self, row: int) -> Ids:
        """The one participant that an event is about."""
        named = self.of(row)
        return named[0] if len(named) == 1 else _NOBODY


class Mentions:
    """Where some events of a call name somebody; they are read only as far as was asked."""

    def __init__(
        self, participants: Participants, rows: Rows, places: Rows, *, may_hide: bool = False
    ) -> None:
        """With `may_hide` an event that hides a name is taken to name whoever is asked for."""
        self._participants = participants
        self._rows = rows[places].tolist()
        self._places: list[int] = places.tolist()
        self._of: dict[str, list[int]] = {}
        self._read = 0
        self._may_hide = may_hide

    def first(self, who: Ids, start: int, stop: int) -> int | None:
        """The first place in a range where somebody is named; None for nobody."""
        if not who:
            return None
        while True:
            named = (at for each in (*who, _ANYONE) for at in self._next(each, start))
            found = min(named, default=stop)
            if found < stop:
                return found
            if self._read == len(self._places) or self._places[self._read] >= stop:
                return None
            self._read_on()

    def _next(self, person: str, start: int) -> list[int]:
        places = self._of.get(person, [])
        at = bisect_left(places, start)
        return places[at : at + 1]

    def _read_on(self) -> None:
        place, row = self._places[self._read], self._rows[self._read]
        self._read += 1
        for each in self._named_by(row):
            self._of.setdefault(each, []).append(place)

    def _named_by(self, row: int) -> Ids:
        if not self._may_hide:
            return self._participants.only(row)
        people = self._participants.of(row)
        hidden = frozenset() if all(people) else frozenset((_ANYONE,))
        return hidden.union(*people)
