"""Who took part in a call, as far as its events name them."""

from collections.abc import Iterable, Mapping, Sequence

from inspector.capture.fields import Fields
from inspector.events.event import Event
from inspector.report.blocks import Fact
from inspector.report.redact import Redactor

_ID_FIELDS = (
    ("phoneNumber", "value"),
    ("communicationUser", "id"),
    ("microsoftTeamsUser", "userId"),
    ("teamsExtensionUser", "userId"),
    ("microsoftTeamsApp", "appId"),
)
"""Where an identifier says who it is, best first; `rawId` is asked last."""
_SHOWN = 20


def party_facts(events: Sequence[Event], redactor: Redactor) -> list[Fact]:
    """From, to and the participants named by events; what no event names is left out."""
    payloads = [Fields(event.data) for event in events]
    facts = []
    for label, field in (("From", "from"), ("To", "to")):
        names = _distinct(_party(payload.get(field), redactor) for payload in payloads)
        if names:
            facts.append(Fact(label, ", ".join(names), mono=True))
    people = _distinct(
        _party(person, redactor) for payload in payloads for person in _people(payload)
    )
    if people:
        rest = f" and {len(people) - _SHOWN} more" if len(people) > _SHOWN else ""
        facts.append(Fact("Participants", ", ".join(people[:_SHOWN]) + rest, mono=True))
    return facts


def _people(payload: Fields) -> list[object]:
    listed = payload.get("participants")
    people = list(listed) if isinstance(listed, list) else []
    return [*people, payload.get("participant")]


def _party(value: object, redactor: Redactor) -> str:
    """One identifier, or a participant that wraps one; empty when it names nobody."""
    if not isinstance(value, Mapping):
        return ""
    fields = Fields(value)
    wrapped = fields.get("identifier")
    if isinstance(wrapped, Mapping):
        fields = Fields(wrapped)
    for kind, name in _ID_FIELDS:
        inner = fields.get(kind)
        text = Fields(inner).text(name) if isinstance(inner, Mapping) else None
        if text:
            return redactor.field((kind, name), text)
    return redactor.field(("rawId",), fields.text("rawId") or "")


def _distinct(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]
