"""Puts the keys of documented fields into their documented case, so that the plain path reads them.

Logs that print bodies through a serializer of their own write `ResultInformation`, `SubCode` and
the like. A key keeps its length, so every byte keeps its place.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from inspector.capture.wire import Data, Diagnostic, Result, WireEvent

_KEY = re.compile(rb'"([A-Za-z0-9_]{2,40})"(?=[ \t\r\n]*:)')
_DOCUMENTED: Mapping[bytes, bytes] = MappingProxyType(
    {
        field.encode_name.lower().encode(): field.encode_name.encode()
        for struct in (WireEvent, Data, Result, Diagnostic)
        for field in msgspec.structs.fields(struct)
    }
)


def with_documented_keys(text: bytes) -> bytes | None:
    """The text with documented keys; None where that changes nothing, or could hide a key.

    A name that occurs in two cases may be two keys of one object, of which only one counts.
    """
    forms: dict[bytes, bytes] = {}
    is_mixed = False

    def documented(match: re.Match[bytes]) -> bytes:
        nonlocal is_mixed
        key = match[1]
        name = key.lower()
        is_mixed |= forms.setdefault(name, key) != key
        return b'"' + _DOCUMENTED.get(name, key) + b'"'

    changed = _KEY.sub(documented, text)
    return None if is_mixed or changed == text else changed
