"""Who placed a call, as far as the capture proves it."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from inspector.calls.call_columns import CallColumns
from inspector.calls.conversations import Conversations
from inspector.calls.model import Direction
from inspector.calls.ordering import Mask, Rows
from inspector.calls.places import pick
from inspector.events.kinds import Role
from inspector.index.table import NO_TIME, NONE, EventTable, Int64Column

DIRECTIONS = (None, Direction.INBOUND, Direction.OUTBOUND)
"""The meaning of the numbers in the direction column."""

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Directions:
    """By call: a position in DIRECTIONS, and the time of an inbound call's offer or NO_TIME."""

    direction: npt.NDArray[np.uint8] = field(repr=False)
    offered: Int64Column = field(repr=False)


def find_directions(
    table: EventTable, columns: CallColumns, conversations: Conversations
) -> Directions:
    """The direction of each call.

    CreateCallFailed proves an outbound call, AnswerFailed an inbound one. A connected call is
    inbound when its conversation holds an IncomingCall from before it connected and no other
    call: with a second call, either may be the one that placed it. An offer that comes later asks
    somebody else into the call. Among several offers and several calls, which call answered which
    offer is not known, nor since when it rang.
    """
    offers = _Offers(table, conversations)
    alone = offers.alone()
    offered, before = offers.before(columns)
    inbound = columns.is_answered | (columns.is_connected & before & alone)
    direction = np.full(len(columns.end), DIRECTIONS.index(None), dtype=np.uint8)
    direction[inbound] = DIRECTIONS.index(Direction.INBOUND)
    direction[columns.is_created] = DIRECTIONS.index(Direction.OUTBOUND)
    inbound = direction == DIRECTIONS.index(Direction.INBOUND)
    proven = inbound & before & (alone | offers.single())
    return Directions(direction, np.where(proven, offered, NO_TIME))


class _Offers:
    """The IncomingCall rows of conversations."""

    def __init__(self, table: EventTable, conversations: Conversations) -> None:
        self._groups = conversations.of_calls
        self._count = len(conversations.names)
        kinds = [kind.role is Role.OFFER for kind in tuple(table.kinds)]
        rows, groups = conversations.loose_rows, conversations.of_loose_rows
        known = groups != NONE
        rows, groups = rows[known], groups[known]
        if len(rows):
            is_offer = np.array(kinds, dtype=np.bool_)[table.kind[rows]]
            rows, groups = rows[is_offer], groups[is_offer]
        times = table.time[rows]
        timed = times != NO_TIME
        self._first_time = self._lowest(groups[timed], times[timed])
        self._first_row = self._lowest(groups[~timed], rows[~timed])
        self._offer_count = np.bincount(groups, minlength=self._count)

    def before(self, columns: CallColumns) -> tuple[Int64Column, Mask]:
        """For each call the time of its first offer, and whether one came before it began.

        An untimed offer came before when it stands before the call's beginning in the captures.
        """
        first_time, first_row = self._of_calls(self._first_time), self._of_calls(self._first_row)
        until, beginning = columns.began, columns.beginning
        timed = (first_time != _NEVER) & ((first_time <= until) | (until == NO_TIME))
        untimed = (first_row != _NEVER) & (first_row < beginning)
        before = (beginning != NONE) & (timed | untimed)
        return np.where(timed, first_time, NO_TIME), before

    def alone(self) -> Mask:
        """The calls that are the only one of their conversation."""
        return self._are(np.bincount(self._groups[self._groups != NONE], minlength=self._count))

    def single(self) -> Mask:
        """The calls whose conversation holds one offer only."""
        return self._are(self._offer_count)

    def _are(self, counts: npt.NDArray[np.intp]) -> Mask:
        """The calls of whose conversation the count is one."""
        return np.asarray(pick(counts, self._groups, 0) == 1)

    def _lowest(self, groups: Rows, values: Int64Column) -> Int64Column:
        lowest = np.full(self._count, _NEVER, dtype=np.int64)
        np.minimum.at(lowest, groups, values)
        return lowest

    def _of_calls(self, by_group: Int64Column) -> Int64Column:
        return pick(by_group, self._groups, _NEVER)
