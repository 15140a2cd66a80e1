from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.calls import conversations, ordering
from inspector.calls.assemble import assemble
from inspector.calls.model import Outcome
from inspector.calls.table import DIRECTIONS, OUTCOMES, CallTable
from inspector.index.table import NO_TIME, NONE
from tests.support.call_rows import Row, calls_of, incoming, ns, table_of

RECORDING = Row("RecordingStateChanged", 50, call="stray")


def test_no_rows_no_calls() -> None:
    calls = calls_of()
    assert (len(calls), calls.unassigned.tolist(), calls.loose.tolist()) == (0, [], [])


def test_calls_are_numbered_by_their_first_rows() -> None:
    calls = calls_of(Row("PlayStarted", 9, call="x"), Row("PlayStarted", 1, call="y"), RECORDING)
    assert [calls.call(n).connection_id for n in range(3)] == ["x", "y", "stray"]
    assert [calls.call(n).number for n in range(3)] == [1, 2, 3]
    assert list(calls.connection_ids) == ["x", "y", "stray"]
    assert calls.call_of_row(1) == 1


def test_a_recording_of_a_leg_without_other_events_is_a_call_of_its_own() -> None:
    calls = calls_of(Row("CallConnected", 1), RECORDING, Row("CallDisconnected", 60, "200/0"))
    assert calls.call(0).rows == (0, 2)
    stray = calls.call(1)
    assert (stray.rows, stray.end, stray.started, stray.outcome) == (
        (1,),
        None,
        ns(50),
        Outcome.UNKNOWN,
    )


def test_interleaved_calls_keep_to_themselves() -> None:
    rows = []
    for at, kind, result in (
        (1, "CallConnected", "200/0"),
        (2, "PlayFailed", "400/8535"),
        (3, "CallDisconnected", "200/7000"),
        (4, "ParticipantsUpdated", ""),
    ):
        rows += [Row(kind, at + n / 10, result, call=f"leg-{n}") for n in range(5)]
    calls = calls_of(*rows)
    for n in range(5):
        call = calls.call(n)
        assert call.rows == (n, 5 + n, 10 + n, 15 + n)
        assert (call.end, call.worst, call.after_end) == (10 + n, 5 + n, (15 + n,))
        assert (call.started, call.ended) == (ns(1 + n / 10), ns(3 + n / 10))


def test_columns_say_what_single_calls_say() -> None:
    calls = calls_of(
        incoming(0.5, server="s"),
        Row("CallConnected", 1, server="s"),
        Row("CallDisconnected", 3, "487/0", server="s"),
        Row("CreateCallFailed", None, "404/8522", call="b"),
        Row("PlayFailed", 4, "500/1", call="c"),
    )
    assert calls.started.tolist() == [ns(0.5), NO_TIME, ns(4)]
    assert calls.offered.tolist() == [ns(0.5), NO_TIME, NO_TIME]
    assert calls.connected.tolist() == [ns(1), NO_TIME, NO_TIME]
    assert calls.ended.tolist() == [ns(3), NO_TIME, NO_TIME]
    assert calls.end.tolist() == [2, 3, NONE]
    assert calls.worst.tolist() == [NONE, NONE, 4]
    for position in range(3):
        call = calls.call(position)
        assert OUTCOMES[calls.outcome[position]] is call.outcome
        assert DIRECTIONS[calls.direction[position]] is call.direction
        assert tuple(calls.rows(position).tolist()) == call.rows


def test_values_are_plain_numbers() -> None:
    call = calls_of(Row("CallConnected", 1), Row("CallDisconnected", 2, "200/0")).call(0)
    for value in (*call.rows, *call.after_end, call.end, call.started, call.ended, call.number):
        assert type(value) is int


ROWS = st.lists(
    st.builds(
        Row,
        st.sampled_from(
            ["CallConnected", "CallDisconnected", "CreateCallFailed", "PlayFailed", "IncomingCall"]
        ),
        st.one_of(st.none(), st.floats(0, 6).map(lambda at: round(at, 2))),
        st.sampled_from(["", "200/0", "487/0", "500/1"]),
        call=st.sampled_from(["a", "b", "c", None]),
        server=st.sampled_from(["s", "t", "REDACTED", None]),
        correlation=st.sampled_from(["c", "d", None]),
    ),
    max_size=14,
)


@given(ROWS)
def test_every_row_has_one_place(rows: list[Row]) -> None:
    calls = calls_of(*rows)
    in_calls = [row for n in range(len(calls)) for row in calls.call(n).rows]
    assert sorted([*in_calls, *calls.unassigned.tolist()]) == list(range(len(rows)))
    offered = {row for n in range(len(calls)) for row in calls.call(n).offers}
    assert offered.isdisjoint(calls.loose.tolist())
    assert offered | set(calls.loose.tolist()) == set(calls.unassigned.tolist())


@given(ROWS)
def test_what_a_call_says_is_backed_by_its_rows(rows: list[Row]) -> None:
    calls = calls_of(*rows)
    for position in range(len(calls)):
        call = calls.call(position)
        kinds = [rows[row].kind for row in call.rows]
        assert (call.end is None) == (
            "CallDisconnected" not in kinds
            and ("CallConnected" in kinds or "CreateCallFailed" not in kinds)
        )
        assert set(call.after_end) <= set(call.rows)
        if call.end is None:
            assert not call.after_end
        else:
            end_at = call.rows.index(call.end)
            assert call.end not in call.after_end
            timed = [row for row in call.rows[end_at + 1 :] if rows[row].at is not None]
            assert set(timed) <= set(call.after_end)
        if call.worst is not None:
            assert rows[call.worst].kind in ("PlayFailed", "CreateCallFailed")
            assert call.worst != call.end
        for seconds in (call.duration_s, call.ring_s, call.talk_s):
            assert seconds is None or seconds >= 0


@given(ROWS, st.integers(0, 14))
def test_calls_keep_their_numbers_while_a_capture_grows(rows: list[Row], count: int) -> None:
    early, late = assemble(table_of(rows[:count])), calls_of(*rows)
    for position in range(len(early)):
        assert early.call(position).connection_id == late.call(position).connection_id
        assert set(early.call(position).rows) <= set(late.call(position).rows)


@given(ROWS)
def test_calls_are_the_same_however_many_are_looked_at_together(rows: list[Row]) -> None:
    table = table_of(rows)
    at_once = assemble(table)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordering, "BLOCK", 2)
        patch.setattr(conversations, "BLOCK", 2)
        in_blocks = assemble(table)
    for each in fields(CallTable):
        if each.name not in {"table", "conversations"}:
            one, other = getattr(at_once, each.name), getattr(in_blocks, each.name)
            assert (one.tolist(), one.dtype) == (other.tolist(), other.dtype), each.name
    assert list(at_once.conversations.names) == list(in_blocks.conversations.names)
    assert np.array_equal(at_once.conversations.of_calls, in_blocks.conversations.of_calls)
