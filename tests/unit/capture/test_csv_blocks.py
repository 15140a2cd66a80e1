"""Rows of a table that are read together tell what reading them row by row tells."""

import csv
import io
import json
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.capture.choice import DELIMITERS, Choice
from inspector.capture.csv_blocks import CsvBlocks
from inspector.capture.fields import Fields
from inspector.capture.reader import read
from inspector.capture.source import Input, Source
from inspector.capture.window import DECODED
from tests.support.capture_events import call_events, compact, dotnet
from tests.support.capture_read import Reading, read_bytes, read_source, row
from tests.support.containers import pretty
from tests.support.fuzzing import damaged
from tests.support.structured_containers import base64_of, table

EVENTS = call_events()
BODY = compact([EVENTS[2]])
DETAILS = {"code": 400, "subCode": 8535, "note": "more than is documented"}

BODIES = [
    compact(EVENTS[0]),
    BODY,
    dotnet(EVENTS[1]),
    f"  {BODY}\r\n ",
    f"Received callback: {BODY}",
    f"Got {compact(EVENTS[1])} ",
    f"callConnectionId: 7 {BODY}",
    f'said "so" {BODY}',
    f"{BODY} done",
    pretty(EVENTS[0]),
    pretty([EVENTS[0]], 4),
    compact(EVENTS[:2]),
    compact([EVENTS[0], EVENTS[0]]),
    json.dumps(BODY),
    json.dumps(json.dumps(BODY)),
    json.dumps(compact(EVENTS[3]))[1:-1],
    compact({"CategoryName": "App", "Body": BODY}),
    compact({"CategoryName": "App", "Body": f"Received {BODY}"}),
    compact({"CategoryName": "App", "Body": EVENTS[2]}),
    compact({"Body": dotnet(EVENTS[2]), "n": None}),
    compact({"Body": BODY, "callConnectionId": "7"}),
    compact({"Body": json.dumps(BODY)}),
    compact({"A": BODY, "B": compact(EVENTS[1])}),
    compact({"log": BODY, "stream": "stdout"}),
    compact(dict(EVENTS[2], traceparent="00-1")),
    compact([dict(EVENTS[2], data=EVENTS[2]["data"] | {"resultInformation": DETAILS})]),
    compact(dict(EVENTS[2], Type="Microsoft.Communication.PlayFailed")),
    compact(dict(EVENTS[2], Data=EVENTS[2]["data"])),
    compact(EVENTS[2]).replace("callConnectionId", "CallConnectionId"),
    compact({key.upper(): value for key, value in EVENTS[2].items()}),
    compact(dict(EVENTS[2], id="")),
    compact(dict(EVENTS[2], type="microsoft.communication.playfailed")),
    compact({key: value for key, value in EVENTS[2].items() if key != "id"}),
    compact({key: value for key, value in EVENTS[2].items() if key != "type"}),
    compact(dict(EVENTS[2], data=compact(EVENTS[2]["data"]))),
    compact(dict(EVENTS[2], log="x", more=1)),
    compact(EVENTS[2]["data"]),
    BODY[:-9],
    BODY.replace(":", ":,", 1),
    BODY.replace("order-17", r"order\ud83d"),
    BODY.replace("order-17", "été 🎉"),
    BODY.replace("order-17", "order\n17"),
    compact({"log": "x"} | EVENTS[2] | {"more": 1}),
    base64_of(BODY.encode()),
    compact({"error": {"code": "8522", "message": f"Call not found. {BODY}"}}),
    compact({"callConnectionId": "c", "resultInformation": {"code": 200}}),
    "Microsoft.Communication.CallConnected",
]
OTHERS = [
    "",
    " ",
    "x",
    "2025-02-03T09:00:00Z",
    "PlayFailed",
    "Executing endpoint 'HTTP: POST /api/callbacks', please wait",
    "Information: the queue is empty, and this sentence is a long one",
    "UE9TVCAvYXBpL2NhbGxiYWNrcyBIVFRQLzEuMQ0KDQpubyBib2R5IGhlcmU=",
    'he said ""',
    '"',
    "two\nlines",
    "two\r\nlines; and, more",
    "callConnectionId: 5",
    '{"a": [1, {"b": 2}]}',
    '[{"a": "{"}]',
    "{}",
    compact({"CategoryName": "App.Callbacks", "EventId": "7"}),
    compact({"Type": "ACSCallSummary", "correlationId": "c"}),
    compact({"participantEndReason": "0"}),
    compact({"Type": "ACSCallSummary"}),
    json.dumps(compact({"Type": "ACSCallSummary"})),
    "ACSCallSummary",
    "AppTraces",
    "CallSummary",
    "callConnectionId",
    "timestamp",
    "message",
    '{"error":{"code":"8522","message":"Call not found."}}',
]
HEADERS: list[list[str] | None] = [
    ["timestamp", "message", "customDimensions", "cloud_RoleName"],
    ["TimeGenerated [UTC]", "Message", "Properties", "Type"],
    ["", "Body", "OperationName", "Properties"],
    ["Category", "OperationName", "Message", "Properties", "CorrelationId"],
    ["time", "operationName", "resultType", "callConnectionId"],
    ["body", "n"],
    None,
]
SIZES = st.sampled_from([300, 2000, DECODED])
"""Bytes cut at once: fewer than a row has, some rows, all."""
PIECES = (b'"', b'""', b",", b";", b"\n", b"\r\n", b"\r", b"\\", b' "', b'"\n"', b"\xff", b",,,\n")


