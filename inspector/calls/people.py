"""Who takes part in a call, as events name them.

Only a record says so. An id that stands for many, as in redacted captures, names nobody.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspector.calls.conversations import is_placeholder
from inspector.calls.labels import plain
from inspector.capture.fields import Fields


class PersonKind(StrEnum):
    """What a participant is, in words for a reader."""

    PHONE = "phone number"
    ACS_USER = "ACS user"
    TEAMS_USER = "Teams user"
    TEAMS_EXTENSION = "Teams extension user"
    APP = "bot or app"
    UNKNOWN = "participant"


@dataclass(frozen=True, slots=True)
class Participant:
    """One participant as one event names it."""

    kind: PersonKind
    raw_id: str
    """As delivered; empty where the event has none."""
    ids: frozenset[str]
    """Everything that says who it is, in small letters; empty when it is redacted or missing."""
    number: str = ""
    """The phone number, when it is one."""
    is_muted: bool | None = None
    is_on_hold: bool | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the events of a call name by a real id."""

    name: str
    """"P1", "P2" … in the order in which the call's events first name them."""
    kind: PersonKind
    raw_id: str
    number: str = ""
    """The phone number, when it is one."""

    @property
    def label(self) -> str:
        """Short and readable: "P1 +44…123", "P2 Teams user"."""
        if self.number:
            return f"{self.name} {short_number(self.number)}"
        return self.name if self.kind is PersonKind.UNKNOWN else f"{self.name} {self.kind.value}"


_PARTS = (
    ("phoneNumber", "value", PersonKind.PHONE),
    ("communicationUser", "id", PersonKind.ACS_USER),
    ("microsoftTeamsUser", "userId", PersonKind.TEAMS_USER),
    ("teamsExtensionUser", "userId", PersonKind.TEAMS_EXTENSION),
    ("microsoftTeamsApp", "appId", PersonKind.APP),
)
"""The parts of an identifier that say who it is besides `rawId`, each with its field."""
_KINDS = {name.lower(): kind for name, _, kind in _PARTS}
_PREFIXES = (
    ("4:", PersonKind.PHONE),
    ("8:acs:", PersonKind.ACS_USER),
    ("8:spool:", PersonKind.ACS_USER),
    ("8:dod-acs:", PersonKind.ACS_USER),
    ("8:gcch-acs:", PersonKind.ACS_USER),
    ("8:orgid:", PersonKind.TEAMS_USER),
    ("8:dod:", PersonKind.TEAMS_USER),
    ("8:gcch:", PersonKind.TEAMS_USER),
    ("8:teamsvisitor:", PersonKind.TEAMS_USER),
    ("28:", PersonKind.APP),
)
"""How a raw id begins, by kind, as the SDKs read it."""
_SEPARATORS = re.compile(r"[:_]")
_PREFIX = re.compile(
    r"\d+:(?:(?:dod-|gcch-)?acs:|orgid:|spool:|dod:|gcch:|teamsvisitor:)?", re.IGNORECASE
)


def participants_in(payload: Mapping[str, object]) -> tuple[Participant, ...] | None:
    """The participants that an event's payload names, in its order; None when it has no such field.

    Those of a list, else the one that the event is about.
    """
    fields = Fields(payload)
    listed = fields.get("participants")
    if isinstance(listed, list):
        return tuple(_participant(each) for each in listed)
    one = fields.get("participant")
    return None if one is None else (_participant(one),)


def short_number(number: str) -> str:
    """A phone number with its middle left out: "+44…123"."""
    text = plain(number)
    return text if len(text) <= 8 else f"{text[:3]}…{text[-3:]}"


class Register:
    """Numbers people by their ids, as they are met."""

    def __init__(self, known: Mapping[int, tuple[Participant, ...]]) -> None:
        """`known` are the participants of all events to come, by row."""
        self._shared = _shared_ids(known)
        self._number_of: dict[str, int] = {}
        self.people: list[Person] = []

    def number(self, participant: Participant) -> int | None:
        """Who it is; None for somebody whose ids are hidden."""
        ids = participant.ids - self._shared
        if not ids:
            return None
        numbers = [self._number_of[each] for each in ids if each in self._number_of]
        number = min(numbers, default=len(self.people))
        if number == len(self.people):
            name = f"P{number + 1}"
            who = Person(name, participant.kind, participant.raw_id, participant.number)
            self.people.append(who)
        for each in ids:
            self._number_of.setdefault(each, number)
        return number

    def by_id(self) -> dict[str, Person]:
        """Everybody met so far, by each of their ids."""
        return {each: self.people[number] for each, number in self._number_of.items()}


def _shared_ids(known: Mapping[int, tuple[Participant, ...]]) -> frozenset[str]:
    """Ids that one list gives to several participants: these say nothing about anybody."""
    shared: set[str] = set()
    for people in known.values():
        seen: set[str] = set()
        for participant in people:
            shared |= participant.ids & seen
            seen |= participant.ids
    return frozenset(shared)


def _participant(value: object) -> Participant:
    """A bare identifier, or a participant that wraps one."""
    if not isinstance(value, Mapping):
        return Participant(PersonKind.UNKNOWN, "", frozenset())
    outer = identifier = Fields(value)
    wrapped = outer.get("identifier")
    if isinstance(wrapped, Mapping):
        identifier = Fields(wrapped)
    raw_id = identifier.text("rawId") or ""
    parts = [*_parts(identifier)]
    texts = [raw_id, *(text for text, _ in parts)]
    kind = parts[0][1] if parts else _kind(identifier, raw_id)
    number = ""
    if kind is PersonKind.PHONE:
        number = next((text for text in (*texts[1:], raw_id.removeprefix("4:")) if text), "")
    muted, on_hold = outer.get("isMuted"), outer.get("isOnHold")
    return Participant(
        kind=kind,
        raw_id=raw_id or next((text for text in texts if text), ""),
        ids=frozenset(text.lower() for text in texts if not _hides(text)),
        number="" if _hides(number) else number,
        is_muted=muted if isinstance(muted, bool) else None,
        is_on_hold=on_hold if isinstance(on_hold, bool) else None,
    )


def _kind(identifier: Fields, raw_id: str) -> PersonKind:
    """What an identifier without a part that is known says of itself, else its raw id."""
    named = _KINDS.get((identifier.text("kind") or "").lower())
    if named is not None:
        return named
    begins = (kind for prefix, kind in _PREFIXES if raw_id.lower().startswith(prefix))
    return next(begins, PersonKind.UNKNOWN)


def _parts(identifier: Fields) -> Iterator[tuple[str, PersonKind]]:
    for part, name, kind in _PARTS:
        inner = identifier.get(part)
        if isinstance(inner, Mapping):
            yield Fields(inner).text(name) or "", kind


def _hides(text: str) -> bool:
    """Whether an id says nothing: it is missing, or what follows its prefix is a placeholder."""
    prefix = _PREFIX.match(text)
    rest = text[prefix.end() :] if prefix else text
    return all(is_placeholder(part) for part in _SEPARATORS.split(rest))
