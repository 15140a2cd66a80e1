"""Numbers that are missing in a sequence: of participant lists, and of tones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from inspector.capture.fields import Fields
from inspector.capture.shape import payload_of
from inspector.capture.tolerant import integer_of
from inspector.catalog.model import RuleRow
from inspector.diagnosis.wording import counted, listed
from inspector.errors import InspectorError
from inspector.findings.model import Finding, Limit
from inspector.findings.scene import Scene
from inspector.index.table import NONE

_PEOPLE = "ParticipantsUpdated"
_TONE = "ContinuousDtmfRecognitionToneReceived"
_TONES_STOPPED = "ContinuousDtmfRecognitionStopped"
_NAMED_GAPS = 3


def seq_1(scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
    """Gaps among the participant lists of a call and among its tones.

    A sequence that begins later than with its first number is no gap: captures start mid-call.
    """
    yield from _gaps_in_lists(scene, rule)
    yield from _gaps_in_tones(scene, rule)


def _gaps_in_lists(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    table = scene.table
    counted_lists = scene.mask(lambda kind: kind.name == _PEOPLE) & (table.sequence >= 0)
    rows = np.flatnonzero(counted_lists & (table.call != NONE))
    rows = rows[np.lexsort((table.sequence[rows], table.call[rows]))]
    calls, numbers = table.call[rows], table.sequence[rows].astype(np.int64)
    at = np.flatnonzero((np.diff(numbers) > 1) & (calls[1:] == calls[:-1]))
    if not len(at):
        return
    for group in np.split(at, np.flatnonzero(np.diff(calls[at])) + 1):
        gaps = [
            _Gap(int(rows[i]), int(rows[i + 1]), int(numbers[i]), int(numbers[i + 1]))
            for i in group.tolist()
        ]
        yield _finding_of(rule, gaps, _PEOPLE, int(calls[group[0]]))


def _gaps_in_tones(scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
    calls = scene.calls
    wanted = scene.mask(lambda kind: kind.name in (_TONE, _TONES_STOPPED))[calls.order]
    rows = calls.order[wanted]
    allowed = int(rule.limits["records_read"])
    if len(rows) > allowed:
        yield Limit(
            rule.id, f"Only the first {allowed:,} tones were looked at for missing numbers."
        )
        rows = rows[:allowed]
    of_call = scene.table.call[rows]
    for group in np.split(rows, np.flatnonzero(np.diff(of_call)) + 1):
        if scene.cancelled():
            return
        if len(group) == 1:
            continue
        gaps = [gap for run in _runs_of_tones(scene, group.tolist()) for gap in _gaps(run)]
        if gaps:
            yield _finding_of(rule, gaps, "Tone", int(scene.table.call[group[0]]))


@dataclass(frozen=True, slots=True)
class _Gap:
    """Two neighbors of a sequence with numbers missing between them."""

    row_before: int
    row_after: int
    before: int
    after: int

    @property
    def missing(self) -> int:
        return self.after - self.before - 1

    @property
    def text(self) -> str:
        """The missing numbers: "4", "4 to 9"."""
        first, last = self.before + 1, self.after - 1
        return str(first) if first == last else f"{first} to {last}"


def _runs_of_tones(scene: Scene, rows: Sequence[int]) -> Iterator[dict[int, int]]:
    """Number to row, for each stretch in which tones are numbered on.

    Numbers start anew when recognition does: after it was stopped, or with a first number again.
    """
    run: dict[int, int] = {}
    for row in rows:
        if scene.kind(row).name == _TONES_STOPPED:
            yield run
            run = {}
            continue
        number = _tone_number(scene, row)
        if number is None or number < 0:
            continue
        if _starts_anew(scene, run, number, row):
            yield run
            run = {}
        run.setdefault(number, row)
    yield run


def _tone_number(scene: Scene, row: int) -> int | None:
    try:
        body = scene.capture.record(row).body
    except InspectorError:
        return None
    return integer_of(Fields(payload_of(Fields(body)) or body).get("sequenceId"))


def _starts_anew(scene: Scene, run: Mapping[int, int], number: int, row: int) -> bool:
    """Whether a tone begins a new run: its number came before, or is far below all others."""
    if number in run:
        return bool(scene.table.time[run[number]] != scene.table.time[row])
    return bool(run) and number < min(run) - 1


def _gaps(run: dict[int, int]) -> Iterator[_Gap]:
    for before, after in pairwise(sorted(run)):
        if after > before + 1:
            yield _Gap(run[before], run[after], before, after)


def _finding_of(rule: RuleRow, gaps: Sequence[_Gap], what: str, call: int) -> Finding:
    missing = sum(gap.missing for gap in gaps)
    shown = [gap.text for gap in gaps[:_NAMED_GAPS]]
    if len(gaps) > _NAMED_GAPS:
        shown.append(counted(sum(gap.missing for gap in gaps[_NAMED_GAPS:]), "other"))
    numbers = "number {} is missing" if missing == 1 else "numbers {} are missing"
    text = f"{what} {numbers.format(listed(shown))}."
    rows = tuple(dict.fromkeys(row for gap in gaps for row in (gap.row_after, gap.row_before)))
    return Finding(rule.id, rule.severity, text, rows, call)
