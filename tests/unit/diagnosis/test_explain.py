from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.model import (
    Attention,
    Basis,
    NormalRow,
    NoteRow,
    Owner,
    ResultOutcome,
    Retry,
    SubcodeRow,
)
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Explanation, Facts
from inspector.index.codes import CodeClass


@pytest.fixture(scope="module")
def shipped() -> Catalog:
    return load_catalog()


def _has_note(explanation: Explanation, *words: str) -> bool:
    return any(all(word in note for word in words) for note in explanation.notes)


def test_the_exact_row_speaks(small: Catalog) -> None:
    explanation = explain(small, Facts("CallDisconnected", 503, 560503))
    assert explanation.basis is Basis.EVENT_CODE_SUBCODE
    assert explanation.title == "Carrier unavailable"
    assert explanation.meaning == "What 560503 stands for."
    assert explanation.mitigation == "What to do about 560503."
    assert explanation.code is not None
    assert (explanation.code.value, explanation.code.name) == (503, "Unavailable service")
    assert explanation.subcode is not None
    assert explanation.subcode.name == "Carrier unavailable"
    assert (explanation.sip, explanation.q850) == (None, None)
    assert explanation.code_class is CodeClass.C5XX
    assert explanation.notes == ()
    assert explanation.sources == ("X",)


def test_a_busy_phone_behind_a_wrapped_503(small: Catalog) -> None:
    facts = Facts("CallDisconnected", 500, 560503, "Unexpected server error", sip=486, q850=17)
    explanation = explain(small, facts)
    assert explanation.title == "The phone was busy"
    assert explanation.basis is Basis.SUBCODE
    assert explanation.owner is Owner.CALLEE
    assert explanation.attention is Attention.EXPECTED
    assert explanation.retry is Retry.LATER
    for said in ("SIP says 486 Busy Here", "Q.850 says 17 User busy", "answered 503", "as 500"):
        assert said in explanation.meaning
    advice = explanation.mitigation
    busy, sbc, ticket = (advice.index(w) for w in ("Advice: The phone", "SBC log", "Only if"))
    assert busy < sbc < ticket
    assert _has_note(explanation, "Documented with code 503", "code 500")
    assert _has_note(explanation, "Code 500 differs from 503")
    assert "agree: the standard" in explanation.agreement.text
    assert "answer 503 Service Unavailable in subcode 560503 differs" in explanation.agreement.text
    assert explanation.subcode is not None
    assert explanation.subcode.name == "Carrier unavailable"


@pytest.mark.parametrize(
    ("numbers", "title"),
    [
        ((480, 560480, 480, 19), "It rang in vain"),
        ((480, 560480, 480, 17), "The phone was busy"),
        ((404, 560404, 404, 1), "Carrier: no such number"),  # they only repeat the row
        ((404, 560404, 404, None), "Carrier: no such number"),
        ((404, 560404, 404, 17), "Number unknown, or busy"),
        ((403, 560407, 407, 21), "SBC or carrier answered 407"),
        ((503, 560503, 503, 34), "No free line"),
        ((503, 560503, 503, 1), "No such number"),
        ((503, 560503, 503, 41), "Carrier unavailable"),  # both vague
        ((503, 560503, 503, None), "Carrier unavailable"),
        ((503, 560503, None, 17), "The phone was busy"),
        ((503, 560503, 799, 130), "Carrier unavailable"),  # neither is known
        ((None, None, 486, None), "The phone was busy"),
        ((500, 777777, 486, None), "The phone was busy"),
        ((404, 8522, 404, None), "Not there"),
        ((200, 560000, 200, 16), "Phone hung up"),
        ((200, 560000, 486, 17), "Phone hung up"),  # a normal end stays one
    ],
)
def test_headline(
    small: Catalog, numbers: tuple[int | None, int | None, int | None, int | None], title: str
) -> None:
    code, subcode, sip, q850 = numbers
    facts = Facts("CallDisconnected", code, subcode, sip=sip, q850=q850)
    assert explain(small, facts).title == title


