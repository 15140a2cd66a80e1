from dataclasses import replace

import pytest

from inspector.catalog.model import Attention, Owner
from inspector.diagnosis.model import Facts
from inspector.gui.detail.wording import badge_text, expected_text, sentences, whose_move
from tests.support.event_details import explanation_of


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


def test_the_badge_prints_what_was_delivered() -> None:
    assert badge_text(500, 560503) == "500 · 560503"
    assert badge_text(200, 0) == "200 · 0"
    assert badge_text(None, 8510) == "– · 8510"
    assert badge_text(487, None) == "487"
    assert badge_text(None, None) == "none"


def test_what_the_user_marked_is_said_to_be_the_users_word() -> None:
    marked = explanation_of(
        Facts("CallDisconnected", 603), attention=Attention.EXPECTED, is_marked_normal=True
    )
    assert expected_text(marked) == "Yes, you marked it as normal"
    assert expected_text(replace(marked, is_marked_normal=False)) == "Yes, part of ordinary calls"


@pytest.mark.parametrize(
    ("owner", "text"),
    [
        (Owner.UNKNOWN, "Not known"),
        (Owner.NOBODY, "Nobody"),
        (Owner.SBC_OR_CARRIER, "SBC or carrier"),
        (Owner.YOUR_APP, "Your app"),
    ],
)
def test_whose_move_is_a_short_answer(owner: Owner, text: str) -> None:
    assert whose_move(explanation_of(Facts("CallDisconnected", 500), owner=owner)) == text
