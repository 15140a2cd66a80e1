"""What single events of a call are on a timeline: lane, class, second, words."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from inspector.calls.columns import PLACE_OF, RANK_OF, Mask, Numbers, Ranks, Seconds
from inspector.calls.labels import duration_text, few_words, lower_first, name_in, plain
from inspector.calls.row_kinds import RowKinds
from inspector.events.kinds import EventKind, EventOutcome, Lane
from inspector.index.codes import CodeClass, code_class
from inspector.index.table import ABSENT, NONE, EventTable

RowText = Callable[[int], str | None]
"""A text for an event row, or None."""

_FAILING = (CodeClass.C4XX, CodeClass.C5XX, CodeClass.C6XX)
_BY_CODE = (EventOutcome.ENDED, EventOutcome.INFO)
"""Outcomes of a name that leave it to the code whether the event is a failure."""
_MOST_HUNDREDS = 10
"""Codes from a thousand on, and those below 0, have no class."""
_CLASS_OF_HUNDRED = [code_class(hundred * 100 + 1) for hundred in range(-1, _MOST_HUNDREDS + 1)]
_RANK_OF_HUNDRED: Ranks = np.array([RANK_OF[each] for each in _CLASS_OF_HUNDRED], np.int8)


class Teller:
    """Tells of the timed rows of one call: of all in columns, of one in words.

    The columns are parallel to `rows`; a place is a position in them.
    """

    def __init__(
        self, table: EventTable, rows: Numbers, seconds: Seconds, name_of: RowText | None
    ) -> None:
        self.table = table
        self.rows = rows
        """By time."""
        self.seconds = seconds
        self._name_of = name_of
        self.kinds = kinds = RowKinds(table, rows)
        self.of_kinds = kinds.where
        """The rows whose kind is wanted."""
        lanes = kinds.numbers([PLACE_OF[kind.lane] for kind in kinds.kinds])
        self.lane: Ranks = lanes.astype(np.int8)
        self.class_rank = _class_ranks(table.code[rows])
        failing = np.isin(self.class_rank, [RANK_OF[each] for each in _FAILING])
        self.failed: Mask = self.of_kinds(lambda kind: kind.outcome is EventOutcome.FAILED)
        self.failed |= failing & self.of_kinds(lambda kind: kind.outcome in _BY_CODE)
        self.canceled = self.of_kinds(lambda kind: kind.outcome is EventOutcome.CANCELED)

    def second(self, row: int) -> float:
        """Where one row stands."""
        return float(self.seconds[np.flatnonzero(self.rows == row)[0]])

    def kind(self, row: int) -> EventKind:
        """The kind of one row."""
        return self.table.kinds[int(self.table.kind[row])]

    def code_class(self, row: int) -> CodeClass:
        """The class of one row's code."""
        code = int(self.table.code[row])
        return code_class(None if code == ABSENT else code)

    def code(self, row: int) -> str:
        """The result of one row as printed."""
        numbers = (int(self.table.code[row]), int(self.table.subcode[row]))
        return "/".join(str(number) for number in numbers if number != ABSENT)

    def operation(self, start: int) -> str:
        """What an operation is called by the row that started it."""
        kind = self.kind(start)
        if kind.lane is Lane.PLAY:
            # The lane says what it is; the application's own name says which.
            place = int(self.table.context[start])
            return name_in("" if place == NONE else self.table.contexts[place]) or kind.starts
        return kind.starts

    @staticmethod
    def lasting(name: str, seconds: float | None, *, inferred: bool = False) -> str:
        """The words of a bar; without seconds its end is not known."""
        if seconds is None:
            return f"{name} (end not in capture)"
        return f"{name} {duration_text(seconds)}" + (" (inferred)" if inferred else "")

    def point(self, row: int, *, is_told: bool) -> str:
        """The words of a point that is no failure; one that a bar tells of needs none."""
        kind = self.kind(row)
        if is_told and kind.outcome is not EventOutcome.CANCELED:
            return ""
        return lower_first(plain(kind.label or kind.name))

    def failure(self, row: int, who: str = "", told: str = "") -> tuple[str, ...]:
        """The words of a failure, then shorter and shorter ones; `who` is the person it is about.

        The subcode tells most. Where no code was delivered, what is `told` stands in, else the
        event's name.
        """
        code, subcode = int(self.table.code[row]), int(self.table.subcode[row])
        number = next((str(n) for n in (subcode, code) if n not in (ABSENT, 0)), "")
        name = plain(self._name_of(row) or "") if self._name_of is not None else ""
        if not name and not number:
            if told:
                return (told,)
            name = plain(self.kind(row).label or self.kind(row).name)
        name = lower_first(name)
        wordings = ((who, name, number), (who, few_words(name), number), (who, number), (number,))
        texts = (" ".join(part for part in parts if part) for parts in wordings)
        return tuple(dict.fromkeys(text for text in texts if text))


def _class_ranks(codes: npt.NDArray[np.int32]) -> Ranks:
    """As `code_class`, for a column."""
    hundreds = np.clip(codes // 100, -1, _MOST_HUNDREDS)
    ranks = _RANK_OF_HUNDRED[hundreds + 1]
    ranks[codes == 0] = RANK_OF[CodeClass.C2XX]
    return ranks
