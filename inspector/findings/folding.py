"""Where a rule finds very much, one finding stands for many, so that others are still seen."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from inspector.catalog.model import Severity
from inspector.diagnosis.wording import counted
from inspector.findings.model import Finding

MOST_LISTED = 100
"""Findings of one rule and severity that a list shows one by one."""


def fold(findings: Iterable[Finding], title: str) -> tuple[list[Finding], list[Finding]]:
    """The findings of one rule, to be listed, and those that one of the listed stands for.

    `title` is that of the rule.
    """
    listed: list[Finding] = []
    folded: list[Finding] = []
    by_severity: dict[Severity, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_severity[finding.severity].append(finding)
    for alike in by_severity.values():
        if len(alike) <= MOST_LISTED:
            listed += alike
        else:
            listed.append(_stand_in(alike, title))
            folded += alike
    return listed, folded


def _stand_in(alike: Sequence[Finding], title: str) -> Finding:
    """Points at the most telling event of each."""
    calls = {finding.call for finding in alike} - {None}
    where = f" in {counted(len(calls), 'call')}" if calls else ""
    text = (
        f"{title}: found {len(alike):,} times{where}. Each call and event shows its own; "
        f"the first: {alike[0].text}"
    )
    rows = tuple(dict.fromkeys(finding.rows[0] for finding in alike if finding.rows))
    return Finding(alike[0].rule, alike[0].severity, text, rows, None, len(alike))
