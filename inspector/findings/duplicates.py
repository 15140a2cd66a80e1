"""Callbacks that stand in the capture more than once, under their old id or under a new one."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from inspector.calls.operations import is_state_change
from inspector.catalog.model import RuleRow
from inspector.events.kinds import EventKind
from inspector.findings.alike import same_but_time, same_columns
from inspector.findings.contents import Content, Contents
from inspector.findings.model import Finding, Limit
from inspector.findings.scene import Rows, Scene, finding
from inspector.findings.wording import duration, kind_name, kind_names
from inspector.index.table import NONE

_NS_PER_S = 1_000_000_000


class Copy(NamedTuple):
    """An event that stands in the capture again: the rows of the earlier and the later one."""

    before: int
    row: int


def dup_1(scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
    """The same id with the same content and time; never where ids are placeholders."""
    contents = Contents(scene, int(rule.limits["records_read"]))
    copies: list[Copy] = []
    for rows in sorted(same_columns(scene)):
        if scene.cancelled():
            return
        known: dict[tuple[str, Hashable], int] = {}
        for row in rows:
            content = contents.of(row)
            if content is None or not content.id:
                continue
            key = (content.id, content.payload)
            if key in known:
                copies.append(Copy(known[key], row))
            known[key] = row
    copies.sort(key=lambda copy: copy.row)
    yield from _of_calls(scene, rule, copies)
    yield from contents.limits(rule.id)


def dup_2(scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
    """The same content under another id within moments; silent where ids are placeholders."""
    within_ns = round(rule.limits["within_s"] * _NS_PER_S)
    contents = Contents(scene, int(rule.limits["records_read"]))
    moments = _Moments(scene)
    pairs: dict[int | None, list[tuple[int, int]]] = {}
    for rows in sorted(same_but_time(scene, within_ns)):
        if scene.cancelled():
            return
        read: list[tuple[int, Content]] = []
        for row in rows:
            content = contents.of(row)
            if content is not None:
                read.append((row, content))
        for (row, one), (again, other) in pairwise(read):
            if _same_but_id(one, other) and not _may_be_two(scene, moments, row, again):
                pairs.setdefault(scene.call_of(again), []).append((row, again))
    for call, found in pairs.items():
        shown = tuple(dict.fromkeys(row for pair in found for row in reversed(pair)))
        yield finding(rule, _text_of_pairs(scene, found, within_ns), shown, call)
    yield from contents.limits(rule.id)


def _same_but_id(one: Content, other: Content) -> bool:
    ids = one.id, other.id
    return all(ids) and ids[0] != ids[1] and one.payload == other.payload


def _may_be_two(scene: Scene, moments: "_Moments", row: int, again: int) -> bool:
    """Whether two events that say the same may report two things.

    So may the results of two short operations that carry no context, and those with the start of
    another operation between them.
    """
    table, kind = scene.table, scene.kind(row)
    operation = kind.starts or kind.finishes
    if not operation or is_state_change(kind) or table.time[row] == table.time[again]:
        return False
    call = int(table.call[row])
    if call == NONE or table.context[row] == NONE:
        return True
    between = moments.kinds_between(call, int(table.time[row]), int(table.time[again]))
    return any(operation in (each.starts, each.finishes) for each in between - {kind})


class _Moments:
    """What happened in a call between two times; each call is put in order once."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._known: dict[int, tuple[Rows, Rows]] = {}

    def kinds_between(self, call: int, first_ns: int, last_ns: int) -> set[EventKind]:
        """The kinds of the events from one time to another, both included."""
        table = self._scene.table
        if call not in self._known:
            rows = self._scene.calls.rows(call)
            rows = rows[np.argsort(table.time[rows], kind="stable")]
            self._known[call] = rows, table.time[rows]
        rows, times = self._known[call]
        start, stop = np.searchsorted(times, first_ns), np.searchsorted(times, last_ns, "right")
        return {table.kinds[code] for code in np.unique(table.kind[rows[start:stop]]).tolist()}


def _text_of_pairs(scene: Scene, pairs: Sequence[tuple[int, int]], within_ns: int) -> str:
    if len(pairs) == 1:
        row, again = pairs[0]
        apart = int(scene.table.time[again]) - int(scene.table.time[row])
        when = f"{duration(apart)} apart" if apart else "with the same time"
        return f"{kind_name(scene, row)} came twice, {when}, with the same content but another id."
    names = kind_names(scene, [again for _, again in pairs])
    return (
        f"{len(pairs)} callbacks came again within {duration(within_ns)}, with the same content "
        f"but another id: {names}."
    )


def _of_calls(scene: Scene, rule: RuleRow, copies: Sequence[Copy]) -> Iterator[Finding]:
    """One finding a call, and one more for copies in another file."""
    source = scene.table.source
    found: dict[tuple[int | None, bool], list[Copy]] = {}
    for copy in copies:
        elsewhere = bool(source[copy.row] != source[copy.before])
        found.setdefault((scene.call_of(copy.row), elsewhere), []).append(copy)
    for (call, elsewhere), of_call in found.items():
        names = kind_names(scene, [copy.row for copy in of_call])
        if elsewhere:
            text = f"The same callback stands in two files: {names}."
            if len(of_call) > 1:
                text = f"{len(of_call):,} callbacks stand in two files each: {names}."
        elif len(of_call) == 1:
            text = f"{names} was delivered twice with the same id, time and content."
        else:
            text = (
                f"{len(of_call):,} deliveries repeat an earlier one with the same id, time and "
                f"content: {names}."
            )
        rows = tuple(dict.fromkeys(row for copy in of_call for row in (copy.row, copy.before)))
        yield finding(rule, text, rows, call)