def in_rows(data: bytes, monkeypatch: pytest.MonkeyPatch, container: str = "") -> Reading:
    """The same bytes with each row read by itself."""
    with monkeypatch.context() as patch:
        patch.setattr(CsvBlocks, "tell", lambda _self, _start: 0)
        return read_as(data, container)


def read_as(data: bytes, container: str = "") -> Reading:
    given_as = Input("pasted text", data=data, chosen=Choice(container=container))
    return read_source(Source.open(given_as, 0))


def compared(reading: Reading) -> tuple[object, ...]:
    return (
        [row(each) for each in reading.events],
        [*zip(reading.offsets, reading.lengths, reading.parts, strict=True)],
        reading.problems,
        reading.operations,
        reading.other,
        reading.ranges,
        reading.source.container,
        reading.source.note,
    )


def unobserved(data: bytes, container: str = "") -> tuple[object, ...]:
    """What nobody who asks for structure is told: the same in other steps."""
    given_as = Input("pasted text", data=data, chosen=Choice(container=container))
    source = Source.open(given_as, 0)
    chunks = [*read(source, lambda: False)]
    return (
        [row(each) for chunk in chunks for each in chunk.events],
        [
            each
            for chunk in chunks
            for each in zip(chunk.offsets, chunk.lengths, chunk.parts, strict=True)
        ],
        [each for chunk in chunks for each in chunk.problems],
        [each for chunk in chunks for each in chunk.operations],
        sum(chunk.other for chunk in chunks),
    )


def check(data: bytes, monkeypatch: pytest.MonkeyPatch, container: str = "") -> Reading:
    fast = read_as(data, container)
    slow = in_rows(data, monkeypatch, container)
    for one, other in zip(compared(fast), compared(slow), strict=True):
        assert one == other
    assert unobserved(data, container) == compared(fast)[:5]
    assert fast.uncovered() == b""
    for number, each in enumerate(fast.events):
        assert Fields(fast.record(number).body).text("id") == each.id
    return fast


def around(bodies: Sequence[str], header: list[str] | None, **more: str) -> bytes:
    """Rows with simple ones before, between and behind them."""
    width = len(header) if header else 4
    simple = ["2025-02-03T09:00:00Z", BODY, "1", "x", ""][:width]
    rows: list[Sequence[object]] = [simple] * 2
    for each in bodies:
        rows += [["2025-02-03", each, "2", "y", "z"][:width], simple]
    return table([header, *rows] if header else rows, **more)