def test_a_conflict_names_both_and_no_owner(small: Catalog) -> None:
    explanation = explain(small, Facts("CreateCallFailed", 404, 560404, sip=404, q850=17))
    assert explanation.owner is Owner.UNKNOWN
    assert "404 Not Found" in explanation.meaning
    assert "17 User busy" in explanation.meaning
    assert "contradict" in explanation.agreement.text


def test_diag_code_counts_instead_of_a_wrapper(small: Catalog) -> None:
    facts = Facts("AddParticipantFailed", 412, 9999, "x. DiagCode: 412#10073")
    explanation = explain(small, facts)
    assert explanation.title == "No phone data"
    assert explanation.basis is Basis.CODE_SUBCODE
    assert _has_note(explanation, "9999 only wraps 412/10073")
    assert explanation.facts == facts
    assert explanation.subcode is not None
    assert (explanation.subcode.value, explanation.subcode.name) == (9999, "Wrapper")


def test_diag_code_is_a_remark_otherwise(small: Catalog) -> None:
    explanation = explain(small, Facts("CreateCallFailed", 404, 8522, "DiagCode: 412#10073"))
    assert explanation.title == "Not there"
    assert _has_note(explanation, "The message names 412/10073 as well: No phone data.")


def test_an_unknown_diag_code_does_not_replace_the_wrapper(small: Catalog) -> None:
    explanation = explain(small, Facts("AddParticipantFailed", 412, 9999, "DiagCode: 412#31"))
    assert explanation.title == "Wrapper"
    assert _has_note(explanation, "412/31", "not in the catalog")


def test_a_diag_code_that_repeats_the_result_is_no_news(small: Catalog) -> None:
    explanation = explain(small, Facts("CallDisconnected", 200, 560000, "DiagCode: 0#560000.@"))
    assert explanation.notes == ()


def test_a_diag_code_alone_is_looked_up(small: Catalog) -> None:
    explanation = explain(small, Facts("CallDisconnected", message="DiagCode: 200#7000"))
    assert explanation.title == "App hung up"
    assert (explanation.code, explanation.subcode) == (None, None)


def test_a_diag_code_counts_where_no_subcode_was_delivered(small: Catalog) -> None:
    explanation = explain(small, Facts("AddParticipantFailed", 412, None, "DiagCode: 412#10073"))
    assert explanation.title == "No phone data"
    assert explanation.subcode is None


def test_broken_characters_are_mended_and_told(small: Catalog) -> None:
    explanation = explain(small, Facts("PlayFailed", 404, 8536, "can\u00e2\u20ac\u2122t"))
    assert explanation.facts.message == "can\u2019t"
    assert _has_note(explanation, "broken characters")


def test_another_event_than_documented_is_told(small: Catalog) -> None:
    explanation = explain(small, Facts("AddParticipantFailed", 404, 8522))
    assert explanation.basis is Basis.CODE_SUBCODE
    assert _has_note(explanation, "Documented with CreateCallFailed", "AddParticipantFailed")


def test_the_name_of_an_unknown_event_is_not_repeated(small: Catalog) -> None:
    explanation = explain(small, Facts("<b>Bad</b>", 404, 8522))
    assert all("<b>" not in text for text in (*explanation.notes, explanation.meaning))


def test_an_any_code_row_tells_the_documented_codes(small: Catalog) -> None:
    explanation = explain(small, Facts("AddParticipantFailed", 500, 8522))
    assert explanation.basis is Basis.SUBCODE
    assert explanation.title == "Anything not found"
    assert _has_note(explanation, "codes 403 and 404", "code 500")


def test_a_general_sip_answer_in_the_subcode_claims_no_cause(small: Catalog) -> None:
    general = explain(small, Facts("CallDisconnected", 503, 540503))
    assert general.basis is Basis.PATTERN
    assert general.title == "SBC or carrier answered 503"
    assert "No free line" not in general.mitigation
    precise = explain(small, Facts("CallDisconnected", 486, 540486))
    assert precise.attention is Attention.EXPECTED
    assert "Advice: The phone was busy." in precise.mitigation


