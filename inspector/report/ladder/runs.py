"""Runs of equal steps, told in one step that can be opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from inspector.calls.labels import duration_text
from inspector.index.codes import CodeClass
from inspector.report.ladder.model import Change, Step, StepKind
from inspector.report.ladder.wording import one_line, times_text, tones_text
from inspector.report.redact import Redactor

LEAST_RUN = 4
"""Fewer equal steps stand one by one."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A step with what makes it equal to its neighbour; an empty key equals nothing."""

    key: str
    step: Step
    tone: str = ""
    label: str = ""
    """What the step's kind of event is called."""


def with_runs(steps: Iterable[Keyed], redactor: Redactor) -> list[Step]:
    """The steps, with long runs of equal ones folded into one each."""
    folded: list[Step] = []
    for key, items in groupby(steps, key=lambda item: item.key):
        run = list(items)
        if key and len(run) >= LEAST_RUN:
            folded.append(_fold(run, redactor))
        else:
            folded += [item.step for item in run]
    return folded


def _fold(run: list[Keyed], redactor: Redactor) -> Step:
    steps = [item.step for item in run]
    first, last = steps[0], steps[-1]
    tones = [item.tone for item in run]
    text = tones_text(tones, redactor) if all(tones) else times_text(run[0].label, len(run))
    timed = [step.time_ns for step in steps if step.time_ns is not None]
    if len(timed) == len(steps) and timed[-1] > timed[0]:
        text = f"{text} · {duration_text((timed[-1] - timed[0]) / 1e9)}"
    classes = {step.code_class for step in steps}
    codes = {step.code for step in steps}
    return Step(
        kind=StepKind.CALLBACK,
        start=first.start,
        stop=first.stop,
        text=one_line(text),
        whole=f"{len(steps):,} callbacks in a row, from {first.text!r} to {last.text!r}.",
        rows=tuple(row for step in steps for row in step.rows),
        time_ns=first.time_ns,
        code=first.code if len(codes) == 1 else "",
        code_class=first.code_class if len(classes) == 1 else CodeClass.NONE,
        after_end=first.after_end,
        active=last.active,
        changes=_net(steps),
        inner=tuple(steps),
    )


def _net(steps: list[Step]) -> tuple[Change, ...]:
    """Who is in the call after a run and was not before it, or the other way round."""
    came: dict[int, int] = {}
    for step in steps:
        for change in step.changes:
            came[change.column] = came.get(change.column, 0) + change.joins - change.leaves
    return tuple(
        Change(column, joins=net > 0, leaves=net < 0) for column, net in came.items() if net
    )
