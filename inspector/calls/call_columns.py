"""What the events of each call tell of it by themselves, for some calls at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from inspector.calls.ends import find_ends, find_late, find_outcomes, find_worst
from inspector.calls.ordering import Mask, Rows
from inspector.calls.places import Places
from inspector.events.kinds import EventKind
from inspector.index.table import NONE, Int64Column


@dataclass(frozen=True, slots=True)
class CallColumns:
    """Columns by call. Times are NO_TIME and rows NONE when there is none."""

    started: Int64Column = field(repr=False)
    """Of the first timed event."""
    connected: Int64Column = field(repr=False)
    ended: Int64Column = field(repr=False)
    end: Rows = field(repr=False)
    worst: Rows = field(repr=False)
    outcome: npt.NDArray[np.uint8] = field(repr=False)
    is_connected: Mask = field(repr=False)
    is_created: Mask = field(repr=False)
    """There is a CreateCallFailed."""
    is_answered: Mask = field(repr=False)
    """There is an AnswerFailed."""
    began: Int64Column = field(repr=False)
    """Of CallConnected, else of AnswerFailed."""
    beginning: Rows = field(repr=False)
    """The row of the same."""
    late: Mask = field(repr=False)
    """By event, in call order: whether it was delivered after its call's end."""


def columns_of(places: Places, forward: Mask) -> CallColumns:
    """The columns of some calls; `forward` tells of each source whether its file runs forward."""
    ends = find_ends(places)
    created = places.first(places.of_kinds(_is_create_failed))
    answered = places.first(places.of_kinds(_is_answer_failed))
    beginning = np.where(ends.connected != NONE, ends.connected, answered)
    return CallColumns(
        started=places.started(),
        connected=places.times_at(ends.connected),
        ended=places.times_at(ends.end),
        end=places.rows_at(ends.end),
        worst=find_worst(places, ends),
        outcome=find_outcomes(places, ends),
        is_connected=ends.connected != NONE,
        is_created=created != NONE,
        is_answered=answered != NONE,
        began=places.times_at(beginning),
        beginning=places.rows_at(beginning),
        late=find_late(places, ends, forward),
    )


def joined(parts: Sequence[CallColumns]) -> CallColumns:
    """The columns of all calls of some parts."""
    return CallColumns(
        **{
            each.name: np.concatenate([getattr(part, each.name) for part in parts])
            for each in fields(CallColumns)
        }
    )


def _is_create_failed(kind: EventKind) -> bool:
    return kind.name == "CreateCallFailed"


def _is_answer_failed(kind: EventKind) -> bool:
    return kind.name == "AnswerFailed"