def test_unknown_numbers_name_the_catalog_date(small: Catalog) -> None:
    explanation = explain(small, Facts("CallDisconnected", 480, 777777))
    assert explanation.basis is Basis.CODE
    assert "The catalog of 2020-02-02 does not know subcode 777777." in explanation.meaning
    nothing = explain(small, Facts("CallDisconnected", 302, 12))
    assert nothing.basis is Basis.NONE
    assert nothing.title == "Not in the catalog"
    assert "2020-02-02" in nothing.meaning


def test_unregistered_details_are_told(small: Catalog) -> None:
    explanation = explain(small, Facts("CallDisconnected", 480, None, sip=799, q850=300))
    assert _has_note(explanation, "SIP 799 is not a registered")
    assert _has_note(explanation, "Q.850 300 is not a known")
    assert explanation.sip is not None
    assert explanation.sip.value == 799


@pytest.mark.parametrize(
    ("event", "attention", "title"),
    [
        ("CallConnected", Attention.EXPECTED, "Call connected"),
        ("ParticipantsUpdated", Attention.EXPECTED, "Participants changed"),
        ("PlayFailed", Attention.FAILURE, "Playing failed"),
        ("CallDisconnected", Attention.NOTABLE, "No result information in this event"),
        ("SomethingNew", Attention.NOTABLE, "No result information in this event"),
        ("SomethingNewFailed", Attention.FAILURE, "Failed, without a code"),
        (None, Attention.NOTABLE, "No result information in this event"),
    ],
)
def test_without_any_number(
    small: Catalog, event: str | None, attention: Attention, title: str
) -> None:
    explanation = explain(small, Facts(event))
    assert (explanation.basis, explanation.attention) == (Basis.NONE, attention)
    assert explanation.title == title
    assert "code" in explanation.meaning


@pytest.mark.parametrize(
    ("event", "code", "subcode", "attention"),
    [
        ("HoldAudioCompleted", 404, 8536, Attention.NOTABLE),  # never a failure by its number
        ("PlayCompleted", 200, 0, Attention.EXPECTED),
        ("PlayCanceled", 404, 8536, Attention.NOTABLE),
        ("CreateCallFailed", 200, 5002, Attention.NOTABLE),  # refused
        ("CallDisconnected", 200, 5002, Attention.EXPECTED),
        ("CallDisconnected", 487, 0, Attention.EXPECTED),
        ("CreateCallFailed", 487, 0, Attention.EXPECTED),
        ("CallDisconnected", 500, 777777, Attention.FAILURE),
        ("CallDisconnected", 299, 12, Attention.EXPECTED),
        ("CallDisconnected", 603, 12, Attention.NOTABLE),
        ("CallDisconnected", 499, 12, Attention.FAILURE),
        ("CallDisconnected", 302, 12, Attention.NOTABLE),
        ("PlayFailed", 404, 7577, Attention.FAILURE),
    ],
)
def test_the_name_limits_what_the_number_may_claim(
    small: Catalog, event: str, code: int, subcode: int, attention: Attention
) -> None:
    assert explain(small, Facts(event, code, subcode)).attention is attention


def test_a_failed_event_with_a_success_code_reads_as_refused(small: Catalog) -> None:
    explanation = explain(small, Facts("CreateCallFailed", 200, 5002))
    assert explanation.title == "Outgoing call refused"
    assert explanation.code_class is CodeClass.C2XX
    assert explanation.owner is Owner.UNKNOWN
    assert "Everybody left" in explanation.meaning
    assert "Take it as refused" in explanation.mitigation


def test_a_row_documented_for_the_failed_event_gives_its_own_advice_and_owner(
    shipped: Catalog,
) -> None:
    explanation = explain(shipped, Facts("CreateCallFailed", 200, 5002))
    assert explanation.title == "Outgoing call refused"
    assert explanation.attention is Attention.NOTABLE
    row = shipped.lookup("CreateCallFailed", 200, 5002).row
    assert isinstance(row, SubcodeRow)
    assert explanation.mitigation == row.mitigation
    assert explanation.owner is Owner.CALLEE
    assert explain(shipped, Facts("CallDisconnected", 200, 5002)).owner is Owner.NOBODY
    assert explain(shipped, Facts("AnswerFailed", 200, 5002)).owner is Owner.UNKNOWN


