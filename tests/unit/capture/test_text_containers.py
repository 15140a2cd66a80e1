"""What logs do to a callback: printed, escaped, split, colored, written twice, and cut."""

import itertools
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture.chunk import Chunk
from inspector.capture.reader import Reading as Pass
from inspector.capture.source import Input, Source
from inspector.capture.survey import Survey
from tests.support.capture_events import CONNECTION, compact, event, payload, result
from tests.support.capture_read import Reading, read_bytes
from tests.support.containers import deliveries
from tests.support.text_containers import (
    TEXT_WRITERS,
    cri_line,
    cri_record,
    docker_line,
    docker_record,
    inspected,
    joined,
)

FAILED = event("PlayFailed", 4, 1, **result(400, 8535, 'it\'s "quoted"'))
PRINTED_BADLY = "This looks like a printed object, not JSON; log the body as it was received."
LEFT_OUT = "What printed this object left out a part of it; log the body as it was received."
API_ERROR = '{"error":{"code":"8522","message":"Call not found."}}'
SAID = "The API answered with error 8522: Call not found."


def read_text(text: str) -> Reading:
    reading = read_bytes(text.encode())
    assert reading.uncovered() == b""
    for row in range(len(reading.events)):
        assert reading.record(row).body
    return reading


# .NET


def dump() -> dict[str, Any]:
    """A parsed event as the .NET quickstarts print it: neither type nor time."""

    def pascal(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key[:1].upper() + key[1:]: pascal(item) for key, item in value.items()}

    return dict(pascal(payload(1, **result(200, 7000, "x"))))


PRETTY_DUMP = json.dumps(dump(), indent=2)


@pytest.mark.parametrize(
    "before",
    [
        "CallDisconnected: ",
        "Event received: CallDisconnected\n",
        "Received Azure.Communication.CallAutomation.CallDisconnected for a call\nEvent received: ",
        "info: A.B[0]\n      Received CallDisconnected\ninfo: A.B[0]\n      Event received: ",
    ],
)
def test_object_dump_takes_its_name_from_the_text_before_it(before: str) -> None:
    reading = read_text(before + PRETTY_DUMP.replace("\n", "\n      ") + "\n")
    assert reading.names == ["CallDisconnected"]
    assert reading.events[0].time is None
    assert reading.record(0).body == dump()


@pytest.mark.parametrize(
    "before",
    [
        "CallDisconnected came\nthen nothing\n",
        "CallConnected, then CallDisconnected\n",
        f"CallDisconnected\n{compact(FAILED)}\n",
        f"CallDisconnected\n{PRETTY_DUMP}\n",
    ],
)
def test_object_dump_takes_no_name_that_may_be_another_ones(before: str) -> None:
    assert read_text(f"{before}{PRETTY_DUMP}\n").names[-1] == "?"


def test_name_above_the_end_of_a_part_is_kept_for_what_follows() -> None:
    data = f"log\nGot CallDisconnected\n{PRETTY_DUMP}\n".encode()
    stop = data.index(b"{")
    source = Source.open(Input("x", data=data), 0)
    with source.session() as read_into:
        part = Pass(0, read_into, stop)
        list(part.until(stop, lambda: False))
        assert not part.is_whole
        whole = Pass(0, read_into, len(data))
        list(whole.until(stop, lambda: False))
        assert not whole.pass_to(stop)


def test_cloud_event_whose_payload_was_not_printed_keeps_its_connection() -> None:
    shown = {
        "Id": "1",
        "Source": FAILED["source"],
        "Type": FAILED["type"],
        "Time": FAILED["time"],
        "Data": {"Length": 300, "IsEmpty": False, "MediaType": None},
    }
    reading = read_text(json.dumps(shown))
    found = reading.events[0]
    assert (found.type, found.time, found.id) == (FAILED["type"], FAILED["time"], "1")
    assert found.data is not None
    assert found.data.call_connection_id == CONNECTION.format(1)
    assert found.data.result_information is None


# One log record, several copies


def test_copies_in_one_log_record_are_one_event() -> None:
    text = compact([FAILED])
    record = {"Message": f"got {text}", "State": {"Message": f"got {text}", "body": FAILED}}
    reading = read_text(compact(record) + "\n" + compact(record))
    assert reading.names == ["PlayFailed", "PlayFailed"]
    assert reading.reasons == []
    assert reading.other == 0


