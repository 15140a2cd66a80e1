"""Shorter texts for labels: a number is whole, or it is not there."""

import re
from typing import Protocol

_LENGTH = re.compile(r"(?: \d+(?:\.\d+)? (?:ms|s|m|h))+$")
_NUMBER = frozenset("0123456789.,:…+−")
"""What a number in a label consists of."""


class Measure(Protocol):
    """What placing needs to know about the font of labels."""

    def width_px(self, text: str) -> float:
        """Width of a text."""

    def elide(self, text: str, width_px: float) -> str:
        """The text cut to a width, with an ellipsis."""


def without_length(text: str) -> str:
    """A bar's label without how long it lasted: "greeting 6.2 s" is "greeting"."""
    return _LENGTH.sub("", text)


def cut(text: str, width_px: float, measure: Measure) -> str:
    """A text cut to a width; what is left of a number falls away whole."""
    made = measure.elide(text, width_px)
    kept = made.removesuffix("…")
    if made == text or not text.startswith(kept):
        return made
    if text[len(kept) : len(kept) + 1] in _NUMBER:
        kept = kept.rstrip("".join(_NUMBER))
    return f"{kept.rstrip()}…" if kept.strip() else ""
