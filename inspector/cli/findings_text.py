"""The findings as text: one line each, the rule's words left to the window and the catalog."""

import textwrap
from collections.abc import Iterator, Sequence

from inspector.diagnosis.wording import counted
from inspector.findings.model import Finding, Findings
from inspector.report.plain import visible

_COLUMNS = 118
_SHOWN_EVENTS = 5


def findings_lines(findings: Findings) -> Iterator[str]:
    """A headed list; nothing at all when nothing was found and nothing left out."""
    if findings.items:
        yield ""
        yield f"{counted(len(findings.items), 'finding')}:"
    for finding in findings.items:
        head = f"{finding.severity.value:<7} {finding.rule:<7}"
        yield from _wrapped(f"{head} {_place(finding)}: {finding.text}")
    for limit in findings.limits:
        yield from _wrapped(f"{limit.rule}: {limit.text}")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(visible(text), _COLUMNS, initial_indent="  ", subsequent_indent=" " * 18)


def _place(finding: Finding) -> str:
    call = "capture" if finding.call is None else f"call {finding.call + 1}"
    return f"{call}, {_events(finding.rows)}" if finding.rows else call


def _events(rows: Sequence[int]) -> str:
    shown = ", ".join(str(row + 1) for row in rows[:_SHOWN_EVENTS])
    more = len(rows) - _SHOWN_EVENTS
    noun = "event" if len(rows) == 1 else "events"
    return f"{noun} {shown}" + (f" and {more} more" if more > 0 else "")
