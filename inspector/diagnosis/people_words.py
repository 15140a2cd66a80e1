"""Participants in words: who they are, and what changes between two lists of them."""

from collections.abc import Callable, Iterator, Sequence

from inspector.calls.people import Participant, participants_in, short_number
from inspector.calls.presence import Roster
from inspector.diagnosis.wording import listed

NameOf = Callable[[Participant], str]
"""A short name for a participant."""

_MOST_NAMED = 2
"""Changes and people that are named one by one; more are counted."""


def name_of(person: Participant) -> str:
    """A short readable name: the number with its middle left out, else what kind of user it is."""
    return short_number(person.number) if person.number else person.kind.value


def names_by(roster: Roster | None) -> NameOf:
    """Names people as the timeline of their call does ("P2"); strangers by number or kind."""

    def name(person: Participant) -> str:
        known = None if roster is None else roster.person(person)
        return name_of(person) if known is None else known.name

    return name


def named(identifier: object, name: NameOf = name_of) -> str:
    """The name of whom a single identifier stands for; empty where it names nobody."""
    if identifier is None:
        return ""
    people = participants_in({"participant": identifier}) or ()
    return name(people[0]) if people and people[0].raw_id else ""


def people_now(people: Sequence[Participant], name: NameOf = name_of) -> str:
    """Who is in the call, where no list before is known."""
    if not people:
        return "Nobody is in the call"
    if len(people) > _MOST_NAMED:
        return f"{len(people)} participants in the call"
    return f"{listed([_with_state(person, name) for person in people])} in the call"


def people_changed(
    before: Sequence[Participant], now: Sequence[Participant], name: NameOf = name_of
) -> str:
    """What changed since the list before."""
    if not all(person.ids for person in (*before, *now)):
        return f"{_count(len(now))} now, {len(before)} before"
    joined = [person for person in now if not _among(person, before)]
    left = [person for person in before if not _among(person, now)]
    turned = [turn for person in now for turn in _turns(person, before, name)]
    changes = [_with_commas(person, name) for person in joined]
    changes += [f"{name(person)} left" for person in left] + turned
    if not changes:
        return f"Participants unchanged ({len(now)})"
    if len(changes) <= _MOST_NAMED:
        return "; ".join(changes)
    parts = ((len(joined), "joined"), (len(left), "left"), (len(turned), "other changes"))
    return ", ".join(f"{count} {what}" for count, what in parts if count)


def raw_ids(people: Sequence[Participant]) -> str:
    """The ids as delivered, for those who need them whole."""
    return ", ".join(person.raw_id for person in people if person.raw_id)


def _among(person: Participant, others: Sequence[Participant]) -> bool:
    return any(person.ids & other.ids for other in others)


def _states(person: Participant) -> list[str]:
    states = ["muted"] if person.is_muted else []
    return [*states, "on hold"] if person.is_on_hold else states


def _with_state(person: Participant, name: NameOf) -> str:
    states = _states(person)
    return f"{name(person)} ({', '.join(states)})" if states else name(person)


def _with_commas(person: Participant, name: NameOf) -> str:
    return ", ".join([f"{name(person)} joined", *_states(person)])


def _turns(person: Participant, before: Sequence[Participant], name: NameOf) -> Iterator[str]:
    """What was switched on or off; what one of the lists leaves out is not known."""
    old = next((other for other in before if person.ids & other.ids), None)
    if old is None:
        return
    pairs = (
        (old.is_muted, person.is_muted, "muted", "unmuted"),
        (old.is_on_hold, person.is_on_hold, "put on hold", "taken off hold"),
    )
    for was, is_now, on, off in pairs:
        if was is not None and is_now is not None and was != is_now:
            yield f"{name(person)} {on if is_now else off}"


def _count(number: int) -> str:
    return f"{number} participant" if number == 1 else f"{number} participants"
