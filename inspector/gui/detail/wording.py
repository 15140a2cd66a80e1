"""Small decisions about words: steps out of advice, the parts of an SBC subcode."""

import re
from dataclasses import dataclass

from inspector.catalog.model import Attention, Owner, Retry
from inspector.diagnosis.model import Explanation

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“(])")
_ABBREVIATIONS = ("e.g.", "i.e.", "etc.", "No.", "vs.", "cf.")
_SIP_FINAL = range(300, 700)
_SBC_DIRECTIONS = {540: "inbound", 560: "outbound"}


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of our own advice, each one a step."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text.strip()):
        if found and found[-1].endswith(_ABBREVIATIONS):
            found[-1] = f"{found[-1]} {piece}"
        elif piece:
            found.append(piece)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The two halves of a six-digit subcode that an SBC or carrier produced."""

    prefix: str
    tail: str
    producer: str
    answer: str


def anatomy(subcode: int | None) -> Anatomy | None:
    """The halves of a 540xxx or 560xxx subcode; None for every other number."""
    if subcode is None:
        return None
    prefix, tail = divmod(subcode, 1000)
    direction = _SBC_DIRECTIONS.get(prefix)
    if direction is None:
        return None
    if tail == 0:
        answer = "ended the call normally"
    else:
        answer = f"answered SIP {tail}" if tail in _SIP_FINAL else f"{tail:03} is no SIP answer"
    return Anatomy(str(prefix), f"{tail:03}", f"SBC or carrier, {direction}", answer)


def owner_text(explanation: Explanation) -> str:
    """Whose move it is, as a short answer."""
    if explanation.owner is Owner.UNKNOWN:
        return "Not known"
    if explanation.owner is Owner.NOBODY:
        return "Nobody"
    return explanation.owner.value[0].upper() + explanation.owner.value[1:]


def expected_text(attention: Attention) -> str:
    """Whether the result is an ordinary part of calls."""
    match attention:
        case Attention.EXPECTED:
            return "Yes, part of ordinary calls"
        case Attention.NOTABLE:
            return "Fine if it was meant"
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
