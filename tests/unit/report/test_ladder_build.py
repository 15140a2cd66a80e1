"""What a ladder says of a call, and what it must not say."""

import pytest

from inspector.catalog.catalog import Catalog
from inspector.report.ladder.build import build_ladder
from inspector.report.ladder.model import Change, Party, StepKind, seconds_since
from inspector.report.ladder.people import MOST_COLUMNS
from inspector.report.redact import Masker, Plain
from tests.support.ladder_case import (
    AGENT,
    CALLER,
    failed_call,
    ladder_of,
    listed,
    phone,
    plain_ladder,
    step_lines,
    tone,
    user,
)
from tests.support.scene_case import lines, scene_of, told


def test_a_failed_call_from_offer_to_end(catalog: Catalog) -> None:
    ladder = ladder_of(catalog, failed_call())
    assert [column.short for column in ladder.columns] == [
        "Your app",
        "Azure",
        "Carrier",
        "P1",
        "P2",
    ]
    assert step_lines(ladder) == [
        "P1 .. Azure: calls +44•••100",
        "0.0 Azure > Your app: Call offered",
        "Your app .. Azure: asked: answer the call",
        "+4.0 Azure > Your app: Call connected · rang 4.0 s",
        "+4.5 Azure > Your app: P1 joined",
        "Your app .. Azure: asked: play ‘menu’",
        "+5.0 Azure > Your app: Playing starts ‘menu’",
        "+8.0 Azure > Your app: Played ‘menu’ · 3.0 s",
        "-- 22.0 s",
        "Your app .. Azure: asked: add P2 ‘add-agent’",
        "Carrier .. Azure: SIP 486 Busy Here · Q.850 17 User busy FAILED",
        "+30.0 Azure > Your app: Phone is busy (P2) ‘add-agent’ [500/560486] FAILED",
        "+33.0 Azure > Your app: Your app hung up [200/7000] END",
    ]
    assert ladder.steps[4].changes == (Change(3, joins=True),)
    assert ladder.title == "Call 1 · inbound · 2025-06-16 09:00:00 – 09:00:33 UTC"


def test_only_events_have_a_time(catalog: Catalog) -> None:
    for step in ladder_of(catalog, failed_call()).steps:
        assert (step.time_ns is not None) == (step.kind is StepKind.CALLBACK)


def test_every_event_is_in_one_callback(catalog: Catalog) -> None:
    events = [*failed_call()[:4], *(tone(6 + n / 10) for n in range(9)), *failed_call()[4:]]
    ladder = ladder_of(catalog, events)
    told_rows = [
        row for step in ladder.steps if step.kind is StepKind.CALLBACK for row in step.rows
    ]
    assert sorted(told_rows) == list(range(len(events)))
    assert all(row in ladder.steps[ladder.positions[row]].rows for row in told_rows)
    assert ladder.end == len(ladder.steps) - 1
    assert ladder.failures == 1


def test_the_call_and_its_people_are_active_while_they_are_in_it(catalog: Catalog) -> None:
    ladder = ladder_of(catalog, failed_call())
    masks = {step.text.split(" ·")[0]: step.active for step in ladder.steps}
    assert masks["Call offered"] == 0
    assert masks["Call connected"] == 0b00011
    assert masks["P1 joined"] == 0b01011
    assert masks["asked: add P2 ‘add-agent’"] == 0b01011
    assert masks["Your app hung up"] == 0


def test_numbers_are_masked_and_shown_on_request(catalog: Catalog) -> None:
    masked, plain = ladder_of(catalog, failed_call()), plain_ladder(catalog, failed_call())
    assert masked.redacted
    assert not plain.redacted
    for number in (CALLER, AGENT):
        assert number not in repr(masked)
        assert number in repr(plain)
    assert [column.detail for column in plain.columns[3:]] == ["+44…123", "+44…177"]


