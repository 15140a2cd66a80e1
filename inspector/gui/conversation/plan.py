"""A conversation made ready for drawing; needs no Qt, so that a worker can make it."""

from dataclasses import dataclass, replace

import numpy as np

from inspector.calls.columns import PLACE_OF, Numbers, Seconds
from inspector.calls.related import ConversationTimeline, Leg
from inspector.calls.timeline import Marker, Span, Timeline
from inspector.events.kinds import Lane
from inspector.gui.conversation.clock import folds_of, offers_of, on_clock
from inspector.gui.conversation.compact import Compact, compact
from inspector.gui.timeline.folding import TimeMap
from inspector.gui.timeline.places import EventPlaces
from inspector.gui.timeline.plan import Plan, SortedMarks

_SAME_S = 1e-6
"""Seconds that differ by less stand for the same moment: what adding an offset leaves over."""


@dataclass(frozen=True, slots=True)
class LegPlan:
    """One call of the conversation, on its clock."""

    leg: Leg
    plan: Plan
    compact: Compact
    end: Marker | None
    """The terminal event; None where the capture has none, or none with a time."""
    stops: Numbers
    """The event rows that the keyboard stops at, by time."""
    stop_s: Seconds
    """Parallel to them: where each stands."""

    def has(self, row: int) -> bool:
        """Whether an event is drawn in this band."""
        return self.plan.second_of(row) is not None


@dataclass(frozen=True, slots=True)
class ConversationPlan:
    """Everything that stays the same while the window moves."""

    value: ConversationTimeline
    legs: tuple[LegPlan, ...]
    offers: Plan
    folds: TimeMap
    """The map that folds the idle time of all calls together."""

    @property
    def first_id(self) -> tuple[str, int | None]:
        """Tells an update of the same conversation from another one."""
        call_id = self.legs[0].plan.timeline.call_id if self.legs else ""
        return call_id, self.value.origin_ns

    def scaled(self, *, is_true: bool) -> "ConversationPlan":
        """The same conversation with idle time as long as it is, or folded."""
        legs = (replace(leg, plan=leg.plan.scaled(is_true=is_true)) for leg in self.legs)
        return replace(self, legs=tuple(legs), offers=self.offers.scaled(is_true=is_true))

    def place_of(self, position: int) -> int | None:
        """Which band shows a call of the call table."""
        found = (n for n, each in enumerate(self.legs) if each.leg.position == position)
        return next(found, None)

    def band_of(self, row: int) -> int | None:
        """Which band shows an event."""
        return next((n for n, each in enumerate(self.legs) if each.has(row)), None)

    def second_of(self, row: int) -> float | None:
        """Where an event stands; None when it is not drawn here."""
        seconds = (each.plan.second_of(row) for each in self.legs)
        found = next((second for second in seconds if second is not None), None)
        return self.offers.second_of(row) if found is None else found

    def marker_of(self, row: int) -> Marker | None:
        """The marker of an event; None when a bar or nothing stands for it."""
        for plan in (*(each.plan for each in self.legs), self.offers):
            number = plan.marker_places.find(row)
            if number is not None:
                return plan.markers[number]
        return None

    def part_of(self, row: int) -> Marker | Span | None:
        """What stands for an event: its point, else the bar that it is behind."""
        marker = self.marker_of(row)
        if marker is not None:
            return marker
        for plan in (each.plan for each in self.legs):
            number = plan.span_places.find(row)
            if number is not None:
                return plan.spans[number]
        return None


def plan_conversation(value: ConversationTimeline) -> ConversationPlan:
    """The plan of a conversation, idle time folded. Takes long for large calls."""
    timelines = tuple(on_clock(leg.timeline, leg.offset_s) for leg in value.legs)
    offers = offers_of(value)
    folds = folds_of((*timelines, offers), value.last_s)
    return ConversationPlan(
        value=value,
        legs=tuple(
            _leg_plan(leg, timeline, value.last_s, folds)
            for leg, timeline in zip(value.legs, timelines, strict=True)
        ),
        offers=_plan(offers, compact(offers), value.last_s, folds),
        folds=folds,
    )


def _leg_plan(leg: Leg, timeline: Timeline, last_s: float, folds: TimeMap) -> LegPlan:
    shape = compact(timeline)
    spans, markers = timeline.spans, timeline.markers
    firsts = np.flatnonzero(np.diff(spans.backed, prepend=-1))
    rows = np.concatenate([markers.row, spans.backing[firsts]])
    seconds = np.concatenate([markers.at_s, spans.start_s[spans.backed[firsts]]])
    rows, first = np.unique(rows, return_index=True)
    order = np.argsort(seconds[first], kind="stable")
    return LegPlan(
        leg=leg,
        plan=_plan(timeline, shape, last_s, folds),
        compact=shape,
        end=_end_of(timeline),
        stops=rows[order],
        stop_s=seconds[first][order],
    )


def _end_of(timeline: Timeline) -> Marker | None:
    """The terminal event: the last point of the call's own lane where the call ended."""
    markers = timeline.markers
    if timeline.end_s is None:
        return None
    there = np.abs(markers.at_s - timeline.end_s) <= _SAME_S
    found = np.flatnonzero(there & (markers.lane == PLACE_OF[Lane.CALL]))
    return markers[int(found[-1])] if len(found) else None


def _plan(timeline: Timeline, shape: Compact, last_s: float, folds: TimeMap) -> Plan:
    """The plan of one band, with true seconds first and then those that are drawn."""
    spans, markers = timeline.spans, timeline.markers
    by_row = shape.rows.marker_row
    number = np.lexsort((markers.at_s, by_row))
    nothing = np.zeros(0, np.float64)
    made = Plan(
        timeline=timeline,
        rows=shape.rows,
        span_places=EventPlaces(spans.backing, spans.backed),
        marker_places=EventPlaces(markers.row, np.arange(len(markers))),
        folds=folds,
        time_map=TimeMap(),
        span_start=spans.start_s,
        span_end=spans.end_s,
        sorted=SortedMarks(
            number=number,
            drawn=markers.at_s[number],
            rank=markers.class_rank[number],
            failed=markers.failed[number],
            row_first=np.searchsorted(by_row[number], np.arange(shape.rows.count + 1)),
        ),
        operation_start=nothing,
        operation_end=nothing,
        first_s=0.0,
        last_s=last_s,
    )
    return made.scaled(is_true=False)