@pytest.mark.parametrize(
    "record",
    [
        {"level": "info", "bodies": [compact(FAILED), compact(FAILED)]},
        {"level": "info", "body": compact([FAILED, FAILED])},
        {"level": "info", "body": FAILED, "then": {**FAILED, "time": "2025-02-03T10:00:00Z"}},
        {"level": "info", "body": {**FAILED, "id": ""}, "then": {**FAILED, "id": ""}},
    ],
)
def test_deliveries_in_one_log_record_stay_apart(record: dict[str, Any]) -> None:
    assert read_text(compact(record)).names == ["PlayFailed", "PlayFailed"]


# Printed objects


@pytest.mark.parametrize(
    "text",
    [
        f"got {FAILED!r} (1 of 1)",
        f"got {(FAILED,)!r}",
        f"got {[FAILED]!a}",
        "got " + repr(FAILED).replace(f"'{FAILED['id']}'", f"UUID('{FAILED['id']}')"),
        "got "
        + repr(FAILED).replace("'data': {", "'data': OrderedDict({").replace("}, 'ti", "}), 'ti"),
        f"body={compact([FAILED])!r} end",
        f"body={compact(FAILED).encode()!r} end",
        f"got {inspected(FAILED)}",
        f"got PlayFailed {inspected(FAILED)} and {{ id: 1 }}",
        f"state {{queue: 1}} got {FAILED!r}",
        compact(FAILED).replace(":", "\x1b[0m:\x1b[32m").replace(",", "\x1b[0m,"),
    ],
)
def test_printed_event_reads_as_it_was(text: str) -> None:
    if "\x1b" in text:
        text = text.replace("09\x1b[0m:\x1b[32m00\x1b[0m:\x1b[32m0", "09:00:0")
        text = text.replace("+00\x1b[0m:\x1b[32m00", "+00:00")
    reading = read_text(f"10:00 idle\n{text}\n10:01 idle\n")
    assert reading.reasons == []
    assert [reading.record(row).body for row in range(len(reading.events))] == [FAILED]


def test_json_and_a_printed_object_on_one_line() -> None:
    reading = read_text(f"got {compact(FAILED)} and {FAILED!r}\n")
    assert [reading.record(row).body for row in range(2)] == [FAILED, FAILED]


def test_dictionary_printed_as_pairs() -> None:
    shown = {**FAILED, "data": "?"}
    pairs = f"OrderedDict({list(FAILED['data'].items())!r})"
    reading = read_text("got " + repr(shown).replace("'?'", pairs) + "\n")
    assert reading.reasons == []
    assert reading.record(0).body == FAILED


def test_escaped_pairs_in_colored_json() -> None:
    odd = event("PlayFailed", 1, 1, operationContext="\U0001f600 \u00e9")
    reading = read_text("\x1b[1m{\x1b[0m" + json.dumps(odd)[1:] + "\n")
    assert reading.record(0).body == odd


def test_python_time_is_read_and_never_given_a_zone() -> None:
    for shown, time in (
        ("datetime.datetime(2025, 2, 3, 9, 0, 1, 500000)", "2025-02-03T09:00:01.500000"),
        ("datetime.datetime(2025, 2, 3, 9, 0, tzinfo=datetime.timezone.utc)",
         "2025-02-03T09:00:00+00:00"),
        ("datetime.datetime(2025, 2, 3, 9, 0, tzinfo=<DstTzInfo 'Asia/Tokyo'>)", None),
        ("datetime.datetime(2025, 99, 3, 9, 0)", None),
    ):  # fmt: skip
        text = repr(FAILED).replace(repr(FAILED["time"]), shown)
        assert read_text(f"got {text}\n").events[0].time == time


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("resultInformation: {", "resultInformation: [Object], x: {"),
        ("callConnectionId:", "participants: [ [Object], ... 7 more items ], callConnectionId:"),
        ("callConnectionId:", "handler: <Handler at 0x7f>, callConnectionId:"),
        ("callConnectionId:", "self: [Circular *1], callConnectionId:"),
    ],
)
def test_what_a_printer_left_out_is_told_beside_the_event(old: str, new: str) -> None:
    text = f"got {inspected(FAILED).replace(old, new, 1)}\n"
    reading = read_text(text)
    assert reading.names == ["PlayFailed"]
    assert reading.reasons == [LEFT_OUT]
    assert reading.problems[0].offset == reading.offsets[0] == 4


