"""Which calls belong together: those that share a server call id or a correlation id."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import overload

import numpy as np
import numpy.typing as npt

from inspector.calls.ordering import BLOCK, Rows, RowsByCall
from inspector.index.table import NONE, EventTable
from inspector.index.texts import PackedTexts

Labels = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int32]

_PLACEHOLDER = re.compile(
    r"\W*(?:sanitized|redacted|masked|removed|hidden|null|none|undefined|unknown|string)\W*"
    r"|[0\s-]*|\{.*\}|<.*>|\[.*\]|x+|\*+|server[-_ ]?call[-_ ]?id|correlation[-_ ]?id",
    re.IGNORECASE | re.DOTALL,
)
_SURELY_REAL = 24
"""An id of this length is real if its first character does not hint otherwise, as nearly all do."""
_REAL_FIRSTS = frozenset("123456789abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWYZ")
"""First characters that no long text that stands in for an id has."""
_IS_REAL = np.array([chr(byte) in _REAL_FIRSTS for byte in range(256)])
_REPEATED = frozenset(b"0xX")
"""First characters of long texts that stand in for an id only if the same one follows."""
_IS_REPEATED = np.array([byte in _REPEATED for byte in range(256)])


@dataclass(frozen=True, slots=True)
class Names(Sequence[str]):
    """Texts that others hold: which of them each name is, not the names themselves."""

    texts: Sequence[Sequence[str]] = field(repr=False)
    which: npt.NDArray[np.int8] = field(repr=False)
    codes: npt.NDArray[np.int32] = field(repr=False)

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        texts: Sequence[str] = self.texts[int(self.which[at])]
        return texts[int(self.codes[at])]


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
    if len(text) >= _SURELY_REAL and text[0] in _REAL_FIRSTS:
        return False
    return _PLACEHOLDER.fullmatch(text) is not None


def find_conversations(
    table: EventTable, by_call: RowsByCall, ids: Sequence[Codes]
) -> Conversations:
    """Joins the calls of a table; rows without a call connection go where their ids lead.

    `ids` are the columns of ids that calls may share.
    """
    call_count = len(by_call.starts) - 1
    loose = np.flatnonzero(table.call < 0)
    links = [_links(table.call, by_call.rows, loose, call_count, each) for each in ids]
    labels = _joined(call_count + len(loose), links)
    numbers, names = _named(labels, links, (table.server_ids, table.correlation_ids))
    of_calls, of_loose = numbers[:call_count], numbers[call_count:]
    first_call = np.full(len(names), NONE, dtype=np.int32)
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


def shared_ids(table: EventTable) -> Sequence[Codes]:
    """The columns of ids that calls may share."""
    return (
        _real_ids(table.server, table.server_ids),
        _real_ids(table.correlation, table.correlation_ids),
    )


def _real_ids(column: Codes, texts: PackedTexts) -> Codes:
    """The column with NONE in place of placeholders; most ids need no closer look."""
    letters, sizes = texts.openings()
    first, second = letters[:, 0], letters[:, 1]
    is_real = _IS_REAL[first] | (_IS_REPEATED[first] & _IS_REAL[second])
    suspects = np.flatnonzero((sizes < _SURELY_REAL) | ~is_real)
    placeholders = [code for code in suspects.tolist() if is_placeholder(texts[code])]
    return np.where(np.isin(column, placeholders), NONE, column) if placeholders else column


def _links(
    calls: Codes, rows: Rows, loose: Rows, call_count: int, ids: Codes
) -> tuple[Codes, Codes]:
    """The pairs of member and id: calls by the ids of their rows, then loose rows by theirs."""
    members, found = [], []
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        known = _known(calls.take(block), ids.take(block))
        members.append(known[0])
        found.append(known[1])
    numbers = np.arange(call_count, call_count + len(loose), dtype=calls.dtype)
    known = _known(numbers, ids[loose])
    return np.concatenate([*members, known[0]]), np.concatenate([*found, known[1]])


def _known(members: Codes, ids: Codes) -> tuple[Codes, Codes]:
    """The pairs with an id; nearly all rows of a call repeat the pair before them."""
    known = ids != NONE
    known[1:] &= (members[1:] != members[:-1]) | (ids[1:] != ids[:-1])
    return members[known], ids[known]


def _joined(count: int, links: Sequence[tuple[Codes, Codes]]) -> Labels:
    """The smallest member of each member's group: labels spread over shared ids until at rest."""
    labels = np.arange(count, dtype=np.int32)
    while True:
        before = labels.copy()
        for members, ids in links:
            if len(ids):
                lowest = np.full(int(ids.max()) + 1, count, dtype=np.int32)
                np.minimum.at(lowest, ids, labels[members])
                np.minimum.at(labels, members, lowest[ids])
        labels = labels[labels]
        if np.array_equal(labels, before):
            return labels


def _named(
    labels: Labels,
    links: Sequence[tuple[Codes, Codes]],
    texts: Sequence[Sequence[str]],
) -> tuple[Labels, Names]:
    """Numbers the groups that have an id, and names each by the first of its ids."""
    which: list[npt.NDArray[np.int8]] = []
    codes: list[Codes] = []
    count = 0
    numbers = np.full(len(labels), NONE, dtype=np.int32)
    for place, (members, ids) in enumerate(links):
        first = np.full(len(labels), NONE, dtype=np.int32)
        first[labels[members][::-1]] = np.arange(len(members), dtype=np.int32)[::-1]
        groups = np.flatnonzero((first != NONE) & (numbers == NONE))
        first = first[groups]
        numbers[groups] = np.arange(count, count + len(groups))
        count += len(groups)
        which.append(np.full(len(groups), place, dtype=np.int8))
        codes.append(ids[first])
    return numbers[labels], Names(texts, np.concatenate(which), np.concatenate(codes))