def test_a_masked_user_has_no_stand_in_that_looks_like_a_column(catalog: Catalog) -> None:
    events = [told("CallConnected", 1), listed(user("a"), user("b"), at_s=2, number=1)]
    columns = ladder_of(catalog, events).columns[2:]
    assert [(each.short, each.detail, each.whole) for each in columns] == [
        ("P1", "ACS user", "ACS user"),
        ("P2", "ACS user", "ACS user"),
    ]
    assert "8:acs:" in plain_ladder(catalog, events).columns[2].whole


def test_a_masked_id_of_unknown_kind_says_that_it_is_masked(catalog: Catalog) -> None:
    stranger = {"rawId": "99:something:0f0f0f0f-aaaa", "kind": "hologram"}
    events = [told("CallConnected", 1), listed(stranger, at_s=2, number=1)]
    column = ladder_of(catalog, events).columns[2]
    assert (column.detail, column.whole) == ("", "id masked")
    assert plain_ladder(catalog, events).columns[2].whole == "99:something:0f0f0f0f-aaaa"


def test_what_was_typed_is_told_only_on_request(catalog: Catalog) -> None:
    events = [told("CallConnected", 1), *(tone(2 + n, "pound") for n in range(5))]
    masked, plain = ladder_of(catalog, events), plain_ladder(catalog, events)
    assert masked.steps[1].text == "5 tones · 4.0 s"
    assert "#" not in repr(masked.steps)
    assert "pound" not in repr(masked.steps)
    assert plain.steps[1].text == "5 tones: # # # # # · 4.0 s"
    assert [step.text for step in plain.steps[1].inner] == ["Tone #"] * 5


def test_a_run_is_one_step_with_its_single_steps_inside(catalog: Catalog) -> None:
    more = [told("SomethingNew", 3 + n) for n in range(4)]
    ladder = ladder_of(catalog, [told("CallConnected", 1), *more, told("SomethingElse", 8)])
    run = ladder.steps[1]
    assert run.text == "4 × SomethingNew · 3.0 s"
    assert [step.rows for step in run.inner] == [(1,), (2,), (3,), (4,)]
    assert run.rows == (1, 2, 3, 4)
    assert not ladder.steps[2].inner


def test_a_run_of_lists_leaves_those_active_who_came_in_it(catalog: Catalog) -> None:
    people = [phone(f"+4416329601{n:02d}") for n in range(6)]
    lists = [listed(*people[: n + 1], at_s=2 + n, number=n + 1) for n in range(6)]
    run = ladder_of(catalog, [told("CallConnected", 1), *lists]).steps[1]
    assert len(run.inner) == 6
    assert run.active == 0b11111111
    assert run.changes == tuple(Change(2 + n, joins=True) for n in range(6))


def test_who_comes_and_goes_within_a_run_is_no_change_of_it(catalog: Catalog) -> None:
    lists = [listed(phone(), *[user()] * (n % 2), at_s=2 + n, number=n + 1) for n in range(7)]
    run = ladder_of(catalog, [told("CallConnected", 1), *lists]).steps[1]
    assert len(run.inner) == 7
    assert run.changes == (Change(2, joins=True),)


def test_who_comes_at_the_moment_of_the_end_is_not_shown_leaving(catalog: Catalog) -> None:
    events = [told("CallConnected", 1), listed(phone(), at_s=3), told("CallDisconnected", 3)]
    changes = [change for step in ladder_of(catalog, events).steps for change in step.changes]
    assert changes == [Change(2, joins=True)]


def test_three_equal_steps_and_failures_stay_single(catalog: Catalog) -> None:
    three = [told("SomethingNew", 3 + n) for n in range(3)]
    failing = [told("ContinuousDtmfRecognitionToneReceived", 8 + n, "500/8511") for n in range(6)]
    ladder = ladder_of(catalog, [told("CallConnected", 1), *three, *failing])
    assert not any(step.inner for step in ladder.steps)


