"""Small matters of language that sentences about results share."""

from collections.abc import Sequence

from inspector.calls.labels import duration_text

_PROPER = frozenset({"Microsoft", "Microsoft's", "Teams", "Azure"})


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text as it reads inside a sentence; names and abbreviations stay as they are."""
    word = text.split(" ", 1)[0]
    if word in _PROPER or any(letter.isupper() for letter in word[1:]):
        return text
    return text[:1].lower() + text[1:]


def counted(count: int, noun: str) -> str:
    """A count with its noun: "1 event", "2 events"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def seconds(value: float | None) -> str:
    """A length of time as the timeline prints it; empty when it is not known or negative."""
    return "" if value is None or value < 0 else duration_text(value)
