"""Kinds of events: the last part of an event's type, and what its name alone tells.

The rows come from `catalog/events.toml`; lower layers are handed the table, they do not load it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

PREFIX = "microsoft.communication."
UNKNOWN_KIND_NAME = "unknown event"


class EventOutcome(StrEnum):
    """What the event's name says it came to; the code is asked second."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"
    ENDED = "ended"
    INFO = "info"


class Lane(StrEnum):
    """The row of the timeline that a kind of event is drawn in, top to bottom."""

    CALL = "call"
    PEOPLE = "people"
    PLAY = "play"
    INPUT = "input"
    RECORDING = "recording"
    MEDIA = "media"
    OTHER = "other"


class Role(StrEnum):
    """What a kind of event does to the life of its call."""

    OFFER = "offer"
    CONNECTED = "connected"
    END = "end"
    NEVER_CONNECTED = "never connected"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class EventKind:
    """One kind of event, for example `CallDisconnected`."""

    name: str
    outcome: EventOutcome
    lane: Lane
    role: Role = Role.NONE
    label: str = ""
    """A few plain words: "Call ended"."""
    starts: str = ""
    """The operation that this event starts, for example "play"; empty when none."""
    finishes: str = ""
    """The operation that this event finishes."""
    pauses: str = ""
    """The operation that this event interrupts; it goes on later."""
    resumes: str = ""
    """The operation that goes on with this event."""
    documented: bool = True


@dataclass(frozen=True, slots=True)
class KindTable:
    """Finds the kind for a type text, without regard to case, prefix or old spellings."""

    kinds: tuple[EventKind, ...]
    aliases: Mapping[str, EventKind] = field(repr=False)
    """Lower-case name or alias to kind."""

    @classmethod
    def build(cls, rows: Iterable[tuple[EventKind, Iterable[str]]]) -> "KindTable":
        """A table of kinds, each with its other spellings."""
        pairs = [(kind, tuple(aliases)) for kind, aliases in rows]
        index = {kind.name.lower(): kind for kind, _ in pairs}
        for kind, aliases in pairs:
            for alias in aliases:
                index.setdefault(alias.lower(), kind)
        return cls(tuple(kind for kind, _ in pairs), index)

    def find(self, type_text: str | None) -> EventKind:
        """The kind of a delivered type; an undocumented one keeps its own name."""
        if not type_text:
            return EventKind(UNKNOWN_KIND_NAME, EventOutcome.INFO, Lane.OTHER, documented=False)
        name = type_text[len(PREFIX) :] if type_text.lower().startswith(PREFIX) else type_text
        known = self.aliases.get(name.lower())
        if known is not None:
            return known
        return EventKind(name, EventOutcome.INFO, Lane.OTHER, documented=False)
