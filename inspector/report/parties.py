"""Who took part in a call, as far as its events name them."""

from collections.abc import Iterable, Sequence

from inspector.calls.people import Participant, participants_in
from inspector.capture.fields import Fields
from inspector.events.event import Event
from inspector.report.blocks import Fact
from inspector.report.ladder.people import shown_id
from inspector.report.redact import Redactor

_SHOWN = 20


def party_facts(events: Sequence[Event], redactor: Redactor) -> list[Fact]:
    """From, to and the participants named by events; what no event names is left out."""
    facts = []
    for label, field in (("From", "from"), ("To", "to")):
        values = [Fields(event.data).get(field) for event in events]
        named = [participants_in({"participant": value}) or () for value in values]
        names = _names(named, redactor)
        if names:
            facts.append(Fact(label, ", ".join(names), mono=True))
    people = _names([participants_in(event.data) or () for event in events], redactor)
    if people:
        rest = f" and {len(people) - _SHOWN} more" if len(people) > _SHOWN else ""
        facts.append(Fact("Participants", ", ".join(people[:_SHOWN]) + rest, mono=True))
    return facts


def _names(named: Iterable[Sequence[Participant]], redactor: Redactor) -> list[str]:
    """Everybody once, in the order met; who names nobody is left out."""
    shown = (
        shown_id(person.kind, person.number, person.raw_id, redactor)
        for people in named
        for person in people
    )
    return [name for name in dict.fromkeys(shown) if name]
