"""Reads keys of documented fields in another case than documented.

Logs that print bodies through a serializer of their own write `ResultInformation`, `SubCode` and
the like. Once it is known how such a log writes its keys, its events are decoded as quickly as
documented ones.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar, cast

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

_Struct = TypeVar("_Struct", bound=msgspec.Struct)


def with_documented_keys(text: bytes) -> bytes | None:
    """The text with documented keys; None where that changes nothing, or could hide a key.

    A key keeps its length, so every byte keeps its place. A name that occurs in two cases may be
    two keys of one object, of which only one counts.
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


def written_forms(text: bytes) -> Mapping[str, str]:
    """How the text writes documented names that it writes in another case."""
    keys = {(key, _DOCUMENTED.get(key.lower(), key)) for key in _KEY.findall(text)}
    return {name.decode(): key.decode() for key, name in keys if key != name}


def event_written(forms: Mapping[str, str]) -> type[WireEvent]:
    """The event with other names for its keys: as strict, for one way to write them."""
    diagnostic = _written(Diagnostic, forms)
    details = {"sip_details": diagnostic | None, "q850_details": diagnostic | None}
    result = _written(Result, forms, **details)
    data = _written(Data, forms, result_information=result | None)
    return _written(WireEvent, forms, data=data | None)


def _written(struct: type[_Struct], forms: Mapping[str, str], **types: object) -> type[_Struct]:
    fields = [
        (
            field.name,
            types.get(field.name, field.type),
            msgspec.field(
                default=field.default, name=forms.get(field.encode_name, field.encode_name)
            ),
        )
        for field in msgspec.structs.fields(struct)
    ]
    made = msgspec.defstruct(
        struct.__name__, fields, bases=(struct,), gc=False, forbid_unknown_fields=True
    )
    return cast("type[_Struct]", made)
