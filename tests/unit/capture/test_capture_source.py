"""Files of every encoding, and files that are not what they were."""

import gzip
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.capture.choice import Choice
from inspector.capture.reader import read
from inspector.capture.source import Input, Source
from inspector.errors import InspectorError
from tests.support.capture_events import call_events, compact, lines
from tests.support.capture_read import read_bytes, read_path, read_source

TEXT = lines(call_events()).replace(b"order-17", "Zoë 🎧".encode())


def open_path(path: Path) -> Source:
    return Source.open(Input(path.name, path=path), 0)


def refused(action: Callable[[], object]) -> InspectorError:
    with pytest.raises(InspectorError) as caught:
        action()
    assert caught.value.summary
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    ("mark", "codec", "label"),
    [
        (b"", "utf-8", "UTF-8"),
        (b"\xef\xbb\xbf", "utf-8", "UTF-8 with BOM"),
        (b"\xff\xfe", "utf-16-le", "UTF-16 LE"),
        (b"\xfe\xff", "utf-16-be", "UTF-16 BE"),
        (b"", "utf-16-le", "UTF-16 LE without BOM"),
        (b"", "utf-16-be", "UTF-16 BE without BOM"),
        (b"\xff\xfe\0\0", "utf-32-le", "UTF-32 LE"),
        (b"\0\0\xfe\xff", "utf-32-be", "UTF-32 BE"),
        (b"", "utf-32-le", "UTF-32 LE without BOM"),
        (b"", "utf-32-be", "UTF-32 BE without BOM"),
    ],
)
def test_encoding(mark: bytes, codec: str, label: str) -> None:
    data = mark + (TEXT.decode() * 200).encode(codec)
    reading = read_bytes(data)
    source = reading.source
    assert source.encoding == label
    assert source.size == len(data)
    assert reading.text == TEXT * 200
    assert len(reading.events) == 800
    for number in (0, 3, 401, 799):
        origin = source.origin(reading.offsets[number], reading.lengths[number])
        assert origin is not None
        start, length = origin
        assert data[start : start + length].decode(codec).encode() == reading.bytes_of(number)


def test_old_windows_text_is_taken_as_such_and_said_so() -> None:
    data = compact(call_events()[0]).replace("order-17", "Müller – ß").encode("cp1252")
    reading = read_bytes(data)
    assert reading.source.encoding == "Windows-1252 (assumed)"
    assert reading.events[0].data is not None
    assert reading.events[0].data.operation_context == "Müller – ß"
    assert reading.source.origin(0, reading.source.text_size) == (0, len(data))


def test_a_damaged_byte_leaves_the_rest_in_utf_8() -> None:
    data = TEXT + TEXT.replace("Zoë".encode(), b"Zo\xeb", 1)
    reading = read_bytes(data)
    assert len(reading.events) == 8
    contexts = [each.data and each.data.operation_context for each in reading.events]
    assert contexts[3:6] == ["Zoë 🎧", "Zo\ufffd 🎧", "Zoë 🎧"]
    assert reading.source.encoding == "UTF-8 with damaged bytes"


def test_a_late_damaged_byte_costs_nothing() -> None:
    plain = lines(call_events()) * 60
    reading = read_bytes(plain + plain.replace(b"order", b"ord\xffr", 1))
    assert len(reading.events) == 480
    assert reading.reasons == []


def test_half_a_character_at_the_end_of_utf_16() -> None:
    reading = read_bytes(b"\xff\xfe" + TEXT.decode().encode("utf-16-le") + b"\x41")
    assert len(reading.events) == 4
    assert reading.uncovered() == b""


