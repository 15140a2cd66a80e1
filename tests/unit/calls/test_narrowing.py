import numpy as np

from inspector.calls.narrowing import narrowed_to
from inspector.calls.timeline import Marker, Markers, Span, Spans, Timeline
from inspector.events.kinds import Lane
from inspector.index.codes import CodeClass

CLASS = CodeClass.C2XX
WHOLE = Timeline(
    origin_ns=0,
    lanes=(Lane.CALL, Lane.PLAY, Lane.INPUT),
    spans=Spans.of(
        [
            Span(Lane.CALL, 0, 9, "connected", (0, 9), CLASS),
            Span(Lane.PLAY, 1, 2, "greeting", (1, 2), CLASS),
            Span(Lane.PLAY, 3, 4, "hold", (3, 4), CLASS),
        ]
    ),
    markers=Markers.of([Marker(Lane.INPUT, 5, 5, "8510", CodeClass.C4XX, failed=True)]),
    end_s=9,
    last_s=9,
    untimed=1,
)


def shown(*rows: int) -> Timeline:
    mask = np.zeros(10, np.bool_)
    mask[list(rows)] = True
    return narrowed_to(WHOLE, mask)


def test_keeps_what_a_shown_event_backs_and_the_call() -> None:
    narrow = shown(2)
    assert [span.label for span in narrow.spans] == ["connected", "greeting"]
    assert len(narrow.markers) == 0
    assert narrow.lanes == (Lane.CALL, Lane.PLAY)
    assert (narrow.end_s, narrow.untimed) == (9, 1)


def test_nothing_shown_leaves_the_call() -> None:
    assert shown().lanes == (Lane.CALL,)


def test_everything_shown_changes_nothing() -> None:
    narrow = shown(*range(10))
    assert (list(narrow.spans), list(narrow.markers)) == (list(WHOLE.spans), list(WHOLE.markers))
    assert narrow.lanes == WHOLE.lanes


def test_events_behind_the_bars_are_found_again() -> None:
    narrow = shown(2, 5)
    assert list(narrow.spans) == list(WHOLE.spans[:2])
    assert list(narrow.markers) == list(WHOLE.markers)
    assert narrow.spans.number_of(2) == 1
    assert narrow.spans.number_of(3) is None
