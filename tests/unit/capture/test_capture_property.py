"""Any bytes: no crash, nothing lost, nothing told outside of the text."""

import itertools
import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.errors import InspectorError
from tests.support.capture_events import CONTAINERS, call_events
from tests.support.capture_read import Reading, read_bytes
from tests.support.fuzzing import damaged

PIECES = [
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b'"',
        b"\\",
        b",",
        b":",
        b"\n",
        b" ",
        b'{"',
        b'[{"',
        b'"a":',
        b"null",
    ),
    *(b"1", b"NaN", b"\xff", b"\0", b"\r\n", b"\x1f\x8b", b"\xff\xfe", b"\\u0022", b"\\ud800"),
    *(b"Microsoft.Communication.X", b'"type":"Microsoft.Communication.X"', b'"data":{', b"log\n"),
    *(b'"callConnectionId":"c"', b'"serverCallId":1', b"{'a': 1}", b'"raw":"', b"2025-01-01 x "),
]
SHAPES = {name: make(call_events()) for name, (make, _) in CONTAINERS.items()}


def check(reading: Reading) -> None:
    size = reading.source.text_size
    assert reading.uncovered() == b""
    assert reading.positions == sorted(reading.positions)
    assert reading.positions[-1] == size
    for offset, length in zip(reading.offsets, reading.lengths, strict=True):
        assert 0 <= offset < offset + length <= size
    for problem in reading.problems:
        assert 0 <= problem.offset <= problem.offset + problem.length <= size
        assert problem.reason
        assert len(problem.excerpt) <= 120
        assert problem.line == reading.text[: problem.offset].count(b"\n") + 1
    for index in range(len(reading.events)):
        assert isinstance(reading.record(index).body, dict)
    spans = sorted({(o, o + n) for kind, o, n in reading.ranges if kind == "event"})
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    check(read_bytes(data))


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_any_mixture_of_pieces(data: bytes) -> None:
    check(read_bytes(data))


@settings(max_examples=200)
@given(st.sampled_from(sorted(SHAPES)), st.randoms(use_true_random=False))
def test_any_damage_to_a_capture(name: str, chance: random.Random) -> None:
    check(read_bytes(damaged(SHAPES[name], PIECES, chance)))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_without_events(value: object) -> None:
    reading = read_bytes(json.dumps(value).encode())
    check(reading)
    assert reading.events == []
    assert reading.problems == []


@given(st.sampled_from(sorted(set(CONTAINERS) - {"keyed"})), st.integers(4, 40))
def test_any_container_of_any_size_is_wholly_accounted_for(name: str, count: int) -> None:
    events = (call_events() * count)[:count]
    reading = read_bytes(CONTAINERS[name][0](events))
    check(reading)
    assert len(reading.events) == count
    assert reading.problems == []


def test_errors_have_three_parts() -> None:
    error = InspectorError("It failed.", "Because", "Do this.")
    assert str(error) == "It failed. Because. Do this"
