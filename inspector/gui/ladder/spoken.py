"""What assistive tools say about a row of the ladder."""

from inspector.gui.ladder.rows import Row
from inspector.gui.ladder.times import StepTimes
from inspector.report.ladder.model import StepKind


def spoken(times: StepTimes, row: Row, *, is_hidden: bool) -> str:
    """A row in words: when, from whom to whom, what, its code, and how it stands out."""
    step, columns = row.step, times.ladder.columns
    parts = [times.spoken(step)]
    if step.kind is StepKind.GAP:
        parts.append(step.whole)
    elif step.kind is StepKind.NOTE:
        parts.append(step.text)
    else:
        way = f"{columns[step.start].short} to {columns[step.stop].short}"
        parts += [f"{way}: {step.text}", step.badge, "failed" if step.failed else ""]
        parts.append("implied, without a time" if step.kind is StepKind.IMPLIED else "")
        parts.append("end of the call" if step.ends else "")
        parts.append("delivered after the end" if step.after_end else "")
        parts.append(f"{'opened' if row.is_open else 'closed'} run" if step.inner else "")
    parts.append("hidden by the filter" if is_hidden else "")
    return ", ".join(part for part in parts if part)
