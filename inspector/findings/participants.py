"""Who is named in events; only their records say so."""

from collections.abc import Iterator, Mapping

from inspector.calls.conversations import is_placeholder
from inspector.capture.fields import Fields
from inspector.findings.scene import Scene

Ids = frozenset[str]
"""The ids of one participant; empty when they are redacted or missing."""

_NOBODY: Ids = frozenset()
_NESTED = {
    "phoneNumber": "value",
    "communicationUser": "id",
    "microsoftTeamsUser": "userId",
    "teamsExtensionUser": "userId",
    "microsoftTeamsApp": "appId",
}
"""The parts of an identifier that say who it is, besides `rawId`, each with its field."""


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
            if len(self._known) >= self.most:
                self._unread.add(row)
                return (_NOBODY,)
            event = self._scene.event(row)
            self._known[row] = (_NOBODY,) if event is None else _named(Fields(event.data))
        return self._known[row]

    def only(self, row: int) -> Ids:
        """The one participant that an event is about."""
        named = self.of(row)
        return named[0] if len(named) == 1 else _NOBODY


def _named(data: Fields) -> tuple[Ids, ...]:
    listed = data.get("participants")
    if isinstance(listed, list):
        return tuple(_ids(person) for person in listed)
    return (_ids(data.get("participant")),)


def _ids(person: object) -> Ids:
    """The ids of an identifier, or of a participant that wraps one."""
    if not isinstance(person, Mapping):
        return _NOBODY
    fields = Fields(person)
    wrapped = fields.get("identifier")
    if isinstance(wrapped, Mapping):
        fields = Fields(wrapped)
    return frozenset(text.lower() for text in _texts(fields) if not is_placeholder(text))


def _texts(identifier: Fields) -> Iterator[str]:
    yield identifier.text("rawId") or ""
    for part, name in _NESTED.items():
        inner = identifier.get(part)
        if isinstance(inner, Mapping):
            yield Fields(inner).text(name) or ""
