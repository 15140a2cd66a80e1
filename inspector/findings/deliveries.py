"""Tells events that were delivered again from events that happened again."""

from collections.abc import Iterable

from inspector.findings.scene import Scene
from inspector.index.table import NO_TIME


def first_deliveries(scene: Scene, rows: Iterable[int]) -> list[int]:
    """The rows without those that repeat an earlier one of them.

    An event with the same kind, context, result and time as another is the same event. Without a
    time its payload decides, which is read again.
    """
    table = scene.table
    kept: list[int] = []
    seen: dict[tuple[int, ...], int] = {}
    for row in rows:
        columns = (table.kind, table.context, table.code, table.subcode, table.time)
        key = tuple(int(column[row]) for column in columns)
        before = seen.get(key)
        if before is not None and (key[-1] != NO_TIME or _same_payload(scene, before, row)):
            continue
        seen[key] = row
        kept.append(row)
    return kept


def _same_payload(scene: Scene, row: int, other: int) -> bool:
    event, repeated = scene.event(row), scene.event(other)
    return event is not None and repeated is not None and event.data == repeated.data
