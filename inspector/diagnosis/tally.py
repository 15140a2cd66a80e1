"""How many calls of a capture ask for what; the numbers on the filter's chips."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from inspector.calls.table import CallTable
from inspector.catalog.model import Attention, Owner
from inspector.index.table import NONE

Mask = npt.NDArray[np.bool_]
Ranks = npt.NDArray[np.uint8]


class Sign(StrEnum):
    """Something about a call that is worth looking for."""

    NO_END = "no terminal event"
    NEW_SUBCODE = "new subcode"
    """One of its events carries a subcode that the catalog does not know."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Calls by attention, by whose move it is, and by sign; what is left out counts as none."""

    attentions: Mapping[Attention, int] = field(default_factory=dict)
    owners: Mapping[Owner, int] = field(default_factory=dict)
    signs: Mapping[Sign, int] = field(default_factory=dict)

    def count(self, part: Attention | Owner | Sign) -> int:
        """How many calls there are of one kind."""
        match part:
            case Attention():
                return self.attentions.get(part, 0)
            case Owner():
                return self.owners.get(part, 0)
            case Sign():
                return self.signs.get(part, 0)


def with_sign(calls: CallTable, new_subcodes: Mask, sign: Sign) -> Mask:
    """The calls that show a sign."""
    match sign:
        case Sign.NO_END:
            return np.asarray(calls.end == NONE)
        case Sign.NEW_SUBCODE:
            return calls.matching(new_subcodes)


def tally_of(calls: CallTable, attentions: Ranks, owners: Ranks, new_subcodes: Mask) -> Tally:
    """Counts calls; the columns hold positions in the enumerations."""
    by_attention = np.bincount(attentions, minlength=len(Attention)).tolist()
    by_owner = np.bincount(owners, minlength=len(Owner)).tolist()
    return Tally(
        attentions=dict(zip(Attention, by_attention, strict=True)),
        owners=dict(zip(Owner, by_owner, strict=True)),
        signs={s: int(np.count_nonzero(with_sign(calls, new_subcodes, s))) for s in Sign},
    )
