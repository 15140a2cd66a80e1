"""What events prove beyond themselves: requests of the app, placed calls, carriers' answers.

None of it has a time in the capture, so none is given.
"""

from dataclasses import replace

from inspector.calls.model import Call, Direction
from inspector.calls.people import Participant
from inspector.events.kinds import EventKind, Role
from inspector.index.codes import CodeClass, code_class
from inspector.index.table import NONE, EventTable, number_at
from inspector.report.ladder.model import Lines, Step, StepKind
from inspector.report.ladder.people import short_id
from inspector.report.ladder.said import Said
from inspector.report.ladder.wording import carrier_text, one_line, request_text
from inspector.report.ladder.words import Words

_WHEN = "the capture does not say when"
FAILING = (CodeClass.C4XX, CodeClass.C5XX, CodeClass.C6XX)
_FAILED_TO = {
    "CreateCallFailed": "place the call",
    "AnswerFailed": "answer the call",
    "ConnectFailed": "join the call",
}


class Implied:
    """One run over the events of a call, which must be asked for in call order."""

    def __init__(
        self,
        table: EventTable,
        call: Call,
        words: Words,
        lines: Lines,
        with_start: frozenset[int],
        *,
        ask: bool,
    ) -> None:
        """`with_start` are the results whose start events are in the capture.

        Without `ask` no request of the app is implied: a log tells of the real ones.
        """
        self._table, self._call = table, call
        self._words, self._lines = words, lines
        self._with_start = with_start
        self._ask = ask
        kinds = {row: words.kind(row) for row in call.rows}
        recognized = (row for row, kind in kinds.items() if kind.finishes == "recognize")
        self._recognized = {int(table.context[row]) for row in recognized} - {NONE}
        self._connects = any(kind.role is Role.CONNECTED for kind in kinds.values())
        self._asked: set[tuple[str, int]] = set()
        self._has_begun = False
        self._answer = ""

    def before(self, number: int, row: int, said: Said) -> list[Step]:
        """The steps before an event; `number` counts the events of the call."""
        kind = self._words.kind(row)
        return [
            *self._asked_for(number, row, kind, said),
            *self._carrier_said(number, row, said),
        ]

    def _asked_for(self, number: int, row: int, kind: EventKind, said: Said) -> list[Step]:
        steps = []
        begun = self._begun_by(kind)
        if begun and self._ask:
            steps.append(self._request(begun, number, row))
        if kind.role is Role.OFFER:
            steps += self._placed(number, row, said)
        if not self._ask:
            return steps
        text = self._operation(row, kind, said)
        if text:
            steps.append(self._request(text, number, row))
        return steps

    def _begun_by(self, kind: EventKind) -> str:
        """How the app began its part of the call, before the first event that proves it."""
        if self._has_begun:
            return ""
        text = ""
        if self._call.direction is Direction.OUTBOUND:
            text = "place the call"
        elif self._call.direction is Direction.INBOUND and self._connects:
            text = "" if kind.role is Role.OFFER else "answer the call"
        elif kind.role is Role.NEVER_CONNECTED and not self._connects:
            text = _FAILED_TO.get(kind.name, "")
        self._has_begun = bool(text)
        return text

    def _placed(self, number: int, row: int, said: Said) -> list[Step]:
        """The call that somebody placed, as an offer tells it."""
        caller = self._words.number(said.about)
        if caller is None:
            return []
        to = self._called(said.to)
        whole = f"Proved by event {number}, {self._words.name(row)}; {_WHEN}."
        text = f"calls{to}" if to else "places a call"
        start = self._lines.of_person(caller)
        return [self._implied(start, self._lines.service, text, whole, row)]

    def _called(self, person: Participant | None) -> str:
        """Whom an offer was for; nobody when only a masked id would stand there."""
        if person is None or not person.ids:
            return ""
        name = self._words.who(person)
        if not name and (not self._words.redactor or person.number):
            name = short_id(person.kind, person.number, person.raw_id, self._words.redactor)
        return f" {name}" if name else ""

    def _operation(self, row: int, kind: EventKind, said: Said) -> str:
        """What the app must have asked for, when this is the first event that proves it."""
        context = int(self._table.context[row])
        name = kind.starts or kind.finishes
        if not name or row in self._with_start:
            return ""
        if kind.starts == "play" and context in self._recognized:
            return ""  # the prompt of a recognize: asked for with it
        if kind.finishes == "hold audio" and not kind.starts:
            return ""  # ends by an unhold too
        if context != NONE and not kind.starts:
            # Another result of the same context may be of the same request.
            if (name, context) in self._asked:
                return ""
            self._asked.add((name, context))
        return request_text(name, self._words.who(said.about), self._words.context(row))

    def _request(self, text: str, number: int, row: int) -> Step:
        whole = f"Proved by event {number}, {self._words.name(row)}; {_WHEN}."
        return self._implied(self._lines.app, self._lines.service, f"asked: {text}", whole, row)

    def _carrier_said(self, number: int, row: int, said: Said) -> list[Step]:
        sip, q850 = number_at(self._table.sip, row), number_at(self._table.q850, row)
        if self._lines.carrier is None or (sip is None and q850 is None):
            return []
        explanation = self._words.explanation(row)
        text = carrier_text(
            sip,
            q850,
            (said.sip, said.q850),
            (explanation.sip, explanation.q850),
            self._words.redactor,
        )
        if text == self._answer:
            return []  # the same answer, told by the next event too
        self._answer = text
        who = self._words.who(said.about)
        whole = (
            f"The carrier's answer{f' for {who}' if who else ''}, reported by event {number},"
            f" {self._words.name(row)}; it has no time of its own."
        )
        step = self._implied(self._lines.carrier, self._lines.service, text, whole, row)
        return [replace(step, code_class=code_class(sip), failed=code_class(sip) in FAILING)]

    def _implied(self, start: int, stop: int, text: str, whole: str, row: int) -> Step:
        return Step(StepKind.IMPLIED, start, stop, one_line(text), whole, (row,))
