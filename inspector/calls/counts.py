"""Which calls, and how many, are listed under each code class."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from inspector.calls.table import CallTable
from inspector.index.codes import CodeClass
from inspector.index.query import class_mask
from inspector.index.table import NONE

_FAILURES = frozenset({CodeClass.C4XX, CodeClass.C5XX, CodeClass.C6XX})


def calls_of_classes(calls: CallTable, classes: frozenset[CodeClass]) -> npt.NDArray[np.bool_]:
    """The calls listed under any of the classes.

    A failure class lists every call with such a code in one of its events. Nearly every call has
    events with 2xx and events without a code, so these two count only where they say something:
    at the end and at the worst failure before it. A call without an end counts as without a code.
    """
    found = calls.matching(class_mask(calls.table, classes & _FAILURES))
    inside = class_mask(calls.table, classes)
    for rows in (calls.end, calls.worst):
        has_row = np.flatnonzero(rows != NONE)
        found[has_row] |= inside[rows[has_row]]
    if CodeClass.NONE in classes:
        found |= calls.end == NONE
    return found


def calls_by_class(calls: CallTable) -> Mapping[CodeClass, int]:
    """For each class, how many calls a filter by that class lists."""
    return {
        cls: int(np.count_nonzero(calls_of_classes(calls, frozenset({cls})))) for cls in CodeClass
    }