def test_a_result_without_a_start_was_asked_earlier_without_a_time(catalog: Catalog) -> None:
    events = [
        told("CallConnected", 1),
        told("RecognizeFailed", 3, "400/8510", operationContext="menu"),
        told("RecognizeFailed", 4, "400/8510", operationContext="menu"),
        told("RecognizeFailed", 5, "400/8510", operationContext="other"),
    ]
    asked = [each for each in step_lines(ladder_of(catalog, events)) if ".." in each]
    assert asked == [
        "Your app .. Azure: asked: recognize ‘menu’",
        "Your app .. Azure: asked: recognize ‘other’",
    ]


@pytest.mark.parametrize(
    "name",
    ["RecordingStateChanged", "MediaStreamingStarted", "TranscriptionStarted", "DialogStarted"],
)
def test_what_may_come_without_an_own_request_shows_none(catalog: Catalog, name: str) -> None:
    ladder = ladder_of(catalog, [told("CallConnected", 1), told(name, 2, "200/0")])
    assert not ladder.has_implied


def test_each_start_was_asked_for(catalog: Catalog) -> None:
    plays = [told("PlayStarted", n, operationContext="menu") for n in range(2, 5)]
    asked = [each for each in step_lines(ladder_of(catalog, plays)) if ".." in each]
    assert asked == ["Your app .. Azure: asked: play ‘menu’"] * 3


def test_the_end_of_hold_audio_does_not_prove_a_hold(catalog: Catalog) -> None:
    events = [told("CallConnected", 1), told("HoldAudioCompleted", 2, operationContext="unhold")]
    assert not ladder_of(catalog, events).has_implied


def test_the_prompt_of_a_recognize_is_not_asked_for_twice(catalog: Catalog) -> None:
    events = [
        told("CallConnected", 1),
        told("PlayStarted", 2, operationContext="menu"),
        told("RecognizeCompleted", 4, "200/8533", operationContext="menu"),
    ]
    asked = [each for each in step_lines(ladder_of(catalog, events)) if ".." in each]
    assert asked == ["Your app .. Azure: asked: recognize ‘menu’"]


def test_a_call_without_proven_direction_shows_nobody_asking(catalog: Catalog) -> None:
    assert not ladder_of(catalog, [told("CallConnected", 1)]).has_implied


def test_an_answer_of_the_carrier_that_two_events_tell_is_shown_once(catalog: Catalog) -> None:
    events = [
        told("CreateCallFailed", 2.0, "500/560486 sip=486 q850=17"),
        told("CallDisconnected", 2.001, "500/560486 sip=486 q850=17"),
    ]
    ladder = ladder_of(catalog, events)
    assert sum("SIP 486" in each for each in step_lines(ladder)) == 1
    assert step_lines(ladder)[0] == "Your app .. Azure: asked: place the call"


def test_without_sip_or_q850_there_is_no_carrier(catalog: Catalog) -> None:
    ladder = ladder_of(catalog, [told("CreateCallFailed", 2, "480/560480")])
    assert Party.CARRIER not in {column.party for column in ladder.columns}


def test_a_call_without_an_end_says_so(catalog: Catalog) -> None:
    ladder = ladder_of(catalog, [told("CallConnected", 1)])
    assert step_lines(ladder)[-1] == "-- No CallDisconnected in this capture"
    assert ladder.end is None


def test_events_without_times_stay_in_their_place(catalog: Catalog) -> None:
    events = [told("CallConnected"), told("PlayFailed", None, "400/8535"), told("CallDisconnected")]
    told_lines = [each for each in step_lines(ladder_of(catalog, events)) if ".." not in each]
    assert [each.partition(":")[0] for each in told_lines] == ["no time Azure > Your app"] * 3
    assert ladder_of(catalog, events).origin_ns is None


def test_what_comes_after_the_end_is_marked(catalog: Catalog) -> None:
    events = [
        told("CallConnected", 1),
        told("CallDisconnected", 3),
        told("RecordingStateChanged", 4),
    ]
    last = ladder_of(catalog, events).steps[-1]
    assert last.after_end
    assert last.active == 0