def test_an_action_that_failed_with_a_success_code_is_not_called_refused(small: Catalog) -> None:
    assert explain(small, Facts("PlayFailed", 200, 5002)).title == "Playing failed"


def test_neither_number_known_is_said_in_one_sentence(shipped: Catalog) -> None:
    explanation = explain(shipped, Facts("CallDisconnected", 555, 777777))
    assert explanation.basis is Basis.CLASS
    known = f"The catalog of {shipped.date} knows neither code 555 nor subcode 777777."
    assert known in explanation.meaning
    assert explanation.owner is Owner.UNKNOWN
    assert explanation.title == "Server error (5xx)"
    assert (explanation.anatomy, explanation.category, explanation.related) == (None, "", ())


def test_facets_come_from_the_row(shipped: Catalog) -> None:
    explanation = explain(shipped, Facts("CallDisconnected", 200, 560000))
    assert (explanation.ended_by, explanation.phase) == ("callee", "teardown")
    assert (explanation.category, explanation.category_documented) == ("Success", True)
    assert [related.key for related in explanation.related] == ["200/540000"]
    assert explanation.related[0].name == shipped.subcodes[540000][0].name
    assert not explanation.is_yours
    assert explanation.outcome is ResultOutcome.ENDED_NORMALLY
    assert explanation.counts_as_delivered is True
    derived = explain(shipped, Facts("CallDisconnected", 500, 560503))
    assert derived.category
    assert not derived.category_documented


def test_derived_facets_go_when_the_details_tell_another_cause(shipped: Catalog) -> None:
    busy = explain(shipped, Facts("CallDisconnected", 500, 560503, sip=486, q850=17))
    assert (busy.category, busy.counts_as_delivered) == ("", None)
    assert busy.outcome is ResultOutcome.UNKNOWN


@pytest.mark.parametrize(
    ("event", "code", "subcode", "outcome"),
    [
        ("HoldAudioCompleted", 400, 8508, ResultOutcome.SUCCEEDED),
        ("CreateCallFailed", 200, 5002, ResultOutcome.REFUSED),
        ("CallDisconnected", 200, 5002, ResultOutcome.ENDED_NORMALLY),
        ("CallDisconnected", 555, 777777, ResultOutcome.UNKNOWN),
    ],
)
def test_the_name_of_the_event_counts_before_the_outcome_of_the_number(
    shipped: Catalog, event: str, code: int, subcode: int, outcome: ResultOutcome
) -> None:
    assert explain(shipped, Facts(event, code, subcode)).outcome is outcome


def test_what_the_user_calls_normal_is_expected(small: Catalog) -> None:
    facts = Facts("CallDisconnected", 603, 12)
    assert explain(small, facts).attention is Attention.NOTABLE
    assert not explain(small, facts).is_marked_normal
    marked = replace(small, normal=(NormalRow(603, None, False, ("X",)),))
    explanation = explain(marked, facts)
    assert explanation.attention is Attention.EXPECTED
    assert explanation.is_marked_normal
    assert explain(marked, replace(facts, code=404)).attention is Attention.FAILURE


def test_the_users_notes_are_those_of_the_delivered_numbers(small: Catalog) -> None:
    facts = Facts("AddParticipantFailed", 412, 9999, "x. DiagCode: 412#10073")
    mine = replace(
        small,
        notes=(
            NoteRow(412, 9999, None, None, "Ask Mia.", ("X",)),
            NoteRow(None, None, 486, None, "Busy line.", ("X",)),
        ),
    )
    assert explain(small, facts).own_notes == ()
    assert explain(mine, facts).own_notes == ("Ask Mia.",)
    assert explain(mine, replace(facts, sip=486)).own_notes == ("Ask Mia.", "Busy line.")


def test_a_row_of_an_overlay_is_yours(small: Catalog) -> None:
    sources = {"X": replace(small.sources["X"], local=True)}
    yours = replace(small, sources=sources)
    assert explain(yours, Facts("CallDisconnected", 503, 560503)).is_yours
    assert not explain(small, Facts("CallDisconnected", 503, 560503)).is_yours


