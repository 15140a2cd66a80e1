"""Which calls are listed under a code class."""

import numpy as np
import pytest

from inspector.calls.counts import calls_by_class, calls_of_classes
from inspector.calls.table import CallTable
from inspector.index.codes import CodeClass
from tests.support.call_rows import Row, calls_of


def leg(call: str, *rows: tuple[str, str]) -> list[Row]:
    return [Row(kind, at, result, call=call) for at, (kind, result) in enumerate(rows)]


@pytest.fixture(scope="module")
def calls() -> CallTable:
    return calls_of(
        *leg("0", ("CallConnected", "200/0"), ("CallDisconnected", "200/7000")),
        *leg(
            "1",
            ("CallConnected", "200/0"),
            ("ParticipantsUpdated", ""),
            ("PlayFailed", "400/8536"),
            ("AddParticipantFailed", "500/560503"),
            ("CallDisconnected", "200/7000"),
        ),
        *leg("2", ("CallConnected", "200/0"), ("CallDisconnected", "487/0")),
        *leg("3", ("CallConnected", "200/0"), ("PlayCompleted", "200/0")),
        *leg("4", ("CallConnected", ""), ("CallDisconnected", "")),
        *leg("5", ("CallDisconnected", "0/0"), ("PlayFailed", "603/0")),
        *leg("6", ("PlayFailed", ""), ("CallDisconnected", "200/0")),
        *leg("7", ("CallDisconnected", "302/0")),
    )


@pytest.mark.parametrize(
    ("cls", "listed"),
    [
        (CodeClass.C2XX, [0, 1, 5, 6]),
        (CodeClass.C4XX, [1, 2]),
        (CodeClass.C5XX, [1]),
        (CodeClass.C6XX, [5]),  # also after the end
        (CodeClass.NONE, [3, 4, 6, 7]),  # no end, no code at the end or at the worst failure
    ],
)
def test_success_and_no_code_count_only_at_the_end(
    calls: CallTable, cls: CodeClass, listed: list[int]
) -> None:
    assert np.flatnonzero(calls_of_classes(calls, frozenset({cls}))).tolist() == listed
    assert calls_by_class(calls)[cls] == len(listed)


def test_classes_add_up(calls: CallTable) -> None:
    both = calls_of_classes(calls, frozenset({CodeClass.C4XX, CodeClass.C6XX}))
    assert np.flatnonzero(both).tolist() == [1, 2, 5]


def test_no_calls() -> None:
    assert set(calls_by_class(calls_of()).values()) == {0}
