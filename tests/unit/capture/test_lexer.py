"""Where a value ends, or that it is cut: also where msgspec takes one half of a pair for two."""

import json

import pytest

from inspector.capture.lexer import Ending, lex
from tests.support.capture_events import event
from tests.support.capture_read import read_bytes

HALVES = [
    r"x\ud83d y", r"\ud83d\ude00", r"\ud83d\ud83d z", r"\ude00", r"\uD83D\n\ud83d.", r"\ud83dé"
]  # fmt: skip


@pytest.mark.parametrize("inner", HALVES)
def test_every_prefix_of_a_value_with_half_a_pair_is_cut(inner: str) -> None:
    text = f'{{"a":"{inner}","b":[1,"{inner}"]}}'.encode()
    for size in range(1, len(text)):
        assert lex(memoryview(text[:size]), 0).ending is Ending.CUT, text[:size]


@pytest.mark.parametrize("inner", [HALVES[0], HALVES[2], HALVES[3]])
def test_a_whole_value_with_half_a_pair_is_not(inner: str) -> None:
    text = f' {{"a":"{inner}","b":["later and later"]}}'.encode()
    assert lex(memoryview(text), 0).ending is Ending.MALFORMED
    assert lex(memoryview(text + b"\n{}"), 0).ending is Ending.MALFORMED


@pytest.mark.parametrize("shift", range(0, 700, 70))
@pytest.mark.parametrize("together", [1, 3])
def test_no_event_is_lost_where_a_window_ends(shift: int, together: int) -> None:
    """Each of these values is taken for broken at first, and needs more than is at hand."""
    every = [event("PlayStarted", number % 50) for number in range(3000)]
    for number, each in enumerate(every):
        each["id"] = f"{number:05}"
        each["data"] = dict(each["data"], operationContext="x\ud83d y" + "." * shift * (not number))
    rows = [json.dumps(every[at : at + together]) for at in range(0, len(every), together)]
    reading = read_bytes("\n".join(rows).encode())
    assert [each.id for each in reading.events] == [each["id"] for each in every]
    assert reading.problems == []
    assert max(reading.lengths) < 2000
