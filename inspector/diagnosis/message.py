"""What can be got from a message's text: a second code, and characters broken on the way."""

import re

_DIAG_CODE = re.compile(r"DiagCode:\s{0,8}([0-9]{1,3})#([0-9]{1,9})(?![0-9])", re.ASCII)


def diag_code(message: str | None) -> tuple[int, int] | None:
    """The code and subcode that a message hides as "DiagCode: 412#10073"."""
    found = _DIAG_CODE.search(message) if message else None
    return None if found is None else (int(found[1]), int(found[2]))


def repair(message: str) -> str:
    """A message whose UTF-8 was read as Windows-1252, put right; any other text as it is."""
    if message.isascii():
        return message
    try:
        return b"".join(map(_windows_byte, message)).decode("utf-8")
    except UnicodeError:
        return message


def _windows_byte(character: str) -> bytes:
    """The byte of a character; Windows gives its five unused bytes the control of that number."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        if "\x80" <= character <= "\x9f":
            return character.encode("latin-1")
        raise
