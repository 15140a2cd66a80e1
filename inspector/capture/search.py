"""Finding text in a source without regard to case."""

import re
from collections.abc import Callable, Iterator

from inspector.capture.source import Source

BLOCK = 1 << 22
_SIMPLE = re.compile(r"[A-Za-z0-9 _.:=@#-]*")


def find_all(source: Source, needle: str, cancelled: Callable[[], bool]) -> list[int]:
    """Offsets in the source's text where the needle stands, plain or escaped as JSON escapes it.

    Gives what was found so far when cancelled.
    """
    if not needle:
        return []
    hits: list[int] = []
    find = _finder(needle)
    overlap = 16 * len(needle)
    buffer = memoryview(bytearray(min(BLOCK + overlap, source.text_size)))
    position = 0
    with source.session() as read:
        while position < source.text_size and not cancelled():
            count = read(position, buffer)
            if not count:
                break
            block = bytes(buffer[:count]).lower()
            hits += [position + hit for hit in find(block) if hit < BLOCK]
            position += BLOCK
    return hits


def stands_in(data: bytes, needle: str) -> bool:
    """Whether the needle stands in some bytes, found as `find_all` finds it."""
    return bool(needle) and next(_finder(needle)(data.lower()), None) is not None


def _finder(needle: str) -> Callable[[bytes], Iterator[int]]:
    if _SIMPLE.fullmatch(needle):
        wanted = needle.lower().encode("ascii")
        return lambda block: _find(block, wanted)
    pattern = re.compile(b"".join(_character(character) for character in needle))
    return lambda block: (found.start() for found in pattern.finditer(block))


def _find(block: bytes, wanted: bytes) -> Iterator[int]:
    hit = block.find(wanted)
    while hit >= 0:
        yield hit
        hit = block.find(wanted, hit + len(wanted))


def _character(character: str) -> bytes:
    """A pattern for one character in text that was lowered byte by byte."""
    if _SIMPLE.fullmatch(character):
        return re.escape(character.lower().encode("ascii"))
    forms = {character, character.lower(), character.upper()}
    choices = {re.escape(form.encode("utf-8", "replace").lower()) for form in forms}
    for form in forms:
        units = form.encode("utf-16-be", "replace")
        pairs = (units[at : at + 2].hex() for at in range(0, len(units), 2))
        choices.add(b"".join(rb"\\{1,8}u" + pair.encode("ascii") for pair in pairs))
    if character in '"\\/':
        choices.add(rb"\\{1,8}" + re.escape(character.encode("ascii")))
    return b"(?:" + b"|".join(sorted(choices, reverse=True)) + b")"
