"""Packed texts are a sequence of texts; numbers stay the same however many texts there are."""

import pickle
from base64 import b64encode
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.index import numbering, packing
from inspector.index.numbering import TextNumbers
from inspector.index.table import NONE
from inspector.index.texts import PackedTexts

TEXTS = st.lists(st.text(st.characters(), max_size=6))


def packed(*batches: list[str]) -> PackedTexts:
    texts = PackedTexts()
    for batch in batches:
        texts.add(batch)
    return texts


@given(TEXTS, TEXTS)
def test_what_goes_in_comes_out(first: list[str], second: list[str]) -> None:
    texts = packed(first, second)
    both = [*first, *second]
    assert list(texts) == both
    assert [texts[at] for at in range(len(texts))] == both
    assert texts[1:4] == both[1:4]
    assert list(pickle.loads(pickle.dumps(texts))) == both


GUID_LIKE = st.uuids().map(str) | st.uuids().map(str).map(str.upper) | st.sampled_from(
    [f"{0:032x}", "5d0f1c9e-aaaa-4bbb-8ccc-00000000000g", "5d0f1c9eaaaa-4bbb-8ccc-0000000000010",
     "5d0f1c9e-aaaa-4bbb-8ccc-00000000000١", "-" * 36, ""]
)  # fmt: skip
BASE64_LIKE = st.binary(min_size=12, max_size=40).map(lambda data: b64encode(data).decode()) | (
    st.sampled_from(
        ["aHR0cHM6Ly9hcGkuYQ=", "aHR0cHM6Ly9hcGkuYX==", "aHR0cHM6\nLy9hcGkuYQ==", "é" * 20]
    )
)


@given(
    st.lists(st.lists(GUID_LIKE | BASE64_LIKE, max_size=4)), st.sampled_from(["a", "4b", "-", "q="])
)
def test_ids_of_any_kind_come_out_to_the_letter(batches: list[list[str]], needle: str) -> None:
    texts = packed(*batches)
    every = [text for batch in batches for text in batch]
    assert list(texts) == [texts[at] for at in range(len(texts))] == every
    assert texts.containing(needle).tolist() == [needle in text.casefold() for text in every]
    assert list(pickle.loads(pickle.dumps(texts))) == every


@pytest.mark.parametrize(
    ("ids", "size"),
    [
        ([str(UUID(int=number << 77)) for number in range(3000)], 16),
        ([b64encode(bytes([number % 256]) * 90).decode() for number in range(3000)], 94),
        ([f"order-{number:04}" for number in range(3000)], 14),
    ],
)
def test_ids_take_few_bytes(ids: list[str], size: int) -> None:
    texts = packed(ids[:5], ids[5:])
    assert texts.size == size * len(ids)
    assert list(texts) == ids
    texts.add(["x"])
    assert list(texts) == [*ids, "x"]
    assert texts.containing(ids[77][-6:].casefold())[77]


def test_texts_beyond_four_gigabytes_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "_NARROW", 10)
    texts = packed(["abc", "defg"], ["hijk"], ["lm"])
    assert list(texts) == ["abc", "defg", "hijk", "lm"]
    assert texts.size == 13 + 8 * 4


def test_many_texts_are_unpacked_in_runs() -> None:
    many = [f"text {number}" for number in range(5000)]
    assert list(packed(many, ["Ä" * 3])) == [*many, "ÄÄÄ"]


@pytest.mark.parametrize("at", [-4, 3, 99])
def test_there_is_nothing_beyond_the_ends(at: int) -> None:
    texts = packed(["a", "", "b"])
    assert (texts[-1], texts[-3]) == ("b", "a")
    with pytest.raises(IndexError):
        texts[at]


def test_half_a_surrogate_pair_is_kept() -> None:
    assert list(packed(["a\ud800", "b"])) == ["a\ud800", "b"]


@given(
    st.lists(st.text("abABß ", max_size=5), max_size=40), st.text("abs ", min_size=1, max_size=3)
)
def test_texts_are_found_in_any_case(texts: list[str], needle: str) -> None:
    found = packed(texts).containing(needle).tolist()
    assert found == [needle in text.casefold() for text in texts]


def test_a_hit_across_two_texts_is_none() -> None:
    texts = packed(["xab", "cab", "abc", "zab", "c"])
    assert texts.containing("abc").tolist() == [False, False, True, False, False]


@pytest.mark.parametrize("recent", [0, 3, 1000])
@given(batches=st.lists(st.lists(st.none() | st.text("abc", max_size=3), max_size=20)))
def test_a_text_keeps_its_number(recent: int, batches: list[list[str | None]]) -> None:
    expected: dict[str | None, int] = {None: NONE, "": NONE}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbering, "_RECENT", recent)
        numbers = TextNumbers()
        for batch in batches:
            wanted = [expected.setdefault(text, len(expected) - 2) for text in batch]
            assert numbers.of(batch).tolist() == wanted
            if len(expected) % 2:
                numbers.settle()
    assert list(numbers.texts) == list(expected)[2:]


def test_texts_of_the_same_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "hash", lambda _text: 7, raising=False)
    monkeypatch.setattr(numbering, "_RECENT", 0)
    numbers = TextNumbers()
    texts = [f"text {number}" for number in range(50)]
    assert [int(numbers.of([text])[0]) for text in texts] == list(range(50))
    assert [int(numbers.of([text])[0]) for text in texts] == list(range(50))
