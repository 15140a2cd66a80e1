import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.model import Attention, Owner, ResultOutcome, Retry
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Facts


@pytest.fixture(scope="module")
def shipped() -> Catalog:
    return load_catalog()


@pytest.mark.parametrize(
    ("event", "title"),
    [
        ("CallConnected", "Call connected"),
        ("AddParticipantSucceeded", "Participant joined"),
        ("ParticipantsUpdated", "Participants changed"),
        ("PlayCanceled", "Playing canceled"),
    ],
)
@pytest.mark.parametrize("code", [200, 0])
def test_an_event_that_went_well_is_no_normal_end(
    shipped: Catalog, event: str, title: str, code: int
) -> None:
    explanation = explain(shipped, Facts(event, code, 0))
    assert explanation.title == title
    assert "end" not in explanation.meaning.split()
    assert explanation.mitigation == "Nothing needs doing."
    assert explanation.attention is Attention.EXPECTED
    assert explanation.owner is Owner.NOBODY
    assert (explanation.ended_by, explanation.phase, explanation.related) == ("", "", ())
    assert explanation.subcode is not None
    assert explanation.subcode.name == "No finer reason"
    assert not any("Documented with" in note for note in explanation.notes)


def test_what_is_known_of_the_event_is_told_with_it(shipped: Catalog) -> None:
    event = shipped.events["ParticipantsUpdated"]
    assert event.note
    assert explain(shipped, Facts("ParticipantsUpdated", 200, 0)).meaning.endswith(event.note)


def test_an_end_or_a_number_with_a_meaning_keeps_its_row(shipped: Catalog) -> None:
    assert explain(shipped, Facts("CallDisconnected", 200, 0)).title == "Ended normally"
    assert explain(shipped, Facts(None, 200, 0)).title == "Ended normally"
    matched = explain(shipped, Facts("RecognizeCompleted", 200, 8533))
    assert matched.title == "Tone choice matched"


@pytest.mark.parametrize("code", [200, 0])
def test_code_0_is_as_good_as_200(shipped: Catalog, code: int) -> None:
    """Neither turns a normal end into a failure, nor a failure into a normal end."""
    end = explain(shipped, Facts("CallDisconnected", code, 0, sip=486, q850=17))
    assert (end.title, end.attention) == ("Ended normally", Attention.EXPECTED)
    failed = explain(shipped, Facts("CreateCallFailed", code, 0))
    assert (failed.title, failed.attention) == ("Outgoing call refused", Attention.NOTABLE)


def test_a_refusal_does_not_claim_what_only_the_end_of_a_call_has(shipped: Catalog) -> None:
    explanation = explain(shipped, Facts("AddParticipantFailed", 200, 7000))
    assert explanation.outcome is ResultOutcome.REFUSED
    assert (explanation.ended_by, explanation.phase, explanation.related) == ("", "", ())
    assert explanation.retry is Retry.UNKNOWN
    assert explanation.counts_as_delivered is None


def test_a_refusal_of_the_callee_reads_like_a_decline(shipped: Catalog) -> None:
    refused = explain(shipped, Facts("CreateCallFailed", 200, 5002))
    declined = explain(shipped, Facts("CallDisconnected", 603, 0))
    for explanation in (refused, declined):
        assert explanation.outcome is ResultOutcome.REFUSED
        assert explanation.owner is Owner.CALLEE
        assert explanation.retry is Retry.LATER
        assert explanation.counts_as_delivered is True


@pytest.mark.parametrize("event", ["PlayFailed", "RecognizeFailed", "MediaStreamingFailed"])
def test_an_action_that_failed_with_a_success_code_is_nobodys_refusal(
    shipped: Catalog, event: str
) -> None:
    explanation = explain(shipped, Facts(event, 200, 0))
    assert "refused" not in explanation.mitigation
    assert explanation.outcome is ResultOutcome.FAILED


def test_an_unknown_event_that_failed_is_not_called_ok(shipped: Catalog) -> None:
    explanation = explain(shipped, Facts("BlinkFailed", 200, 5))
    assert explanation.title == "Failed, although the number means success"
    assert explanation.owner is Owner.UNKNOWN


@pytest.mark.parametrize(
    ("event", "subcode", "title"),
    [("RecognizeFailed", 8531, "No usable input"), ("CallTransferFailed", 7015, "Transfer failed")],
)
def test_a_subcode_of_success_does_not_excuse_a_failure(
    shipped: Catalog, event: str, subcode: int, title: str
) -> None:
    explanation = explain(shipped, Facts(event, 400, subcode))
    assert explanation.title == title
    assert explanation.attention is Attention.FAILURE
    assert explanation.owner is Owner.UNKNOWN
    assert "Nothing needs doing" not in explanation.mitigation
    assert explanation.outcome is ResultOutcome.FAILED
    assert explanation.counts_as_delivered is None
    row = shipped.subcodes[subcode][0]
    assert row.name in explanation.meaning
    assert [other.title for other in explanation.other_readings] == [row.name]


@pytest.mark.parametrize(
    ("event", "code", "subcode"),
    [("PlayFailed", 400, 8508), ("AnswerFailed", 487, 10003), ("AddParticipantFailed", 487, 0)],
)
def test_an_ordinary_outcome_of_a_failed_event_stays_one(
    shipped: Catalog, event: str, code: int, subcode: int
) -> None:
    assert explain(shipped, Facts(event, code, subcode)).attention is Attention.EXPECTED


def test_a_number_of_failure_does_not_undo_a_success(shipped: Catalog) -> None:
    explanation = explain(shipped, Facts("PlayCompleted", 404, 8536))
    assert explanation.outcome is ResultOutcome.SUCCEEDED
    assert explanation.counts_as_delivered is None
    held = explain(shipped, Facts("HoldAudioCompleted", 400, 8508))
    assert held.outcome is ResultOutcome.SUCCEEDED
    assert held.counts_as_delivered is True
    assert held.attention is Attention.EXPECTED


def test_a_canceled_action_has_not_failed(shipped: Catalog) -> None:
    for code, subcode in ((404, 8536), (200, 0)):
        canceled = explain(shipped, Facts("PlayCanceled", code, subcode))
        assert canceled.outcome is ResultOutcome.ENDED_NORMALLY
        assert canceled.counts_as_delivered is None


def test_without_a_code_the_name_is_told_once(shipped: Catalog) -> None:
    explanation = explain(shipped, Facts("CallConnected"))
    assert explanation.title not in explanation.meaning
    assert explanation.mitigation == "Nothing needs doing."
