"""How many calls hold a result of each code class."""

from collections.abc import Mapping

import numpy as np

from inspector.calls.table import CallTable
from inspector.index.codes import CodeClass
from inspector.index.query import class_mask


def calls_by_class(calls: CallTable) -> Mapping[CodeClass, int]:
    """For each class, the calls of which at least one event has a code of that class.

    These are the calls that a filter by that class lists.
    """
    table = calls.table
    return {
        cls: int(np.count_nonzero(calls.matching(class_mask(table, frozenset({cls})))))
        for cls in CodeClass
    }
