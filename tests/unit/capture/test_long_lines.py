"""JSON inside a long line is found by plain searches where the pattern finds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture import textlines
from inspector.capture.textlines import json_in_line


@given(st.text("{[\"\\u0 \t\r\x0b\x0c1,'", max_size=12), st.booleans())
def test_the_same_place_in_a_long_line(signs: str, at_end: bool) -> None:
    text = f"{signs}\n".encode() if at_end else f"{signs} text\n".encode()
    end = len(text) - 1
    with pytest.MonkeyPatch.context() as patch:
        short = json_in_line(text, 0, end)
        patch.setattr(textlines, "_LONG", -1)
        assert json_in_line(text, 0, end) == short


@pytest.mark.parametrize("text", [b"[1,[1," * 2000, bytes(9000), b"a [b] {c} " * 1000])
def test_nothing_in_a_long_line(text: bytes) -> None:
    assert json_in_line(text, 0, len(text)) == -1


def test_json_behind_a_long_text() -> None:
    text = b"[1,[1," * 2000 + b' { "a": 1}'
    assert json_in_line(text, 0, len(text)) == text.index(b"{")
