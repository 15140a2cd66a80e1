"""Packed data is unpacked alike by ISA-L and by zlib alone, damaged or not."""

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture.damage import Damaged
from inspector.capture.inflating import Stream, inflate_raw, ungzip
from tests.support.capture_events import call_events, lines

TEXT = lines([each for call in range(1, 9) for each in call_events(call)])
NOISE = bytes(zlib.crc32(b"%d" % number) & 0xFF for number in range(9000))
DATA = [b"", b"a", TEXT, bytes(3_000_000), NOISE, TEXT + bytes(400_000) + NOISE]


def raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def unpacked(
    unpack: Callable[[Stream], Iterator[bytes]], packed: bytes, size: int
) -> tuple[bytes, str]:
    """What is given, and why no more."""
    given: list[bytes] = []
    try:
        for block in unpack(lambda: (packed[at : at + size] for at in range(0, len(packed), size))):
            given.append(block)
    except Damaged as end:
        return b"".join(given), end.reason
    return b"".join(given), ""


def both(
    unpack: Callable[[Stream], Iterator[bytes]], packed: bytes, size: int
) -> tuple[bytes, str]:
    pytest.importorskip("isal", reason="ISA-L is not made for this machine")
    found = unpacked(unpack, packed, size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "isal", None)
        assert found == unpacked(unpack, packed, size)
    return found


@pytest.mark.parametrize("size", [997, 1 << 20])
@pytest.mark.parametrize("level", [0, 1, 9])
@pytest.mark.parametrize("data", DATA, ids=map(len, DATA))
def test_gzip_is_unpacked(data: bytes, level: int, size: int) -> None:
    packed = gzip.compress(data, level)
    assert both(ungzip, packed, size) == (data, "")
    assert both(ungzip, packed + bytes(5) + packed + bytes(700), size) == (data + data, "")


@pytest.mark.parametrize("data", DATA, ids=map(len, DATA))
def test_members_of_archives_are_unpacked(data: bytes) -> None:
    checksum = zlib.crc32(data)
    assert both(lambda packed: inflate_raw(packed, checksum), raw(data), 997) == (data, "")
    given, reason = both(lambda packed: inflate_raw(packed, checksum ^ 1), raw(data), 997)
    assert given == data
    assert "checksum" in reason


@given(st.sampled_from(DATA), st.data())
def test_damage_keeps_what_comes_before_it(data: bytes, drawn: st.DataObject) -> None:
    packed = bytearray(gzip.compress(data, 6))
    at = drawn.draw(st.integers(10, len(packed) - 1))
    packed[at] ^= drawn.draw(st.integers(1, 255))
    given, _ = both(ungzip, bytes(packed), drawn.draw(st.sampled_from([61, 1 << 20])))
    assert len(given) <= 2 * len(data) + 70_000


@given(st.sampled_from(DATA), st.data())
def test_a_cut_keeps_what_comes_before_it(data: bytes, drawn: st.DataObject) -> None:
    packed = gzip.compress(data, 6)
    cut = drawn.draw(st.integers(1, len(packed) - 1))
    given, reason = both(ungzip, packed[:cut], 1 << 20)
    assert data.startswith(given)
    assert "ends too early" in reason