def test_code_0_is_told(small: Catalog) -> None:
    explanation = explain(small, Facts("CallDisconnected", 0, 0))
    assert explanation.title == "Ended normally"
    assert explanation.code is not None
    assert explanation.code.value == 0
    assert _has_note(explanation, "Code 0 was looked up as 200.")


_NUMBER = (
    st.none()
    | st.integers()
    | st.sampled_from([0, 200, 404, 480, 487, 497, 500, 503, 603, 9999, 8522, 560503, 540000])
)
_DETAIL = st.none() | st.integers() | st.sampled_from([180, 200, 404, 480, 486, 503, 1, 16, 17])
_EVENT = st.none() | st.text() | st.sampled_from(["CallDisconnected", "PlayFailed", "PlayStarted"])
_MESSAGE = st.none() | st.text() | st.sampled_from(["DiagCode: 0#560000.", "DiagCode: 5#0"])
_FACTS = st.builds(Facts, _EVENT, _NUMBER, _NUMBER, _MESSAGE, _DETAIL, _MESSAGE, _DETAIL, _MESSAGE)


@settings(max_examples=300, deadline=None)
@given(facts=_FACTS)
def test_anything_is_explained(shipped: Catalog, facts: Facts) -> None:
    explanation = explain(shipped, facts)
    assert explanation.title.strip()
    assert explanation.meaning.strip()
    assert explanation.mitigation.strip()
    assert isinstance(explanation.basis, Basis)
    assert (explanation.facts.code, explanation.facts.subcode) == (facts.code, facts.subcode)
    assert all(note.endswith(".") for note in explanation.notes)
    assert explanation.agreement.text.endswith(".")
    others = [(other.key, other.title, other.meaning) for other in explanation.other_readings]
    assert len(set(others)) == len(others)
    assert all((explanation.title, explanation.meaning) != other[1:] for other in others)
    assert all(other.why and other.mitigation for other in explanation.other_readings)


@settings(max_examples=300, deadline=None)
@given(event=_EVENT, code=_NUMBER, subcode=_NUMBER)
def test_an_acs_code_is_never_read_as_a_sip_code(
    shipped: Catalog, event: str | None, code: int | None, subcode: int | None
) -> None:
    """Without details and without a 540 or 560 number, the SIP table changes nothing."""
    if subcode is not None and subcode // 1000 in (540, 560):
        subcode = None
    without_sip = replace(shipped, sip_codes={}, pairs={}, headlines=())
    facts = Facts(event, code, subcode)
    assert explain(shipped, facts) == explain(without_sip, facts)


def test_a_second_if_is_not_added_to_advice_that_has_one(shipped: Catalog) -> None:
    full = explain(shipped, Facts("CreateCallFailed", 500, 560500, sip=503, q850=34))
    assert "If it repeats" in full.mitigation
    assert "Look also in the SBC log" in full.mitigation
    assert "If it keeps happening" not in full.mitigation
    busy = explain(shipped, Facts("CreateCallFailed", 500, 560503, sip=486, q850=17))
    assert "If it keeps happening, look in the SBC log" in busy.mitigation


def test_a_failure_by_its_details_is_somebodys_move(shipped: Catalog) -> None:
    explanation = explain(shipped, Facts("CreateCallFailed", 500, None, q850=30))
    assert explanation.attention is Attention.FAILURE
    assert explanation.owner is Owner.SBC_OR_CARRIER


def test_digits_that_are_no_sip_code_are_not_called_one(shipped: Catalog) -> None:
    explanation = explain(shipped, Facts("CreateCallFailed", 480, 560999))
    assert explanation.basis is Basis.FAMILY
    assert explanation.anatomy is not None
    assert explanation.anatomy.answer == "999 is no SIP code"
    assert "Read the last three digits" not in explanation.mitigation
    assert "where these are one" in explanation.meaning


@pytest.mark.parametrize("facts", [Facts("CallDisconnected", 200, 777777), Facts(None, 487, 12)])
def test_nobody_is_sent_to_a_subcode_that_is_not_known(shipped: Catalog, facts: Facts) -> None:
    explanation = explain(shipped, facts)
    assert "does not know subcode" in explanation.meaning
    assert "subcode" not in explanation.mitigation
