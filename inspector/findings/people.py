"""Participants that were reported as added, although everything after it says otherwise."""

from collections.abc import Iterator

import numpy as np

from inspector.catalog.model import RuleRow
from inspector.diagnosis.wording import counted
from inspector.events.kinds import EventOutcome, Role
from inspector.findings.model import Finding, Limit
from inspector.findings.participants import Ids, Participants
from inspector.findings.scene import Mask, Rows, Scene, finding
from inspector.findings.wording import duration, kind_name
from inspector.index.table import ABSENT, NO_TIME, NONE

_NS_PER_S = 1_000_000_000

Contradiction = tuple[str, tuple[int, ...]]
"""A sentence and the events behind it."""


def ppl_1(scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
    """AddParticipantSucceeded, contradicted by the end, by a failure or by the lists."""
    participants = Participants(scene, int(rule.limits["records_read"]))
    additions = _Additions(scene, participants, rule.limits["after_end_s"])
    for row in additions.rows():
        if scene.cancelled():
            return
        told = additions.contradiction(row)
        if told is not None:
            yield finding(rule, *told, int(scene.table.call[row]))
    if participants.skipped:
        text = f"{counted(participants.skipped, 'event')} with participants not read"
        yield Limit(rule.id, f"{text}: only the first {participants.most:,} were.")


class _Additions:
    """The participants added in a capture, and what speaks against it."""

    def __init__(self, scene: Scene, participants: Participants, after_end_s: float) -> None:
        self._scene = scene
        self._participants = participants
        self._after_end_ns = round(after_end_s * _NS_PER_S)
        self._added = _of(scene, "add participant", EventOutcome.SUCCEEDED)
        self._failed = _of(scene, "add participant", EventOutcome.FAILED)
        self._removed = _of(scene, "remove participant", EventOutcome.SUCCEEDED)
        self._lists = scene.mask(lambda kind: kind.name == "ParticipantsUpdated")
        self._telling = scene.mask(lambda kind: kind.role is not Role.NONE)
        self._telling |= self._added | self._failed | self._removed | self._lists

    def rows(self) -> list[int]:
        """The events that say that somebody was added."""
        rows = np.flatnonzero(self._added & (self._scene.table.call != NONE))
        return [int(row) for row in rows]

    def contradiction(self, row: int) -> Contradiction | None:
        """What says that the participant of an event was not added, or not for good."""
        call = int(self._scene.table.call[row])
        rows = self._scene.calls.rows(call)
        rows = rows[self._telling[rows]]
        place = int(np.flatnonzero(rows == row)[0])
        return (
            self._by_end(row, call)
            or self._by_failure(row, rows[place + 1 :])
            or self._by_lists(row, call, rows, place)
        )

    def _by_end(self, row: int, call: int) -> Contradiction | None:
        scene = self._scene
        time, ended = int(scene.table.time[row]), int(scene.calls.ended[call])
        if NO_TIME in (time, ended) or time - ended <= self._after_end_ns:
            return None
        text = f"{kind_name(scene, row)} happened {duration(time - ended)} after the call's end."
        return text, (row, int(scene.calls.end[call]))

    def _by_failure(self, row: int, after: Rows) -> Contradiction | None:
        """A failure of the same request; once the participant was there it is a second attempt."""
        context = self._scene.table.context
        for place in np.flatnonzero(self._failed[after]).tolist():
            failure = int(after[place])
            if context[failure] != context[row] or not self._same(row, failure):
                continue
            if not self._shown(self._participants.only(row), after[:place]):
                names = kind_name(self._scene, row), kind_name(self._scene, failure)
                return f"{names[0]}, then {names[1]} for the same participant.", (failure, row)
            return None
        return None

    def _by_lists(self, row: int, call: int, rows: Rows, place: int) -> Contradiction | None:
        after = _until(rows[place + 1 :], int(self._scene.calls.end[call]))
        lists = self._newer_lists(rows[:place], after)
        who = self._participants.only(row) if lists else frozenset()
        if not who or any(self._same(row, each) for each in after[self._removed[after]].tolist()):
            return None
        if self._shown(who, rows):
            return None
        shown = "participant list that follows does not show"
        if len(lists) > 1:
            shown = f"{len(lists)} participant lists that follow do not show"
        text = f"{kind_name(self._scene, row)} names somebody whom the {shown}."
        return text, (row, *lists)

    def _newer_lists(self, before: Rows, after: Rows) -> list[int]:
        """The lists after an event whose numbers are higher than those of all before it."""
        sequence = self._scene.table.sequence
        newest = int(sequence[before[self._lists[before]]].max(initial=ABSENT))
        newer = after[self._lists[after]]
        return [int(each) for each in newer[sequence[newer] > newest]]

    def _shown(self, who: Ids, rows: Rows) -> bool:
        """Whether a list among some rows shows a participant, or may do so."""
        lists = rows[self._lists[rows]].tolist()
        return any(not ids or ids & who for each in lists for ids in self._participants.of(each))

    def _same(self, row: int, other: int) -> bool:
        return bool(self._participants.only(row) & self._participants.only(other))


def _of(scene: Scene, operation: str, outcome: EventOutcome) -> Mask:
    return scene.mask(lambda kind: kind.finishes == operation and kind.outcome is outcome)


def _until(rows: Rows, end: int) -> Rows:
    """The rows before a row; all of them when it is not there."""
    places = np.flatnonzero(rows == end)
    return rows[: int(places[0])] if len(places) else rows
