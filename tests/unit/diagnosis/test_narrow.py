"""The whole filter, on events and on calls, and the counts on its chips."""

from collections.abc import Sequence

import numpy as np
import pytest

from inspector.calls.assemble import assemble
from inspector.calls.table import CallTable
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Attention, Owner
from inspector.diagnosis.attention import Assessment, assess
from inspector.diagnosis.narrow import CallFilter, Part, narrow
from inspector.diagnosis.tally import Sign
from inspector.index.codes import CodeClass
from tests.support.event_table import Given, table_of

EVENTS = [
    Given("CallConnected", 1, 200, 0, call="0"),
    Given("ParticipantsUpdated", 2, call="0"),
    Given("CallDisconnected", 3, 200, 7000, call="0"),
    Given("CallConnected", 4, 200, 0, call="1", conversation="c1"),
    Given("AddParticipantFailed", 5, 500, 560503, 486, 17, call="1", conversation="c1"),
    Given("CallDisconnected", 6, 200, 7000, call="1", conversation="c1"),
    Given("CreateCallFailed", 7, 503, 560503, call="2", conversation="c2"),
    Given("CallConnected", 8, 200, 0, call="3", conversation="c3"),
    Given("PlayCompleted", 9, 200, 0, call="3", conversation="c3"),
    Given("CallDisconnected", 10, 555, 777777, call="4", conversation="c4"),
    Given("PlayFailed", 11, 404, 8536, call=None, conversation=""),
]
ALL_ROWS = list(range(len(EVENTS)))
Judged = tuple[CallTable, Assessment]


@pytest.fixture(scope="module")
def judged(small: Catalog) -> Judged:
    table = table_of(small.kinds, EVENTS)
    calls = assemble(table)
    return calls, assess(small, table, calls)


def asking(*parts: Part, text: str = "") -> CallFilter:
    value = CallFilter().with_text(text)
    for part in parts:
        value = value.toggled(part)
    return value


def listed(judged: Judged, value: CallFilter, hits: Sequence[int] = ()) -> list[int]:
    return np.flatnonzero(narrow(*judged, value, hits)[1]).tolist()


def shown(judged: Judged, value: CallFilter, call: int) -> list[int]:
    """The event rows of a call that stay."""
    calls = judged[0]
    mask = narrow(*judged, value)[0]
    return [row for row in calls.rows(call).tolist() if mask[row]]


def test_an_empty_filter_shows_all(judged: Judged) -> None:
    events, calls = narrow(*judged, CallFilter())
    assert CallFilter().is_empty
    assert events.all()
    assert calls.all()


@pytest.mark.parametrize(
    ("parts", "calls"),
    [
        ([Attention.FAILURE], [2, 4]),
        ([Attention.NOTABLE], [3]),
        ([Attention.FAILURE, Attention.NOTABLE], [2, 3, 4]),
        ([Owner.CALLEE], [1]),
        ([Owner.CALLEE, Owner.SBC_OR_CARRIER], [1, 2]),
        ([Sign.NO_END], [3]),
        ([Sign.NEW_SUBCODE], [4]),
        ([Sign.NO_END, Sign.NEW_SUBCODE], []),
        ([Attention.FAILURE, Owner.SBC_OR_CARRIER], [2]),
        ([Attention.EXPECTED, Owner.SBC_OR_CARRIER], []),
        ([CodeClass.C2XX], [0, 1]),
        ([CodeClass.C5XX], [1, 2, 4]),
        ([CodeClass.NONE], [3]),
        ([CodeClass.C2XX, CodeClass.NONE], [0, 1, 3]),
        ([CodeClass.C5XX, Attention.EXPECTED], [1]),
    ],
)
def test_chips_choose_calls(judged: Judged, parts: list[Part], calls: list[int]) -> None:
    assert listed(judged, asking(*parts)) == calls


def test_chips_on_calls_hide_no_event_inside(judged: Judged) -> None:
    value = asking(Attention.EXPECTED, Owner.CALLEE)
    assert shown(judged, value, 1) == [3, 4, 5]
    assert shown(judged, value.toggled(CodeClass.C5XX), 1) == [4]


def test_a_call_listed_for_what_it_lacks_shows_its_events(judged: Judged) -> None:
    assert shown(judged, asking(CodeClass.NONE), 3) == [7, 8]
    assert shown(judged, asking(CodeClass.NONE, text="played"), 3) == [8]
    assert listed(judged, asking(CodeClass.NONE, text="participant")) == []


def test_chips_and_text_narrow_together(judged: Judged) -> None:
    assert listed(judged, asking(text="560503")) == [1, 2]
    assert listed(judged, asking(Attention.FAILURE, text="560503")) == [2]
    assert shown(judged, asking(Attention.EXPECTED, text="560503"), 1) == [4]
    assert listed(judged, asking(Attention.FAILURE, text="in the file only"), [0, 9]) == [4]


def test_events_without_a_call_answer_no_question_about_calls(judged: Judged) -> None:
    loose = judged[0].loose.tolist()
    assert loose == [10]
    assert not narrow(*judged, asking(Attention.FAILURE))[0][loose].any()
    assert narrow(*judged, asking(CodeClass.C4XX))[0][loose].all()


@pytest.mark.parametrize(
    "part", [*Attention, *Owner, *Sign], ids=lambda part: f"{type(part).__name__} {part}"
)
def test_a_count_is_what_the_chip_lists(judged: Judged, part: Attention | Owner | Sign) -> None:
    assert judged[1].tally.count(part) == len(listed(judged, asking(part)))


@pytest.mark.parametrize(
    "part", [CodeClass.C5XX, Attention.FAILURE, Owner.NOBODY, Sign.NO_END], ids=str
)
def test_a_part_is_switched_on_and_off(part: Part) -> None:
    value = CallFilter().with_text("x")
    on = value.toggled(part)
    assert on.holds(part)
    assert not value.holds(part)
    assert on != value
    assert on.toggled(part) == value
    assert not CallFilter().toggled(part).is_empty


def test_nothing_to_narrow(small: Catalog) -> None:
    table = table_of(small.kinds, [])
    calls = assemble(table)
    value = asking(Attention.FAILURE, Sign.NEW_SUBCODE, CodeClass.NONE, text="x")
    events, listed_calls = narrow(calls, assess(small, table, calls), value)
    assert len(events) == len(listed_calls) == 0
