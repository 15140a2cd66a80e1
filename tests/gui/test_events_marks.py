"""The map of a list: bins, marks and what lies where."""

from functools import reduce
from operator import or_

import numpy as np
import pytest

from inspector.calls.columns import CLASS_ORDER
from inspector.catalog.catalog import Catalog
from inspector.gui.models.event_marks import Mark, MarkFlags, MarkMap, failure_ranks
from inspector.index.codes import CodeClass, code_class
from inspector.index.table import ABSENT
from tests.support.event_table_case import many_rows

COUNT = 1000


def is_failure(code: int) -> bool:
    return code_class(code) in (CodeClass.C4XX, CodeClass.C5XX, CodeClass.C6XX)


@pytest.mark.parametrize(("bins", "piece"), [(10, 1000), (97, 64), (1000, 33), (3000, 1000)])
@pytest.mark.parametrize("is_sorted", [False, True])
def test_the_worst_of_each_bin_wins(
    catalog: Catalog, bins: int, piece: int, is_sorted: bool
) -> None:
    shown = many_rows(catalog, COUNT)
    order = np.random.default_rng(5).permutation(COUNT) if is_sorted else None
    flags = MarkFlags()
    flags.set_rows(Mark.FINDING, [3, 999])
    flags.set_rows(Mark.BOOKMARK, [3])
    given = flags.flags(COUNT)
    drawn = MarkMap(shown.table, shown.rows, order, None, given, bins)
    while not drawn.is_done:
        drawn.advance(piece)
    rows = list(range(COUNT)) if order is None else order.tolist()
    for bin_ in range(bins):
        first, last = drawn.span(bin_)
        mine = rows[first:last]
        codes = [int(shown.table.code[row]) for row in mine if is_failure(shown.table.code[row])]
        worst = max((1 + CLASS_ORDER.index(code_class(code)) for code in codes), default=0)
        assert drawn.failures[bin_] == worst
        marks = [flags.holds(mark, row) * mark for row in mine for mark in Mark]
        assert drawn.marks[bin_] == reduce(or_, marks, 0)
        failures, counts = drawn.counts(first, last)
        assert failures == len(codes)
        assert counts[Mark.FINDING] == len({3, 999} & set(mine))
        told = [
            at for at in range(first, last) if is_failure(shown.table.code[rows[at]])
            or rows[at] in (3, 999)
        ]  # fmt: skip
        assert drawn.first_marked(first, last) == (told[0] if told else None)


def test_every_row_is_in_exactly_one_bin(catalog: Catalog) -> None:
    shown = many_rows(catalog, 7)
    for bins in (1, 2, 3, 7, 20):
        drawn = MarkMap(shown.table, shown.rows, None, None, np.zeros(0, np.uint8), bins)
        spans = [range(*drawn.span(bin_)) for bin_ in range(bins)]
        assert [at for span in spans for at in span] == list(range(7))


def test_a_failure_by_name_counts_whatever_its_code(catalog: Catalog) -> None:
    shown = many_rows(catalog, 4)
    shown.table.code[:] = [200, 200, ABSENT, 200]
    failing = np.array([False, True, True, False])
    drawn = MarkMap(shown.table, shown.rows, None, failing, np.zeros(0, np.uint8), 4)
    drawn.advance(4)
    none, ok = (1 + CLASS_ORDER.index(c) for c in (CodeClass.NONE, CodeClass.C2XX))
    assert drawn.failures.tolist() == [0, ok, none, 0]


def test_classes_are_ranked_as_everywhere() -> None:
    codes = np.array([ABSENT, 200, 487, 603, 500, 0, 999], dtype=np.int32)
    expected = [1 + CLASS_ORDER.index(code_class(int(code))) for code in codes[1:-1]]
    assert failure_ranks(codes)[1:-1].tolist() == expected
    assert failure_ranks(codes)[[0, -1]].tolist() == [1 + CLASS_ORDER.index(CodeClass.NONE)] * 2


def test_marks_are_replaced_not_added() -> None:
    flags = MarkFlags()
    assert len(flags.flags(10)) == 0
    assert not flags.holds(Mark.HIT, 3)
    flags.set_rows(Mark.HIT, np.array([3, 8]))
    flags.set_rows(Mark.BOOKMARK, {8})
    assert [row for row in range(20) if flags.holds(Mark.HIT, row)] == [3, 8]
    flags.set_rows(Mark.HIT, ())
    assert not flags.holds(Mark.HIT, 8)
    assert flags.holds(Mark.BOOKMARK, 8)
    assert len(flags.flags(30)) >= 30
