"""Ranges of lines; what stands around a value, or is none, makes a block unsound."""

import pytest

from inspector.capture.boundaries import lines_of


@pytest.mark.parametrize(
    ("block", "expected", "objects", "sound"),
    [
        (b"{1}\n{23}\n", [b"{1}", b"{23}"], True, True),
        (b"{1}\r\n{23}\r\n", [b"{1}", b"{23}"], True, True),
        (b"{1}\n[23]\r\n", [b"{1}", b"[23]"], False, True),
        (b"[1]\n", [b"[1]"], False, True),
        (b"{1} \n", [b"{1} "], False, False),
        (b" {1}\n", [b" {1}"], False, False),
        (b"{1]\n[1}\n", [b"{1]", b"[1}"], False, False),
        (b"{1}\n\n", [b"{1}", b""], False, False),
        (b"\r\n\n", [b"", b""], False, False),
        (b"7\n", [b"7"], False, False),
    ],
)
def test_lines_of_a_block(block: bytes, expected: list[bytes], objects: bool, sound: bool) -> None:
    lines = lines_of(memoryview(block))
    ranges = zip(lines.starts.tolist(), lines.lengths.tolist(), strict=True)
    assert [block[start : start + length] for start, length in ranges] == expected
    assert (lines.objects, lines.sound) == (objects, sound)
