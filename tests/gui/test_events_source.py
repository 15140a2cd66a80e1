"""What the event table is told about a capture: rows, numbers, late ones, words."""

from pathlib import Path

import numpy as np

from inspector.catalog.catalog import Catalog
from inspector.gui.detail import place
from inspector.gui.event_table import source
from inspector.gui.view_state import NO_CALL
from tests.support.event_table_case import CALL, at, read, source_of, told
from tests.support.small_capture import event, result

OFFER = event("IncomingCall", at(0), None)
EVENTS = [
    OFFER,
    told("CallConnected", 1),
    told("PlayStarted", 2, resultInformation=result(200, 0)),
    told("CallDisconnected", 20, resultInformation=result(200, 7000)),
    told("ParticipantsUpdated", 21, participants=[]),
    {**event("CallConnected", at(30), None), "id": "loose"},
]
EVENTS[0]["data"]["serverCallId"] = EVENTS[1]["data"]["serverCallId"]
EVENTS[5]["data"]["serverCallId"] = "another conversation"
EVENTS[5]["data"]["correlationId"] = "another one"
EVENTS[0]["data"]["correlationId"] = EVENTS[1]["data"]["correlationId"]


def test_a_call_comes_with_its_offer_and_says_what_is_late(
    catalog: Catalog, tmp_path: Path
) -> None:
    capture = read(catalog, tmp_path, EVENTS)
    told_of = source_of(catalog, capture)
    shown, hidden = told_of.event_rows(0, None)
    assert shown.rows.tolist() == [0, 1, 2, 3, 4]
    assert hidden == 0
    assert [shown.number(place) for place in range(5)] == [1, 2, 3, 4, 5]
    assert [shown.is_late(place) for place in range(5)] == [False] * 4 + [True]
    assert capture.table.call_ids[0] == CALL


def test_what_is_dated_before_the_end_is_not_said_to_come_after_it(
    catalog: Catalog, tmp_path: Path
) -> None:
    ended = told("CallDisconnected", 2.001, resultInformation=result(480, 10037))
    never = told("CreateCallFailed", 2, resultInformation=result(480, 10037))
    last = told("RecordingStateChanged", 2.5)
    capture = read(catalog, tmp_path, [ended, never, last])
    shown, _hidden = source_of(catalog, capture).event_rows(0, None)
    assert shown.rows.tolist() == [1, 0, 2]
    assert capture.calls.late.tolist() == [True, False, True]
    assert [shown.is_late(place) for place in range(3)] == [False, False, True]


def test_hidden_events_are_counted_and_numbers_stay(catalog: Catalog, tmp_path: Path) -> None:
    told_of = source_of(catalog, read(catalog, tmp_path, EVENTS))
    mask = np.array([False, True, False, False, True, True])
    shown, hidden = told_of.event_rows(0, mask)
    assert shown.rows.tolist() == [1, 4]
    assert [shown.number(place) for place in range(2)] == [2, 5]
    assert [shown.is_late(place) for place in range(2)] == [False, True]
    assert hidden == 3


def test_events_without_a_call_are_shown_too(catalog: Catalog, tmp_path: Path) -> None:
    told_of = source_of(catalog, read(catalog, tmp_path, EVENTS))
    shown, hidden = told_of.event_rows(NO_CALL, None)
    assert shown.rows.tolist() == [5]
    assert (hidden, shown.origin_ns) == (0, None)
    assert shown.happened(5) == "Call connected"


def test_results_are_ranked_by_their_words(catalog: Catalog, tmp_path: Path) -> None:
    told_of = source_of(catalog, read(catalog, tmp_path, EVENTS))
    shown, _hidden = told_of.event_rows(0, None)
    assert shown.result_ranks is not None
    ranks = shown.result_ranks()
    # Call connected (twice), Call offered, Participants changed, Playing starts, Your app hung up
    assert ranks.tolist() == [1, 0, 3, 4, 2, 0]


def test_what_cannot_be_read_is_not_shown(catalog: Catalog, tmp_path: Path, monkeypatch) -> None:
    told_of = source_of(catalog, read(catalog, tmp_path, EVENTS))
    shown, _hidden = told_of.event_rows(0, None)
    body = shown.body(3)
    assert body is not None
    assert body["type"] == "Microsoft.Communication.CallDisconnected"
    assert shown.line(3) == 4
    monkeypatch.setattr(source, "LARGEST_READ", 100)
    monkeypatch.setattr(place, "LINE_LIMIT", 100)
    assert shown.body(3) is None
    assert shown.line(3) is None
    monkeypatch.undo()
    (tmp_path / "call.jsonl").write_text("gone", encoding="utf-8")
    assert shown.body(3) is None
    assert shown.line(3) is None
