"""Compressed files and archives: every form by its content, bounded, and nothing good lost."""

import bz2
import gzip
import io
import lzma
import struct
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inspector.capture.content import Content
from inspector.capture.expansion import Expanded, expand
from inspector.capture.source import Input, Room, Source
from inspector.capture.spool import Budget, GrowingStore, Limits, Spool
from inspector.errors import InspectorError
from tests.support.capture_events import call_events, lines
from tests.support.capture_read import Reading, read_bytes, read_source

TEXT = lines(call_events())
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def never() -> bool:
    return False


def expanded(data: bytes, limits: Limits | None = None) -> Expanded:
    given = [Input("logs", data=data)]
    return expand(given, never) if limits is None else expand(given, never, limits)


def labels(found: Expanded) -> list[str]:
    return [each.label for each in found.inputs]


def read_all(found: Expanded) -> list[Reading]:
    return [read_source(Source.open(each, at)) for at, each in enumerate(found.inputs)]


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(files: dict[str, bytes], *others: tarfile.TarInfo) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in others:
            archive.addfile(info)
    return made.getvalue()


def refusal(given: Input) -> InspectorError:
    with pytest.raises(InspectorError) as caught:
        Source.open(given, 0)
    assert caught.value.hint
    return caught.value


COMPRESSED = [
    ("gzip", gzip.compress),
    ("bzip2", bz2.compress),
    ("xz", lzma.compress),
    ("lzma", lambda data: lzma.compress(data, lzma.FORMAT_ALONE)),
]


def varied(count: int) -> bytes:
    return b"".join(TEXT.replace(b"order-17", f"order {n * 7919:x}".encode()) for n in range(count))


@pytest.mark.parametrize(("name", "pack"), COMPRESSED)
def test_compression_is_told_by_content(name: str, pack: Callable[[bytes], bytes]) -> None:
    reading = read_bytes(pack(varied(300)))
    assert (reading.source.compression, reading.reasons) == (name, [])
    assert reading.text == varied(300)
    assert len(reading.events) == 1200
    assert reading.source.origin(0, 5) is None
    assert reading.source.file_text is None
    assert reading.record(1199).body["type"] == call_events()[3]["type"]


