"""What a ZIP or tar archive holds. Names in archives are shown, never used as paths."""

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from inspector.capture.bytestore import ByteStore, ShiftedStore, blocks_of
from inspector.capture.content import Content, Plain
from inspector.capture.damage import Damaged, cut_short, damaged
from inspector.capture.inflating import BLOCK, inflate_raw
from inspector.capture.zip_salvage import LOCAL_HEADER, SIGNATURE, LocalFile, local_files
from inspector.errors import InspectorError

_MOST_LISTING = 1 << 22
"""Bytes read at once, so of a ZIP archive's list of files or of one header in a tar archive: ten
thousand files with long names take half of it."""
_ENCRYPTED = 1
_NAME_IS_UTF8 = 1 << 11
_OFFICE = "[Content_Types].xml"
_IS_OFFICE = "It is an Office document; save what it shows as CSV and open that."


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive."""

    name: str
    content: Content | None
    """Its bytes; None if it is no file that can be read."""
    reason: str = ""
    """Why there is no content."""


def lister_of(head: bytes) -> Callable[[ByteStore], Iterator[Member]] | None:
    """How to list an archive that begins with these bytes; None if it is none."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zip_members
    return tar_members if _is_tar(head) else None


def zip_members(store: ByteStore) -> Iterator[Member]:
    """The files in a ZIP archive; those that can be found, then Damaged, without its list."""
    try:
        archive = zipfile.ZipFile(_Handle(store))
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError):
        yield from _without_list(store)
        return
    if _OFFICE in archive.NameToInfo:
        raise Damaged(_IS_OFFICE)
    for info in archive.infolist():
        if not info.is_dir():
            yield Member(_name_of(info), _Zipped(archive, info, store))


def _without_list(store: ByteStore) -> Iterator[Member]:
    """The files whose own headers are left; raises Damaged behind them."""
    count = 0
    for found in local_files(store):
        name = _decoded(found.name, found.flags)
        if name == _OFFICE:
            raise Damaged(_IS_OFFICE)
        if not name.endswith("/"):
            count += 1
            yield Member(name, _Salvaged(name, found, store))
    raise Damaged(
        "Its list of files, which stands at the end, is missing or damaged: "
        "the archive was cut, or is one of several parts."
        + (" What could be found without the list was read." if count else "")
    )


def tar_members(store: ByteStore) -> Iterator[Member]:
    """The files in a tar archive; raises Damaged where the archive cannot be followed further."""
    try:
        with tarfile.open(fileobj=_Handle(store), mode="r:", errorlevel=0) as archive:
            while (info := archive.next()) is not None:
                _forget(archive)
                if not info.isdir():
                    yield _tar_member(store, info)
    except (tarfile.TarError, OSError, ValueError, EOFError, RecursionError):
        raise Damaged("It ends too early or is damaged; the files before that were read.") from None


def _tar_member(store: ByteStore, info: tarfile.TarInfo) -> Member:
    if info.issym() or info.islnk():
        return Member(info.name, None, "a link")
    if not info.isreg():
        return Member(info.name, None, "a device or a pipe")
    if info.sparse is not None:
        return Member(info.name, None, "a file with holes")
    return Member(info.name, Plain(ShiftedStore(store, info.offset_data, info.size), "tar"))


class _Zipped:
    """One file in a ZIP archive."""

    store: ByteStore | None = None
    packing = "ZIP"

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, store: ByteStore) -> None:
        self.size = info.file_size
        self._archive = archive
        self._info = info
        self._store = store

    def blocks(self) -> Iterator[bytes]:
        """Its bytes; raises Damaged where they cannot be unpacked further."""
        info = self._info
        if info.flag_bits & _ENCRYPTED:
            raise _encrypted(_name_of(info))
        if info.compress_type == zipfile.ZIP_DEFLATED:
            yield from inflate_raw(lambda: blocks_of(self._packed()), info.CRC)
        else:
            yield from self._by_library()

    def _packed(self) -> ByteStore:
        """Where its packed bytes lie in the archive."""
        start = self._info.header_offset
        header = bytearray(LOCAL_HEADER.size)
        with self._store.session() as read:
            read(start, memoryview(header))
        signature, *_, name, extra = LOCAL_HEADER.unpack(header)
        if signature != SIGNATURE:
            raise damaged("ZIP")
        place = start + LOCAL_HEADER.size + name + extra
        return ShiftedStore(self._store, place, self._info.compress_size)

    def _by_library(self) -> Iterator[bytes]:
        try:
            with self._archive.open(self._info) as member:
                while block := member.read(BLOCK):
                    yield block
        except NotImplementedError:
            raise _unknown(_name_of(self._info), self._info.compress_type) from None
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
            raise damaged("ZIP") from None


class _Salvaged:
    """One file in a ZIP archive that has no list of files."""

    store: ByteStore | None = None
    packing = "ZIP"

    def __init__(self, name: str, found: LocalFile, store: ByteStore) -> None:
        self.size = found.stop - found.start
        self._name = name
        self._found = found
        self._packed = ShiftedStore(store, found.start, self.size)

    def blocks(self) -> Iterator[bytes]:
        """Its bytes; raises Damaged where they cannot be unpacked further."""
        found = self._found
        if found.flags & _ENCRYPTED:
            raise _encrypted(self._name)
        if found.method == zipfile.ZIP_DEFLATED:
            yield from inflate_raw(lambda: blocks_of(self._packed), found.checksum)
        elif found.method == zipfile.ZIP_STORED:
            yield from blocks_of(self._packed)
            if found.is_cut:
                raise cut_short("ZIP")
        else:
            raise _unknown(self._name, found.method)


class _Handle(io.RawIOBase):
    """A store as an open file. Each reading opens it anew, so that no file is kept open."""

    def __init__(self, store: ByteStore) -> None:
        self._store = store
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        from_where = {io.SEEK_SET: 0, io.SEEK_CUR: self._at}
        base = self._store.size if whence == io.SEEK_END else from_where[whence]
        if base + offset < 0:
            raise OSError("there is nothing before the beginning")
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        """So many bytes; raises OSError for more than any list of files takes."""
        if size < 0:
            size = max(0, self._store.size - self._at)
        if size > _MOST_LISTING:
            raise OSError("a header is too long")
        buffer = bytearray(size)
        with self._store.session() as read:
            count = read(self._at, memoryview(buffer))
        self._at += count
        return bytes(buffer[:count])


def _name_of(info: zipfile.ZipInfo) -> str:
    """A name with slashes, in UTF-8 even where the archive does not say that it is."""
    name = info.filename
    if not info.flag_bits & _NAME_IS_UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _decoded(name: bytes, flags: int) -> str:
    """The name in a file's own header, as the list of files would tell it."""
    try:
        text = name.decode("utf-8")
    except UnicodeError:
        text = name.decode("utf-8" if flags & _NAME_IS_UTF8 else "cp437", "replace")
    return text.replace("\\", "/")


def _encrypted(name: str) -> InspectorError:
    return InspectorError(
        f"{name} is encrypted",
        "Its ZIP archive wants a password",
        "Unpack the archive yourself and open what was in it",
    )


def _unknown(name: str, method: int) -> InspectorError:
    return InspectorError(
        f"{name} is packed in a way that is not known here",
        f"Its ZIP archive uses method {method}",
        "Unpack the archive yourself and open what was in it",
    )


def _forget(archive: tarfile.TarFile) -> None:
    """Keep the library from holding every header of an archive of any length."""
    archive.members.clear()  # type: ignore[attr-defined]  # public, but not in its types


def _is_tar(head: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(head[:512], "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True
