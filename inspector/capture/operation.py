"""Operation rows: what Azure's own resource logs say about a call, beside its callbacks.

Such a row tells of a request to the calling API or of a participant's leg. It corroborates a
call, and is never one of its callbacks. A row is told by its columns, whatever table, file or
case they come in; all values may be text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspector.capture.jsonvalue import loads_text
from inspector.capture.tolerant import integer_of

INCOMING = "ACSCallAutomationIncomingOperations"
MEDIA = "ACSCallAutomationMediaSummary"
SUMMARY = "ACSCallSummary"
DIAGNOSTICS = "ACSCallDiagnostics"
_TABLES = {
    name.lower(): name
    for name in (
        INCOMING,
        MEDIA,
        "ACSCallAutomationStreamingUsage",
        SUMMARY,
        "ACSCallSummaryUpdates",
        DIAGNOSTICS,
        "ACSCallDiagnosticsUpdates",
    )
}
_CATEGORIES = {
    "callautomationoperational": INCOMING,
    "callautomationmediasummary": MEDIA,
    "callautomationstreamingusage": "ACSCallAutomationStreamingUsage",
    "callsummary": SUMMARY,
    "callsummaryupdates": "ACSCallSummaryUpdates",
    "calldiagnostics": DIAGNOSTICS,
    "calldiagnosticsupdates": "ACSCallDiagnosticsUpdates",
}
"""Categories of diagnostic settings, whose rows do not name their table."""

NAMED_BY = ("type", "category", "tablename")
"""Columns whose value may be the name of a table."""
_OF_MEDIA = frozenset(("resultsubcode", "playinloop", "playtoparticipant", "playinterrupted"))
_OF_REQUESTS = frozenset(("callconnectionid", "servercallid", "suboperationname"))
_OF_RESULTS = frozenset(("resulttype", "resultsignature", "operationversion", "durationms"))
_OF_SUMMARIES = frozenset(("participantendreason", "participantendsubcode"))
_OF_CALLS = frozenset(("callstarttime", "calltype", "participantid"))
_OF_STREAMS = ("roundtriptime", "jitter", "packetloss")
_OF_OTHERS = frozenset((*NAMED_BY, "callstarttime", "mediatype", "properties"))
_ALL = _OF_MEDIA | _OF_REQUESTS | _OF_SUMMARIES | _OF_OTHERS
"""Columns without which nothing is an operation row."""
OPERATION = "operationname"
OF_ROWS = _ALL - {"callconnectionid", "servercallid", "category", "tablename"}
"""Columns without which nothing is one, unless another names its table or category, or it has an
operation and the id of a call."""
TABLES = (*_TABLES, *_CATEGORIES)
"""Names of tables and categories with operation rows, in small letters."""

_ZONE = re.compile(r"\s*\[(?P<zone>[^\]]*)\]\s*$")
_SUFFIX = re.compile(r"_[sgdbt]$")
"""What older workspaces add to a column for its type."""
_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One row of a resource log, as far as it says something about a call.

    Texts are as delivered; what a row does not say is None. `http_status` answers an API
    request; `code` and `subcode` use the numbers of callbacks.
    """

    table: str
    """The Log Analytics table, such as ACSCallAutomationIncomingOperations."""
    time: str | None = None
    """When the row was logged."""
    zone: str = ""
    """The time zone that the column's header names, such as "UTC"."""
    start_time: str | None = None
    """When the call began, for rows that tell of a whole leg."""
    name: str | None = None
    """The operation, such as "CreateCall"."""
    result_type: str | None = None
    http_status: int | None = None
    code: int | None = None
    subcode: int | None = None
    message: str | None = None
    duration_ms: int | None = None
    call_connection_id: str | None = None
    correlation_id: str | None = None
    server_call_id: str | None = None
    operation_id: str | None = None
    """What the rows of one request share in different tables."""
    source: int = 0
    """Index of the source in its capture."""
    offset: int = 0
    """Where the row lies in the source's text, in bytes."""
    length: int = 0


def column_name(header: str) -> str:
    """A column's name for comparing: in lower case, without type suffix, zone or underscores."""
    bare = _SUFFIX.sub("", _ZONE.sub("", header).strip().lower())
    return bare.replace("_", "").replace(" ", "")


def may_hold_operations(headers: Iterable[str]) -> bool:
    """Whether rows with these columns are worth asking about."""
    return not _ALL.isdisjoint(map(column_name, headers))


def operation_of(body: Mapping[str, object]) -> OperationRow | None:
    """The operation row that a JSON object or table row is; None for everything else."""
    if not may_hold_operations(body):
        return None
    columns = _columns(body)
    table = _table_of(columns)
    if table is None:
        return None
    seconds = _number(columns.get("callduration"))
    duration = _number(columns.get("durationms"))
    if duration is None and seconds is not None:
        duration = 1000 * seconds
    return OperationRow(
        table=table,
        time=_text(columns, "timegenerated", "time"),
        zone=_zone(body),
        start_time=_text(columns, "callstarttime"),
        name=_text(columns, OPERATION),
        result_type=_text(columns, "resulttype", "resultcategory"),
        http_status=integer_of(columns.get("resultsignature")),
        code=_first_number(columns, "resultcode", "participantendreason"),
        subcode=_first_number(columns, "resultsubcode", "participantendsubcode"),
        message=_text(columns, "resultmessage", "resultdescription"),
        duration_ms=None if duration is None else round(duration),
        call_connection_id=_text(columns, "callconnectionid"),
        correlation_id=_text(columns, "correlationid"),
        server_call_id=_text(columns, "servercallid"),
        operation_id=_text(columns, "operationid"),
    )


def _columns(body: Mapping[str, object]) -> dict[str, object]:
    """Columns by name; those inside `properties` too, where the row itself has none so named."""
    columns: dict[str, object] = {}
    for key, value in body.items():
        if value is not None and value != "":
            columns.setdefault(column_name(key), value)
    properties = columns.get("properties")
    if OPERATION in columns or "category" in columns:
        properties = loads_text(properties)
    if isinstance(properties, Mapping):
        for key, value in properties.items():
            if value is not None and value != "":
                columns.setdefault(column_name(str(key)), value)
    return columns


def _table_of(columns: Mapping[str, object]) -> str | None:
    for column in NAMED_BY:
        named = columns.get(column)
        if isinstance(named, str):
            table = _TABLES.get(named.lower()) or _CATEGORIES.get(named.lower())
            if table is not None:
                return table
    names = columns.keys()
    if not _OF_SUMMARIES.isdisjoint(names) or names >= _OF_CALLS:
        return SUMMARY
    if "mediatype" in names and any(name.startswith(_OF_STREAMS) for name in names):
        return DIAGNOSTICS
    if OPERATION not in names:
        return None
    if not _OF_MEDIA.isdisjoint(names):
        return MEDIA
    if _OF_REQUESTS.isdisjoint(names) or _OF_RESULTS.isdisjoint(names):
        return None
    return INCOMING


def _zone(body: Mapping[str, object]) -> str:
    for key in body:
        found = _ZONE.search(key)
        if found and column_name(key) == "timegenerated":
            return found["zone"]
    return ""


def _text(columns: Mapping[str, object], *names: str) -> str | None:
    for name in names:
        value = columns.get(name)
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return None


def _first_number(columns: Mapping[str, object], *names: str) -> int | None:
    numbers = (integer_of(columns.get(name)) for name in names)
    return next((number for number in numbers if number is not None), None)


def _number(value: object) -> float | None:
    if isinstance(value, str) and len(value) <= _LONGEST_NUMBER:
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if 0 <= value < 2**40 else None
