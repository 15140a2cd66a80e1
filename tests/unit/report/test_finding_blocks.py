from inspector.catalog.load import load_catalog
from inspector.catalog.model import Severity
from inspector.findings.model import Finding
from inspector.report.blocks import Facts, Heading, Table
from inspector.report.findings import finding_blocks
from inspector.report.redact import Masker, Plain

CATALOG = load_catalog()
LATE = Finding("OP-1", Severity.WARNING, "BlinkFailed for +441632960123 is late.", (7, 4, 99), 0)
AGAIN = Finding("OP-1", Severity.WARNING, "No event finishes the play.", (4,), 0)


def test_no_findings_no_heading() -> None:
    assert finding_blocks(CATALOG, (), {}, Plain()) == ()


def test_each_finding_has_its_events_by_their_number_in_the_report() -> None:
    heading, table, _ = finding_blocks(CATALOG, (LATE, AGAIN), {4: 1, 7: 2}, Plain())
    assert heading == Heading("Findings (2)")
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["warning", "OP-1", "2, 1", LATE.text],
        ["warning", "OP-1", "1", AGAIN.text],
    ]


def test_the_reason_of_a_rule_is_told_once() -> None:
    *_, reasons = finding_blocks(CATALOG, (LATE, AGAIN), {}, Plain())
    assert isinstance(reasons, Facts)
    rule = CATALOG.rules["OP-1"]
    assert [(fact.label, fact.value) for fact in reasons.rows] == [
        ("OP-1", f"{rule.title}. {rule.why} {rule.action}")
    ]


def test_names_from_the_capture_are_masked() -> None:
    _, table, _ = finding_blocks(CATALOG, (LATE,), {}, Masker())
    assert isinstance(table, Table)
    said = table.rows[0][3].text
    assert "+441632960123" not in said
    assert "BlinkFailed for +44•••123" in said
