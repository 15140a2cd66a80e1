from pathlib import Path

import pytest

from inspector.catalog.catalog import Catalog
from inspector.events.kinds import Lane
from inspector.index.codes import CodeClass
from tests.support.timeline_case import Told, as_text, timeline_of
from tests.support.timeline_stories import AGENT, CALLER, STORIES

GOLDEN = Path(__file__).parents[2] / "golden" / "timeline"


@pytest.mark.parametrize("name", STORIES)
def test_a_call_lays_out_as_its_golden(name: str, catalog: Catalog) -> None:
    golden = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert as_text(timeline_of(catalog.kinds, STORIES[name])) == golden


def test_a_result_without_its_start_makes_no_bar(catalog: Catalog) -> None:
    shown = timeline_of(
        catalog.kinds, [Told("CallConnected", 0), Told("PlayCompleted", 5, "200/0", "a")]
    )
    assert [span.lane for span in shown.spans] == [Lane.CALL]
    assert [(mark.lane, mark.label) for mark in shown.markers][1:] == [(Lane.PLAY, "played")]


def test_context_decides_which_start_a_result_ends(catalog: Catalog) -> None:
    shown = timeline_of(
        catalog.kinds,
        [
            Told("PlayStarted", 1, "200/0", "first"),
            Told("PlayStarted", 2, "200/0", "second"),
            Told("PlayCompleted", 3, "200/0", "first"),
            Told("PlayCompleted", 4, "200/0", "second"),
        ],
    )
    assert [(span.label, span.rows) for span in shown.spans] == [
        ("first 2.0 s", (0, 2)),
        ("second 2.0 s", (1, 3)),
    ]


def test_a_reused_context_pairs_with_the_nearest_earlier_start(catalog: Catalog) -> None:
    shown = timeline_of(
        catalog.kinds,
        [
            Told("PlayStarted", 1, context="menu"),
            Told("PlayCompleted", 2, context="menu"),
            Told("PlayStarted", 5, context="menu"),
            Told("PlayCanceled", 6, context="menu"),
        ],
    )
    assert [span.rows for span in shown.spans] == [(0, 1), (2, 3)]


def test_a_failure_of_another_context_leaves_the_bar_open(catalog: Catalog) -> None:
    shown = timeline_of(
        catalog.kinds,
        [
            Told("PlayStarted", 1, "200/0", "first"),
            Told("PlayFailed", 3, "400/8535", "second"),
            Told("CallDisconnected", 9, "200/7000"),
        ],
    )
    (bar,) = shown.spans
    assert (bar.open_end, bar.end_s, bar.rows) == (True, 8, (0,))
    assert bar.label == "first (end not in capture)"


def test_a_pair_by_nearness_says_so(catalog: Catalog) -> None:
    shown = timeline_of(
        catalog.kinds,
        [
            Told("HoldAudioStarted", 1, context="hold"),
            Told("HoldAudioCompleted", 3, "400/8508", "x"),
        ],
    )
    (bar,) = shown.spans
    assert bar.inferred
    assert bar.label == "hold 2.0 s (inferred)"
    assert not shown.markers[-1].failed


def test_without_their_state_recording_events_are_points(catalog: Catalog) -> None:
    events = [
        Told("RecordingStateChanged", 1, state="active"),
        Told("RecordingStateChanged", 5, state="inactive"),
    ]
    blind = timeline_of(catalog.kinds, events, with_states=False)
    assert (len(blind.spans), len(blind.markers)) == (0, 2)
    seeing = timeline_of(catalog.kinds, events)
    assert [(span.label, span.rows) for span in seeing.spans] == [("recording 4.0 s", (0, 1))]


def test_an_inactive_recording_without_a_start_is_a_point(catalog: Catalog) -> None:
    shown = timeline_of(catalog.kinds, [Told("RecordingStateChanged", 5, state="inactive")])
    assert not shown.spans
    assert shown.lanes == (Lane.CALL, Lane.RECORDING)


