import pytest

from inspector.calls.model import Call, Direction, Outcome
from tests.support.call_rows import Row, calls_of, incoming, ns

CONNECTED = Row("CallConnected", 1, "200/0")


def only(*rows: Row) -> Call:
    calls = calls_of(*rows)
    assert len(calls) == 1
    return calls.call(0)


def test_an_ordinary_call() -> None:
    call = only(CONNECTED, Row("PlayStarted", 2), Row("CallDisconnected", 11.5, "200/7000"))
    assert (call.number, call.connection_id, call.rows) == (1, "leg-1", (0, 1, 2))
    assert (call.started, call.connected, call.ended) == (ns(1), ns(1), ns(11.5))
    assert (call.end, call.worst, call.after_end) == (2, None, ())
    assert call.outcome is Outcome.SUCCEEDED
    assert (call.duration_s, call.talk_s, call.ring_s) == (10.5, 10.5, None)
    assert call.direction is None


def test_the_reject_pair_as_the_service_sends_it() -> None:
    call = only(
        Row("CallDisconnected", 25.4548513, "200/5002"),
        Row("CreateCallFailed", 25.4542734, "200/5002"),
    )
    assert call.rows == (1, 0)
    assert (call.end, call.after_end) == (0, (1,))
    assert call.outcome is Outcome.FAILED
    assert call.direction is Direction.OUTBOUND
    assert call.connected is None
    assert call.talk_s is None


def test_the_reject_pair_the_other_way_round() -> None:
    call = only(
        Row("CreateCallFailed", 20, "480/10037"), Row("CallDisconnected", 20.05, "480/10037")
    )
    assert (call.end, call.after_end, call.worst) == (1, (), 0)
    assert call.outcome is Outcome.FAILED


def test_the_reject_pair_in_a_newest_first_file() -> None:
    rows = [Row("PlayStarted", 60 - n, call=f"other-{n}") for n in range(5)]
    rows += [Row("CallDisconnected", 20.05, "480/0"), Row("CreateCallFailed", 20.04, "480/0")]
    calls = calls_of(*rows)
    assert calls.call(5).after_end == ()


@pytest.mark.parametrize("kind", ["CreateCallFailed", "AnswerFailed", "ConnectFailed"])
def test_a_call_that_never_connected_ends_with_its_failure(kind: str) -> None:
    call = only(Row(kind, 3, "200/5002"))
    assert (call.end, call.ended, call.worst) == (0, ns(3), None)
    assert call.outcome is Outcome.FAILED


def test_a_failed_connect_does_not_end_a_connected_call() -> None:
    call = only(CONNECTED, Row("ConnectFailed", 3, "500/1"))
    assert call.end is None
    assert call.worst == 1
    assert call.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("200/5001", Outcome.SUCCEEDED),
        ("0/0", Outcome.SUCCEEDED),
        ("487/0", Outcome.CANCELED),
        ("404/8522", Outcome.FAILED),
        ("500/560503", Outcome.FAILED),
        ("603/0", Outcome.FAILED),
        ("302/0", Outcome.FAILED),
        ("", Outcome.UNKNOWN),
    ],
)
def test_the_code_of_a_disconnect_decides(result: str, outcome: Outcome) -> None:
    assert only(Row("CallDisconnected", 3, result)).outcome is outcome
    assert only(CONNECTED, Row("CallDisconnected", 3, result)).outcome is outcome


def test_no_end_in_the_capture() -> None:
    call = only(CONNECTED, Row("PlayFailed", 3, "400/8535"))
    assert (call.end, call.ended, call.duration_s, call.after_end) == (None, None, None, ())
    assert call.outcome is Outcome.UNKNOWN


def test_a_capture_that_starts_in_the_middle() -> None:
    call = only(Row("PlayCompleted", 5, "200/0"), Row("CallDisconnected", 8, "200/7000"))
    assert (call.started, call.connected, call.talk_s) == (ns(5), None, None)
    assert call.outcome is Outcome.SUCCEEDED


def test_rows_after_the_end_are_kept_and_marked() -> None:
    call = only(
        CONNECTED,
        Row("CallDisconnected", 30, "200/7000"),
        Row("PlayFailed", 29.5, "400/8501"),
        Row("ParticipantsUpdated", 31),
        Row("CallDisconnected", 32, "500/1"),
    )
    assert call.rows == (0, 2, 1, 3, 4)
    assert (call.end, call.after_end) == (1, (2, 3, 4))


def test_far_before_the_end_is_not_after_it() -> None:
    rows = (CONNECTED, Row("CallDisconnected", 30, "200/0"), Row("PlayStarted", 27.9))
    assert only(*rows).after_end == ()


def test_events_of_the_same_instant_follow_the_end() -> None:
    call = only(CONNECTED, Row("CallDisconnected", 30, "200/0"), Row("PlayStarted", 30))
    assert call.after_end == (2,)


