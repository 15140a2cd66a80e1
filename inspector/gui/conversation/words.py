"""A conversation in words: the heads of its bands, notes, and what assistive tools say."""

from collections.abc import Sequence

import numpy as np

from inspector.calls.columns import PLACE_OF
from inspector.calls.labels import duration_text
from inspector.calls.model import Outcome
from inspector.calls.related import ConversationTimeline
from inspector.calls.relations import Relation, RelationKind
from inspector.calls.timeline import Span
from inspector.events.kinds import Lane
from inspector.gui.conversation.plan import LegPlan
from inspector.gui.timeline.spoken import notes
from inspector.index.codes import CodeClass

ALONE = "No other call of this capture belongs to this conversation"
NO_TIME_TEXT = "No event of this conversation has a time"
_MOST_NAMED = 2
_MOST_LIFE = 4
_SHORT = {
    RelationKind.MOVED: "moved from call {}",
    RelationKind.TRANSFERRED: "after transfer in call {}",
    RelationKind.SERVER_ID: "server call id of call {}",
    RelationKind.CORRELATION_ID: "correlation id of call {}",
}


def title(leg: LegPlan) -> str:
    """What a band is called."""
    return f"Call {leg.leg.number}"


def end_badge(leg: LegPlan) -> tuple[str, CodeClass]:
    """How the call ended: the code as printed, or why there is none."""
    if leg.end is not None:
        return leg.end.code or "ended", leg.end.code_class
    is_known = leg.leg.outcome is not Outcome.UNKNOWN
    return ("end without time" if is_known else "no end"), CodeClass.NONE


def facts(leg: LegPlan, *, short: bool = False) -> list[str]:
    """What the capture proves of the call: what it came to, who placed it, how long, with whom.

    In short, people have their names only.
    """
    said = ["failed"] if leg.leg.outcome is Outcome.FAILED else []
    if leg.leg.direction is not None:
        said.append(leg.leg.direction.value)
    timeline = leg.plan.timeline
    if timeline.origin_ns is None:
        return [*said, "no event has a time"]
    life = _life(leg)
    said += [span.label for span in life if span.faint]
    said += [_talk(span) for span in life if not span.faint]
    if not life:
        said.append("never connected" if leg.leg.never_connected else "no CallConnected")
    people = [person.name if short else person.label for person in timeline.people]
    if people:
        more = len(people) - _MOST_NAMED
        ends = [f"{more} more"] if more > 0 else []
        said.append("with " + ", ".join([*people[:_MOST_NAMED], *ends]))
    return said


def _life(leg: LegPlan) -> list[Span]:
    """The bars of the call's own lane: ringing and connection."""
    spans = leg.plan.spans
    numbers = np.flatnonzero(spans.lane == PLACE_OF[Lane.CALL])
    return [spans[number] for number in numbers[:_MOST_LIFE].tolist()]


def _talk(span: Span) -> str:
    length = duration_text(span.end_s - span.start_s)
    return f"connected for at least {length}" if span.open_end else f"talked {length}"


def ties(value: ConversationTimeline, leg: LegPlan) -> list[Relation]:
    """What ties a call to others, strongest first."""
    return [tie for tie in value.relations if tie.number == leg.leg.number]


def wordings(tie: Relation) -> tuple[str, str]:
    """What ties a call to another one, at length and in short."""
    return tie.text, _SHORT[tie.kind].format(tie.other)


def spoken_leg(value: ConversationTimeline, leg: LegPlan) -> str:
    """One call and its end in a sentence."""
    code, _ = end_badge(leg)
    outcome = f"ended {code}" if leg.end is not None else code
    parts = [*facts(leg), outcome, *(tie.text for tie in ties(value, leg))]
    rows = f" Rows: {', '.join(leg.compact.names)}." if len(leg.compact.names) > 1 else ""
    return f"{title(leg)}: {', '.join(parts)}.{rows}"


def offer_sentence(value: ConversationTimeline, row: int) -> str:
    """Which call an IncomingCall offered; empty for any other event."""
    for offer in value.offers:
        if offer.row == row:
            if offer.answered_by is None:
                return "Which call it offered is not proved by this capture."
            return f"It offered call {offer.answered_by}."
    return ""


def remarks(value: ConversationTimeline) -> list[str]:
    """What the drawing cannot show, and what its absence means."""
    said = []
    if len(value.legs) == 1 and not value.left_out:
        said.append(ALONE)
    if value.left_out:
        noun, verb = ("call", "is") if value.left_out == 1 else ("calls", "are")
        said.append(
            f"{value.left_out:,} more {noun} of this conversation {verb} not shown: "
            "those that begin farthest from the selected one"
        )
    untimed = sum(offer.at_s is None for offer in value.offers)
    if untimed:
        noun, verb = ("IncomingCall", "is") if untimed == 1 else ("IncomingCalls", "are")
        said.append(f"{untimed} {noun} without a time {verb} in the table only")
    for leg in value.legs:
        said += [f"Call {leg.number}: {note}" for note in notes(leg.timeline)]
    rows = sum(len(leg.timeline.operations) for leg in value.legs)
    if rows:
        noun, verb = ("row", "is") if rows == 1 else ("rows", "are")
        said.append(f"{rows} operation {noun} of resource logs {verb} in the timeline only")
    return said


def description(value: ConversationTimeline, legs: Sequence[LegPlan]) -> str:
    """The whole conversation for assistive tools."""
    count = "1 call" if len(legs) == 1 else f"{len(legs)} calls on one clock"
    offers = len(value.offers)
    offered = f" {offers} IncomingCall {'event' if offers == 1 else 'events'}." if offers else ""
    answered = [offer.answered_by for offer in value.offers if offer.answered_by is not None]
    offered += "".join(f" Call {number} rang from one." for number in answered)
    said = [spoken_leg(value, leg) for leg in legs]
    said += [f"{remark}." for remark in remarks(value)]
    return f"{count}.{offered} {' '.join(said)} The event table lists the same events."