def test_gzip_of_several_members_and_padding() -> None:
    data = gzip.compress(TEXT) + gzip.compress(TEXT) + b"\0" * 64
    reading = read_bytes(data)
    assert (reading.source.compression, reading.source.size) == ("gzip", len(data))
    assert len(reading.events) == 8
    assert reading.reasons == []
    assert reading.source.origin(0, 5) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: data[:-20], "ends too early"),
        (lambda data: data + b"something else", "is damaged from here on"),
        (lambda data: data[:-8] + bytes(8), "is damaged from here on"),
        (lambda data: data[:8], "ends too early"),
    ],
)
def test_broken_gzip_keeps_what_came_before(change: Callable[[bytes], bytes], reason: str) -> None:
    chance = random.Random(1)
    varied = b"".join(
        TEXT.replace(b"order", chance.randbytes(6).hex().encode()) for _ in range(200)
    )
    data = change(gzip.compress(varied))
    reading = read_bytes(data)
    assert reason in reading.reasons[-1]
    assert reading.problems[-1].offset == reading.source.text_size
    assert len(reading.events) > 700 or len(data) < 20
    assert varied.startswith(reading.text)


def test_a_bomb_is_unpacked_in_small_blocks(tmp_path: Path) -> None:
    path = tmp_path / "zeros.gz"
    path.write_bytes(gzip.compress(b" " * 30_000_000))
    reading = read_path(path)
    assert reading.source.text_size == 30_000_000
    assert reading.source.note == "nothing but white space"


def test_file_and_pasted_text_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "capture.jsonl"
    path.write_bytes(TEXT)
    from_file, pasted = read_path(path), read_bytes(TEXT)
    assert from_file.offsets == pasted.offsets
    assert from_file.record(2) == pasted.record(2)
    assert from_file.source.label == "capture.jsonl"


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    assert "is not there" in str(refused(lambda: open_path(tmp_path / "missing.json")))
    assert "is a folder" in str(refused(lambda: open_path(tmp_path)))
    with pytest.raises(InspectorError):
        Source.open(Input("nothing"), 0)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs a device file")
def test_a_device_is_no_capture() -> None:
    assert "not an ordinary file" in str(refused(lambda: open_path(Path("/dev/null"))))


