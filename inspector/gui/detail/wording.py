"""Small decisions about words: steps out of advice, short answers."""

import re

from inspector.catalog.model import Attention, Owner, Retry
from inspector.diagnosis.model import Explanation
from inspector.diagnosis.wording import upper_first
from inspector.report.explanation_words import owner_text

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“(])")
_ABBREVIATIONS = ("e.g.", "i.e.", "etc.", "No.", "vs.", "cf.")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of our own advice, each one a step."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text.strip()):
        if found and found[-1].endswith(_ABBREVIATIONS):
            found[-1] = f"{found[-1]} {piece}"
        elif piece:
            found.append(piece)
    return tuple(found)


def whose_move(explanation: Explanation) -> str:
    """Whose move it is, as a short answer."""
    if explanation.owner is Owner.UNKNOWN:
        return owner_text(explanation).replace(Owner.UNKNOWN.value, "Not known", 1)
    text = owner_text(explanation)
    return upper_first(text)


def expected_text(explanation: Explanation) -> str:
    """Whether the result is an ordinary part of calls."""
    if explanation.is_marked_normal:
        return "Yes, you marked it as normal"
    match explanation.attention:
        case Attention.EXPECTED:
            return "Yes, part of ordinary calls"
        case Attention.NOTABLE:
            return "Worth a look"
        case Attention.FAILURE:
            return "No, needs attention"


def retry_text(explanation: Explanation) -> str:
    """Whether trying again can help, with the reason; empty when there is nothing to say."""
    is_settled = explanation.attention is Attention.EXPECTED and explanation.retry is Retry.NO
    if is_settled and not explanation.retry_reason:
        return ""
    words = {
        Retry.NO: "No",
        Retry.LATER: "Later",
        Retry.YES: "Yes",
        Retry.AFTER_FIX: "After the cause is mended",
        Retry.UNKNOWN: "",
    }[explanation.retry]
    reason = explanation.retry_reason
    if not reason:
        return words
    return f"{words}: {reason[0].lower()}{reason[1:]}" if words else reason


def badge_text(code: int | None, subcode: int | None) -> str:
    """The printed code of the heading: `500 · 560503`."""
    if subcode is None:
        return "none" if code is None else str(code)
    return f"{'–' if code is None else code} · {subcode}"
