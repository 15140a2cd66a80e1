"""What only the record of an event says, in a few words: tones, states, input, people."""

from collections.abc import Callable, Mapping

from inspector.calls.labels import plain
from inspector.capture.fields import Fields
from inspector.diagnosis.people_words import named

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TONES = {
    **{word: str(digit) for digit, word in enumerate(_DIGITS)},
    "pound": "#",
    "asterisk": "*",
}
_MOST_TONES = 20
_QUOTED_CHARS = 40


def tone(payload: Fields) -> str | None:
    """One tone of continuous recognition: "Tone 5 (3rd)"."""
    pressed = payload.text("tone")
    if not pressed:
        return None
    number = payload.get("sequenceId")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        return f"Tone {_tone(pressed)}"
    return f"Tone {_tone(pressed)} ({ordinal(number)})"


def recognized(payload: Fields) -> str | None:
    """What a caller pressed or said: "Input 1 2 #", "Choice “yes”", "Speech “…”"."""
    tones = _inside(payload, "dtmfResult", "collectTonesResult").get("tones")
    if isinstance(tones, list) and tones:
        shown = " ".join(_tone(str(each)) for each in tones[:_MOST_TONES])
        return f"Input {shown}{' …' if len(tones) > _MOST_TONES else ''}"
    choice = _inside(payload, "choiceResult")
    label = choice.text("label") or choice.text("recognizedPhrase")
    if label:
        return f"Choice {quoted(label)}"
    speech = _inside(payload, "speechResult").text("speech")
    return f"Speech {quoted(speech)}" if speech else None


def recording_state(payload: Fields) -> str | None:
    """The state of a recording, in small letters."""
    state = payload.text("state")
    return plain(state).lower() if state else None


def offered(payload: Fields) -> str | None:
    """Who offers a call: "Offered by +44…123"."""
    name = named(payload.get("from"))
    return f"Offered by {name}" if name else None


def transferred(payload: Fields) -> str | None:
    """Where a transfer goes: "Transfer to +44…123 accepted"."""
    name = named(payload.get("transferTarget"))
    return f"Transfer to {name} accepted" if name else None


OF_KINDS: Mapping[str, Callable[[Fields], str | None]] = {
    "ContinuousDtmfRecognitionToneReceived": tone,
    "RecognizeCompleted": recognized,
    "IncomingCall": offered,
    "CallTransferAccepted": transferred,
}
"""Kinds of events whose record alone tells more than their kind; each reader needs its payload."""


def quoted(text: str) -> str:
    """Captured text inside a sentence: one line, in quotes, cut."""
    shown = plain(text)
    cut = shown if len(shown) <= _QUOTED_CHARS else f"{shown[: _QUOTED_CHARS - 1].rstrip()}…"
    return f"“{cut}”"


def ordinal(number: int) -> str:
    """A number in a row: 1st, 2nd, 3rd, 11th."""
    is_teen = number // 10 % 10 == 1
    ending = "th" if is_teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _tone(word: str) -> str:
    """A tone as keys show it; a letter is one already."""
    return _TONES.get(word.lower(), plain(word).upper() if len(word) == 1 else plain(word))


def _inside(payload: Fields, *names: str) -> Fields:
    value = payload.first(*names)
    return Fields(value if isinstance(value, Mapping) else {})
