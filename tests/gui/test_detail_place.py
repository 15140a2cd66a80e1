import gzip
from pathlib import Path

import pytest

from inspector.capture.source import Input, Source
from inspector.errors import InspectorError
from inspector.gui.detail.place import LINE_LIMIT, bytes_note, line_number

TEXT = '{"a": "ü"}\n{"b": 1}\n'


def opened(path: Path, content: bytes) -> Source:
    path.write_bytes(content)
    source = Source.open(Input(path.name, path), 0)
    assert source.text_size
    return source


def test_lines_are_counted_from_one(tmp_path: Path) -> None:
    source = opened(tmp_path / "a.jsonl", TEXT.encode())
    second = TEXT.encode().index(b'{"b')
    assert [line_number(source, at) for at in (0, 3, second)] == [1, 1, 2]
    assert bytes_note(source, second, 8) == ""


def test_far_into_a_file_no_lines_are_counted(tmp_path: Path) -> None:
    source = opened(tmp_path / "a.jsonl", b"\n" * (LINE_LIMIT + 10))
    assert line_number(source, LINE_LIMIT) == LINE_LIMIT + 1
    assert line_number(source, LINE_LIMIT + 1) is None


def test_a_byte_order_mark_is_not_counted_and_that_is_said(tmp_path: Path) -> None:
    source = opened(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + TEXT.encode())
    assert source.read_at(0, 1) == b"{"
    assert "3 bytes of the byte order mark" in bytes_note(source, 0, 4)


def test_bytes_that_were_unpacked_are_said_to_be(tmp_path: Path) -> None:
    source = opened(tmp_path / "a.jsonl.gz", gzip.compress(TEXT.encode()))
    assert bytes_note(source, 0, 4).startswith("Unpacked from gzip")
    source.close()


def test_bytes_that_were_converted_name_those_of_the_file(tmp_path: Path) -> None:
    content = b"\xff\xfe" + TEXT.encode("utf-16-le")
    source = opened(tmp_path / "a.jsonl", content)
    second = TEXT.encode().index(b'{"b')
    note = bytes_note(source, second, 8)
    begin = content.index('{"b'.encode("utf-16-le"))
    assert note.startswith("Converted from UTF-16")
    assert f"at byte {begin:,}, 16 bytes" in note
    source.close()


def test_pasted_text_has_no_file_to_differ_from() -> None:
    source = Source.open(Input("pasted", data=TEXT.encode()), 0)
    assert bytes_note(source, 0, 4) == ""
    assert line_number(source, 14) == 2


def test_a_file_that_changed_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    source = opened(path, TEXT.encode())
    path.write_bytes(b"x")
    with pytest.raises(InspectorError, match="became shorter"):
        line_number(source, 5)
