"""Which calls belong together: those that share a server call id or a correlation id."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from inspector.calls.ordering import CallOrder, Rows
from inspector.index.table import NONE, EventTable

Labels = npt.NDArray[np.int64]

_PLACEHOLDER = re.compile(
    r"\W*(?:sanitized|redacted|masked|removed|hidden|null|none|undefined|unknown|string)\W*"
    r"|[0\s-]*|\{.*\}|<.*>|\[.*\]|x+|\*+|server[-_ ]?call[-_ ]?id|correlation[-_ ]?id",
    re.IGNORECASE | re.DOTALL,
)
_SURELY_REAL = 24
"""An id of this length is real if its first character does not hint otherwise."""
_HINTS = frozenset("0xX \t\r\n")


@dataclass(frozen=True, slots=True)
class Conversations:
    """Conversations by number, NONE where there is none."""

    of_calls: Labels = field(repr=False)
    loose_rows: Rows = field(repr=False)
    """The rows that name no call connection, in file order."""
    of_loose_rows: Labels = field(repr=False)
    """Parallel to `loose_rows`."""
    names: Sequence[str] = field(repr=False)
    """A server call id, else a correlation id."""
    grouped_rows: Rows = field(repr=False)
    """The loose rows conversation by conversation, in file order."""
    group_starts: Rows = field(repr=False)
    """Where each conversation starts in `grouped_rows`, and one entry more."""
    first_call: Labels = field(repr=False)
    """By conversation, its first call; NONE for offers that led to no call in the capture."""

    def of_no_call(self) -> Rows:
        """The loose rows whose conversation, if any, holds no call."""
        firsts = np.append(self.first_call, NONE)  # where NONE, that is -1, finds NONE
        return np.asarray(self.loose_rows[firsts[self.of_loose_rows] == NONE])

    def offers(self, group: int) -> Rows:
        """The loose rows of a conversation, in file order."""
        if group == NONE:
            return np.zeros(0, dtype=np.int64)
        return self.grouped_rows[self.group_starts[group] : self.group_starts[group + 1]]


def is_placeholder(text: str) -> bool:
    """Whether a text only stands in for an id, as in redacted captures and in samples.

    Calls that "share" such a text are strangers.
    """
    if len(text) >= _SURELY_REAL and text[0].isalnum() and text[0] not in _HINTS:
        return False
    return _PLACEHOLDER.fullmatch(text) is not None


def find_conversations(table: EventTable, order: CallOrder) -> Conversations:
    """Joins the calls of a table; rows without a call connection go where their ids lead."""
    call_count = len(order.starts) - 1
    loose = np.flatnonzero(table.call < 0)
    rows = np.concatenate([order.rows, loose])
    members = np.concatenate([table.call[order.rows], call_count + np.arange(len(loose))])
    links = [
        _links(members, _real_ids(column[rows], texts))
        for column, texts in (
            (table.server, table.server_ids),
            (table.correlation, table.correlation_ids),
        )
    ]
    labels = _joined(call_count + len(loose), links)
    numbers, names = _named(labels, links, (table.server_ids, table.correlation_ids))
    of_calls, of_loose = numbers[:call_count], numbers[call_count:]
    first_call = np.full(len(names), NONE, dtype=np.int64)
    grouped = np.flatnonzero(of_calls != NONE)[::-1]
    first_call[of_calls[grouped]] = grouped
    known = np.flatnonzero(of_loose != NONE)
    known = known[np.argsort(of_loose[known], kind="stable")]
    return Conversations(
        of_calls=of_calls,
        loose_rows=loose,
        of_loose_rows=of_loose,
        names=names,
        grouped_rows=loose[known],
        group_starts=np.searchsorted(of_loose[known], np.arange(len(names) + 1)),
        first_call=first_call,
    )


def _real_ids(column: npt.NDArray[np.int32], texts: Sequence[str]) -> Labels:
    """The column with NONE in place of placeholders."""
    placeholders = [code for code, text in enumerate(tuple(texts)) if is_placeholder(text)]
    ids = column.astype(np.int64)
    if placeholders:
        ids[np.isin(ids, placeholders)] = NONE
    return ids


def _links(members: Labels, ids: Labels) -> tuple[Labels, Labels]:
    """The pairs of member and id; nearly all rows of a call repeat the pair before them."""
    known = ids != NONE
    known[1:] &= (members[1:] != members[:-1]) | (ids[1:] != ids[:-1])
    return members[known], ids[known]


def _joined(count: int, links: Sequence[tuple[Labels, Labels]]) -> Labels:
    """The smallest member of each member's group: labels spread over shared ids until at rest."""
    labels = np.arange(count, dtype=np.int64)
    while True:
        before = labels.copy()
        for members, ids in links:
            if len(ids):
                lowest = np.full(int(ids.max()) + 1, count, dtype=np.int64)
                np.minimum.at(lowest, ids, labels[members])
                np.minimum.at(labels, members, lowest[ids])
        labels = labels[labels]
        if np.array_equal(labels, before):
            return labels


def _named(
    labels: Labels,
    links: Sequence[tuple[Labels, Labels]],
    texts: Sequence[Sequence[str]],
) -> tuple[Labels, Sequence[str]]:
    """Numbers the groups that have an id, and names each by the first of its ids."""
    names: list[str] = []
    numbers = np.full(len(labels), NONE, dtype=np.int64)
    for (members, ids), known in zip(links, texts, strict=True):
        groups, first = np.unique(labels[members], return_index=True)
        unnamed = numbers[groups] == NONE
        groups, first = groups[unnamed], first[unnamed]
        numbers[groups] = np.arange(len(names), len(names) + len(groups))
        names += [known[code] for code in ids[first].tolist()]
    return numbers[labels], names
