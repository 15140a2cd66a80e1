"""Participants that were reported as added, although everything after it says otherwise."""

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby

import numpy as np

from inspector.catalog.model import RuleRow
from inspector.diagnosis.wording import counted
from inspector.events.kinds import EventOutcome, Role
from inspector.findings.model import Finding, Limit
from inspector.findings.participants import Mentions, Participants
from inspector.findings.scene import Mask, Rows, Scene, finding
from inspector.findings.wording import duration, kind_name
from inspector.index.table import NO_TIME, NONE, NumberColumn, absent_in

_NS_PER_S = 1_000_000_000
_MOST_SHOWN = 20
"""Participant lists that one finding points at."""


Contradiction = tuple[str, tuple[int, ...]]
"""A sentence and the events behind it."""


def ppl_1(scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
    """AddParticipantSucceeded, contradicted by the end, by a failure or by the lists."""
    participants = Participants(scene, int(rule.limits["records_read"]))
    masks = _Masks(scene)
    after_end_ns = round(rule.limits["after_end_s"] * _NS_PER_S)
    added = np.flatnonzero(masks.added & (scene.table.call != NONE))
    added = added[np.argsort(scene.table.call[added], kind="stable")]
    for call, rows in groupby(added.tolist(), key=lambda row: int(scene.table.call[row])):
        additions = _Additions(scene, participants, masks, call, after_end_ns)
        for row in rows:
            if scene.cancelled():
                return
            told = additions.contradiction(row)
            if told is not None:
                yield finding(rule, *told, call)
    if participants.skipped:
        text = f"{counted(participants.skipped, 'event')} with participants not read"
        yield Limit(rule.id, f"{text}: only the first {participants.most:,} were.")


class _Masks:
    """The events that tell of participants."""

    def __init__(self, scene: Scene) -> None:
        self.added = _of(scene, "add participant", EventOutcome.SUCCEEDED)
        self.failed = _of(scene, "add participant", EventOutcome.FAILED)
        self.removed = _of(scene, "remove participant", EventOutcome.SUCCEEDED)
        self.lists = scene.mask(lambda kind: kind.name == "ParticipantsUpdated")
        self.telling = scene.mask(lambda kind: kind.role is not Role.NONE)
        self.telling |= self.added | self.failed | self.removed | self.lists


class _Additions:
    """The participants added to one call, and what speaks against it.

    Places count the telling events of the call, in call order.
    """

    def __init__(
        self, scene: Scene, participants: Participants, masks: _Masks, call: int, after_end_ns: int
    ) -> None:
        self._scene, self._participants = scene, participants
        self._call, self._after_end_ns = call, after_end_ns
        rows = scene.calls.rows(call)
        rows = rows[masks.telling[rows]]
        self._rows = rows
        self._places = {row: place for place, row in enumerate(rows.tolist())}
        self._end = self._places.get(int(scene.calls.end[call]), -1)
        self._list_places = np.flatnonzero(masks.lists[rows])
        self._shown = Mentions(participants, rows, self._list_places, may_hide=True)
        self._removed = Mentions(participants, rows, np.flatnonzero(masks.removed[rows]))
        failed = np.flatnonzero(masks.failed[rows])
        contexts = scene.table.context[rows[failed]]
        self._failed = {
            context: Mentions(participants, rows, failed[contexts == context])
            for context in set(contexts.tolist())
        }

    def contradiction(self, row: int) -> Contradiction | None:
        """What says that the participant of an event was not added, or not for good."""
        place = self._places[row]
        return self._by_end(row) or self._by_failure(row, place) or self._by_lists(row, place)

    def _by_end(self, row: int) -> Contradiction | None:
        scene = self._scene
        time, ended = int(scene.table.time[row]), int(scene.calls.ended[self._call])
        if NO_TIME in (time, ended) or time - ended <= self._after_end_ns:
            return None
        text = f"{kind_name(scene, row)} happened {duration(time - ended)} after the call's end."
        return text, (row, int(scene.calls.end[self._call]))

    def _by_failure(self, row: int, place: int) -> Contradiction | None:
        """A failure of the same request; once the participant was there it is a second attempt."""
        failures = self._failed.get(int(self._scene.table.context[row]))
        if failures is None:
            return None
        who = self._participants.only(row)
        failed = failures.first(who, place + 1, len(self._rows))
        if failed is None or self._shown.first(who, place + 1, failed) is not None:
            return None
        failure = int(self._rows[failed])
        names = kind_name(self._scene, row), kind_name(self._scene, failure)
        return f"{names[0]}, then {names[1]} for the same participant.", (failure, row)

    def _by_lists(self, row: int, place: int) -> Contradiction | None:
        lists = self._newer_lists(place)
        who = self._participants.only(row) if len(lists) else frozenset()
        if not who or self._removed.first(who, place + 1, self._stop(place)) is not None:
            return None
        if self._shown.first(who, 0, len(self._rows)) is not None:
            return None
        shown = "participant list that follows does not show"
        if len(lists) > 1:
            shown = f"{len(lists)} participant lists that follow do not show"
        text = f"{kind_name(self._scene, row)} names somebody whom the {shown}."
        return text, (row, *lists[:_MOST_SHOWN].tolist())

    def _stop(self, place: int) -> int:
        """Where an event is no longer followed: at the end, unless it comes after that."""
        return self._end if self._end > place else len(self._rows)

    def _newer_lists(self, place: int) -> Rows:
        """The lists between an event and the end, numbered higher than all before the event."""
        start, stop = np.searchsorted(self._list_places, (place, self._stop(place))).tolist()
        newest = int(self._highest[start - 1]) if start else absent_in(self._numbers)
        newer = self._list_places[start:stop][self._numbers[start:stop] > newest]
        return np.asarray(self._rows[newer])

    @cached_property
    def _numbers(self) -> NumberColumn:
        """The numbers of the lists."""
        return self._scene.table.sequence[self._rows[self._list_places]]

    @cached_property
    def _highest(self) -> NumberColumn:
        """The highest number of a list so far."""
        return np.maximum.accumulate(self._numbers)


def _of(scene: Scene, operation: str, outcome: EventOutcome) -> Mask:
    return scene.mask(lambda kind: kind.finishes == operation and kind.outcome is outcome)
