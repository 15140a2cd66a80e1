"""All rules together: their order, and what a list shows where a rule found very much."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import RuleRow, Severity
from inspector.findings.find import find
from inspector.findings.folding import MOST_LISTED
from inspector.findings.model import Finding, Findings, Limit
from inspector.findings.rules import RULES
from inspector.findings.scene import Scene
from tests.support.scene_case import Json, scene_of, told


def silent_calls(number: int) -> list[Json]:
    return [told("CallConnected", at, call=at + 1) for at in range(number)]


def found_in(scene: Scene, cancelled: Callable[[], bool] = lambda: False) -> Findings:
    return find(scene.catalog, scene.capture, scene.assessment, RULES, cancelled)


@pytest.mark.parametrize("more", [0, 1])
def test_one_finding_stands_for_very_many(catalog: Catalog, more: int) -> None:
    number = MOST_LISTED + more
    findings = found_in(scene_of(catalog, silent_calls(number)))
    ends = [each for each in findings.items if each.rule == "END-1"]
    if not more:
        assert [each.call for each in ends] == list(range(number))
        assert findings.folded == ()
        return
    (stand_in,) = ends
    assert (stand_in.stands_for, stand_in.call) == (number, None)
    assert stand_in.rows == tuple(range(number))
    assert stand_in.text.startswith(
        f"The call has no end: found {number} times in {number} calls. Each call and event shows "
        "its own; the first: No event ends this call"
    )
    assert [each.call for each in findings.folded] == list(range(number))


def test_calls_and_events_still_show_what_is_folded(catalog: Catalog) -> None:
    findings = found_in(scene_of(catalog, silent_calls(MOST_LISTED + 1)))
    (of_call,) = findings.of_call(7)
    assert (of_call.rule, of_call.call, of_call.rows) == ("END-1", 7, (7,))
    assert findings.of_row(7) == (of_call,)
    assert findings.count(Severity.WARNING) == 1
    muted = findings.without(frozenset({"END-1"}))
    assert muted.of_call(7) == muted.of_row(7) == ()


def test_warnings_come_first(catalog: Catalog) -> None:
    events = [*silent_calls(2), told("PlayCompleted", 5, "200/999999", call=1)]
    severities = [each.severity for each in found_in(scene_of(catalog, events)).items]
    assert severities == sorted(severities, key=list(Severity).index)
    assert set(severities) == set(Severity)


def test_a_canceled_search_stops_inside_a_rule(catalog: Catalog) -> None:
    scene = scene_of(catalog, silent_calls(1))
    asked = count()

    def endless(_scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
        while True:
            yield Finding(rule.id, rule.severity, "again", (0,), 0)

    findings = find(
        catalog, scene.capture, scene.assessment, {"END-1": endless}, lambda: next(asked) > 5
    )
    assert 0 < len(findings.items) <= 6