@pytest.mark.parametrize("name", ["[Object: null prototype]", "<ref *1>", "Params(2)"])
def test_what_stands_behind_a_name_in_brackets_is_read(name: str) -> None:
    old, new = "resultInformation: {", f"query: {name} {{}}, resultInformation: {name} {{"
    reading = read_text(f"got {inspected(FAILED).replace(old, new, 1)}\n")
    assert reading.reasons == []
    assert reading.record(0).body["data"] == {**FAILED["data"], "query": {}}


@pytest.mark.parametrize("cut", [60, 200, 400])
def test_printed_object_that_is_cut_is_told_and_the_rest_read(cut: int) -> None:
    shown = repr(FAILED)[:cut] if cut > 150 else repr(FAILED)[:-cut]
    reading = read_text(f"got {shown}\n10:00 got {FAILED!r}\n")
    assert reading.names == ["PlayFailed"]
    assert reading.reasons == [PRINTED_BADLY]
    assert reading.problems[0].line == 1


def test_printed_object_about_no_call_is_text() -> None:
    reading = read_text("got {'a': 1}\n{ b: 2 }\nstate {queue: [1, 2]}\n" + compact(FAILED))
    assert reading.names == ["PlayFailed"]
    assert reading.reasons == []
    assert reading.other == 3


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_escaped_body_without_its_quotes(levels: int) -> None:
    shown = compact([FAILED])
    for _ in range(levels):
        shown = json.dumps(shown)[1:-1]
    text = f"10:00 body={shown} status=200 {{queue=1}}\n"
    reading = read_text(text)
    assert reading.reasons == []
    assert reading.record(0).body == FAILED
    assert reading.bytes_of(0).decode() == shown


# Container runtimes


def test_event_over_several_records_has_their_range() -> None:
    for line in (docker_line, cri_line):
        around, records = line("short"), line("got " + compact([FAILED]))
        data = joined([*around, *records, *around])
        reading = read_bytes(data)
        assert reading.names == ["PlayFailed"]
        assert reading.bytes_of(0) == "\n".join(records).encode()
        assert reading.record(0).body == FAILED
        assert reading.other == 2
        assert reading.uncovered() == b""


def test_two_writers_split_their_events_at_the_same_time() -> None:
    first, second = event("CallConnected", 1, 1), event("CallConnected", 2, 2)
    for line in (docker_line, cri_line):
        mixed = [
            record
            for pair in zip(
                line(compact(first), "stdout"), line(compact(second), "stderr"), strict=True
            )
            for record in pair
        ]
        reading = read_bytes(joined(mixed))
        assert reading.reasons == []
        assert reading.parts == [0, 1]
        assert [reading.record(row).body for row in range(2)] == [first, second]


def test_records_that_break_off_are_told_and_the_rest_read() -> None:
    for line in (docker_line, cri_line):
        cut = line(compact(event("CallConnected", 1)))[:-2]
        reading = read_bytes(joined([*line(compact(FAILED)), *cut]))
        assert reading.names == ["PlayFailed"]
        assert reading.reasons == [
            "In the text of this log record: The text ends in the middle of a JSON object."
        ]
        assert reading.uncovered() == b""


def test_pretty_event_cut_by_the_next_entry() -> None:
    shown = json.dumps(FAILED, indent=2).split("\n")
    for record in (
        lambda line: docker_record(line + "\n"),
        lambda line: cri_record(line, full=True),
    ):
        lines = ["got {", *shown[1:5], "10:00 restarted", *shown]
        reading = read_bytes(joined([record(line) for line in lines]))
        assert reading.names == ["PlayFailed"]
        assert len(reading.reasons) == 1
        assert reading.uncovered() == b""
        assert reading.bytes_of(0).count(b"\n") == len(shown) - 1


