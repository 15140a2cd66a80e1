"""Rows to calls: one call a `callConnectionId`, all of them at once, as columns."""

import numpy as np
import numpy.typing as npt

from inspector.calls.conversations import Conversations, find_conversations
from inspector.calls.model import Outcome
from inspector.calls.ordering import call_order, runs_forward
from inspector.calls.table import DIRECTIONS, OUTCOMES, CallTable
from inspector.events.kinds import EventOutcome, Role
from inspector.index.table import ABSENT, NO_TIME, NONE, EventTable, Int64Column

LATE_NS = 2_000_000_000
"""How long before the end, by its time, a row delivered after the end may lie and still count as
delivered after it: farther apart, file order says nothing."""

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_SERIOUSNESS = {5: 3, 6: 2, 4: 1}
"""By the code's first digit: a server failure outranks a global one, that a client's."""


def assemble(table: EventTable) -> CallTable:
    """The calls of a table, in the order of their first events."""
    order, starts = call_order(table)
    count = len(starts) - 1
    assembly = _Assembly(table, order, starts, count)
    conversations = find_conversations(table, count)
    return assembly.finish(conversations)


class _Assembly:
    """One run of `assemble`; everything is by call position or by place in the order."""

    def __init__(self, table: EventTable, order: Rows, starts: Rows, count: int) -> None:
        self._table, self._order, self._starts, self._count = table, order, starts, count
        self._kind = table.kind[order]
        self._call = table.call[order].astype(np.int64)
        self._connected = self._first(self._has_role(Role.CONNECTED))
        self._never = self._first(self._has_role(Role.NEVER_CONNECTED))
        disconnected = self._first(self._has_role(Role.END))
        # Of several CallDisconnected the first ends the call; the others came after its end.
        self._disconnected = disconnected >= 0
        failed_only = (self._never >= 0) & (self._connected < 0)
        self._end = np.where(
            self._disconnected, disconnected, np.where(failed_only, self._never, NONE)
        )

    def finish(self, conversations: Conversations) -> CallTable:
        """The call table."""
        direction, offered = self._directions(conversations)
        started = self._started()
        earliest = np.minimum(started, np.where(offered == NO_TIME, started, offered))
        started = np.where(started == NO_TIME, offered, earliest)
        return CallTable(
            table=self._table,
            order=self._order,
            starts=self._starts,
            started=started,
            offered=offered,
            connected=self._times(self._connected),
            ended=self._times(self._end),
            end=self._rows_at(self._end),
            worst=self._rows_at(self._worst()),
            outcome=self._outcomes(),
            direction=direction,
            late=self._late(),
            conversations=conversations,
        )

    def _has_role(self, role: Role) -> Mask:
        return self._of_kinds([kind.role is role for kind in self._table.kinds])

    def _of_kinds(self, flags: list[bool]) -> Mask:
        if not flags:
            return np.zeros(0, dtype=np.bool_)
        return np.array(flags, dtype=np.bool_)[self._kind]

    def _first(self, mask: Mask) -> Rows:
        """Each call's first place in the order where the mask holds, NONE where it never does."""
        found = np.full(self._count, NONE, dtype=np.int64)
        places = np.flatnonzero(mask)
        calls, first = np.unique(self._call[places], return_index=True)
        found[calls] = places[first]
        return found

    def _rows_at(self, places: Rows) -> Rows:
        return self._values(self._order, places, NONE)

    def _times(self, places: Rows) -> Int64Column:
        return self._values(self._table.time[self._order], places, NO_TIME)

    @staticmethod
    def _values(column: Rows, places: Rows, otherwise: int) -> Rows:
        values = np.full(len(places), otherwise, dtype=np.int64)
        known = places >= 0
        values[known] = column[places[known]]
        return values

    def _started(self) -> Int64Column:
        times = self._table.time[self._order]
        return self._times(self._first(times != NO_TIME))

    def _worst(self) -> Rows:
        """The most serious failure by name besides the end itself; the first of equals."""
        failed = self._of_kinds([k.outcome is EventOutcome.FAILED for k in self._table.kinds])
        places = np.flatnonzero(failed)
        places = places[places != self._end[self._call[places]]]
        hundreds = self._table.code[self._order[places]] // 100
        rank = np.zeros(len(places), dtype=np.int64)
        for hundred, value in _SERIOUSNESS.items():
            rank[hundreds == hundred] = value
        ranked = places[np.lexsort((places, -rank, self._call[places]))]
        worst = np.full(self._count, NONE, dtype=np.int64)
        calls, first = np.unique(self._call[ranked], return_index=True)
        worst[calls] = ranked[first]
        return worst

    def _outcomes(self) -> npt.NDArray[np.uint8]:
        """By the event's name first, then by the code."""
        number = {outcome: place for place, outcome in enumerate(OUTCOMES)}
        ended = self._end >= 0
        code = self._values(self._table.code[self._order].astype(np.int64), self._end, ABSENT)
        hundreds = code // 100
        outcome = np.full(self._count, number[Outcome.UNKNOWN], dtype=np.uint8)
        outcome[ended & np.isin(hundreds, (4, 5, 6))] = number[Outcome.FAILED]
        outcome[ended & ((hundreds == 2) | (code == 0))] = number[Outcome.SUCCEEDED]
        outcome[ended & (code == 487)] = number[Outcome.CANCELED]
        refused = (self._never >= 0) & (self._connected < 0)
        outcome[refused] = number[Outcome.FAILED]
        return outcome

    def _late(self) -> Mask:
        """The places in the order that were delivered after their call's end."""
        end = self._end[self._call]
        ended = end >= 0
        place = np.arange(len(self._order))
        after = ended & (place > end)
        end_row = self._order[np.maximum(end, 0)]
        times, end_times = self._table.time[self._order], self._table.time[end_row]
        source = self._table.source[self._order]
        forward = runs_forward(self._table)
        close = (times != NO_TIME) & (end_times != NO_TIME) & (end_times - times <= LATE_NS)
        delivered = self._order > end_row
        same_file = source == self._table.source[end_row]
        ordered = forward[source] if len(forward) else np.zeros(len(source), dtype=np.bool_)
        before = ended & (place < end) & delivered & same_file & ordered & close
        return np.asarray(after | before)

    def _directions(
        self, conversations: Conversations
    ) -> tuple[npt.NDArray[np.uint8], Int64Column]:
        """Who placed each call, as far as proven, and when an inbound one was offered."""
        none, inbound, outbound = range(len(DIRECTIONS))
        direction = np.full(self._count, none, dtype=np.uint8)
        offered = np.full(self._count, NO_TIME, dtype=np.int64)
        groups = conversations.of_calls
        sizes = np.bincount(groups[groups >= 0], minlength=len(conversations.names))
        offers = self._offer_times(conversations)
        grouped = groups >= 0
        has_offer = np.zeros(self._count, dtype=np.bool_)
        has_offer[grouped] = offers[0][groups[grouped]]
        alone = np.zeros(self._count, dtype=np.bool_)
        alone[grouped] = sizes[groups[grouped]] == 1
        direction[(self._connected >= 0) & has_offer & alone] = inbound
        names = [kind.name for kind in self._table.kinds]
        direction[self._first(self._of_kinds([n == "AnswerFailed" for n in names])) >= 0] = inbound
        created = self._of_kinds([name == "CreateCallFailed" for name in names])
        direction[self._first(created) >= 0] = outbound
        known = (direction == inbound) & has_offer
        offered[known] = offers[1][groups[known]]
        return direction, offered

    def _offer_times(self, conversations: Conversations) -> tuple[Mask, Int64Column]:
        """For each conversation, whether it holds an offer, and the first timed offer's time."""
        count = len(conversations.names)
        has = np.zeros(count, dtype=np.bool_)
        times = np.full(count, np.iinfo(np.int64).max, dtype=np.int64)
        offer_kinds = [kind.role is Role.OFFER for kind in self._table.kinds]
        rows, groups = conversations.loose_rows, conversations.of_loose_rows
        if len(rows):
            is_offer = np.array(offer_kinds, dtype=np.bool_)[self._table.kind[rows]]
            usable = is_offer & (groups >= 0)
            has[groups[usable]] = True
            timed = usable & (self._table.time[rows] != NO_TIME)
            np.minimum.at(times, groups[timed], self._table.time[rows[timed]])
        times[times == np.iinfo(np.int64).max] = NO_TIME
        return has, times