def test_a_newest_first_file_has_nothing_after_its_ends() -> None:
    call = only(
        Row("CallDisconnected", 3, "200/0"), Row("PlayCompleted", 2), Row("PlayStarted", 1.5)
    )
    assert (call.rows, call.end, call.after_end) == ((2, 1, 0), 0, ())


def test_an_untimed_row_of_such_a_file_is_not_after_the_end_either() -> None:
    call = only(Row("CallDisconnected", 3, "200/0"), Row("PlayStarted"), Row("CallConnected", 1))
    assert (call.end, call.after_end) == (0, ())


def test_another_file_proves_no_late_delivery() -> None:
    call = only(CONNECTED, Row("CallDisconnected", 30, "200/0"), Row("PlayStarted", 29.5, source=1))
    assert call.after_end == ()


def test_object_dumps_without_times() -> None:
    call = only(
        Row(None, result="500/560503 sip=486 q850=17"),
        Row("CallConnected"),
        Row("CallDisconnected", result="200/7000"),
        Row(None),
    )
    assert call.rows == (0, 1, 2, 3)
    assert (call.started, call.connected, call.ended, call.duration_s) == (None,) * 4
    assert (call.end, call.after_end) == (2, (3,))
    assert call.outcome is Outcome.SUCCEEDED


def test_the_worst_failure_by_name_and_class() -> None:
    def worst(*results: str) -> int | None:
        inside = [Row("AddParticipantFailed", 2 + n, text) for n, text in enumerate(results)]
        return only(CONNECTED, *inside, Row("CallDisconnected", 60, "500/1")).worst

    assert worst() is None
    assert worst("", "200/5", "404/1", "603/0", "500/1", "503/1", "603/1") == 5
    assert worst("404/1", "603/0", "486/1") == 2
    assert worst("200/0", "487/0", "404/1") == 2
    assert worst("", "200/0") == 1


def test_success_events_with_failure_codes_are_not_the_worst() -> None:
    rows = (CONNECTED, Row("PlayCompleted", 2, "400/8508"), Row("CallDisconnected", 3, "200/0"))
    assert only(*rows).worst is None


def test_failures_after_the_end_are_not_the_worst() -> None:
    rows = (CONNECTED, Row("CallDisconnected", 3, "200/0"), Row("PlayFailed", 4, "500/1"))
    assert only(*rows).worst is None


def test_an_inbound_call_rang_from_its_offer() -> None:
    calls = calls_of(
        incoming(2, server="s"),
        Row("CallConnected", 8.5, server="s"),
        Row("CallDisconnected", 20, "200/0", server="s"),
    )
    call = calls.call(0)
    assert call.direction is Direction.INBOUND
    assert (call.offered, call.started, call.connected) == (ns(2), ns(2), ns(8.5))
    assert (call.ring_s, call.talk_s, call.duration_s) == (6.5, 11.5, 18.0)


def test_an_untimed_offer_proves_the_direction_but_no_ring() -> None:
    call = calls_of(incoming(server="s"), Row("CallConnected", 8, server="s")).call(0)
    assert call.direction is Direction.INBOUND
    assert (call.offered, call.started, call.ring_s) == (None, ns(8), None)


@pytest.mark.parametrize("offer", [incoming(9, server="s"), incoming(server="s")])
def test_an_offer_after_the_connect_asks_somebody_else(offer: Row) -> None:
    call = calls_of(Row("CallConnected", 8, server="s"), offer).call(0)
    assert (call.direction, call.ring_s, call.started) == (None, None, ns(8))


def test_with_two_legs_either_may_have_called() -> None:
    calls = calls_of(
        incoming(2, server="s"),
        Row("CallConnected", 8, call="a", server="s"),
        Row("CallConnected", 8, call="b", server="s"),
    )
    assert [calls.call(n).direction for n in (0, 1)] == [None, None]
    assert [calls.call(n).started for n in (0, 1)] == [ns(8), ns(8)]


def test_an_answer_that_failed_was_inbound() -> None:
    call = calls_of(incoming(2, server="s"), Row("AnswerCallFailed", 8, "500/1", server="s")).call(
        0
    )
    assert (call.direction, call.offered, call.ring_s) == (Direction.INBOUND, ns(2), None)
    assert call.started == ns(2)


def test_an_offer_of_a_call_we_placed_is_not_ours() -> None:
    calls = calls_of(incoming(2, server="s"), Row("CreateCallFailed", 8, "200/5002", server="s"))
    assert calls.call(0).direction is Direction.OUTBOUND
    assert calls.call(0).started == ns(8)


def test_times_that_contradict_each_other_give_no_length() -> None:
    call = only(Row("CallDisconnected", 3, "200/0"), Row("CallConnected", 9))
    assert (call.ended, call.connected, call.talk_s) == (ns(3), ns(9), None)
