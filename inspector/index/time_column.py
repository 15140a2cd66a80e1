"""Event times as a column: the texts of a whole chunk at once."""

from collections.abc import Sequence

import numpy as np

from inspector.events.times import YEARS, parse_time
from inspector.index.table import NO_TIME, Int64Column

_DIGITS = b"0123456789"
_TICK = 100


def parse_times(texts: Sequence[str | None]) -> Int64Column:
    """A column of times, NO_TIME where `parse_time` gives None.

    numpy reads the service's own form at once; it is trusted only with texts whose punctuation
    is exactly that form, since it also takes "now" and wraps years that do not fit.
    """
    fast = _service_form(texts)
    if fast is not None:
        return fast
    times = (parse_time(text) for text in texts)
    return np.array([NO_TIME if ns is None else ns for ns in times], dtype=np.int64)


def _service_form(texts: Sequence[str | None]) -> Int64Column | None:
    """The column if every text is `yyyy-mm-ddThh:mm:ss.f…` with the same zero offset."""
    count = len(texts)
    try:
        joined = ("\n".join(texts) + "\n").encode("ascii")  # type: ignore[arg-type]  # None raises
    except (TypeError, UnicodeEncodeError):
        return None
    for zone in (b"+00:00", b"Z"):
        if joined.endswith(zone + b"\n") and joined.count(zone + b"\n") == count:
            break
    else:
        return None
    bare = zone.translate(None, _DIGITS)
    if joined.translate(None, _DIGITS) != (b"--T::." + bare + b"\n") * count:
        return None
    days = {text[:11] for text in texts if text}
    cut = -len(zone)
    try:
        if not all(day[4] == "-" and day[10] == "T" and int(day[:4]) in YEARS for day in days):
            return None
        parsed = np.array([text[:cut] for text in texts if text], dtype="M8[ns]")
    except (ValueError, IndexError):
        return None
    times = parsed.view(np.int64)
    return times - times % _TICK
