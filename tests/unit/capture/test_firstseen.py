"""A search that is remembered gives what searching again would give."""

from hypothesis import given
from hypothesis import strategies as st

from inspector.capture.firstseen import FirstSeen
from inspector.capture.shape import MARKER
from tests.support.capture_events import compact, event
from tests.support.capture_read import read_bytes

TEXT = st.text("ab", max_size=30)
PLACES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=9)


@given(TEXT, PLACES)
def test_it_is_found_where_it_stands(text: str, places: list[tuple[int, int]]) -> None:
    seen, searches = FirstSeen(), 0
    for start, end in places:

        def search(start: int = start, end: int = end) -> int | None:
            nonlocal searches
            searches += 1
            at = text.find("b", start, end)
            return None if at < 0 else at

        wanted = text.find("b", start, end)
        assert seen.between(start, end, search) == (None if wanted < 0 else wanted)
    assert searches <= len(places)


def test_a_line_is_searched_once_for_what_it_does_not_hold() -> None:
    seen, searched = FirstSeen(), []
    for start in range(5):
        assert seen.between(start, 9, lambda start=start: searched.append(start)) is None
    assert searched == [0]


@given(st.integers(0, 40_000), st.sampled_from([b"EventType", b"CorrelationId"]))
def test_markers_are_found_however_far_away(distance: int, word: bytes) -> None:
    text = b"x" * distance + word + b"x" * 9
    found = MARKER.search(text)
    assert found is not None
    assert found.start() == distance
    assert MARKER.search(text, 1 + distance) is None
    assert MARKER.search(text, 0, distance + len(word) - 1) is None


def test_many_values_on_a_line_are_all_read() -> None:
    line = "got " + " and ".join([compact(event(second=at % 60)) for at in range(300)])
    reading = read_bytes(f"{line}\ngot {{'a': 1}} {line}\n".encode())
    assert len(reading.events) == 600
    assert reading.problems == []
