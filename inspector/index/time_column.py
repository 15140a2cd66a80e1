"""Event times as a column: the texts of a whole chunk at once."""

from calendar import isleap
from collections.abc import Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

from inspector.events.times import YEARS, parse_time
from inspector.index.table import NO_TIME, Int64Column

_ZONES = ("+00:00", "Z")
_SHAPE = "0000-00-00T00:00:00.0000000"
_FEW = 16
"""Texts that are not worth another try of the fast way."""
_SECONDS = len("0000-00-00T00:00:00")
_ANY_DIGIT = bytes.maketrans(b"123456789", b"0" * 9)
_ZERO = np.uint8(ord("0"))
_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.uint8)
"""The most days of each month, by its number."""
_FIRST_YEAR = int.from_bytes(b"%04d" % YEARS[0])
_LAST_YEAR = int.from_bytes(b"%04d" % YEARS[-1])


def parse_times(texts: Sequence[str | None]) -> Int64Column:
    """A column of times, NO_TIME where `parse_time` gives None.

    numpy reads the service's own form at once; it is trusted only with texts whose punctuation
    is exactly that form, since it also takes "now" and wraps years that do not fit.
    """
    fast = _service_form(texts)
    if fast is not None:
        return fast
    middle = len(texts) // 2
    if middle >= _FEW:  # an odd text here and there leaves most others to the fast way
        return np.concatenate((parse_times(texts[:middle]), parse_times(texts[middle:])))
    times = (parse_time(text) for text in texts)
    return np.array([NO_TIME if ns is None else ns for ns in times], dtype=np.int64)


def _service_form(texts: Sequence[str | None]) -> Int64Column | None:
    """The column if every text is `yyyy-mm-ddThh:mm:ss.f…` with the same zero offset.

    The texts are laid one behind the other, all of the same length: the service leaves out zeros
    at the end of a fraction, which are put back.
    """
    zone = next((z for z in _ZONES if texts and texts[0] and texts[0].endswith(z)), None)
    if zone is None:
        return None
    cut, width = -len(zone), len(_SHAPE) + len(zone)
    try:
        filled = [text if len(text) == width else _filled(text, cut) for text in texts]  # type: ignore[arg-type]  # None raises
        joined = "".join(cast("list[str]", filled)).encode("ascii")
    except (TypeError, UnicodeEncodeError):
        return None
    ending = zone.encode()
    if joined.translate(_ANY_DIGIT) != (_SHAPE.encode() + ending) * len(texts):
        return None
    if joined.count(ending) != len(texts):
        return None
    form = np.dtype({"names": ["time", "year"], "formats": [f"S{len(_SHAPE)}", ">u4"],
                     "offsets": [0, 0], "itemsize": width})  # fmt: skip
    rows = np.frombuffer(joined, dtype=form)
    years = rows["year"]  # four digits, compared as one number
    if years.min() < _FIRST_YEAR or years.max() > _LAST_YEAR:
        return None
    if not _exist(np.frombuffer(joined, np.uint8).reshape(len(texts), width)):
        return None
    return rows["time"].astype("M8[ns]").view(np.int64)


def _exist(letters: npt.NDArray[np.uint8]) -> bool:
    """Whether all of these are times of a calendar and a clock, a row of letters each.

    numpy must not be asked: of more than 500 texts it reads one that is no time without the
    interpreter's lock, and ends the process when it raises its error (numpy 2.4).
    """
    digits = letters - _ZERO

    def pair(at: int) -> npt.NDArray[np.uint8]:
        return np.asarray(digits[:, at] * 10 + digits[:, at + 1])

    month, day = pair(5), pair(8)
    if not bool(((month >= 1) & (month <= 12) & (day >= 1)).all()):
        return False
    if not bool(((pair(11) < 24) & (pair(14) < 60) & (pair(17) < 60)).all()):
        return False
    longest = _DAYS[month]
    if bool((day > longest).any()):
        return False
    leaping = np.flatnonzero((month == 2) & (day == 29))
    years = (pair(0)[leaping].astype(int) * 100 + pair(2)[leaping]).tolist()
    return all(isleap(year) for year in years)


def _filled(text: str, cut: int) -> str:
    """A text that ends with a zone, with what is missing at the end of its fraction."""
    bare = text[:cut]
    known = len(bare) == _SECONDS or len(bare) > _SECONDS + 1
    return bare + _SHAPE[len(bare) :] + text[cut:] if known else ""
