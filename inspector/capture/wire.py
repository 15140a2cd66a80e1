"""One callback as the index needs it.

The plain path decodes bytes straight into these structs with msgspec; the tolerant path fills
the same structs from any shape `wire-format` knows. `forbid_unknown_fields` makes the plain path
refuse whatever it could misread (another key case, another name, a number as text), so both
paths give the same value for the same bytes.
"""

from typing import Annotated

import msgspec

Int32 = Annotated[int, msgspec.Meta(ge=-(2**31) + 1, le=2**31 - 1)]
"""A number a column can hold; `-2**31` is the columns' "absent"."""


class Diagnostic(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """SIP or Q.850 details; the message is read again when it is shown."""

    code: Int32 | None = None
    message: msgspec.Raw | None = None


class Result(msgspec.Struct, gc=False, forbid_unknown_fields=True, rename="camel"):
    """`resultInformation` as delivered; absent parts are None, never 0."""

    code: Int32 | None = None
    sub_code: Int32 | None = None
    message: msgspec.Raw | None = None
    sip_details: Diagnostic | None = None
    q850_details: Diagnostic | None = None


class Data(msgspec.Struct, gc=False, forbid_unknown_fields=True, rename="camel"):
    """The payload's fields that the index keeps; the rest is only recognised."""

    call_connection_id: str | None = None
    server_call_id: str | None = None
    correlation_id: str | None = None
    operation_context: str | None = None
    result_information: Result | None = None
    sequence_number: Int32 | None = None


class WireEvent(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """One event: its type and time exactly as delivered, and its payload's indexed fields."""

    type: str | None = None
    time: str | None = None
    id: str | None = None
    data: Data | None = None
