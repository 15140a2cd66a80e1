"""The compiled path is taken where it can be, and tells what the other paths tell of every text."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.compiled.library import load
from tests.support.capture_events import Json, call_events, compact
from tests.support.compiled_twin import (
    NO_BUILD,
    as_bytes,
    assert_alike,
    compiled,
    source,
    taken,
    told,
)
from tests.support.odd_captures import (
    CHANGES,
    EVENT,
    ODD,
    ODD_HEADS,
    ODD_KEYS,
    ODD_LINES,
    ODD_TAILS,
    USUAL,
    Writer,
    filled,
)
from tests.support.windows import windows_of

pytestmark = pytest.mark.skipif(compiled() is None, reason=NO_BUILD)

Layout = Callable[[list[str]], str]
LAYOUTS: Mapping[str, Layout] = {
    "JSON Lines": lambda texts: "".join(text + "\n" for text in texts),
    "lines ended by CRLF": lambda texts: "".join(text + "\r\n" for text in texts),
    "lines with commas": lambda texts: "".join(text + " ,\n\n" for text in texts),
    "batch lines": lambda texts: f"[{', '.join(texts[:3])}]\n[ {','.join(texts[3:])} ]\n",
    "array": lambda texts: f"[{','.join(texts)}]\n",
    "array over lines": lambda texts: "[\n  " + ",\n  ".join(texts) + "\n]\n",
    "pretty": lambda texts: "".join(pretty(text) + "\n" for text in texts),
    "log": lambda texts: "".join(
        f"2025-02-03 10:00:00,1 INFO [http-1] got {text}\n10:00:01 INF done [{at}]\n\n"
        for at, text in enumerate(texts)
    ),
    "log with tags": lambda texts: "".join(
        f"[10:00:01 INF] got {text}\n[trace] [{at}] done\n" for at, text in enumerate(texts)
    ),
    "log of batches": lambda texts: "".join(f"INFO: [{text}]\r\n" for text in texts),
}
layouts = st.sampled_from(list(LAYOUTS.values()))
each_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())


def pretty(text: str) -> str:
    """A value over many lines, if it is one; it keeps both of two keys that are the same."""
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text.replace(",", ",\n  ")


# What it takes


@each_layout
def test_plain_events_are_taken(layout: Layout) -> None:
    data = layout([compact(each) for each in [*call_events(1), *call_events(2)]]).encode()
    of_data = source(data)
    chunks, facts = told(of_data, compiled())
    assert facts == told(source(data), None)[1]
    assert (taken(chunks), sum(len(chunk.events) for chunk in chunks)) == (8, 0)
    [rows] = [chunk.rows for chunk in chunks if chunk.rows is not None]
    ranges = zip(rows.columns["offset"].tolist(), rows.columns["length"].tolist(), strict=True)
    types = [json.loads(of_data.read_at(*place))["type"] for place in ranges]
    assert types == [each["type"] for each in [*call_events(1), *call_events(2)]]


def renamed(change: Callable[[str], str], value: object) -> object:
    if isinstance(value, list):
        return [renamed(change, item) for item in value]
    if not isinstance(value, dict):
        return value
    return {change(key): renamed(change, item) for key, item in value.items()}


UNUSUAL: Mapping[str, Callable[[Json], str]] = {
    "keys in capitals": lambda each: compact(renamed(str.upper, each)),
    "keys in small letters": lambda each: compact(renamed(str.lower, each)),
    "keys with a capital": lambda each: compact(
        renamed(lambda key: key[0].upper() + key[1:], each)
    ),
    "numbers as text": lambda each: json.dumps(each).replace(": 200", ': "200"'),
    "escapes": lambda each: compact(each).replace("order", "\\u006frde\\u0072\\/\\ud83d\\ude00"),
    "another order": lambda each: compact(dict(reversed(each.items()))),
    "another form of time": lambda each: compact({**each, "time": "2025-02-03 09:00:01"}),
    "a type in capitals": lambda each: compact({**each, "type": each["type"].upper()}),
    "ids of nothing": lambda each: compact({**each, "data": {"callConnectionId": ""}}),
    "nothing but a type": lambda each: compact({"data": {}, "type": each["type"]}),
    "text of another script": lambda each: compact(each).replace("order", "註文é😀"),
    "control characters": lambda each: compact(each).replace("order", "\x7f\u0085\ufeff\\u0000"),
    "deep values": lambda each: compact(each).replace('"2024-09-15"', "[" * 60 + "]" * 60),
}
"""Ways to write an event that are read as columns as well."""


@each_layout
@pytest.mark.parametrize("write", UNUSUAL.values(), ids=UNUSUAL.keys())
def test_events_in_other_writings_are_taken(write: Callable[[Json], str], layout: Layout) -> None:
    events = [*call_events(1), *call_events(2)]
    assert taken(assert_alike(layout([write(each) for each in events]).encode())) == len(events)


@pytest.mark.parametrize("size", [3100, 9000])
@each_layout
def test_little_at_hand_is_taken(layout: Layout, size: int) -> None:
    events = [compact(each) for call in range(1, 9) for each in call_events(call)]
    whole = told(source(layout(events).encode()), None)[1]
    with windows_of(size):
        chunks = assert_alike(layout(events).encode())
        assert told(source(layout(events).encode()), compiled())[1] == whole
    assert taken(chunks) > 0


@pytest.mark.parametrize("name", ["JSON Lines", "array over lines", "pretty", "log"])
def test_what_follows_an_odd_event_is_taken(name: str) -> None:
    events = [compact(each) for call in range(1, 9) for each in call_events(call)] * 45
    events[500] = events[500].replace('"data":{', '"data":{"new":1,')
    data = LAYOUTS[name](events).encode()
    chunks = assert_alike(data)
    assert sum(chunk.size for chunk in chunks) == len(events)
    places = [chunk.rows.columns["offset"] for chunk in chunks if chunk.rows is not None]
    assert any((offsets > data.index(b'"new"')).any() for offsets in places)


def test_a_file_that_is_no_library_is_not_loaded(tmp_path: Path) -> None:
    other = tmp_path / "libevents.so"
    assert load(other) is None
    other.write_bytes(b"text")
    assert load(other) is None


# What must be read in the same way


@pytest.mark.parametrize("place", ODD)
def test_an_odd_value_is_read_alike(place: str) -> None:
    for odd in ODD[place]:
        text = filled(**{place: odd})
        assert_alike(as_bytes(f"{filled()}\n{text}\n{text}\n{filled()}\n"))
        assert_alike(as_bytes(text.replace('"data"', '\n"data"') + f"\n{filled()}\n"))


@pytest.mark.parametrize("key", ODD_KEYS)
def test_an_odd_key_is_read_alike(key: str) -> None:
    for value in ('"x"', "null", '{"code":2}'):
        for place in ('"id":', '"callConnectionId":', '"code":400', '"code":487', '"specversion"'):
            text = filled().replace(place, f'"{key}":{value},{place}')
            assert_alike(as_bytes(f"{filled()}\n{text}\n"))


@pytest.mark.parametrize("place", ["ID", "TYPE", "CALL", "CODE", "SUBCODE", "SIP", "TIME"])
def test_two_of_a_key_are_read_alike(place: str) -> None:
    usual = USUAL[place]
    for second in ("null", "1", '"x"', usual):
        for change in (str, str.upper, str.lower):
            member = re.search(rf'("\w+":){place}', EVENT)
            assert member is not None
            twice = f"{member[1]}{usual},{change(member[1])}{second}"
            text = filled().replace(member[1] + usual, twice, 1)
            assert_alike(as_bytes(f"{filled()}\n{text}\n{filled()}\n"))


@pytest.mark.parametrize("data", ["", '"data":null,', '"data":{},', '"data":[],', '"data":"x",'])
def test_events_without_a_payload_are_read_alike(data: str) -> None:
    text = '{"type":"Microsoft.Communication.PlayFailed",' + data + '"time":"2025-02-03T09:00:01Z"}'
    assert_alike(as_bytes(f"{filled()}\n{text}\n{filled()}\n"))
    assert_alike(as_bytes(f"x {filled()}\nx {text}\nx {filled()}\n"))


@pytest.mark.parametrize("first", ["\\\\u0041", "\\u0041", "A", "\\\\/", "\\/"])
@pytest.mark.parametrize("place", ["CALL", "SERVER", "CORRELATION", "CONTEXT"])
def test_texts_of_which_one_reads_like_the_other_escaped(place: str, first: str) -> None:
    texts = [filled(**{place: f'"{text}"'}) for text in (first, "\\u0041", "\\\\/", first, "\\/")]
    assert taken(assert_alike(as_bytes("\n".join(texts) + "\n"))) == len(texts)


@pytest.mark.parametrize("line", ODD_LINES)
def test_an_odd_line_is_read_alike(line: str) -> None:
    for before in ("", "INFO x ", "\n"):
        for count in (1, 2, 65):
            lines = [before + filled(), *[line] * count, f"INFO x {filled()}", line]
            assert_alike(as_bytes("\n".join(lines) + "\n"))


@pytest.mark.parametrize("head", ODD_HEADS)
def test_text_around_an_event_is_read_alike(head: str) -> None:
    for tail in ODD_TAILS:
        line = f"{head}{filled()}{tail}\n{head}[{filled()} , {filled()}]{tail}\n"
        assert_alike(as_bytes(f"INFO x {filled()}\n{line}INFO x {filled()}\n"))
        assert_alike(as_bytes(line))


writers = st.builds(
    Writer, st.randoms(use_true_random=True), st.sampled_from([0.002, 0.01, 0.03, 0.1])
)


def many(writer: Writer, count: int) -> list[str]:
    return [writer.event() for _ in range(count)]


@settings(max_examples=120)
@given(writer=writers, layout=layouts, count=st.integers(1, 12))
def test_odd_events_are_read_alike(writer: Writer, layout: Layout, count: int) -> None:
    assert_alike(as_bytes(layout(many(writer, count))))


@settings(max_examples=120)
@given(writer=writers, count=st.integers(1, 12))
def test_odd_lines_are_read_alike(writer: Writer, count: int) -> None:
    assert_alike(as_bytes("".join(writer.line() for _ in range(count))))


@settings(max_examples=200)
@given(
    writer=writers,
    layout=layouts,
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from([0, 0, 1, 3, 200]), st.sampled_from(CHANGES)),
        min_size=1,
        max_size=3,
    ),
)
def test_changed_bytes_are_read_alike(
    writer: Writer, layout: Layout, changes: list[tuple[float, int, bytes]]
) -> None:
    data = as_bytes(layout(many(writer, 6)))
    for share, gone, put in changes:
        at = int(share * len(data))
        data = data[:at] + put + data[at + gone :]
    assert_alike(data)


# However little is at hand at a time


@settings(max_examples=100)
@given(writer=writers, layout=layouts, size=st.sampled_from([3100, 9000]))
def test_odd_events_are_read_alike_with_little_at_hand(
    writer: Writer, layout: Layout, size: int
) -> None:
    """What breaks off is told by what is at hand; all else must not depend on it."""
    data = as_bytes(layout(many(writer, 12)))
    whole = told(source(data), None)[1]
    with windows_of(size):
        if told(source(data), None)[1] == whole:
            assert told(source(data), compiled())[1] == whole
