"""Files that hold no text: pictures, programs and the like, told by their first bytes."""

from inspector.capture.encoding import sniff

_KINDS = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xfe\xed\xfa", "a program"),
    (b"\xce\xfa\xed\xfe", "a program"),
    (b"\0asm", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"RIFF", "sound, video or a picture"),
    (b"ID3", "sound"),
    (b"OggS", "sound or video"),
    (b"\0\0\0\x18ftyp", "sound or video"),
    (b"\0\0\0\x20ftyp", "sound or video"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it and open what is inside"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it and open what is inside"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Office document"),
    (b"\0\x05\x16\x07", "notes of the Mac's file system"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_READABLE = (b"Obj\x01",)
"""Beginnings of binary files that may hold callbacks: Avro."""
_JSON = (b'{"', b'"}', b'": ')


def kind_of(head: bytes) -> str:
    """The known kind of file that begins so, if it is none that opens; else an empty text."""
    for beginning, kind in _KINDS:
        if head.startswith(beginning) and (len(beginning) > 3 or b"\0" in head):
            return kind
    return ""


def no_text(head: bytes) -> str:
    """What a file is that begins so, if it cannot hold a callback as text; else an empty text."""
    kind = kind_of(head)
    if kind:
        return kind
    if head.startswith(_READABLE) or not sniff(head).binary or not head.strip(b"\0"):
        return ""
    return "" if any(mark in head for mark in _JSON) else "binary data"
