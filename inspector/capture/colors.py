"""The color codes that consoles put between, and sometimes inside, the words of a log."""

import re

COLOR = r"\x1b\[[0-9;:?]*[A-Za-z]"
"""One code: how it looks in text and in bytes."""
ESCAPE = b"\x1b"
_IN_TEXT = re.compile(COLOR)


def without_colors(text: str) -> str:
    """The text as it reads on the console."""
    return _IN_TEXT.sub("", text) if "\x1b" in text else text
