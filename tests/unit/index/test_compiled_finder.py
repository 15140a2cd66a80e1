"""The library packs texts as Python does, and finds them again, whatever they are."""

import json
from base64 import b64encode
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture.compiledpath import Compiled
from inspector.compiled.library import RowsInStore
from inspector.compiled.rows import Rows
from inspector.index import packing, store
from inspector.index.compiled_finder import CompiledFinder
from inspector.index.numbering import TextNumbers
from inspector.index.part import part_of
from tests.support.compiled_twin import NO_BUILD, compiled

pytestmark = pytest.mark.skipif(compiled() is None, reason=NO_BUILD)

GUID_LIKE = st.uuids().map(str) | st.sampled_from(
    ["5D0F1C9E-AAAA-4BBB-8CCC-000000000001", "5d0f1c9e-aaaa-4bbb-8ccc-00000000000g",
     "5d0f1c9eaaaa-4bbb-8ccc-0000000000010", "-" * 36, "5d0f1c9e-aaaa-4bbb-8ccc-00000000000:",
     "5d0f1c9e-aaaa-4bbb-8ccc-00000000000`", "5d0f1c9e_aaaa_4bbb_8ccc_000000000001"]
)  # fmt: skip
BASE64_LIKE = st.binary(min_size=10, max_size=40).map(lambda data: b64encode(data).decode()) | (
    st.sampled_from(
        ["AAAAAAAAAAAAAAA=", "AAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAB=", "AAAAAAAAAAAAAB==",
         "AAAAAAAAAAAAA===", "AAAAAAAAAAAA====", "AAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAA",
         "AAAAAAAA=AAAAAAA", "AAAAAAAA-AAAAAAA", "AAAAAAAAAAAA", "ÄAAAAAAAAAAAAAA",
         "AAAAAAAAAAAAAA=A"]
    )
)  # fmt: skip
OTHERS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def part() -> Compiled:
    """The compiled part, which is here."""
    found = compiled()
    assert found is not None
    return found


def read_contexts(texts: Sequence[str]) -> Rows:
    """Rows of events with these operation contexts."""
    lines = (
        json.dumps({"type": "Microsoft.Communication.X", "data": {"operationContext": text}})
        for text in texts
    )
    data = bytearray("".join(line + "\n" for line in lines).encode())
    reader = part().reader()
    reader.documents(data, 0, len(data), 0)
    return reader.take()


@given(
    st.lists(GUID_LIKE, min_size=1, unique=True)
    | st.lists(BASE64_LIKE, min_size=1, unique=True)
    | st.lists(GUID_LIKE | BASE64_LIKE | OTHERS, min_size=1, unique=True)
)
def test_texts_are_packed_as_python_packs_them(texts: list[str]) -> None:
    rows = read_contexts(texts)
    found, wanted = part_of(rows, 0).texts["context"], packing.packed(texts)
    assert rows.columns["context"].tolist() == list(range(len(texts)))
    assert (found.form, found.rows()) == (wanted.form, wanted.rows())


GUID = "5d0f1c9e-aaaa-4bbb-8ccc-0000000000ff"
NEARLY_GUIDS = [GUID[:at] + odd + GUID[at + 1 :] for at in range(36) for odd in "-0gA_:`/@"]
NEARLY_BASE64 = ["A" * size + "=" * end for size in range(20) for end in range(5) if size + end]


@pytest.mark.parametrize(
    ("good", "odd"),
    [(GUID, NEARLY_GUIDS), ("A" * 16, NEARLY_BASE64)],
    ids=["GUIDs", "base64"],
)
def test_what_is_nearly_an_id_is_packed_as_python_packs_it(good: str, odd: list[str]) -> None:
    for text in odd:
        for texts in ([text], list(dict.fromkeys([good, text, good.swapcase()]))):
            found = part_of(read_contexts(texts), 0).texts["context"]
            wanted = packing.packed(texts)
            assert (found.form, found.rows()) == (wanted.form, wanted.rows()), texts


def hashes_of(rows: packing.Packed, seed: int) -> list[int]:
    """The hashes that the library keeps of rows."""
    count = len(rows)
    slots = np.full(1 << 14, np.iinfo(np.uint64).max, dtype=np.uint64)
    data = np.frombuffer(rows.data, dtype=np.uint8)
    ends = np.zeros(count, dtype=np.uint32) if rows.ends is None else rows.ends
    given = RowsInStore(data.ctypes.data, ends.ctypes.data, rows.form.width, ends.itemsize)
    part().library.remember_rows(slots.ctypes.data, len(slots) - 1, seed, given, count)
    taken = slots[slots != np.iinfo(np.uint64).max]
    assert sorted((taken & np.uint64(0xFFFFFFFF)).tolist()) == list(range(count))
    return sorted((taken >> np.uint64(32)).tolist())


WORDS = (0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0, 2**64 - 1)
"""Numbers of which hashes are often made: XORed with themselves they are zero."""


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("is_first", [True, False])
def test_nobody_can_write_ids_of_one_hash(word: int, *, is_first: bool) -> None:
    known = word.to_bytes(8, "little")
    numbers = [number.to_bytes(8, "little") for number in range(3000)]
    parts = [(known, number) if is_first else (number, known) for number in numbers]
    guids = [b"".join(each).hex() for each in parts]
    ids = [f"{each[:8]}-{each[8:12]}-{each[12:16]}-{each[16:20]}-{each[20:]}" for each in guids]
    long = [b64encode(b"".join(each) + known * 4).decode() for each in parts]
    for packed in (packing.packed(ids), packing.packed(long)):
        assert packed.form != packing.ANY
        first, second = hashes_of(packed, 1), hashes_of(packed, 2)
        assert len(set(first)) > 2990
        assert len(set(first) & set(second)) < 10


@pytest.mark.parametrize("many", [1, 7, 1023, 1024, 1025, 5000])
def test_texts_are_found_with_ends_of_any_width(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_NARROW", 5000)
    numbers = TextNumbers(CompiledFinder(part().library, seed=3))
    texts = [f"text {number}" for number in range(many)]
    for _ in range(2):
        for first in range(0, many, 100):
            batch = texts[first : first + 100]
            wanted = list(range(first, first + len(batch)))
            assert numbers.of(packing.packed(batch)).tolist() == wanted
    assert list(numbers.texts) == texts


@given(
    batches=st.lists(st.lists(GUID_LIKE | BASE64_LIKE | OTHERS, max_size=5)),
    settled=st.integers(1, 4),
)
def test_numbers_stay_whenever_texts_are_settled(batches: list[list[str]], settled: int) -> None:
    numbers, expected = TextNumbers(CompiledFinder(part().library, seed=9)), dict[str, int]()
    for at, batch in enumerate(batches):
        texts = list(dict.fromkeys(batch))
        wanted = [expected.setdefault(text, len(expected)) for text in texts]
        assert numbers.of(packing.packed(texts)).tolist() == wanted
        if at % settled == 0:
            numbers.settle()
    assert list(numbers.texts) == list(expected)
