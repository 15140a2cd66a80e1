from inspector.calls.narrowing import narrowed
from inspector.calls.timeline import Marker, Span, Timeline
from inspector.events.kinds import Lane
from inspector.index.codes import CodeClass

CLASS = CodeClass.C2XX
WHOLE = Timeline(
    origin_ns=0,
    lanes=(Lane.CALL, Lane.PLAY, Lane.INPUT),
    spans=(
        Span(Lane.CALL, 0, 9, "connected", (0, 9), CLASS),
        Span(Lane.PLAY, 1, 2, "greeting", (1, 2), CLASS),
        Span(Lane.PLAY, 3, 4, "hold", (3, 4), CLASS),
    ),
    markers=(Marker(Lane.INPUT, 5, 5, "8510", CodeClass.C4XX, failed=True),),
    end_s=9,
    last_s=9,
    untimed=1,
)


def test_keeps_what_a_shown_event_backs_and_the_call() -> None:
    narrow = narrowed(WHOLE, {2}.__contains__)
    assert [span.label for span in narrow.spans] == ["connected", "greeting"]
    assert narrow.markers == ()
    assert narrow.lanes == (Lane.CALL, Lane.PLAY)
    assert (narrow.end_s, narrow.untimed) == (9, 1)


def test_nothing_shown_leaves_the_call() -> None:
    assert narrowed(WHOLE, set().__contains__).lanes == (Lane.CALL,)


def test_everything_shown_changes_nothing() -> None:
    assert narrowed(WHOLE, lambda row: True) == WHOLE