@pytest.mark.parametrize(("name", "pack"), COMPRESSED)
def test_a_cut_keeps_what_came_before(name: str, pack: Callable[[bytes], bytes]) -> None:
    whole = varied(4000)
    packed = pack(whole)
    reading = read_bytes(packed[: len(packed) * 3 // 4])
    assert reading.reasons[-1].startswith(f"The {name} file ends too early")
    assert whole.startswith(reading.text)
    assert len(reading.events) > 4000


@pytest.mark.parametrize(("name", "pack"), COMPRESSED[1:3])
def test_damage_keeps_what_came_before(name: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(varied(4000))
    middle = len(packed) * 3 // 4
    reading = read_bytes(packed[:middle] + b"damaged!" + packed[middle + 8 :])
    assert reading.reasons[-1].startswith(f"The {name} data is damaged")
    assert len(reading.events) > 3000


@pytest.mark.parametrize(("name", "pack"), COMPRESSED[:3])
def test_several_streams_after_one_another(name: str, pack: Callable[[bytes], bytes]) -> None:
    reading = read_bytes(pack(TEXT) + pack(TEXT) + bytes(64))
    assert (len(reading.events), reading.reasons) == (8, [])


def test_compressed_twice_and_in_utf_16() -> None:
    reading = read_bytes(gzip.compress(bz2.compress(TEXT.decode().encode("utf-16"))))
    assert (reading.source.compression, reading.source.encoding) == ("bzip2 in gzip", "UTF-16 LE")
    assert reading.text == TEXT


class TestZstandard:
    def frame(self, data: bytes, **options: object) -> bytes:
        library = pytest.importorskip("zstandard")
        return bytes(library.ZstdCompressor(**options).compress(data))

    def test_frames_after_one_another(self) -> None:
        skipped = b"\x50\x2a\x4d\x18" + (5).to_bytes(4, "little") + b"notes"
        text = varied(900)
        frames = self.frame(text) + skipped + self.frame(text, write_checksum=True)
        reading = read_bytes(frames)
        assert (reading.source.compression, reading.reasons) == ("Zstandard", [])
        assert reading.text == text * 2

    def test_a_cut_keeps_what_came_before(self) -> None:
        text = varied(4000)
        packed = self.frame(text)
        reading = read_bytes(packed[: len(packed) * 3 // 4])
        assert reading.reasons[-1].startswith("The Zstandard file ends too early")
        assert text.startswith(reading.text)
        assert len(reading.events) > 1000

    def test_something_else_behind_it(self) -> None:
        reading = read_bytes(self.frame(TEXT) + b"something else")
        assert "is damaged from here on" in reading.reasons[-1]
        assert len(reading.events) == 4


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    monkeypatch.setitem(sys.modules, "compression.zstd", None)
    said = refusal(Input("a.zst", data=b"\x28\xb5\x2f\xfd" + bytes(20)))
    assert "zstandard" in said.summary
    assert "pip install" in said.hint


def test_a_bomb_stops_at_its_limit() -> None:
    limits = Limits(harmless=3_000_000, ratio=20)
    bomb = gzip.compress(TEXT + b" " * 40_000_000)
    (given,) = expanded(bomb, limits).inputs
    source = Source.open(given, 0)
    reading = read_source(source)
    assert source.text_size == 3_000_000
    assert len(reading.events) == 4
    assert reading.reasons == [
        "Unpacking stopped here: the file grows to more than 3,000,000 bytes, which no log does."
    ]


def test_all_members_of_an_archive_share_one_limit() -> None:
    files = {f"{n}.json": TEXT + b" " * 2_000_000 for n in range(5)}
    readings = read_all(expanded(zipped(files), Limits(harmless=5_000_000, ratio=20)))
    assert sum(reading.source.text_size for reading in readings) == 5_000_000
    assert [len(reading.events) for reading in readings] == [4, 4, 4, 0, 0]
    assert [len(reading.reasons) for reading in readings] == [0, 0, 1, 1, 1]


def test_limits_grow_with_the_file_up_to_a_most() -> None:
    limits = Limits(harmless=100, ratio=10, most=1000)
    assert [limits.allowed(size) for size in (1, 50, 1000)] == [100, 500, 1000]


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_each_file_of_a_zip_is_a_source(method: int) -> None:
    files = {"day 10/b.log": TEXT, "day 2/a.json": TEXT * 2, "day 2/": b"", "readme.txt": b"Hi\n"}
    found = expanded(zipped(files, method))
    assert labels(found) == ["logs › day 2/a.json", "logs › day 10/b.log", "logs › readme.txt"]
    readings = read_all(found)
    assert [len(reading.events) for reading in readings] == [8, 4, 0]
    assert [reading.reasons for reading in readings] == [[], [], []]
    source = readings[0].source
    assert (source.compression, source.size) == ("ZIP", len(TEXT) * 2)
    assert (source.path, source.file_text, source.origin(0, 1)) == (None, None, None)
    assert readings[0].record(7).body["type"] == call_events()[3]["type"]


@pytest.mark.parametrize(
    "pack", [lambda data: data, gzip.compress, bz2.compress, lzma.compress], ids=str
)
def test_each_file_of_a_tar_is_a_source(pack: Callable[[bytes], bytes]) -> None:
    link, device, folder = tarfile.TarInfo("link"), tarfile.TarInfo("pipe"), tarfile.TarInfo("dir")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    device.type, folder.type = tarfile.FIFOTYPE, tarfile.DIRTYPE
    long = "x" * 150 + ".json"
    made = tarred({long: TEXT, "../../b.log": TEXT, "10.json": TEXT}, link, device, folder)
    found = expanded(pack(made))
    assert labels(found) == ["logs › 10.json", "logs › ../../b.log", f"logs › {long}"]
    assert [len(reading.events) for reading in read_all(found)] == [4, 4, 4]
    assert [(each.label, each.reason) for each in found.skipped] == [
        ("logs › link", "a link"),
        ("logs › pipe", "a device or a pipe"),
    ]


def test_the_order_never_depends_on_the_archive() -> None:
    files = {"b/1.json": TEXT, "A/2.json": TEXT, "a/10.json": TEXT, "z.json": TEXT}
    turned = dict(reversed(files.items()))
    assert labels(expanded(zipped(files))) == labels(expanded(tarred(turned)))


def test_archives_in_archives_are_opened_once() -> None:
    inner = zipped({"a.json": TEXT, "deep.zip": zipped({"b.json": TEXT})})
    found = expanded(zipped({"inner.zip": inner, "c.tar.gz": gzip.compress(tarred({"d": TEXT}))}))
    assert labels(found) == ["logs › c.tar.gz › d", "logs › inner.zip › a.json"]
    assert [(each.label, each.reason) for each in found.skipped] == [
        ("logs › inner.zip › deep.zip", "an archive in an archive in an archive")
    ]
    assert [len(reading.events) for reading in read_all(found)] == [4, 4]


def test_compressed_files_in_an_archive() -> None:
    found = expanded(zipped({"a.json.gz": gzip.compress(TEXT)}))
    (reading,) = read_all(found)
    assert (reading.source.compression, len(reading.events)) == ("gzip in ZIP", 4)


def test_what_is_no_text_is_left_out() -> None:
    files = {
        "a.json": TEXT,
        "b.png": PICTURE,
        "c": b"\x7fELF" + bytes(99),
        "d": b"",
        "e.json": b"{",
    }
    found = expanded(zipped(files))
    assert labels(found) == ["logs › a.json", "logs › e.json"]
    assert [each.reason for each in found.skipped] == ["a PNG picture", "a program", "empty"]


def test_nothing_that_can_be_read() -> None:
    (given,) = expanded(zipped({"a.png": PICTURE})).inputs
    assert "a PNG picture" in refusal(given).reason
    (given,) = expanded(zipped({})).inputs
    assert "It is empty" in refusal(given).reason


def test_an_encrypted_file_is_said() -> None:
    data = bytearray(zipped({"a.json": TEXT, "b.json": TEXT}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    found = expanded(bytes(data))
    assert labels(found) == ["logs › a.json", "logs › b.json"]
    assert "encrypted" in str(refusal(found.inputs[0]))
    assert len(read_source(Source.open(found.inputs[1], 1)).events) == 4


def test_an_unknown_method_is_said() -> None:
    data = bytearray(zipped({"a.json": TEXT}))
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, 97)
    struct.pack_into("<H", data, 8, 97)
    (given,) = expanded(bytes(data)).inputs
    assert "method 97" in refusal(given).reason


def test_a_wrong_checksum_is_said() -> None:
    data = zipped({"a.json": TEXT})
    place = data.index(b"PK\x01\x02") + 16
    (reading,) = read_all(expanded(data[:place] + b"\1\2\3\4" + data[place + 4 :]))
    assert len(reading.events) == 4
    assert "checksum" in reading.reasons[0]


class Unseekable(io.BytesIO):
    """An output that a writer of archives cannot go back in: sizes come behind the files."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, *_: int) -> int:
        raise OSError


def streamed(files: dict[str, bytes], method: int) -> bytes:
    made = Unseekable()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files.items():
            with archive.open(name, "w", force_zip64=name.startswith("b")) as member:
                member.write(data)
    return made.getvalue()


class TestZipWithoutItsList:
    FILES = {"a.json": TEXT, "logs/b.json": varied(50), "c.json": TEXT}  # noqa: RUF012 - read only

    def without_list(self, data: bytes) -> bytes:
        return data[: data.index(b"PK\x01\x02")]

    @pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
    @pytest.mark.parametrize("pack", [zipped, streamed])
    def test_files_are_found(
        self, pack: Callable[[dict[str, bytes], int], bytes], method: int
    ) -> None:
        found = expanded(self.without_list(pack(self.FILES, method)))
        names = ["a.json", "c.json", "logs/b.json"]
        assert labels(found) == [*(f"logs › {name}" for name in names), "logs"]
        readings = [read_source(Source.open(each, 0)) for each in found.inputs[:-1]]
        assert [len(each.events) for each in readings] == [4, 4, 200]
        assert [each.source.compression for each in readings] == ["ZIP"] * 3
        error = refusal(found.inputs[-1])
        assert "to its end" in error.summary
        assert "list of files" in error.reason
        assert "without the list was read" in error.reason

    @pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
    def test_a_file_that_is_cut_keeps_its_beginning(self, method: int) -> None:
        data = self.without_list(zipped({"a.json": TEXT, "b.json": varied(900)}, method))
        first, second, _ = expanded(data[: len(data) * 3 // 4]).inputs
        assert len(read_source(Source.open(first, 0)).events) == 4
        reading = read_source(Source.open(second, 0))
        assert len(reading.events) > 500
        assert reading.reasons[-1].startswith("The ZIP file ends too early")

    def test_what_only_looks_like_a_header(self) -> None:
        inner = zipped({"x.json": TEXT})
        broken = b"PK\x03\x04" * 9 + b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(20) + TEXT
        files = {"inner.txt": b"log " + inner, "other.txt": b"log " + broken + varied(99)}
        made = zipped(files, zipfile.ZIP_STORED)
        found = expanded(made[: made.index(b"PK\x01\x02", made.index(b"other.txt"))])
        names = [*labels(found), *(each.label for each in found.skipped)]
        assert names == ["logs › other.txt", "logs", "logs › inner.txt"]

    def test_an_encrypted_file_and_an_unknown_method(self) -> None:
        data = bytearray(self.without_list(zipped({"a.json": TEXT, "b.json": TEXT})))
        data[6] |= 1
        struct.pack_into("<H", data, data.index(b"PK", 4) + 8, 97)
        first, second, _ = expanded(bytes(data)).inputs
        assert "encrypted" in str(refusal(first))
        assert "method 97" in refusal(second).reason

    def test_nothing_is_found(self) -> None:
        (given,) = expanded(b"PK\x03\x04" + bytes(100)).inputs
        assert "list of files" in refusal(given).reason
        assert "was read" not in refusal(given).reason

    @pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
    def test_a_cut_anywhere(self, method: int) -> None:
        data = streamed({"a.json": TEXT, "b.json": TEXT}, method)
        for end in range(4, len(data), 7):
            found = expanded(data[:end])
            assert labels(found)[-1] == "logs"
            for each in found.inputs[:-1]:
                assert len(read_source(Source.open(each, 0)).events) <= 4


def test_a_cut_tar_archive() -> None:
    made = tarred({"a.json": TEXT, "b.json": varied(50)})
    found = expanded(made[: made.index(b"b.json") + 5000])
    assert labels(found) == ["logs › a.json", "logs › b.json", "logs"]
    assert [len(read_source(Source.open(each, 0)).events) for each in found.inputs[:2]] == [4, 6]
    assert "to its end" in refusal(found.inputs[2]).summary


def test_a_cut_tar_archive_in_gzip() -> None:
    packed = gzip.compress(tarred({"a.json": varied(300), "b.json": varied(300)}))
    found = expanded(packed[: len(packed) * 3 // 4])
    assert labels(found) == ["logs › a.json", "logs › b.json", "logs"]
    first, second = (read_source(Source.open(each, 0)) for each in found.inputs[:2])
    assert len(first.events) == 1200
    assert 100 < len(second.events) < 1200


def test_files_that_share_their_bytes_stay_within_the_room() -> None:
    made = bytearray(zipped({"a.json": b" " * 1_000_000}))
    start = made.index(b"PK\x01\x02")
    entry = made[start : made.index(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"a.json", b"%06d" % number) for number in range(500))
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 500, 500, len(entries), start, 0)
    found = expanded(bytes(made[:start]) + entries + end, Limits(harmless=3_000_000, ratio=1))
    readings = read_all(found)
    assert sum(len(each.text) for each in readings) == 3_000_000
    assert "no log does" in readings[3].reasons[-1]


def test_an_office_document_is_no_archive_of_logs() -> None:
    (given,) = expanded(zipped({"[Content_Types].xml": b"<Types/>", "a.xml": b"<a/>"})).inputs
    assert "as CSV" in refusal(given).reason


def test_a_header_of_any_length_is_not_held() -> None:
    huge = tarfile.TarInfo("././@LongLink")
    huge.type, huge.size = tarfile.GNUTYPE_LONGNAME, 5_000_192
    name = b"x" * huge.size
    data = huge.tobuf(tarfile.GNU_FORMAT) + name + tarred({"a.json": TEXT})
    (given,) = expanded(data).inputs
    assert "damaged" in refusal(given).reason


def test_expanding_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.json": TEXT, "b.json": TEXT}))
    once = expand([Input("a.zip", path)], never)
    assert expand(once.inputs, never) == once


def test_records_stay_readable_when_the_archive_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.json": TEXT, "b.json": TEXT}))
    readings = read_all(expand([Input("a.zip", path)], never))
    path.unlink()
    assert [reading.record(2).body["type"] for reading in readings] == [
        call_events()[2]["type"]
    ] * 2
    readings[0].source.close()
    assert readings[1].record(0).body["type"] == call_events()[0]["type"]
    with pytest.raises(InspectorError):
        readings[0].record(0)


def test_a_canceled_unpacking_ends(tmp_path: Path) -> None:
    asked = iter([False] * 3)
    data = gzip.compress(b" " * 20_000_000)
    source = Source.open(Input("a", data=data), 0, lambda: next(asked, True))
    assert 0 < source.text_size < 20_000_000
    found = expand([Input("a", data=zipped({"a": TEXT}))], lambda: True)
    assert found.inputs == ()


class Slow:
    """Blocks that come when they are let through."""

    size = 100
    packing = "slow"
    store = None

    def __init__(self) -> None:
        self.gate = threading.Semaphore(1)

    def blocks(self) -> Iterator[bytes]:
        yield TEXT * 100
        self.gate.acquire()
        self.gate.acquire()
        yield TEXT


def test_reading_begins_before_unpacking_ends() -> None:
    slow = Slow()
    store = GrowingStore(slow.blocks, Spool(), Budget(1 << 30), never)
    view = memoryview(bytearray(len(TEXT)))
    with store.session() as read:
        assert read(len(TEXT), view) == len(TEXT)
        assert bytes(view) == TEXT
        assert store.limit > store.written == 100 * len(TEXT)
        slow.gate.release()
        assert read(100 * len(TEXT), view) == len(TEXT)
    assert store.size == store.limit == 101 * len(TEXT)


def test_copies_that_share_a_spool_stay_apart() -> None:
    spool, budget = Spool(), Budget(1 << 30)
    first = GrowingStore(lambda: iter([b"ab", b"cd", b"ef"]), spool, budget, never)
    assert first.size == 6

    def mixed() -> Iterator[bytes]:
        for part in (b"12", b"34", b"56"):
            spool.append(b"not mine")
            yield part

    second = GrowingStore(mixed, spool, budget, never)
    assert second.size == 6
    for store, text in ((first, b"abcdef"), (second, b"123456")):
        with store.session() as read:
            for start in range(6):
                view = memoryview(bytearray(6))
                count = read(start, view)
                assert bytes(view[:count]) == text[start:]


def test_a_full_disk_keeps_what_was_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []

    def append(spool: Spool, block: bytes) -> int:
        if written:
            raise OSError(28, "No space left on device")
        written.append(block)
        return kept(spool, block)

    kept = Spool.append
    monkeypatch.setattr(Spool, "append", append)
    room = Room.of(100)
    source = Source.open(Input("a", data=gzip.compress(TEXT * 5000), room=room), 0)
    reading = read_source(source)
    assert len(reading.events) > 100
    assert reading.reasons[-1] == "Unpacking stopped here: No space left on device."


def test_a_content_can_be_anything_that_gives_blocks() -> None:
    content: Content = Slow()
    content.gate.release()  # type: ignore[attr-defined]  # a Slow has it
    reading = read_source(Source.open(Input("slow", member=content), 0))
    assert len(reading.events) == 404
