"""A part of a file as it stands."""

import pytest

from inspector.capture.source import Input, Source
from inspector.report.file_view import BEFORE, SHOWN, FileView, file_view, shown_text

LINE = b"0123456789 line\n"
MANY = LINE * 5000


def view(data: bytes, offset: int, length: int, at: int | None = None) -> FileView:
    return file_view(Source.open(Input("log", data=data), 0), offset, length, at)


def marked(found: FileView) -> str:
    return found.text[slice(*found.marked)]


def test_a_place_is_marked_with_what_lies_around() -> None:
    found = view(b"before\nhere\nbehind\n", 7, 4)
    assert (found.text, marked(found)) == ("before\nhere\nbehind\n", "here")
    assert (found.has_earlier, found.has_later) == (False, False)


def test_only_some_thousand_bytes_are_read() -> None:
    found = view(MANY, 40_000, 16)
    assert marked(found) == MANY[40_000:40_016].decode()
    assert found.text.startswith("0123456789 line\n")
    assert found.start > 40_000 - BEFORE
    assert found.stop - found.start == SHOWN
    assert (found.has_earlier, found.has_later) == (True, True)


def test_one_turns_to_other_parts() -> None:
    found = view(MANY, 40_000, 16, at=0)
    assert (found.start, marked(found), found.has_earlier) == (0, "", False)
    last = view(MANY, 40_000, 16, at=len(MANY) - 100)
    assert (last.stop, last.has_later, marked(last)) == (len(MANY), False, "")
    assert view(MANY, 40_000, 16, at=len(MANY) + 100).text == ""


def test_a_place_longer_than_what_is_shown() -> None:
    found = view(MANY, 16, len(MANY) - 16)
    assert len(marked(found)) == SHOWN - 16


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a\tb\r\nc\n", "a\tb\nc\n"),
        (b"\x1b[31mred\0", "\\x1B[31mred\\x00"),
        (b"caf\xe9", "caf\\xE9"),
        ("é\u202e".encode(), "é\\xE2\\x80\\xAE"),
        ("🎧".encode()[:2], "\\xF0\\x9F"),
    ],
)
def test_what_does_not_show_is_hex(raw: bytes, text: str) -> None:
    assert shown_text(raw) == text


def test_an_empty_text() -> None:
    assert view(b"", 0, 0).text == ""
