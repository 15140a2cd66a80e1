import numpy as np
import pytest

from inspector.capture.chunk import Chunk
from inspector.capture.wire import Data, Result, WireEvent
from inspector.index import build
from inspector.index.build import Builder
from inspector.index.table import ABSENT, NO_TIME, NONE, number_at
from tests.support.call_rows import Row, kinds, ns, table_of, wire


def chunk(*rows: Row, source: int = 0, at: int = 0) -> Chunk:
    return Chunk(
        source,
        [wire(row) for row in rows],
        offsets=[at + 100 * place for place in range(len(rows))],
        lengths=[90] * len(rows),
        parts=list(range(len(rows))),
    )


def test_every_field_gets_its_column() -> None:
    table = table_of(
        [
            Row("CallConnected", 1.0000001, call="a", server="s", correlation="c", context="o"),
            Row("PlayFailed", 2, "400/8535 sip=486 q850=17", call="b", sequence=7, source=3),
        ]
    )
    assert table.size == 2
    assert table.time.tolist() == [ns(1) + 100, ns(2)]
    assert [table.kinds[kind].name for kind in table.kind] == ["CallConnected", "PlayFailed"]
    assert [table.call_ids[call] for call in table.call] == ["a", "b"]
    assert (table.server.tolist(), list(table.server_ids)) == ([0, NONE], ["s"])
    assert (table.correlation.tolist(), list(table.correlation_ids)) == ([0, NONE], ["c"])
    assert (table.context.tolist(), list(table.contexts)) == ([0, NONE], ["o"])
    assert table.code.tolist() == [ABSENT, 400]
    assert table.subcode.tolist() == [ABSENT, 8535]
    assert [number_at(table.sip, row) for row in range(2)] == [None, 486]
    assert [number_at(table.q850, row) for row in range(2)] == [None, 17]
    assert [number_at(table.sequence, row) for row in (0, 1)] == [None, 7]
    assert table.source.tolist() == [0, 3]
    assert table.offset.tolist() == [0, 10]


def test_zero_is_a_number_and_not_absent() -> None:
    builder = Builder(kinds())
    data = Data(result_information=Result(code=0, sub_code=0))
    builder.add(Chunk(0, [WireEvent(data=data), WireEvent()], [0, 1], [1, 1], [0, 0]))
    table = builder.table()
    assert table.code.tolist() == [0, ABSENT]
    assert table.subcode.tolist() == [0, ABSENT]


def test_an_event_with_nothing_is_still_a_row() -> None:
    builder = Builder(kinds())
    builder.add(Chunk(0, [WireEvent()], [5], [2], [0]))
    table = builder.table()
    assert (table.size, table.time.tolist(), table.call.tolist()) == (1, [NO_TIME], [NONE])
    assert table.types[table.kind[0]] == ""
    assert not table.kinds[table.kind[0]].documented


def test_an_empty_id_is_no_id() -> None:
    table = table_of([Row("PlayStarted", call="", server="", context="")])
    assert (table.call[0], table.server[0], table.context[0]) == (NONE, NONE, NONE)


def test_types_as_delivered_share_a_kind() -> None:
    builder = Builder(kinds())
    types = ["Microsoft.Communication.AnswerFailed", "AnswerCallFailed", "Custom.Thing"]
    events = [WireEvent(type=text) for text in types]
    builder.add(Chunk(0, events, [0, 1, 2], [1, 1, 1], [0, 0, 0]))
    table = builder.table()
    names = [table.kinds[kind].name for kind in table.kind]
    assert names == ["AnswerFailed", "AnswerFailed", "Custom.Thing"]
    assert [table.types[kind] for kind in table.kind] == types


def test_more_types_than_the_column_can_tell_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_MAX_TYPES", 3)
    table = table_of([Row(f"Made{number}") for number in range(5)])
    assert [table.types[kind] for kind in table.kind][:3] == [
        f"Microsoft.Communication.Made{number}" for number in range(3)
    ]
    assert [table.types[kind] for kind in table.kind][3:] == ["", ""]


def test_older_tables_never_change() -> None:
    builder = Builder(kinds())
    builder.add(chunk(Row("CallConnected", 1), Row("PlayStarted", 2)))
    before = builder.table()
    copied = (before.time.copy(), before.offset.copy(), before.part.copy())
    for place in range(40):
        rows = [Row("PlayFailed", 5, "400/1", call=f"c{place}-{each}") for each in range(200)]
        builder.add(chunk(*rows, source=1, at=10_000))
    after = builder.table()
    assert (before.size, after.size) == (2, 8002)
    assert all(map(np.array_equal, (before.time, before.offset, before.part), copied))
    assert np.array_equal(after.time[:2], copied[0])
    assert after.part[-1] == 199
    with pytest.raises(ValueError, match="read-only"):
        before.time[0] = 0


def test_a_table_of_nothing() -> None:
    builder = Builder(kinds())
    builder.add(Chunk(0))
    assert (builder.size, builder.table().size, len(builder.table().time)) == (0, 0, 0)


def test_sources_of_one_event_each_are_told_apart() -> None:
    builder = Builder(kinds())
    for source in (3, 3, 4):
        builder.add(chunk(Row("PlayStarted", 1), source=source))
    builder.add(chunk(Row("PlayStarted", 1, "200/0"), Row("PlayStarted", 2), source=4, at=7))
    table = builder.table()
    assert table.source.tolist() == [3, 3, 4, 4, 4]
    assert table.code.tolist() == [ABSENT, ABSENT, ABSENT, 200, ABSENT]
    assert table.part.tolist() == [0, 0, 0, 0, 1]
