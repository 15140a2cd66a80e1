"""The timeline in words: for assistive tools, and what of a call is not drawn."""

import numpy as np

from inspector.calls.timeline import Timeline
from inspector.gui.timeline.places import AnyRows


def description(timeline: Timeline, marked: AnyRows) -> str:
    """What is drawn, in a few sentences; `marked` are the event rows with findings."""
    markers = timeline.markers
    failed = int(np.count_nonzero(markers.failed))
    lanes = ", ".join(lane.value for lane in timeline.lanes)
    flagged = int(np.count_nonzero(np.isin(markers.row, marked))) if len(marked) else 0
    findings = f" Findings are about {flagged} of the points." if flagged else ""
    count = len(timeline.operations)
    operations = f" {count} operation rows of resource logs stand below." if count else ""
    return (
        f"{len(markers)} points, {failed} of them failures, and "
        f"{len(timeline.spans)} bars in the lanes {lanes}.{findings}{operations}"
        " The event table lists the same."
    )


def notes(timeline: Timeline) -> list[str]:
    """What of the call is not drawn, and where it is told."""
    said = []
    if timeline.untimed:
        noun, verb = ("event", "is") if timeline.untimed == 1 else ("events", "are")
        said.append(f"{timeline.untimed} {noun} without a time {verb} in the table only")
    reasons = (
        (timeline.untimed_operations, "without a time"),
        (timeline.far_operations, "far off"),
    )
    if timeline.unread_people:
        count = timeline.unread_people
        said.append(f"too many events about people: the last {count:,} are in the table only")
    if timeline.unread_states:
        count = timeline.unread_states
        said.append(f"{count:,} changes of the recording are in the table only")
    hidden = sum(count for count, _ in reasons)
    if hidden:
        why = ", ".join(f"{count} {reason}" for count, reason in reasons if count)
        noun = "row" if hidden == 1 else "rows"
        said.append(f"{hidden} operation {noun} in the report only ({why})")
    return said
