"""What is broken is told with its place and reason; everything good around it opens."""

import json

import pytest

from tests.support.capture_events import call_events, compact, event, lines
from tests.support.capture_read import Reading, read_bytes

TEXTS = [compact(each) for each in call_events()]
NAMES = ["CallConnected", "ParticipantsUpdated", "PlayFailed", "CallDisconnected"]


def read_text(text: str) -> Reading:
    reading = read_bytes(text.encode())
    assert reading.uncovered() == b""
    return reading


def the_problem(reading: Reading) -> tuple[int, int, int]:
    assert len(reading.problems) == 1, reading.reasons
    problem = reading.problems[0]
    return problem.offset, problem.length, problem.line


def test_broken_item_of_an_array() -> None:
    broken = TEXTS[2].replace('"subCode":8535', '"subCode" 8535')
    text = "[\n" + ",\n".join([*TEXTS[:2], broken, TEXTS[3]]) + "\n]"
    reading = read_text(text)
    assert reading.names == [NAMES[0], NAMES[1], NAMES[3]]
    assert the_problem(reading) == (text.index(broken), len(broken), 4)
    assert reading.reasons[0].startswith("This is not valid JSON: expected ':'")
    assert reading.source.container == "JSON array"


@pytest.mark.parametrize("between", [",", ",\n", "\n"])
def test_item_cut_before_the_next_one(between: str) -> None:
    cut = TEXTS[2][:230]
    text = "[" + between.join([*TEXTS[:2], cut, TEXTS[3]]) + "]"
    reading = read_text(text)
    assert reading.names == [NAMES[0], NAMES[1], NAMES[3]]
    offset, length, _ = the_problem(reading)
    assert offset == text.index(cut)
    assert text[offset : offset + length].rstrip(",\n") == cut
    assert reading.reasons == [
        "This JSON object breaks off before its end; what follows it was read."
    ]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_no_json(value: str) -> None:
    text = "[" + ",".join(TEXTS).replace("8535", value) + "]"
    reading = read_text(text)
    assert reading.names == NAMES
    assert reading.reasons == []
    data = reading.events[2].data
    assert data is not None
    assert data.result_information is not None
    assert data.result_information.code == 400
    assert data.result_information.sub_code is None


def test_file_cut_in_an_event_of_an_array() -> None:
    text = compact(call_events())[:-90]
    reading = read_text(text)
    assert reading.names == NAMES[:3]
    start = text.rindex('{"id"')
    assert the_problem(reading) == (start, len(text) - start, 1)
    assert reading.reasons == ["The file ends in the middle of a JSON object."]


def test_file_cut_between_events() -> None:
    text = compact(call_events())[:-1]
    reading = read_text(text)
    assert reading.names == NAMES
    assert the_problem(reading) == (len(text), 0, 1)
    assert reading.reasons == ["The file ends before its array is closed; all before it was read."]


def test_file_cut_in_pretty_json() -> None:
    text = "\n".join(json.dumps([each], indent=2) for each in call_events())[:-60]
    reading = read_text(text)
    assert reading.names == NAMES[:3]
    assert reading.reasons == ["The file ends in the middle of a JSON object."]


def test_cut_lines_among_good_ones() -> None:
    text = f"{TEXTS[0]}\n{TEXTS[1][:300]}\n{TEXTS[2]}\n{TEXTS[3][:-30]}\n"
    reading = read_text(text)
    assert reading.names == [NAMES[0], NAMES[2]]
    assert [(each.line, each.length) for each in reading.problems] == [
        (2, 300),
        (4, len(TEXTS[3]) - 30),
    ]
    assert reading.source.container == "JSON Lines"


def test_one_bad_line_in_many_blocks() -> None:
    good = [event("PlayCompleted", number % 3000) for number in range(1500)]
    whole = lines(good).split(b"\n")
    whole[900] = whole[900][:400]
    reading = read_bytes(b"\n".join(whole))
    assert len(reading.events) == 1499
    assert the_problem(reading) == (sum(map(len, whole[:900])) + 900, 400, 901)
    assert reading.uncovered() == b""


def test_event_cut_inside_a_log() -> None:
    text = (
        f"10:00 got {TEXTS[0]}\n10:01 got {TEXTS[1][:222]}\n10:02 idle\n10:03 got {TEXTS[2]} ok\n"
    )
    reading = read_text(text)
    assert reading.names == [NAMES[0], NAMES[2]]
    assert the_problem(reading) == (text.index(TEXTS[1][:222]), 222, 2)
    assert reading.other == 1


def test_pretty_event_cut_inside_a_log() -> None:
    shown = json.dumps(call_events()[1], indent=2)
    text = f"info: a\n      got {shown[:200]}\ninfo: b\n      got {shown}\n"
    reading = read_text(text)
    assert reading.names == [NAMES[1]]
    assert len(reading.problems) == 1


def test_commas_and_brackets_astray() -> None:
    assert read_text("[" + ",".join(TEXTS) + ",]").reasons == []
    assert read_text(",\n".join(TEXTS) + ",\n").names == NAMES
    assert read_text(TEXTS[0][:-1] + ",}\n" + TEXTS[1]).names == NAMES[:2]
    reading = read_text(f"{TEXTS[0]}\n]\n{TEXTS[1]}\n}}}}\n{TEXTS[2]}")
    assert reading.names == NAMES[:3]
    assert [(each.line, each.length, each.excerpt) for each in reading.problems] == [
        (2, 1, "]"),
        (4, 2, "}}"),
    ]


