"""The steps of single events: what each one proves beyond itself, then the callback."""

from dataclasses import replace

from inspector.calls.capture import Capture
from inspector.calls.labels import duration_text
from inspector.calls.model import Call
from inspector.calls.operations import pair_operations
from inspector.calls.presence import Roster
from inspector.events.kinds import EventKind, EventOutcome, Lane, Role
from inspector.index.codes import code_class
from inspector.index.table import NO_TIME, number_at, time_at
from inspector.report.ladder.implied import FAILING, Implied
from inspector.report.ladder.model import Change, Lines, Step, StepKind
from inspector.report.ladder.presence import Presences, list_text
from inspector.report.ladder.runs import Keyed
from inspector.report.ladder.said import Records, Said
from inspector.report.ladder.wording import one_line, tone_sign
from inspector.report.ladder.words import Words

_LIST = "ParticipantsUpdated"
_NOBODY: frozenset[int] = frozenset()


class EventSteps:
    """One run over the events of a call, which must be asked for in call order."""

    def __init__(
        self,
        capture: Capture,
        call: Call,
        words: Words,
        records: Records,
        roster: Roster,
        lines: Lines,
        *,
        ask: bool,
    ) -> None:
        """Without `ask` no request of the app is implied: a log tells of the real ones."""
        self._table, self._call = capture.table, call
        self._words, self._records, self._lines = words, records, lines
        self._presences = Presences(roster, capture.table)
        self._told_of_lists = roster.told
        self._after_end = frozenset(call.after_end)
        paired = pair_operations(capture.table, call.rows)
        self._begun = {item.finish: item.start for item in paired if item.finish is not None}
        with_start = frozenset(self._begun)
        self._implied = Implied(capture.table, call, words, lines, with_start, ask=ask)
        self._is_open = self._is_over = False
        self._active = 0

    def of_row(self, number: int, row: int) -> list[Keyed]:
        """The steps of an event, its own last; `number` counts the events of the call."""
        said = self._records.of(row)
        active = self._active
        before = [replace(step, active=active) for step in self._implied.before(number, row, said)]
        return [*(Keyed("", step) for step in before), self._callback(number, row, said)]

    def _callback(self, number: int, row: int, said: Said) -> Keyed:
        table, kind, time_ns = self._table, self._words.kind(row), time_at(self._table.time, row)
        text, name = one_line(self._told(row, kind, said)), self._words.name(row)
        self._move_on(row, kind, time_ns)
        code = number_at(table.code, row)
        failed = self._failed(row, kind)
        late = row in self._after_end
        step = Step(
            kind=StepKind.CALLBACK,
            start=self._lines.service,
            stop=self._lines.app,
            text=text,
            whole=f"{name}, event {number} of the call: {text}",
            rows=(row,),
            time_ns=time_ns,
            code=self._code(code, number_at(table.subcode, row)),
            code_class=code_class(code),
            failed=failed,
            ends=row == self._call.end,
            after_end=late,
            active=self._active,
            changes=self._changes(row),
        )
        plain = not failed and kind.role is Role.NONE and not (kind.starts or kind.finishes)
        return Keyed(f"{kind.name} {late}" if plain else "", step, said.tone, kind.label or name)

    def _told(self, row: int, kind: EventKind, said: Said) -> str:
        """The sentence of an event."""
        if kind.name == _LIST and row in self._told_of_lists:
            return list_text(self._told_of_lists[row])
        label = self._words.label(row)
        if kind.role is Role.CONNECTED and self._call.ring_s is not None and not self._is_open:
            return f"{label} · rang {duration_text(self._call.ring_s)}"
        if said.tone:
            return label if self._words.redactor else f"Tone {tone_sign(said.tone)}"
        if said.state and kind.lane is Lane.RECORDING:
            return f"Recording is {self._words.redactor.text(said.state)}"
        who = self._words.who(said.about)
        if kind.lane is Lane.PEOPLE and who:
            label = f"{label} ({who})"
        named = self._words.context(row) if kind.starts or kind.finishes else ""
        return f"{label}{named}{self._took(row)}"

    def _took(self, row: int) -> str:
        """How long an operation ran whose start was delivered."""
        start = self._begun.get(row)
        times = [int(self._table.time[each]) for each in (start, row) if each is not None]
        if len(times) < 2 or NO_TIME in times or times[1] < times[0]:
            return ""
        return f" · {duration_text((times[1] - times[0]) / 1e9)}"

    def _failed(self, row: int, kind: EventKind) -> bool:
        if kind.outcome in (EventOutcome.ENDED, EventOutcome.INFO):
            return code_class(number_at(self._table.code, row)) in FAILING
        return kind.outcome is EventOutcome.FAILED

    @staticmethod
    def _code(*numbers: int | None) -> str:
        return "/".join(str(number) for number in numbers if number is not None)

    # Who is in the call

    def _move_on(self, row: int, kind: EventKind, time_ns: int | None) -> None:
        """Take up what the event and the time until it change."""
        has_changed = self._presences.go_to(time_ns)
        if kind.role is Role.CONNECTED and not self._is_over:
            self._is_open = has_changed = True
        if row == self._call.end:
            self._is_open, self._is_over, has_changed = False, True, True
        if has_changed:
            self._active = self._mask()

    def _mask(self) -> int:
        """The columns in the call now, one bit each."""
        if self._is_over:
            return 0
        columns = {self._lines.of_person(number) for number in self._presences.now}
        if self._is_open:
            columns |= {self._lines.app, self._lines.service}
        return sum(1 << column for column in columns)

    def _changes(self, row: int) -> tuple[Change, ...]:
        joined = self._presences.joined.get(row, _NOBODY)
        left = self._presences.left.get(row, _NOBODY)
        if not joined and not left:
            return ()
        joins, leaves = (set(map(self._lines.of_person, each)) for each in (joined, left))
        return tuple(
            Change(column, column in joins, column in leaves) for column in sorted(joins | leaves)
        )
