"""The findings about a call as blocks: what was found, and why each kind matters."""

from collections.abc import Mapping, Sequence

from inspector.catalog.catalog import Catalog
from inspector.findings.model import Finding
from inspector.report.blocks import Block, Cell, Column, Fact, Facts, Heading, Table
from inspector.report.redact import Redactor

COLUMNS = (Column("severity"), Column("rule"), Column("events"), Column("what was found"))


def finding_blocks(
    catalog: Catalog, findings: Sequence[Finding], numbers: Mapping[int, int], redactor: Redactor
) -> tuple[Block, ...]:
    """A table and the reasons; nothing when nothing was found.

    `numbers` holds the number of each event row in the report's own list of events.
    """
    if not findings:
        return ()
    rows = tuple(
        (
            Cell(finding.severity.value),
            Cell(finding.rule),
            Cell(", ".join(str(numbers[row]) for row in finding.rows if row in numbers)),
            Cell(redactor.text(finding.text)),
        )
        for finding in findings
    )
    rules = [catalog.rules[rule] for rule in dict.fromkeys(f.rule for f in findings)]
    reasons = tuple(Fact(rule.id, f"{rule.title}. {rule.why} {rule.action}") for rule in rules)
    return (Heading(f"Findings ({len(findings)})"), Table(COLUMNS, rows), Facts(reasons))
