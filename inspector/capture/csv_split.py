"""Many rows of delimited text cut into cells at once, where their quotes follow the rules."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Offsets = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_QUOTE, _NEWLINE, _RETURN = (np.uint8(ord(mark)) for mark in '"\n\r')


@dataclass(frozen=True, slots=True)
class Rows:
    """Whole rows from the start of a block; ranges are bytes from there.

    They are what `split_row` makes of the same bytes. Cells of all rows stand behind one another.
    """

    starts: Offsets
    ends: Offsets
    """Behind the last cell of a row, without the line's end."""
    first_cells: Offsets
    """Number of the first cell of each row."""
    counts: Offsets
    """Cells of each row."""
    is_sound: Flags
    """By row; a row that is not has to be split by itself."""
    cell_starts: Offsets
    cell_ends: Offsets
    is_quoted: Flags
    """By cell."""
    doubled: Offsets
    """The first quotes of the pairs that stand for one."""


def split_rows(block: bytes, delimiter: bytes) -> tuple[Rows | None, int]:
    """The rows that end in a block, and the index of the first quote that breaks the rules.

    Rows are those before that quote, None if there are none; the index is the block's end if all
    quotes are sound.
    """
    data = np.frombuffer(block, dtype=np.uint8)
    mark = np.uint8(delimiter[0])
    starts, ends, doubled, wrong = _quoted(data, mark)
    limit = min(wrong, int(starts[-1])) if len(starts) > len(ends) else wrong
    starts = starts[: len(ends)]
    marks = np.flatnonzero((data[:limit] == mark) | (data[:limit] == _NEWLINE))
    marks = marks[~_within(marks, starts, ends)]
    lasts = np.flatnonzero(data[marks] == _NEWLINE)
    if not len(lasts):
        return None, wrong
    marks = marks[: lasts[-1] + 1]
    cell_starts = np.concatenate(([0], marks[:-1] + 1))
    cell_ends = marks.copy()
    line_ends = marks[lasts]
    returned = (data[line_ends - 1] == _RETURN) & (line_ends > cell_starts[lasts])
    cell_ends[lasts] -= returned
    first_cells = np.concatenate(([0], lasts[:-1] + 1))
    is_sound = np.ones(len(lasts), dtype=np.bool_)
    returns = np.flatnonzero(data[: line_ends[-1]] == _RETURN)
    if len(returns) != np.count_nonzero(returned):
        astray = returns[~_within(returns, starts, ends)]
        astray = astray[~np.isin(astray, line_ends[returned] - 1)]
        is_sound[np.searchsorted(line_ends, astray)] = False
    rows = Rows(
        starts=cell_starts[first_cells],
        ends=cell_ends[lasts],
        first_cells=first_cells,
        counts=np.diff(lasts, prepend=-1),
        is_sound=is_sound,
        cell_starts=cell_starts,
        cell_ends=cell_ends,
        is_quoted=data[cell_starts] == _QUOTE,
        doubled=doubled,
    )
    return rows, wrong


def _quoted(data: npt.NDArray[np.uint8], mark: np.uint8) -> tuple[Offsets, Offsets, Offsets, int]:
    """First and last quotes of the quoted cells, doubled ones, and the first that is not sound.

    Every other quote opens; one that opens right behind one that closes doubles it. The last cell
    may have no end.
    """
    quotes = np.flatnonzero(data == _QUOTE)
    opening, closing = quotes[0::2], quotes[1::2]
    goes_on = opening[1:] == closing[: len(opening) - 1] + 1
    begins = np.ones(len(opening), dtype=np.bool_)
    begins[1:] = ~goes_on
    finishes = np.ones(len(closing), dtype=np.bool_)
    finishes[: len(goes_on)] = ~goes_on
    starts, ends = opening[begins], closing[finishes]
    before = data[starts - 1]
    is_sound = (before == mark) | (before == _NEWLINE) | (starts == 0)
    last = len(data) - 1
    behind, follows = data[np.minimum(ends + 1, last)], data[np.minimum(ends + 2, last)]
    closes = (behind == mark) | (behind == _NEWLINE) | (ends + 1 >= last)
    is_sound[: len(ends)] &= closes | ((behind == _RETURN) & (follows == _NEWLINE))
    wrong = np.flatnonzero(~is_sound)
    broken = int(starts[wrong[0]]) if len(wrong) else len(data)
    return starts, ends, closing[: len(goes_on)][goes_on], broken


class Unquoted:
    """A block, or the first part of one, with its doubled quotes made single."""

    def __init__(self, block: bytes, doubled: Offsets) -> None:
        data = np.frombuffer(block, dtype=np.uint8)
        self._doubled = doubled[: np.searchsorted(doubled, len(block))]
        kept = np.ones(len(data), dtype=np.bool_)
        kept[self._doubled] = False
        self._text = data[kept].tobytes()
        self.is_ascii = self._text.isascii()

    def texts(self, starts: Offsets, ends: Offsets) -> list[bytes]:
        """What stands in ranges of the block."""
        firsts = (starts - np.searchsorted(self._doubled, starts)).tolist()
        lasts = (ends - np.searchsorted(self._doubled, ends)).tolist()
        return [self._text[first:last] for first, last in zip(firsts, lasts, strict=True)]


def _within(places: Offsets, starts: Offsets, ends: Offsets) -> Flags:
    """Which places lie in one of the ranges."""
    if not len(starts):
        return np.zeros(len(places), dtype=np.bool_)
    number = np.searchsorted(starts, places) - 1
    return (number >= 0) & (places < ends[number])
