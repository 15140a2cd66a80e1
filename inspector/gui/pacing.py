"""How often something that costs time may be done anew while its object keeps changing."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SHARE = 0.1
"""Of the time, what may be spent."""


class Pace:
    """Work whose cost is known from the last time: due again once it was rested long enough."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due_s = clock()

    @property
    def is_due(self) -> bool:
        """Whether it may be done again by now."""
        return self._clock() >= self._due_s

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Around the work."""
        begun_s = self._clock()
        yield
        ended_s = self._clock()
        self._due_s = ended_s + (ended_s - begun_s) * (1 / SHARE - 1)