def test_braces_in_text_are_no_problem() -> None:
    text = "state {queue=1} [worker 2]\n}\nfoo {\n  bar = 1\n}\n[2025-01-01 10:00] x\n" + TEXTS[0]
    reading = read_text(text)
    assert reading.names == NAMES[:1]
    assert reading.reasons == []
    assert reading.other == 6


def test_words_between_items() -> None:
    reading = read_text(f"[{TEXTS[0]}, oops, {TEXTS[1]}, {TEXTS[2]}]")
    assert reading.names == NAMES[:3]
    assert [(each.reason, each.excerpt) for each in reading.problems] == [
        ("This is no JSON value.", "oops")
    ]


def test_printed_objects_that_break_off_are_reported() -> None:
    text = (
        "[2024-05-17 17:45:06,100] INFO in m: text --> "
        "{'type': 'Microsoft.Communication.CallConnected', 'muted': Tr\n" + TEXTS[0] + "\n"
    )
    reading = read_text(text)
    assert reading.names == NAMES[:1]
    assert reading.problems[0].offset == text.index("{'type'")
    assert "printed object" in reading.reasons[0]


def test_container_object_with_a_broken_item() -> None:
    broken = TEXTS[1].replace('"type":', '"type"')
    text = f'{{"total":3,"records":[{TEXTS[0]},{broken},{TEXTS[2]}],"next":null}}'
    reading = read_text(text)
    assert reading.names == [NAMES[0], NAMES[2]]
    assert the_problem(reading) == (text.index(broken), len(broken), 1)


def test_body_cut_inside_its_string() -> None:
    cut, whole = compact(call_events()[:2])[:-40], compact(call_events()[2])
    text = compact({"entries": [{"body": cut}, {"body": whole}]})
    reading = read_text(text)
    assert reading.names == [NAMES[0], NAMES[2]]
    offset, length, _ = the_problem(reading)
    assert text[offset : offset + length] == json.dumps(cut)
    assert reading.record(0).body == call_events()[0]


def test_string_with_a_bad_escape() -> None:
    bad = json.dumps(TEXTS[1]).replace("order", "\\q")
    text = f"[{json.dumps(TEXTS[0])},{bad},{json.dumps(TEXTS[2])}]"
    reading = read_text(text)
    assert reading.names == [NAMES[0], NAMES[2]]
    assert the_problem(reading) == (text.index(bad), len(bad), 1)


@pytest.mark.parametrize(("opener", "closer"), [("[", "]"), ('{"a":', "}")])
def test_very_deep_nesting(opener: str, closer: str) -> None:
    deep = opener * 5000 + "1" + closer * 5000
    for text in (f"{deep}\n{TEXTS[0]}\n", f"[{TEXTS[0]},{deep},{TEXTS[1]}]"):
        reading = read_text(text)
        assert reading.names == NAMES[: len(reading.events)]
        assert len(reading.events) == text.count("CallConnectionId".lower()[:4] + "ConnectionId")
        assert len(reading.problems) == 1
        assert "nested too deeply" in reading.reasons[0]


def test_deep_part_of_an_event() -> None:
    deep = TEXTS[1].replace(
        '"participants":', '"participants":' + "[" * 5000 + "]" * 5000 + ',"x":'
    )
    reading = read_text(f"{TEXTS[0]}\n{deep}\n{TEXTS[2]}\n")
    assert reading.names == [NAMES[0], NAMES[2]]
    assert len(reading.problems) == 1


@pytest.mark.parametrize("piece", ["[", '{"a":', "[{", "]", '"', "{", '{"type":'])
def test_endless_repetition(piece: str) -> None:
    reading = read_text(piece * 20_000)
    assert reading.events == []


def test_odd_text_inside_an_event() -> None:
    odd = TEXTS[0].replace("order-17", "a\\ud800b")
    control = TEXTS[1].replace("order-17", "tab\there")
    number = TEXTS[2].replace("8535", "9" * 5000)
    reading = read_text(f"{odd}\n{control}\n{number}\n{TEXTS[3]}\n")
    assert reading.names == NAMES
    assert reading.reasons == []
    contexts = [each.data and each.data.operation_context for each in reading.events]
    assert contexts == ["a\ufffdb", "tab\there", "order-17", "order-17"]
    assert "\ufffd" in str(reading.record(0).body)


def test_excerpt_is_short_and_harmless() -> None:
    text = TEXTS[0].replace("order-17", "\u202e\x1b[31m" + "x" * 500)[:-2]
    text = text.replace('{"id"', '{\n\t"\u202eid"', 1)
    problem = read_text(text).problems[0]
    assert len(problem.excerpt) <= 120
    assert problem.excerpt.startswith('{\\n\\t"\\u202eid"')
    assert problem.excerpt.isprintable()


def test_value_longer_than_any_callback() -> None:
    endless = '{"type":"Microsoft.Communication.X","data":{"blob":"' + "A" * (2**24 + 99)
    reading = read_text(f"{TEXTS[0]}\n{endless}\n{TEXTS[1]}\n")
    assert reading.names == NAMES[:2]
    assert the_problem(reading) == (len(TEXTS[0]) + 1, len(endless), 2)
