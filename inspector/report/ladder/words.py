"""What the events of one call are called in its ladder, masked as asked; each text made once."""

from inspector.calls.people import Participant
from inspector.diagnosis.attention import Assessment
from inspector.diagnosis.happened import happened
from inspector.diagnosis.model import Explanation
from inspector.events.kinds import EventKind
from inspector.index.table import NONE, EventTable
from inspector.report.ladder.people import People
from inspector.report.ladder.wording import context_in_quotes, one_line
from inspector.report.redact import Redactor


class Words:
    """Texts of single events; events with the same kind and numbers share theirs."""

    def __init__(
        self, table: EventTable, assessment: Assessment, people: People, redactor: Redactor
    ) -> None:
        self._table, self._assessment = table, assessment
        self._people = people
        self.redactor = redactor
        self._names: dict[int, str] = {}
        self._labels: dict[int, str] = {}
        self._contexts: dict[int, str] = {}

    def kind(self, row: int) -> EventKind:
        """The kind of an event."""
        return self._table.kinds[int(self._table.kind[row])]

    def explanation(self, row: int) -> Explanation:
        """What the numbers of an event mean."""
        return self._assessment.explanation(row)

    def name(self, row: int) -> str:
        """The name of an event's kind."""
        code = int(self._table.kind[row])
        if code not in self._names:
            self._names[code] = one_line(self.redactor.text(self._table.kinds[code].name))
        return self._names[code]

    def label(self, row: int) -> str:
        """What happened, by kind and numbers alone."""
        group = int(self._assessment.group[row])
        if group not in self._labels:
            text = happened(self.kind(row), self.explanation(row))
            self._labels[group] = one_line(self.redactor.text(text))
        return self._labels[group]

    def context(self, row: int) -> str:
        """The app's own name of an operation as " ‘menu’"; empty when there is none to read."""
        place = int(self._table.context[row])
        if place not in self._contexts:
            text = "" if place == NONE else self._table.contexts[place]
            self._contexts[place] = context_in_quotes(text, self.redactor)
        return self._contexts[place]

    def who(self, person: Participant | None) -> str:
        """The short name of somebody; empty for nobody, strangers and the hidden."""
        number = self.number(person)
        return "" if number is None else self._people.name(number)

    def number(self, person: Participant | None) -> int | None:
        """The 0-based number of somebody; None for nobody, strangers and the hidden."""
        return None if person is None else self._people.number(person)
