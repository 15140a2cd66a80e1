"""Which call a person means: its id, the start of its id, or its number."""

import difflib
from collections.abc import Sequence

from inspector.errors import InspectorError
from inspector.report.plain import visible

_SHOWN = 5
_COMPARED = 5000
"""Ids looked at for a near one; more would make a typing error slow."""


def choose_call(ids: Sequence[str], wanted: str) -> int:
    """Position of the call meant by `wanted` among the ids of all calls, in their order.

    Understood are the whole id, its number as `#3` or `3` (1-based), and a start of the id that
    only one call has; case does not matter. Raises InspectorError that lists near ones.
    """
    if not ids:
        raise InspectorError("There is no call in this capture")
    text = wanted.strip().casefold()
    folded = [known.casefold() for known in ids]
    if text in folded:
        return folded.index(text)
    number = text.removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) < 8 and 0 < int(number) <= len(ids):
        return int(number) - 1
    found = [i for i, known in enumerate(folded) if text and known.startswith(text)]
    match found:
        case [only]:
            return only
        case []:
            raise InspectorError(f"No call {visible(wanted)!r} in this capture", _near(ids, text))
        case several:
            raise InspectorError(
                f"{len(several)} calls begin with {visible(wanted)!r}",
                _listed([f"#{i + 1} {visible(ids[i])}" for i in several]),
                "Give more of the id, or the call's number",
            )


def _near(ids: Sequence[str], text: str) -> str:
    numbered = {known.casefold(): f"#{i + 1} {visible(known)}" for i, known in enumerate(ids)}
    close = difflib.get_close_matches(text, list(numbered)[:_COMPARED], _SHOWN, 0.5)
    if close:
        return f"Near ones: {_listed([numbered[known] for known in close])}"
    return f"The capture has {_listed(list(numbered.values()))}"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"
