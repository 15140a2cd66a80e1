"""Finding text in a source."""

import pytest

from inspector.capture.search import BLOCK, find_all, stands_in
from inspector.capture.source import Input, Source


def hits(text: bytes, needle: str) -> list[int]:
    return find_all(Source.open(Input("x", data=text), 0), needle, lambda: False)


def test_case_is_ignored() -> None:
    assert hits(b"Call call CALL", "cAlL") == [0, 5, 10]


@pytest.mark.parametrize(
    ("text", "needle"),
    [
        (b'"rawId":"4:\\u002B15550100"', "+15550100"),
        (b'"rawId":"4:\\\\u002b15550100"', "+15550100"),
        (b'"rawId":"4:+15550100"', "+15550100"),
        ('"Zoë"'.encode(), "ZOË"),
        (b'"Zo\\u00EB"', "zoë"),
        (b'"\\ud83c\\udfa7"', "🎧"),
        (b'a\\"b', 'a"b'),
        (b"a\\\\u0022b", 'a"b'),
        (b"https:\\/\\/x", "https://x"),
        (b"100% (sure)", "% (S"),
    ],
)
def test_escapes_are_seen_through(text: bytes, needle: str) -> None:
    assert len(hits(text, needle)) == 1
    assert stands_in(text, needle)


def test_a_hit_across_blocks_is_found_once() -> None:
    text = b"x" * (BLOCK - 3) + b"needle" + b"x" * (BLOCK - 3) + b"needle"
    assert hits(text, "NEEDLE") == [BLOCK - 3, 2 * BLOCK]
    assert hits(b"x" * (BLOCK + 9) + b"needle" + b"x" * 200, "needle") == [BLOCK + 9]
    assert hits(text, "need+") == []


def test_nothing_to_find() -> None:
    assert hits(b"abc", "") == []
    assert hits(b"", "a") == []
    assert hits(b"abc", "z") == []
    assert not stands_in(b"abc", "")
    assert not stands_in(b"abc", "z")


def test_cancelled() -> None:
    source = Source.open(Input("x", data=b"aaa"), 0)
    assert find_all(source, "a", lambda: True) == []
