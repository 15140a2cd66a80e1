"""Parts of a timeline as columns: a call may hold a million events.

A drawing works on the columns; the part itself, with its texts, is made when it is asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

from inspector.events.kinds import Lane
from inspector.index.codes import CodeClass

CLASS_ORDER = (CodeClass.NONE, CodeClass.C2XX, CodeClass.C4XX, CodeClass.C6XX, CodeClass.C5XX)
"""From the most harmless to the worst; a rank is a position in it."""
LANE_ORDER = tuple(Lane)
"""From top to bottom; a lane column holds positions in it."""
RANK_OF = {code_class: rank for rank, code_class in enumerate(CLASS_ORDER)}
PLACE_OF = {lane: place for place, lane in enumerate(LANE_ORDER)}

Seconds = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

_KEPT = 4096
"""Parts kept once they are made: what two frames of a drawing ask for."""

T_co = TypeVar("T_co", covariant=True)


class Parts(Sequence[T_co], Generic[T_co]):
    """A sequence of parts, each made by `make` from its number in `source`."""

    source: Numbers
    make: Callable[[int], T_co]

    def __len__(self) -> int:
        return len(self.source)

    @overload
    def __getitem__(self, index: int) -> T_co: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T_co, ...]: ...

    def __getitem__(self, index: int | slice) -> T_co | tuple[T_co, ...]:
        if isinstance(index, slice):
            return tuple(self.make(number) for number in self.source[index].tolist())
        return self.make(int(self.source[index]))

    def __iter__(self) -> Iterator[T_co]:
        return map(self.make, self.source.tolist())

    def __repr__(self) -> str:
        return f"<{len(self)} {type(self).__name__}>"


def kept(make: Callable[[int], T_co]) -> Callable[[int], T_co]:
    """The function with a memory for the parts that were asked for last."""
    return lru_cache(_KEPT)(make)


def flags(values: Sequence[bool]) -> Mask:
    """A column of flags."""
    return np.array(values, np.bool_)
