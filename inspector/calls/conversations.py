"""Which calls belong together: those that share a server call id or a correlation id."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.index.table import NONE, EventTable

Labels = npt.NDArray[np.int64]

_PLACEHOLDER = re.compile(
    r"(?i)(?:\W*(?:sanitized|redacted|masked|removed|null|none|undefined|unknown|string)\W*"
    r"|[0\-]*|\{.*\}|<.*>|x+|\*+|server-?call-?id|correlation-?id)"
)
"""Texts that stand in for an id in redacted captures and samples; they would glue strangers."""


@dataclass(frozen=True, slots=True)
class Conversations:
    """Conversations by number; NONE where there is none."""

    of_calls: Labels
    of_loose_rows: Labels
    """For each row without a call connection (see `loose_rows`)."""
    loose_rows: Labels
    names: tuple[str, ...]
    """A server call id, else a correlation id."""


def is_placeholder(text: str) -> bool:
    """Whether a text only stands in for an id."""
    return _PLACEHOLDER.fullmatch(text) is not None


def find_conversations(table: EventTable, call_count: int) -> Conversations:
    """Joins the calls of a table; rows without a call connection go where their ids lead."""
    servers = _real_ids(table.server, table.server_ids)
    correlations = _real_ids(table.correlation, table.correlation_ids)
    loose = np.flatnonzero(table.call < 0)
    owner = table.call.astype(np.int64)
    owner[loose] = call_count + np.arange(len(loose))
    links = [
        np.unique(np.stack([owner[column >= 0], column[column >= 0]]), axis=1)
        for column in (servers, correlations)
    ]
    labels = _joined(call_count + len(loose), links)
    named, names = _named(labels, links, (table.server_ids, table.correlation_ids))
    return Conversations(named[:call_count], named[call_count:], loose, names)


def _real_ids(column: npt.NDArray[np.int32], texts: Sequence[str]) -> Labels:
    known = list(texts)
    usable = np.array([*(not is_placeholder(text) for text in known), False], dtype=np.bool_)
    return np.where(usable[column], column, NONE).astype(np.int64)


def _joined(count: int, links: Sequence[Labels]) -> Labels:
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
    labels: Labels, links: Sequence[Labels], texts: Sequence[Sequence[str]]
) -> tuple[Labels, tuple[str, ...]]:
    """Numbers the groups that have an id, and gives each the first of its ids."""
    names: dict[int, str] = {}
    for (members, ids), known in zip(links, texts, strict=True):
        groups, first = np.unique(labels[members], return_index=True)
        for group, at in zip(groups.tolist(), first.tolist(), strict=True):
            names.setdefault(group, known[int(ids[at])])
    numbers = np.full(len(labels), NONE, dtype=np.int64)
    ordered = sorted(names)
    numbers[ordered] = np.arange(len(ordered))
    return np.where(np.isin(labels, ordered), numbers[labels], NONE), tuple(
        names[group] for group in ordered
    )
