"""Packed texts are a sequence of texts; numbers stay the same however many texts there are."""

import pickle
from base64 import b64encode
from collections.abc import Callable
from uuid import UUID
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture.chunk import Chunk
from inspector.capture.wire import Data, WireEvent
from inspector.index import build, numbering, packing, store
from inspector.index.build import Builder
from inspector.index.compiled_finder import CompiledFinder
from inspector.index.hashes import HashedNumbers
from inspector.index.numbering import Finder, HashFinder, TextNumbers
from inspector.index.table import NONE
from inspector.index.texts import PackedTexts
from tests.support.call_rows import kinds
from tests.support.compiled_twin import NO_BUILD, compiled

TEXTS = st.lists(st.text(st.characters(), max_size=6))


def in_store(*batches: list[str]) -> PackedTexts:
    texts = PackedTexts()
    for batch in batches:
        texts.add(batch)
    return texts


@given(TEXTS, TEXTS)
def test_what_goes_in_comes_out(first: list[str], second: list[str]) -> None:
    texts = in_store(first, second)
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
    texts = in_store(*batches)
    every = [text for batch in batches for text in batch]
    assert list(texts) == [texts[at] for at in range(len(texts))] == every
    assert texts.containing(needle).tolist() == [needle in text.casefold() for text in every]
    assert list(pickle.loads(pickle.dumps(texts))) == every


@given(st.lists(st.lists(GUID_LIKE | BASE64_LIKE | st.text("aé€😀", max_size=3), max_size=4)))
def test_how_texts_begin(batches: list[list[str]]) -> None:
    texts = in_store(*batches)
    letters, sizes = texts.openings()
    every = [text for batch in batches for text in batch]
    assert sizes.tolist() == list(map(len, every))
    assert letters.tolist() == [list(text.encode()[:2].ljust(2, b"\0")) for text in every]


@pytest.mark.parametrize(
    ("ids", "size"),
    [
        ([str(UUID(int=number << 77)) for number in range(3000)], 16),
        ([b64encode(bytes([number % 256]) * 90).decode() for number in range(3000)], 94),
        ([f"order-{number:04}" for number in range(3000)], 14),
    ],
)
def test_ids_take_few_bytes(ids: list[str], size: int) -> None:
    texts = in_store(ids[:5], ids[5:])
    assert texts.size == size * len(ids)
    assert list(texts) == ids
    texts.add(["x"])
    assert list(texts) == [*ids, "x"]
    assert texts.containing(ids[77][-6:].casefold())[77]


def test_texts_beyond_four_gigabytes_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_NARROW", 10)
    texts = in_store(["abc", "defg"], ["hijk"], ["lm"])
    assert list(texts) == ["abc", "defg", "hijk", "lm"]
    assert texts.size == 13 + 8 * 4


def test_many_texts_are_unpacked_in_runs() -> None:
    many = [f"text {number}" for number in range(5000)]
    assert list(in_store(many, ["Ä" * 3])) == [*many, "ÄÄÄ"]


@pytest.mark.parametrize("at", [-4, 3, 99])
def test_there_is_nothing_beyond_the_ends(at: int) -> None:
    texts = in_store(["a", "", "b"])
    assert (texts[-1], texts[-3]) == ("b", "a")
    with pytest.raises(IndexError):
        texts[at]


def test_half_a_surrogate_pair_is_kept() -> None:
    assert list(in_store(["a\ud800", "b"])) == ["a\ud800", "b"]


@given(
    st.lists(st.text("abABß ", max_size=5), max_size=40), st.text("abs ", min_size=1, max_size=3)
)
def test_texts_are_found_in_any_case(texts: list[str], needle: str) -> None:
    found = in_store(texts).containing(needle).tolist()
    assert found == [needle in text.casefold() for text in texts]


def test_a_hit_across_two_texts_is_none() -> None:
    texts = in_store(["xab", "cab", "abc", "zab", "c"])
    assert texts.containing("abc").tolist() == [False, False, True, False, False]


TEXT_OR_NONE = st.none() | st.text("abc", max_size=3)


