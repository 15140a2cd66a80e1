"""Evaluates the filter: which events and calls of a capture it lets through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.calls.capture import Capture
from inspector.diagnosis.attention import Assessment
from inspector.diagnosis.narrow import CallFilter, narrow
from inspector.index.query import Rows

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Filtered:
    """Which events and calls of a capture a filter lets through."""

    events: Mask
    calls: Mask


def evaluate(
    capture: Capture, assessment: Assessment, value: CallFilter, stopped: Callable[[], bool]
) -> Filtered:
    """Evaluate a filter; made for a worker, as it may search the files."""
    hits: Sequence[int] | Rows = ()
    if value.events.needs_file:
        hits = capture.search(value.events.text, stopped)
    return Filtered(*narrow(capture.calls, assessment, value, hits))
