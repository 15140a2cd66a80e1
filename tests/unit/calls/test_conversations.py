from base64 import b64encode
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.calls.conversations import is_placeholder, shared_ids
from inspector.calls.table import CallTable
from inspector.capture.chunk import Chunk
from inspector.capture.wire import Data, WireEvent
from inspector.index.build import Builder
from inspector.index.table import NONE
from tests.support.call_rows import Row, calls_of, incoming, kinds

GUID = "6c0859cf-b9df-413a-9edf-29b780efe07e"


def conversations(calls: CallTable) -> list[str | None]:
    return [calls.call(position).conversation for position in range(len(calls))]


def leg(call: str, server: str | None = None, correlation: str | None = None) -> Row:
    return Row("PlayStarted", 1, call=call, server=server, correlation=correlation)


def test_legs_with_one_server_call_belong_together() -> None:
    calls = calls_of(leg("a", "s", "c1"), leg("b", "s", "c2"), leg("c", "t", "c3"))
    assert conversations(calls) == ["s", "s", "t"]


def test_legs_with_one_correlation_belong_together() -> None:
    calls = calls_of(leg("a", None, "c"), leg("b", "REDACTED", "c"), leg("c", None, "d"))
    assert conversations(calls) == ["c", "c", "d"]


def test_a_server_call_names_the_conversation() -> None:
    assert conversations(calls_of(leg("a", None, "c"), leg("b", "s", "c"))) == ["s", "s"]


def test_a_correlation_that_changes_does_not_split_a_call() -> None:
    calls = calls_of(leg("a", None, "c1"), leg("a", None, "c2"), leg("b", None, "c2"))
    assert conversations(calls) == ["c1", "c1"]
    assert calls.call(0).correlation_ids == ("c1", "c2")


def test_a_long_chain_is_one_conversation() -> None:
    chain = [leg(f"leg{n}", f"s{n // 2}", f"c{(n + 1) // 2}") for n in range(200)]
    assert set(conversations(calls_of(*chain))) == {"s0"}


@pytest.mark.parametrize(
    "text",
    [
        "Sanitized",
        "REDACTED",
        "***redacted***",
        "00000000-0000-0000-0000-000000000000",
        "",
        "  ",
        "{server-call-id}",
        "{incoming-call-contextValue-that-is-a-long-one}",
        "<correlation id>",
        "serverCallId",
        "correlationId",
        "null",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
)
def test_placeholders_join_nothing(text: str) -> None:
    assert is_placeholder(text)
    calls = calls_of(leg("a", text, text), leg("b", text, text), incoming(server=text))
    assert conversations(calls) == [None, None]
    assert calls.loose.tolist() == [2]
    assert calls.call(0).offers == ()


@pytest.mark.parametrize("text", [GUID, "0" + GUID[1:], "aHR0cHM6Ly9hcGkvY29udi8x/w==", "conv-1"])
def test_ids_are_no_placeholders(text: str) -> None:
    assert not is_placeholder(text)


def test_an_offer_goes_to_every_call_of_its_conversation() -> None:
    calls = calls_of(incoming(server="s"), leg("a", "s"), leg("b", "s"), leg("c", "t"))
    assert [calls.call(n).offers for n in range(3)] == [(0,), (0,), ()]
    assert [calls.offers(n).tolist() for n in range(3)] == [[0], [0], []]
    assert (calls.unassigned.tolist(), calls.loose.tolist()) == ([0], [])
    assert calls.call_of_row(0) == 0
    assert calls.conversation_of_row(0) == "s"
    assert calls.conversation_of_row(3) == "t"


def test_an_offer_with_a_redacted_server_call_goes_by_correlation() -> None:
    calls = calls_of(incoming(server="REDACTED", correlation=GUID), leg("a", "REDACTED", GUID))
    assert calls.call(0).offers == (0,)
    assert calls.call(0).conversation == GUID


def test_an_offer_without_a_call_keeps_its_conversation() -> None:
    calls = calls_of(leg("a", "s"), incoming(server="t"), incoming())
    assert calls.loose.tolist() == [1, 2]
    assert (calls.call_of_row(1), calls.conversation_of_row(1)) == (None, "t")
    assert (calls.call_of_row(2), calls.conversation_of_row(2)) == (None, None)


def test_offers_alone_make_no_call() -> None:
    calls = calls_of(incoming(1, server="s"), incoming(2, server="s"))
    assert len(calls) == 0
    assert calls.loose.tolist() == [0, 1]


def test_a_call_matches_by_its_events_and_its_offers() -> None:
    calls = calls_of(incoming(server="s"), leg("a", "s"), leg("b", "t"), leg("b", "t"), incoming())
    wanted = [
        ([0], [True, False]),
        ([1], [True, False]),
        ([3], [False, True]),
        ([4], [False, False]),
        ([0, 2], [True, True]),
    ]
    for rows, found in wanted:
        mask = calls.table.offset < 0
        mask[rows] = True
        assert calls.matching(mask).tolist() == found


ODD = st.sampled_from(["0", "x", "X", "-", " ", "+", "/", "a", "1", "é", "redacted", "***", "{id}"])
ID_LIKE = st.lists(ODD, min_size=1, max_size=30).map("".join) | st.sampled_from(
    [str(UUID(int=0)), str(UUID(int=1)), "0" * 32, "x" * 40, "Xx" * 20, "/+redacted" + "+" * 20,
     "0x" + "a" * 30, "00" + "a" * 30, b64encode(bytes(30)).decode(),
     b64encode(b"\xff" * 30).decode()]
)  # fmt: skip


@given(st.lists(ID_LIKE, min_size=1, max_size=6))
def test_ids_that_calls_share_are_no_placeholders(ids: list[str]) -> None:
    events = [WireEvent(data=Data(correlation_id=text, server_call_id=text)) for text in ids]
    builder = Builder(kinds())
    builder.add(Chunk(0, events, list(range(len(ids))), [1] * len(ids), [0] * len(ids)))
    table = builder.table()
    for column, texts in zip(
        shared_ids(table), (table.server_ids, table.correlation_ids), strict=True
    ):
        assert [None if at == NONE else texts[at] for at in column.tolist()] == [
            None if is_placeholder(text) else text for text in ids
        ]