def test_brackets_in_a_split_text_open_nothing() -> None:
    odd = event("PlayFailed", 1, 1, **result(400, 8535, "}]" * 300))
    for line in (docker_line, cri_line):
        reading = read_bytes(joined(line(compact(odd))))
        assert reading.reasons == []
        assert reading.record(0).body == odd


def test_a_whole_line_of_text_opens_nothing() -> None:
    records = [docker_record("state {x \n"), docker_record(compact(FAILED) + "\n")]
    reading = read_bytes(joined(records))
    assert reading.bytes_of(0) == json.dumps(compact(FAILED) + "\n").encode()


def test_runtime_is_known_by_the_first_part_of_a_text() -> None:
    for then in ("", "docker log"):
        for first, container in (("CRI log", "CRI log"), ("", "JSON Lines")):
            whole = Survey(runtime=first, documents=2)
            whole.add(Survey(runtime=then, documents=2))
            assert whole.container(binary=False) == container


def test_records_without_line_ends_stand_by_themselves() -> None:
    """Collectors that forward docker's records strip the newline."""
    texts = [docker_record(f"got {compact(each)}") for each in deliveries()]
    reading = read_bytes(joined([*texts, docker_record("text {"), docker_record("done")]))
    assert len(reading.events) == 5
    assert reading.reasons == []


def test_a_part_that_ends_between_split_records_is_not_whole() -> None:
    records = [docker_record("state { a: "), docker_record("1 }\n")]
    data = joined(records)
    stop = len(joined(records[:1]))
    source = Source.open(Input("x", data=data), 0)
    with source.session() as read_into:
        part = Pass(0, read_into, stop)
        chunks: list[Chunk] = list(part.until(stop, lambda: False))
        assert sum(len(chunk.events) for chunk in chunks) == 0
        assert not part.is_whole


# Answers of the API


@pytest.mark.parametrize(
    "text",
    [
        API_ERROR,
        json.dumps(json.loads(API_ERROR), indent=2),
        f"[{API_ERROR}]",
        f"10:00 ERROR got {API_ERROR} at once",
        f"Status: 404\n\nContent:\n{API_ERROR}\n",
        '{"Error":{"Message":"Call not found.","Code":8522}}',
    ],
)
def test_answer_of_the_api_is_a_problem_that_names_its_code(text: str) -> None:
    reading = read_text(text)
    assert reading.events == []
    assert reading.reasons == [SAID]


@pytest.mark.parametrize(
    "value",
    [
        {"level": "error", "msg": f"RestError: {API_ERROR}"},
        {"log": {"entries": [{"response": {"content": {"text": API_ERROR}}}]}},
    ],
)
def test_answer_of_the_api_in_a_string(value: Any) -> None:
    assert read_text(compact(value)).reasons == [f"In the text of this string: {SAID}"]


@pytest.mark.parametrize(
    "value",
    [
        event(error=json.loads(API_ERROR)),
        event(note=API_ERROR),
        {"error": {"code": "invalid_grant", "message": "Log in again."}},
        {"error": {"code": "8522"}},
        {"error": {"code": "852x", "message": "m"}},
        {"error": {"code": "8522", "message": "m"}, "status": 404},
        {"error": "8522", "message": "x"},
    ],
)
def test_what_is_no_answer_of_the_api_is_no_problem(value: Any) -> None:
    assert read_text(compact(value)).reasons == []


# Any damage


@given(st.sampled_from(TEXT_WRITERS), st.randoms(use_true_random=False))
def test_any_damage_to_a_log(writer: Any, chance: random.Random) -> None:
    data = bytearray(writer.write(deliveries()))
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                del data[place : place + chance.randrange(1, 40)]
            case 1:
                data[place:place] = chance.choice(
                    [b"\0", b"\n", b"{", b"'", b'"', b"\x1b[0m", b"]}", b"NaN", b"\\", b"...", b"("]
                )
            case 2:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case _:
                del data[place:]
    reading = read_bytes(bytes(data))
    assert reading.uncovered() == b""
    spans = sorted(
        {(start, start + length) for kind, start, length in reading.ranges if kind == "event"}
    )
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    for row in range(len(reading.events)):
        assert reading.record(row).body