@pytest.mark.parametrize(
    "body", [BODY, compact(EVENTS[0]), BODIES[4], pretty([EVENTS[0]]), json.dumps(BODY), BODIES[16]]
)
@pytest.mark.parametrize("header", [each for each in HEADERS if each])
def test_the_fast_way_is_taken(
    body: str, header: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other tests compare two different ways only as long as this holds."""
    told: list[int] = []
    original = CsvBlocks.tell

    def counted(self: CsvBlocks, start: int) -> int:
        told.append(original(self, start))
        return told[-1]

    monkeypatch.setattr(CsvBlocks, "tell", counted)
    rows = [[f"0{second}", body, "x", "y", "z"][: len(header)] for second in range(5)]
    assert len(read_bytes(table([header, *rows])).events) == 5
    assert max(told) >= 4


@pytest.mark.parametrize("body", [*BODIES, *OTHERS])
@pytest.mark.parametrize("header", HEADERS)
def test_any_body_among_others(
    body: str, header: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(around([body], header), monkeypatch)


@pytest.mark.parametrize("body", [*BODIES, *OTHERS])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_any_body_behind_other_delimiters(
    body: str, delimiter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(around([body, body], HEADERS[0], delimiter=delimiter, end="\n"), monkeypatch)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("first", [BODIES[0], BODY, BODIES[4], BODIES[16], BODIES[17], BODIES[24]])
def test_copies_in_one_row(body: str, first: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["09:00", first, "x", body], ["09:01", BODY, BODY, BODY], ["09:02", body, body, first]]
    check(table([["time", "a", "b", "c"], *rows]), monkeypatch)


@pytest.mark.parametrize("body", [each for each in BODIES if "\n" not in each])
def test_cells_without_quotes(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["time\tbody\tn", *[f"09:00\t{each}\t1" for each in (BODY, body, BODY, body)]]
    check("\n".join([*lines, ""]).encode("utf-8", "replace"), monkeypatch)


@pytest.mark.parametrize("body", [*BODIES, *OTHERS])
@pytest.mark.parametrize("column", range(4))
def test_any_body_in_any_column(body: str, column: int, monkeypatch: pytest.MonkeyPatch) -> None:
    header = ["time", "Message", "Properties", "OperationName"]
    rows = [["09:00", BODY, "{}", "GET /"], ["09:01", "PlayFailed", "{}", "GET /"]]
    rows += [[*row[:column], body, *row[column + 1 :]] for row in rows]
    check(table([header, *rows, *rows]), monkeypatch)


@pytest.mark.parametrize(
    "line",
    [
        b"09:05,a\rb,c",
        b",,",
        b" ,\t,",
        b"",
        b"09:05,{'a': 1},c",
        b"09:05,{ [1],c",
        b"a,b",
        b"Type,CallConnectionId,OperationName",
        b"participantEndReason,callStartTime,type",
        b'09:05,"a"b,c',
        b'09:05,a"b,c',
        b'09:05, "a",c',
        b"09:05,\xff,c",
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_any_line_among_rows(line: bytes, end: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    header, first, _ = table([["time", "a", "Type"], ["09:00", BODY, "x"]]).split(b"\r\n")
    rows = [header, first, first, line, first, b"09:06,b,c", line, line, first, b""]
    check(end.join(rows), monkeypatch)


def test_copies_without_an_id(monkeypatch: pytest.MonkeyPatch) -> None:
    for identity in ("", "a"):
        body = compact(dict(EVENTS[2], id=identity))
        rows = [["09:00", body, body]] * 3
        told = check(table([["time", "a", "b"], *rows]), monkeypatch)
        assert len(told.events) == (3 if identity else 6)


def drawn(data: st.DataObject) -> bytes:
    """A table whose cells may hold anything."""
    header = data.draw(st.sampled_from(HEADERS))
    width = len(header) if header else data.draw(st.integers(1, 4))
    cell = st.sampled_from(OTHERS) | st.sampled_from(BODIES) | st.text(max_size=4)
    cells = st.lists(cell, min_size=width, max_size=width)
    odd = st.lists(cell, max_size=width + 2)
    rows = data.draw(st.lists(cells | cells | cells | odd, min_size=1, max_size=8))
    stream = io.StringIO(newline="")
    writer = csv.writer(
        stream,
        delimiter=data.draw(st.sampled_from([*"," * 3, ";", "\t", "|"])),
        lineterminator=data.draw(st.sampled_from(["\r\n", "\n", "\n\n"])),
        quoting=data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    )
    if header:
        writer.writerow(header)
    for cells_of_row in rows:
        writer.writerow(cells_of_row)
    return stream.getvalue().encode("utf-8", "replace")


@settings(max_examples=100)
@given(st.data())
def test_any_table(data: st.DataObject) -> None:
    text = drawn(data)
    container = data.draw(st.sampled_from(["", "", *DELIMITERS]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{CsvBlocks.__module__}.DECODED", data.draw(SIZES))
        check(text, patch, container)


@settings(max_examples=100)
@given(st.data(), st.randoms(use_true_random=False))
def test_any_broken_table(data: st.DataObject, chance: random.Random) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{CsvBlocks.__module__}.DECODED", data.draw(SIZES))
        patch.setattr(f"{CsvBlocks.__module__}._SMALLEST", 300)
        check(damaged(drawn(data), PIECES, chance), patch)
