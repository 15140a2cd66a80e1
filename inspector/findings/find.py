"""Runs every rule over a finished capture."""

from collections.abc import Callable, Mapping

from inspector.calls.capture import Capture
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from inspector.diagnosis.attention import Assessment
from inspector.findings.model import Finding, Findings, Limit
from inspector.findings.scene import Rule, Scene

_SEVERITIES = tuple(Severity)


def find(
    catalog: Catalog,
    capture: Capture,
    assessment: Assessment,
    rules: Mapping[str, Rule],
    cancelled: Callable[[], bool],
) -> Findings:
    """The findings of a capture. Reads records again: use a worker for what may be large.

    When cancelled, what was found so far.
    """
    scene = Scene(catalog, capture, assessment, cancelled)
    items: list[Finding] = []
    limits: list[Limit] = []
    for rule_id, rule in rules.items():
        if cancelled():
            break
        for found in rule(scene, catalog.rules[rule_id]):
            if isinstance(found, Limit):
                limits.append(found)
            else:
                items.append(found)
    items.sort(key=_place)
    return Findings(tuple(items), tuple(limits))


def _place(finding: Finding) -> tuple[int, int, int]:
    """Warnings first; the capture as a whole, then call by call; then by the first event."""
    call = -1 if finding.call is None else finding.call
    return _SEVERITIES.index(finding.severity), call, min(finding.rows, default=-1)
