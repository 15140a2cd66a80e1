"""All calls of a capture as columns, and one call as a value."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from inspector.calls.conversations import Conversations
from inspector.calls.direction import DIRECTIONS
from inspector.calls.ends import OUTCOMES
from inspector.calls.model import Call
from inspector.calls.ordering import Mask, Rows
from inspector.calls.row_list import RowList
from inspector.index.table import NONE, EventTable, Int64Column, time_at


@dataclass(frozen=True, slots=True)
class CallTable:
    """Columns by call position; positions follow the calls' first events and never change.

    Times are nanoseconds since 1970 UTC, NO_TIME when not known; rows are NONE when there is none.
    """

    table: EventTable = field(repr=False)
    order: Rows = field(repr=False)
    """Event rows call by call, in call order."""
    starts: Rows = field(repr=False)
    """Where each call starts in `order`, and one entry more."""
    started: Int64Column = field(repr=False)
    offered: Int64Column = field(repr=False)
    connected: Int64Column = field(repr=False)
    ended: Int64Column = field(repr=False)
    end: Rows = field(repr=False)
    worst: Rows = field(repr=False)
    outcome: npt.NDArray[np.uint8] = field(repr=False)
    direction: npt.NDArray[np.uint8] = field(repr=False)
    late: Mask = field(repr=False)
    """For each place in `order`, whether the row was delivered after its call's end."""
    conversations: Conversations = field(repr=False)
    loose: Rows = field(repr=False)
    """Rows that belong to no call, neither by connection nor by conversation."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def connection_ids(self) -> Sequence[str]:
        """The call connection ids; may hold more than there are calls while a load runs on."""
        return self.table.call_ids

    @property
    def unassigned(self) -> Rows:
        """Rows that name no call connection, in file order."""
        return self.conversations.loose_rows

    def rows(self, position: int) -> Rows:
        """The event rows of a call, in call order."""
        return self.order[self.starts[position] : self.starts[position + 1]].astype(np.int64)

    def offers(self, position: int) -> Rows:
        """Rows of the call's conversation that name no call connection, such as IncomingCall."""
        return self.conversations.offers(int(self.conversations.of_calls[position]))

    def call_of_row(self, row: int) -> int | None:
        """The call of an event row, by connection, else the first of its conversation."""
        call = int(self.table.call[row])
        if call != NONE:
            return call
        group = self._group_of_loose(row)
        return None if group == NONE else _row(self.conversations.first_call, group)

    def conversation_of_row(self, row: int) -> str | None:
        """The conversation of an event row."""
        call = int(self.table.call[row])
        of_calls = self.conversations.of_calls
        group = int(of_calls[call]) if call != NONE else self._group_of_loose(row)
        return None if group == NONE else self.conversations.names[group]

    def matching(self, events: Mask) -> Mask:
        """The calls of which at least one event is in the mask, their offers included."""
        found = np.zeros(len(self), dtype=np.bool_)
        calls = self.table.call[events]
        found[calls[calls >= 0]] = True
        groups = self.conversations.of_loose_rows[events[self.conversations.loose_rows]]
        groups = np.unique(groups[groups != NONE])
        return np.asarray(found | np.isin(self.conversations.of_calls, groups))

    def call(self, position: int) -> Call:
        """One call as a value."""
        rows = self.rows(position)
        late = self.late[self.starts[position] : self.starts[position + 1]]
        group = int(self.conversations.of_calls[position])
        return Call(
            number=position + 1,
            connection_id=self.table.call_ids[position],
            conversation=None if group == NONE else self.conversations.names[group],
            correlation_ids=_texts(self.table.correlation[rows], self.table.correlation_ids),
            server_call_ids=_texts(self.table.server[rows], self.table.server_ids),
            rows=RowList(rows),
            offers=RowList(self.offers(position)),
            offered=time_at(self.offered, position),
            started=time_at(self.started, position),
            connected=time_at(self.connected, position),
            ended=time_at(self.ended, position),
            end=_row(self.end, position),
            worst=_row(self.worst, position),
            after_end=RowList(rows[late]),
            direction=DIRECTIONS[int(self.direction[position])],
            outcome=OUTCOMES[int(self.outcome[position])],
        )

    def _group_of_loose(self, row: int) -> int:
        place = int(np.searchsorted(self.conversations.loose_rows, row))
        return int(self.conversations.of_loose_rows[place])


def _texts(codes: npt.NDArray[np.int32], texts: Sequence[str]) -> tuple[str, ...]:
    """The different texts behind the codes, in the order they were met.

    Nearly all rows of a call repeat the id of the row before them.
    """
    is_new = np.ones(len(codes), np.bool_)
    is_new[1:] = codes[1:] != codes[:-1]
    return tuple(texts[code] for code in dict.fromkeys(codes[is_new].tolist()) if code != NONE)


def _row(column: Rows, position: int) -> int | None:
    """A position that a column holds, such as an event row; None where there is none."""
    row = int(column[position])
    return None if row == NONE else row
