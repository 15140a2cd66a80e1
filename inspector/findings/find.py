"""Runs every rule over a finished capture."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from inspector.calls.capture import Capture
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from inspector.diagnosis.attention import Assessment
from inspector.findings.folding import fold
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
    folded: list[Finding] = []
    for rule_id, rule in rules.items():
        row = catalog.rules[rule_id]
        of_rule: list[Finding] = []
        for found in _until(cancelled, rule(scene, row)):
            if isinstance(found, Limit):
                limits.append(found)
            else:
                of_rule.append(found)
        of_rule.sort(key=_place)
        listed, others = fold(of_rule, row.title)
        items += listed
        folded += others
    items.sort(key=_place)
    folded.sort(key=_place)
    return Findings(tuple(items), tuple(limits), tuple(folded))


def _until(
    cancelled: Callable[[], bool], found: Iterable[Finding | Limit]
) -> Iterator[Finding | Limit]:
    """What a rule finds; a canceled one is left where it stands."""
    if cancelled():
        return
    for each in found:
        yield each
        if cancelled():
            return


def _place(finding: Finding) -> tuple[int, int, int]:
    """Warnings first; the capture as a whole, then call by call; then by the first event."""
    call = -1 if finding.call is None else finding.call
    return _SEVERITIES.index(finding.severity), call, min(finding.rows, default=-1)
