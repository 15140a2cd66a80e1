"""Where F8 goes, on the columns of a capture."""

import numpy as np
import pytest

from inspector.calls.table import CallTable
from inspector.gui.navigation import next_failure
from inspector.gui.view_state import NO_CALL
from tests.support.call_rows import Row, calls_of

FIRST, SECOND, THIRD, LOOSE = [0, 1, 6], [2, 3], [4, 5], [7]
"""Rows by call; the last event of the first call comes late in the file."""


@pytest.fixture(scope="module")
def calls() -> CallTable:
    return calls_of(
        Row("CallConnected", 1, call="a"),
        Row("PlayFailed", 2, "400/1", call="a"),
        Row("CallConnected", 3, call="b"),
        Row("PlayFailed", 4, "400/1", call="b"),
        Row("CallConnected", 5, call="c"),
        Row("PlayFailed", 6, "400/1", call="c"),
        Row("PlayFailed", 7, "400/1", call="a"),
        Row("PlayFailed", 8, "400/1", call=None),
    )


def walk(calls: CallTable, listed: list[int], row: int | None, step: int) -> list[int]:
    failing = np.isin(np.arange(8), [1, 3, 5, 6, 7])
    found: list[int] = []
    at = next_failure(calls, np.array(listed, dtype=np.int64), failing, row, step)
    while at is not None:
        found.append(at)
        at = next_failure(calls, np.array(listed, dtype=np.int64), failing, at, step)
    return found


@pytest.mark.parametrize(
    ("listed", "row", "step", "rows"),
    [
        ([0, 1, 2, NO_CALL], None, 1, [1, 6, 3, 5, 7]),
        ([0, 1, 2, NO_CALL], None, -1, [7, 5, 3, 6, 1]),
        ([2, 0, NO_CALL], None, 1, [5, 1, 6, 7]),
        ([2, 0], None, 1, [5, 1, 6]),
        ([0, 1, 2], 2, 1, [3, 5]),  # from an event that did not fail
        ([0, 1, 2], 2, -1, [6, 1]),
        ([0, 2], 3, 1, [1, 6, 5]),  # from a call that is not listed
        ([], None, 1, []),
    ],
)
def test_failures_come_call_by_call_as_listed(
    calls: CallTable, listed: list[int], row: int | None, step: int, rows: list[int]
) -> None:
    assert calls.loose.tolist() == LOOSE
    assert walk(calls, listed, row, step) == rows


def test_no_call_at_all() -> None:
    calls = calls_of()
    nothing = np.zeros(0, dtype=np.int64)
    assert next_failure(calls, nothing, np.zeros(0, dtype=np.bool_), None, 1) is None
