import pytest

from inspector.gui.detail.wording import anatomy, badge_text, sentences


def test_advice_is_cut_into_its_sentences() -> None:
    advice = (
        "Call again later. If it stays, check the SBC (e.g. Its log). Is Q.850 17 there? Tell us."
    )
    assert sentences(advice) == (
        "Call again later.",
        "If it stays, check the SBC (e.g. Its log).",
        "Is Q.850 17 there?",
        "Tell us.",
    )


@pytest.mark.parametrize("text", ["", "   "])
def test_no_advice_has_no_sentence(text: str) -> None:
    assert sentences(text) == ()


def test_a_subcode_of_an_sbc_has_two_halves() -> None:
    halves = anatomy(560503)
    assert halves is not None
    assert (halves.prefix, halves.tail) == ("560", "503")
    assert (halves.producer, halves.answer) == ("SBC or carrier, outbound", "answered SIP 503")


def test_the_inbound_prefix_and_a_normal_end_are_named() -> None:
    halves = anatomy(540000)
    assert halves is not None
    assert (halves.tail, halves.producer) == ("000", "SBC or carrier, inbound")
    assert halves.answer == "ended the call normally"


def test_a_tail_that_is_no_sip_code_says_so() -> None:
    halves = anatomy(560999)
    assert halves is not None
    assert halves.answer == "999 is no SIP answer"


@pytest.mark.parametrize("subcode", [None, 0, 560, 7000, 549503, 569002, 5605030, -560503])
def test_other_subcodes_have_no_halves(subcode: int | None) -> None:
    assert anatomy(subcode) is None


def test_the_badge_prints_what_was_delivered() -> None:
    assert badge_text(500, 560503) == "500 · 560503"
    assert badge_text(200, 0) == "200 · 0"
    assert badge_text(None, 8510) == "– · 8510"
    assert badge_text(487, None) == "487"
    assert badge_text(None, None) == "none"
