"""The people of a call as columns: those of its roster, then who else is named in an event."""

from collections.abc import Iterable

from inspector.calls.people import Participant, Person, PersonKind, short_number
from inspector.report.ladder.model import Column, Party
from inspector.report.plain import clip_middle, visible
from inspector.report.redact import Redactor

MOST_COLUMNS = 5
"""People with a column of their own; one more fits while nobody else comes."""
_DETAIL_CHARS = 24


class People:
    """Everybody by number, in the order of their names."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = list(people)
        self._numbers: dict[str, int] = {}
        for number, person in enumerate(self._people):
            for each in (person.raw_id, person.number):
                self._numbers.setdefault(each.lower(), number)
        self._numbers.pop("", None)

    def __len__(self) -> int:
        return len(self._people)

    def meet(self, who: Participant) -> None:
        """Number somebody who is new; who hides every id cannot be told apart and gets none."""
        if not who.ids:
            return
        number = self.number(who)
        if number is None:
            number = len(self._people)
            self._people.append(Person(f"P{number + 1}", who.kind, who.raw_id, who.number))
        for each in who.ids:
            self._numbers.setdefault(each, number)

    def number(self, who: Participant) -> int | None:
        """The 0-based number of somebody met before; None for a stranger and for the hidden."""
        return next((self._numbers[each] for each in who.ids if each in self._numbers), None)

    def name(self, number: int) -> str:
        """The short name: "P1"."""
        return self._people[number].name

    def columns(self, redactor: Redactor) -> list[Column]:
        """A column for each person, or for the first few and one for all others."""
        own = len(self) if len(self) <= MOST_COLUMNS + 1 else MOST_COLUMNS
        columns = [_column(person, redactor) for person in self._people[:own]]
        if own < len(self):
            detail = f"{self.name(own)} to {self.name(len(self) - 1)}"
            columns.append(Column(Party.OTHERS, "Others", detail, detail))
        return columns


def shown_id(kind: PersonKind, number: str, raw_id: str, redactor: Redactor) -> str:
    """The number or id of somebody, masked as asked."""
    if kind is PersonKind.PHONE and number:
        return visible(redactor.field(("phoneNumber", "value"), number))
    return visible(redactor.field(("rawId",), raw_id))


def short_id(kind: PersonKind, number: str, raw_id: str, redactor: Redactor) -> str:
    """The same, as short as all views write it: "+44…123", "ACS user"; a masked one is short."""
    if number and not redactor:
        return visible(short_number(number))
    if kind is not PersonKind.UNKNOWN and not redactor:
        return kind.value
    return shown_id(kind, number, raw_id, redactor)


def _column(person: Person, redactor: Redactor) -> Column:
    shown = shown_id(person.kind, person.number, person.raw_id, redactor)
    kind = "" if person.kind is PersonKind.UNKNOWN else person.kind.value
    # A masked id is a stand-in such as "P3", which would be mistaken for a column.
    is_told = bool(person.number) or not redactor
    if person.number:
        detail = short_id(person.kind, person.number, person.raw_id, redactor)
    else:
        detail = kind or (shown if is_told else "")
    whole = " · ".join(part for part in (kind, shown if is_told else "") if part)
    return Column(
        Party.PERSON, person.name, clip_middle(detail, _DETAIL_CHARS), whole or "id masked"
    )
