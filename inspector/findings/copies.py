"""Where the second copy of an event stands, which tells a delivery from a habit of the log."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from inspector.errors import InspectorError
from inspector.findings.scene import Scene

_FARTHEST = 1 << 16
"""Bytes between two copies beyond which they are not taken for parts of one log record."""
_NEXT_MEMBER = re.compile(rb'\s*,\s*"(?:[^"\\]|\\.)*"\s*:')
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"?')


class CopyPlace(Enum):
    """Where a copy stands, seen from the one before it."""

    SAME_RECORD = auto()
    """Another member of the same object: a JSON log writes its message and the fields of it."""
    OTHER_FILE = auto()
    ELSEWHERE = auto()


@dataclass(frozen=True, slots=True)
class Copy:
    """An event that stands in the capture again."""

    before: int
    row: int
    place: CopyPlace


def copy_of(scene: Scene, before: int, row: int) -> Copy:
    """The copy at a row of the event at a row before it."""
    table = scene.table
    if table.source[before] != table.source[row]:
        return Copy(before, row, CopyPlace.OTHER_FILE)
    same = _in_one_object(scene, before, row)
    return Copy(before, row, CopyPlace.SAME_RECORD if same else CopyPlace.ELSEWHERE)


def _in_one_object(scene: Scene, before: int, row: int) -> bool:
    table = scene.table
    start = int(table.offset[before] + table.length[before])
    length = int(table.offset[row]) - start
    source = scene.capture.opened[int(table.source[row])]
    if source is None or not 0 < length <= _FARTHEST:
        return False
    try:
        between = source.read_at(start, length)
    except InspectorError:
        return False
    return _NEXT_MEMBER.match(between) is not None and not _leaves(between)


def _leaves(between: bytes) -> bool:
    """Whether some JSON text closes a bracket that it did not open."""
    depth = 0
    for byte in _STRING.sub(b"", between):
        if byte in b"{[":
            depth += 1
        elif byte in b"}]":
            depth -= 1
            if depth < 0:
                return True
    return False
