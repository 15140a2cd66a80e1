"""One callback as the index needs it.

The plain path decodes bytes straight into these structs with msgspec; the tolerant path fills
the same structs from any shape it knows. `forbid_unknown_fields` makes the plain path refuse
whatever it could misread (another key case, another name), so both paths give the same value for
the same bytes. Documented fields that the index does not keep are listed as
`Skipped`: recognised, never read. Their bytes may be overwritten when the reader goes on.
"""

from typing import Annotated

import msgspec

Int32 = Annotated[int, msgspec.Meta(ge=-(2**31) + 1, le=2**31 - 1)]
"""A number a column can hold; `-2**31` is the columns' "absent"."""

Skipped = msgspec.Raw
"""A documented field of any shape; the detail view reads it again from the file."""

NOTHING = msgspec.Raw(b"")


class Diagnostic(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """SIP or Q.850 details; the message is read again when it is shown."""

    code: Int32 | None = None
    message: Skipped = NOTHING


class Result(msgspec.Struct, gc=False, forbid_unknown_fields=True, rename="camel"):
    """`resultInformation` as delivered; absent parts are None, never 0."""

    code: Int32 | None = None
    sub_code: Int32 | None = None
    message: Skipped = NOTHING
    sip_details: Diagnostic | None = None
    q850_details: Diagnostic | None = None


class Data(msgspec.Struct, gc=False, forbid_unknown_fields=True, rename="camel"):
    """The payload's fields that the index keeps; the rest is only recognised."""

    version: Skipped = NOTHING
    operation_context: str | None = None
    result_information: Result | None = None
    call_connection_id: str | None = None
    server_call_id: str | None = None
    correlation_id: str | None = None
    public_event_type: Skipped = NOTHING
    sequence_number: Int32 | None = None
    event_source: Skipped = NOTHING
    participants: Skipped = NOTHING
    participant: Skipped = NOTHING
    invitation_id: Skipped = NOTHING
    from_call: Skipped = NOTHING
    transfer_target: Skipped = NOTHING
    transferee: Skipped = NOTHING
    failed_play_source_index: Skipped = NOTHING
    recognition_type: Skipped = NOTHING
    dtmf_result: Skipped = NOTHING
    choice_result: Skipped = NOTHING
    speech_result: Skipped = NOTHING
    collect_tones_result: Skipped = NOTHING
    sequence_id: Skipped = NOTHING
    tone: Skipped = NOTHING
    recording_id: Skipped = NOTHING
    state: Skipped = NOTHING
    start_date_time: Skipped = NOTHING
    recording_kind: Skipped = NOTHING
    transcription_update: Skipped = NOTHING
    media_streaming_update: Skipped = NOTHING
    dialog_id: Skipped = NOTHING
    dialog_input_type: Skipped = NOTHING
    ivr_context: Skipped = NOTHING
    selected_language: Skipped = NOTHING
    sensitive_mask: Skipped = NOTHING
    to: Skipped = NOTHING
    from_: Skipped = msgspec.field(default=NOTHING, name="from")
    caller_display_name: Skipped = NOTHING
    incoming_call_context: Skipped = NOTHING
    custom_context: Skipped = NOTHING
    on_behalf_of_callee: Skipped = NOTHING
    call_connection_state: Skipped = NOTHING


class WireEvent(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """One event: its type and time exactly as delivered, and its payload's indexed fields."""

    id: str | None = None
    source: Skipped = NOTHING
    type: str | None = None
    data: Data | None = None
    time: str | None = None
    specversion: Skipped = NOTHING
    datacontenttype: Skipped = NOTHING
    subject: Skipped = NOTHING