def test_an_unknown_state_is_a_point_and_never_a_start(catalog: Catalog) -> None:
    shown = timeline_of(
        catalog.kinds,
        [Told("RecordingStateChanged", 1), Told("RecordingStateChanged", 5, state="inactive")],
    )
    assert (len(shown.spans), len(shown.markers)) == (0, 2)


def test_the_name_decides_about_failure_before_the_code(catalog: Catalog) -> None:
    shown = timeline_of(
        catalog.kinds,
        [Told("DialogFailed", 1, "200/0"), Told("CallDisconnected", 2, "500/560500")],
    )
    failed = {mark.row: (mark.failed, mark.code_class, mark.label) for mark in shown.markers}
    assert failed[0] == (True, CodeClass.C2XX, "200")
    assert failed[1] == (True, CodeClass.C5XX, "560500")


def test_a_failure_takes_its_name_from_outside(catalog: Catalog) -> None:
    shown = timeline_of(
        catalog.kinds, [Told("RecognizeFailed", 1, "400/8510")], names={0: "No input"}
    )
    assert shown.markers[0].label == "no input 8510"


def test_a_failure_says_who_and_can_be_told_shorter(catalog: Catalog) -> None:
    events = [
        Told("ParticipantsUpdated", 1, people=[CALLER], sequence=1),
        Told("AddParticipantFailed", 2, "500/560503", people=[AGENT]),
        Told("AddParticipantFailed", 3, "403/8522", people=[AGENT]),
        Told("AddParticipantFailed", 4, people=[AGENT]),
        Told("AddParticipantFailed", 5),
        Told("RecognizeFailed", 6, "400/8510"),
    ]
    names = {1: "busy", 2: "Custom speech model not supported", 5: "no input"}
    shown = timeline_of(catalog.kinds, events, names=names)
    failed = {mark.row: (mark.label, *mark.shorter) for mark in shown.markers if mark.failed}
    assert failed == {
        1: ("P2 busy 560503", "P2 560503", "560503"),
        2: (
            "P2 custom speech model not supported 8522",
            "P2 custom speech model not… 8522",
            "P2 8522",
            "8522",
        ),
        3: ("P2 not added",),
        4: ("participant not added",),
        5: ("no input 8510", "8510"),
    }


def test_no_event_with_a_time_gives_no_origin(catalog: Catalog) -> None:
    shown = timeline_of(catalog.kinds, [Told("CallConnected", None), Told("PlayStarted", None)])
    assert (shown.origin_ns, len(shown.spans), len(shown.markers)) == (None, 0, 0)
    assert (shown.untimed, shown.lanes) == (2, (Lane.CALL,))


def test_an_end_without_a_time_is_not_called_missing(catalog: Catalog) -> None:
    shown = timeline_of(catalog.kinds, [Told("CallConnected", 1), Told("CallDisconnected", None)])
    (bar,) = shown.spans
    assert bar.label == "connected (CallDisconnected has no time)"
    assert (bar.open_end, shown.end_s) == (True, None)


def test_captured_text_in_a_label_is_one_short_printable_line(catalog: Catalog) -> None:
    shown = timeline_of(
        catalog.kinds,
        [Told("Odd\n\u202eKind" + "x" * 500, 1), Told("PlayStarted", 2, context="a\tmenu")],
    )
    label = shown.markers[0].label
    assert label.isprintable()
    assert len(label) <= 60
    assert shown.spans[0].label == "a menu (end not in capture)"


@pytest.mark.parametrize(
    "context",
    ["{'step': 1}", '["a"]', "5f0c9a5e-8a3f-4d83-9d4e-0123456789ab", "12345678a", "n" * 80, ""],
)
def test_a_context_that_is_no_name_leaves_the_operation_name(
    context: str, catalog: Catalog
) -> None:
    shown = timeline_of(catalog.kinds, [Told("PlayStarted", 2, context=context)])
    assert shown.spans[0].label == "play (end not in capture)"