def test_somebody_who_leaves_is_gone_from_there_on(catalog: Catalog) -> None:
    events = [
        told("CallConnected", 1),
        listed(phone(), user(), at_s=2, number=1),
        listed(phone(), at_s=9, number=2),
        told("CallDisconnected", 10),
    ]
    ladder = ladder_of(catalog, events)
    leaving = ladder.steps[2]
    assert leaving.text == "P2 left"
    assert leaving.changes == (Change(3, leaves=True),)
    assert leaving.active == 0b0111


def test_hidden_people_get_no_column(catalog: Catalog) -> None:
    nobody = {"rawId": "sanitized", "kind": "communicationUser"}
    ladder = ladder_of(catalog, [told("CallConnected", 1), listed(nobody, nobody, at_s=2)])
    assert len(ladder.columns) == 2
    assert "2 people" in ladder.steps[1].text


@pytest.mark.parametrize(
    ("count", "own"), [(MOST_COLUMNS + 1, MOST_COLUMNS + 1), (20, MOST_COLUMNS)]
)
def test_many_people_share_a_last_column(catalog: Catalog, count: int, own: int) -> None:
    people = [phone(f"+4416329601{n:02d}") for n in range(count)]
    ladder = ladder_of(catalog, [told("CallConnected", 1), listed(*people, at_s=2)])
    persons = [column for column in ladder.columns if column.party is Party.PERSON]
    others = [column.detail for column in ladder.columns if column.party is Party.OTHERS]
    assert len(persons) == own
    assert others == ([] if own == count else [f"P{own + 1} to P{count}"])
    assert max(change.column for change in ladder.steps[1].changes) == len(ladder.columns) - 1


def test_requests_of_a_resource_log_take_the_place_of_implied_ones(catalog: Catalog) -> None:
    row = {
        "TimeGenerated": "2025-06-16T09:00:04.9Z",
        "OperationName": "Play",
        "ResultType": "Succeeded",
        "ResultSignature": "202",
        "CallConnectionId": failed_call()[1]["data"]["callConnectionId"],
        "Type": "ACSCallAutomationIncomingOperations",
    }
    scene = scene_of(catalog, lines(failed_call()), lines([row]))
    capture = scene.capture
    ladder = build_ladder(capture, capture.calls.call(0), scene.assessment, Masker())
    told_lines = step_lines(ladder)
    assert "+4.9 Your app > Azure: request Play [202]" in told_lines
    assert not any("asked:" in each for each in told_lines)
    logged = [step for step in ladder.steps if step.kind is StepKind.LOGGED]
    assert [step.rows for step in logged] == [()]


def test_a_record_that_is_gone_takes_only_its_own_words_away(catalog: Catalog) -> None:
    scene = scene_of(catalog, failed_call())
    capture = scene.capture
    capture.close()
    ladder = build_ladder(capture, capture.calls.call(0), scene.assessment, Plain())
    assert len(ladder.positions) == len(failed_call())
    assert "could not be read again" in ladder.steps[-1].text


def test_a_cancelled_building_still_holds_every_event(catalog: Catalog) -> None:
    scene = scene_of(catalog, failed_call())
    call = scene.capture.calls.call(0)
    ladder = build_ladder(scene.capture, call, scene.assessment, Masker(), lambda: True)
    assert len(ladder.positions) == len(failed_call())
    assert "not read from 3 further events" in ladder.steps[-1].text


@pytest.mark.parametrize(
    ("distance_s", "text"),
    [(0, "0.0"), (0.04, "0.0"), (-0.2, "−0.2"), (71.54, "+71.5"), (99.96, "+1:40.0"),
     (285.3, "+4:45.3"), (3725.0, "+1:02:05.0")],
)  # fmt: skip
def test_seconds_are_short(distance_s: float, text: str) -> None:
    assert seconds_since(round(distance_s * 1e9)) == text