@pytest.mark.parametrize("fold", [1, 3, 1000])
@given(batches=st.lists(st.lists(TEXT_OR_NONE, max_size=20)), settling=st.integers(1, 3))
def test_a_text_keeps_its_number(fold: int, batches: list[list[str | None]], settling: int) -> None:
    expected: dict[str | None, int] = {None: NONE, "": NONE}
    wanted = [expected.setdefault(text, len(expected) - 2) for batch in batches for text in batch]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "_FOLD", fold)
        builder = Builder(kinds())
        for at, batch in enumerate(batches):
            builder.add(of_contexts(batch))
            if at % settling == 0:
                builder.settle()
    table = builder.table()
    assert table.context.tolist() == wanted
    assert list(table.contexts) == list(expected)[2:]


def compiled_finder() -> Finder:
    part = compiled()
    if part is None:
        pytest.skip(NO_BUILD)
    return CompiledFinder(part.library, seed=7)


FINDERS = pytest.mark.parametrize("finder", [HashFinder, compiled_finder])


@FINDERS
@given(batches=st.lists(st.lists(GUID_LIKE | BASE64_LIKE, max_size=4)))
def test_a_text_keeps_its_number_in_every_form(
    finder: Callable[[], Finder], batches: list[list[str]]
) -> None:
    numbers, expected = TextNumbers(finder()), dict[str, int]()
    for batch in batches:
        texts = list(dict.fromkeys(batch))
        wanted = [expected.setdefault(text, len(expected)) for text in texts]
        assert numbers.of(packing.packed(texts)).tolist() == wanted
    assert list(numbers.texts) == list(expected)


@FINDERS
def test_no_texts_leave_ids_as_they_are(finder: Callable[[], Finder]) -> None:
    ids = [str(UUID(int=number)) for number in range(9)]
    numbers = TextNumbers(finder())
    assert numbers.of(packing.packed(ids)).tolist() == list(range(9))
    assert numbers.of(packing.packed([])).tolist() == []
    assert numbers.texts.size == 16 * 9


@pytest.mark.parametrize("size", [1, 70, 900])
@pytest.mark.parametrize("hashes", [1, 300])
def test_texts_of_the_same_hash_are_told_apart(
    size: int, hashes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbering, "hash", lambda row: crc32(row) % hashes, raising=False)
    numbers = TextNumbers(HashFinder())
    texts = [f"text {number}" for number in range(600)]
    batches = [texts[at : at + size] for at in range(0, len(texts), size)]
    for _ in range(2):
        for batch in batches:
            found = numbers.of(packing.packed(batch)).tolist()
            assert [texts[number] for number in found] == batch
    numbers.settle()
    assert numbers.of(packing.packed([*texts[::-1], "more"])).tolist() == [*range(599, -1, -1), 600]


@pytest.mark.parametrize("size", [1, 70, 900])
def test_many_texts_keep_their_numbers_when_they_are_settled(size: int) -> None:
    numbers = TextNumbers(compiled_finder())
    texts = [f"text {number}" for number in range(3000)]
    for first in range(0, len(texts), size):
        numbers.of(packing.packed(texts[first : first + size]))
    for _ in range(2):
        assert numbers.of(packing.packed(texts[::-1])).tolist() == list(range(3000))[::-1]
        numbers.settle()
    assert numbers.of(packing.packed([*texts[::-1], "more"])).tolist()[-2:] == [0, 3000]


@pytest.mark.parametrize("count", [0, 1, 511, 512, 513, 5000])
def test_hashed_numbers_are_found(count: int) -> None:
    hashes = np.random.default_rng(7).permutation(2 * count).astype(np.uint32)
    numbers = HashedNumbers()
    for first in range(0, count, 100):
        numbers.add(hashes[first : min(count, first + 100)], first)
    assert numbers.find(hashes).tolist() == [*range(count), *[NONE] * count]


def of_contexts(contexts: list[str | None]) -> Chunk:
    events = [WireEvent(data=Data(operation_context=context)) for context in contexts]
    places = range(len(events))
    return Chunk(0, events, list(places), [1] * len(places), [0] * len(places))
