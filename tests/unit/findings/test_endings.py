"""END-1: calls without terminal event."""

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from tests.support.scene_case import Json, found, lines, scene_of, told

ENDED = [told("CallConnected", 600, call=2), told("CallDisconnected", 700, "200/7000", call=2)]


def recording(at_s: float, call: int) -> Json:
    return told("RecordingStateChanged", at_s, call=call, recordingId="r", state="inactive")


def test_a_call_that_goes_silent_while_the_capture_goes_on(catalog: Catalog) -> None:
    scene = scene_of(catalog, [told("CallConnected", 0), told("PlayCompleted", 8), *ENDED])
    (finding,) = found("END-1", scene)
    assert finding.severity is Severity.WARNING
    assert (finding.call, finding.rows) == (0, (1,))
    assert finding.text == (
        "No event ends this call, although the capture goes on for 11 m 32 s after its "
        "PlayCompleted."
    )


def test_a_capture_that_stops_soon_after(catalog: Catalog) -> None:
    scene = scene_of(
        catalog, [*ENDED, told("CallConnected", 705), told("ParticipantsUpdated", 760, call=3)]
    )
    first, second = found("END-1", scene)
    assert first.text == (
        "No event ends this call: the capture stops 55.0 s after its CallConnected; it may be "
        "cut off, or the call went on."
    )
    assert first.severity is Severity.WARNING
    assert second.text == (
        "This call has neither start nor end: the capture stops with its ParticipantsUpdated; it "
        "may be cut off."
    )
    assert second.severity is Severity.INFO


def test_a_file_that_breaks_off_inside_a_record(catalog: Catalog) -> None:
    whole = lines([told("CallConnected", 0), told("PlayStarted", 2), told("PlayCompleted", 5)])
    (finding,) = found("END-1", scene_of(catalog, whole[:-100]))
    assert finding.text == (
        "No event ends this call: the capture stops with its PlayStarted, and its last bytes "
        "cannot be read; it may be cut off."
    )


def test_files_that_follow_one_another_are_one_stretch(catalog: Catalog) -> None:
    morning = [told("CallConnected", 0), told("PlayCompleted", 30)]
    noon = [told("CallConnected", 50, call=2), told("CallDisconnected", 500, "200/7000", call=2)]
    (finding,) = found("END-1", scene_of(catalog, morning, noon))
    assert "goes on for 7 m 50 s" in finding.text


def test_a_file_of_another_day_does_not_prolong_the_capture(catalog: Catalog) -> None:
    other_day = [
        told("CallConnected", 80_000, call=2),
        told("CallDisconnected", 80_010, "200/7000", call=2),
    ]
    (finding,) = found("END-1", scene_of(catalog, [told("CallConnected", 0)], other_day))
    assert "the capture stops with its CallConnected" in finding.text


def test_a_part_of_a_call_is_a_warning_only_where_other_calls_end(catalog: Catalog) -> None:
    part = told("PlayCompleted", 0)
    (among_others,) = found("END-1", scene_of(catalog, [part, *ENDED]))
    assert among_others.severity is Severity.WARNING
    media_only = scene_of(catalog, [part, told("PlayCompleted", 900, call=2)])
    assert [each.severity for each in found("END-1", media_only)] == [Severity.INFO, Severity.INFO]


def test_calls_without_times_are_not_judged(catalog: Catalog) -> None:
    (finding,) = found("END-1", scene_of(catalog, [told("CallConnected"), told("PlayCompleted")]))
    assert finding.text == (
        "No event ends this call; without times it cannot be told whether the capture goes on "
        "after its PlayCompleted."
    )


@pytest.mark.parametrize(
    "events",
    [
        [],
        [*ENDED],
        [told("CreateCallFailed", 0, "487/10003")],
        [told("AnswerFailed", 0, "403/0")],
        [recording(10, 1), recording(20, 1), *ENDED],
        [told("SomethingNew", 0), *ENDED],
        [told("IncomingCall", 0, call=None, incomingCallContext="x"), *ENDED],
        [told("CallDisconnected", 5)],
    ],
    ids=[
        "empty",
        "ended",
        "never created",
        "never answered",
        "only a recording",
        "only an unknown kind",
        "only an offer",
        "end without result",
    ],
)
def test_silent(catalog: Catalog, events: list[Json]) -> None:
    assert found("END-1", scene_of(catalog, events)) == ()