def test_a_file_cut_after_opening(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl"
    path.write_bytes(TEXT)
    reading = read_path(path)
    path.write_bytes(TEXT[:100])
    assert "became shorter" in str(refused(lambda: reading.record(3)))


def test_a_file_rewritten_after_opening(tmp_path: Path) -> None:
    path = tmp_path / "new.jsonl"
    path.write_bytes(TEXT)
    reading = read_path(path)
    path.write_bytes(TEXT[::-1])
    os.utime(path, ns=(1, 1))
    assert "changed since" in str(refused(lambda: reading.record(0)))
    path.write_bytes(TEXT[::-1] * 2)
    assert "changed since" in str(refused(lambda: reading.record(0)))


def test_a_file_gone_after_opening(tmp_path: Path) -> None:
    path = tmp_path / "gone.jsonl"
    path.write_bytes(TEXT)
    reading = read_path(path)
    path.unlink()
    assert "is not there" in str(refused(lambda: reading.record(0)))


def test_a_log_that_grew_still_shows_its_events(tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    path.write_bytes(TEXT)
    reading = read_path(path)
    with path.open("ab") as handle:
        handle.write(TEXT)
    assert reading.record(3).body["type"] == call_events()[3]["type"]


def test_a_file_cut_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl"
    path.write_bytes(TEXT * 1500)
    source = open_path(path)
    reading = read(source, lambda: False)
    chunks = [next(reading)]
    os.truncate(path, 2_900_000)
    chunks += reading
    assert sum(len(chunk.events) for chunk in chunks) > 100
    assert chunks[-1].problems[-1].reason == "The file became shorter while it was being read."
    assert chunks[-1].position == 2_900_000


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_file_written_anew_while_it_is_read(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "anew"
    path.write_bytes(pack(TEXT * 1500))
    source = open_path(path)
    reading = read(source, lambda: False)
    next(reading)
    with path.open("r+b") as handle:
        handle.write(b" " * 8)
    os.utime(path, ns=(1, 1))
    *_, last = reading
    assert [problem.reason for problem in last.problems] == [source.change]
    assert source.change.startswith("anew changed since it was opened")


def test_a_file_that_only_grew_while_it_was_read_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    path.write_bytes(TEXT * 1500)
    reading = read(open_path(path), lambda: False)
    chunks = [next(reading)]
    with path.open("ab") as handle:
        handle.write(TEXT)
    chunks += reading
    assert [problem for chunk in chunks for problem in chunk.problems] == []


def test_a_gzip_needs_no_original_for_its_records(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(TEXT))
    reading = read_path(path)
    path.unlink()
    assert reading.record(3).body["type"] == call_events()[3]["type"]
    reading.source.close()


def test_a_gzip_that_is_gone_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(TEXT))
    source = open_path(path)
    path.unlink()
    (reason,) = read_source(source).reasons
    assert "is not there" in reason


@pytest.mark.parametrize("before", [b"", TEXT])
def test_a_file_that_ends_with_gigabytes_of_zeros(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / "zeros.log"
    path.write_bytes(before)
    os.truncate(path, 4 << 30)
    reading = read_path(path)
    zeros = (4 << 30) - reading.source.text_size
    assert len(reading.events) == (4 if before else 0)
    assert reading.text.rstrip(b"\0") == before
    assert f"{zeros:,}" in reading.reasons[0]
    assert "zero bytes" in reading.reasons[0]
    assert reading.source.size == 4 << 30


def test_zeros_that_take_room_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "zeros.log"
    path.write_bytes(TEXT + bytes(3_000_001))
    reading = read_path(path)
    assert (len(reading.events), len(reading.reasons)) == (4, 1)
    assert reading.source.text_size - len(TEXT) < 4


def test_packed_zeros_are_not_kept() -> None:
    reading = read_bytes(gzip.compress(TEXT + bytes(9_000_000)))
    assert reading.text == TEXT
    assert reading.reasons == ["9,000,000 zero bytes at the end were left out."]
    reading = read_bytes(gzip.compress(TEXT + bytes(100_000) + TEXT))
    assert reading.text == TEXT + bytes(100_000) + TEXT


def test_few_zero_bytes_leave_a_log_a_text() -> None:
    reading = read_bytes(TEXT + b"\0\0\n" + TEXT)
    assert reading.source.encoding == "UTF-8 with zero bytes"
    assert len(reading.events) == 8


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-32-be"])
def test_zeros_behind_wide_characters(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "wide.log"
    path.write_bytes(TEXT.decode().encode(codec) + bytes(1_000_000))
    reading = read_path(path)
    assert reading.text.rstrip(b"\0") == TEXT
    assert len(reading.text) - len(TEXT) <= 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.json"
    path.write_bytes(TEXT)
    path.chmod(0)
    assert "cannot be read" in str(refused(lambda: open_path(path)))


def test_a_packed_file_that_shrinks_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "shrinks.gz"
    chance = random.Random(1)
    varied = b"".join(
        TEXT.replace(b"order", chance.randbytes(60).hex().encode()) for _ in range(9000)
    )
    path.write_bytes(gzip.compress(varied))
    source = open_path(path)
    os.truncate(path, path.stat().st_size // 2)
    reading = read_source(source)
    assert "became shorter" in reading.reasons[-1]


def test_reading_outside_of_the_text_is_refused() -> None:
    source = Source.open(Input("x", data=b"abc"), 0)
    assert source.read_at(1, 2) == b"bc"
    with pytest.raises(ValueError, match="outside"):
        source.read_at(2, 2)


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (b"", "utf-8", "UTF-8"),
        (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
        (b"\xff\xfe", "utf-16-le", "UTF-16 LE"),
        (b"", "utf-16-be", "UTF-16 BE"),
        (b"", "cp1252", "Windows-1252"),
    ],
)
def test_a_chosen_encoding_is_used(mark: bytes, codec: str, name: str) -> None:
    text = TEXT.decode().replace("🎧", "é")
    source = Source.open(Input("log", data=mark + text.encode(codec), chosen=Choice(name)), 0)
    assert source.encoding == f"{name} (chosen)"
    assert source.read_at(0, source.text_size).decode() == text


def test_a_wrongly_chosen_encoding_loses_no_byte_and_raises_nothing() -> None:
    source = Source.open(Input("log", data=TEXT, chosen=Choice("UTF-16 BE")), 0)
    text = source.read_at(0, source.text_size).decode()
    assert len(text) >= len(TEXT) // 2
    assert not source.binary
