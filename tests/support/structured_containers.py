"""Writers of exports: tunnel tools, inspectors, query results, tables, message buses."""

import base64
import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Any

import fastavro

from tests.support.capture_events import Json, compact
from tests.support.containers import Writer, body, clock, pretty

STRINGS, ESCAPED = "JSON array of strings", "JSON object with escaped bodies"


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


# Tunnel tools and inspectors


def http_post(data: bytes, *headers: str) -> bytes:
    lines = ("POST /api/callbacks HTTP/1.1", "Host: example.org", *headers)
    return "\r\n".join((*lines, "", "")).encode() + data


def ngrok(events: list[Json]) -> bytes:
    requests = [
        {
            "id": f"airt_{number}",
            "tunnel_name": "command_line",
            "start": each["time"],
            "request": {
                "method": "POST",
                "headers": {"Content-Type": ["application/json"]},
                "raw": base64_of(
                    http_post(body(each).encode(), f"Content-Length: {len(body(each).encode())}")
                ),
            },
            "response": {
                "status": "200 OK",
                "raw": base64_of(b"HTTP/1.1 200 OK\r\n\r\n" + b" " * 60),
            },
        }
        for number, each in enumerate(events)
    ]
    return compact({"uri": "/api/requests/http", "requests": requests}).encode()


def har_entry(post: Json, content: Json | None = None) -> Json:
    return {
        "startedDateTime": "2025-02-03T09:00:01.000Z",
        "request": {"method": "POST", "postData": {"mimeType": "application/json", **post}},
        "response": {"status": 200, "content": content or {"size": 0, "text": ""}},
    }


def har(events: list[Json]) -> bytes:
    entries = [har_entry({"text": body(each)}) for each in events]
    return b"\xef\xbb\xbf" + pretty({"log": {"version": "1.2", "entries": entries}}).encode()


def har_base64(events: list[Json]) -> bytes:
    entries = [
        har_entry({"text": base64_of(body(each).encode()), "encoding": "base64"}) for each in events
    ]
    return compact({"log": {"version": "1.2", "entries": entries}}).encode()


def har_responses(events: list[Json]) -> bytes:
    """A relay that was polled for what it had received."""
    entries = [
        har_entry(
            {"text": ""},
            {"text": base64_of(pretty([each]).encode()), "encoding": "base64"},
        )
        for each in events
    ]
    return compact({"log": {"version": "1.2", "entries": entries}}).encode()


def web_hook_item(content: str) -> Json:
    return {
        "uuid": "0b0c", "token_id": "t", "ip": "192.0.2.1", "hostname": "example.org",
        "method": "POST", "user_agent": None, "content": content, "query": None,
        "headers": {"content-type": ["application/json"]}, "url": "https://example.org/t",
        "created_at": "2025-02-03 09:00:01", "updated_at": "2025-02-03 09:00:01",
    }  # fmt: skip


def web_hook(events: list[Json]) -> bytes:
    items = [web_hook_item(body(each)) for each in events]
    page = {"data": items, "total": 5, "per_page": 50, "current_page": 1, "is_last_page": True}
    return json.dumps(page).replace("/", "\\/").encode()


def postman(events: list[Json]) -> bytes:
    items = [
        {
            "name": "pasted",
            "request": {"method": "POST", "body": {"mode": "raw", "raw": pretty(each)}},
        }
        for each in events[:3]
    ]
    saved = [{"name": "saved", "body": compact([each])} for each in events[3:]]
    items.append({"name": "poll", "request": {"method": "GET"}, "response": saved})
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    return pretty({"info": {"name": "c", "schema": schema}, "item": [{"item": items}]}, 4).encode()


# Azure Monitor


def classic(each: Json) -> Json:
    return {
        "timestamp": each["time"], "message": "Received " + body(each), "severityLevel": 1,
        "itemType": "trace", "operation_Id": "0af7651916cd43dd8448eb211c80319c",
        "customDimensions": json.dumps({"CategoryName": "App.Callbacks", "Body": body(each)}),
        "cloud_RoleName": "app",
    }  # fmt: skip


def workspace(each: Json) -> Json:
    return {
        "TimeGenerated": each["time"], "Message": "Received a callback", "SeverityLevel": "1",
        "Properties": json.dumps({"Body": body(each), "Times": [1, 2]}),
        "OperationId": "0af7", "OperationName": "POST /api/callbacks", "Type": "AppTraces",
    }  # fmt: skip


def query_result(rows: list[Json]) -> bytes:
    columns = [{"name": name, "type": "string"} for name in rows[0]]
    table = {"name": "PrimaryResult", "columns": columns, "rows": [[*row.values()] for row in rows]}
    return compact({"tables": [table]}).encode()


def pt1h(events: list[Json]) -> bytes:
    rows = (
        {
            "time": each["time"], "category": "AppServiceConsoleLogs",
            "operationName": "Microsoft.Web/sites/log", "resultDescription": "got " + body(each),
        }
        for each in events
    )  # fmt: skip
    return "".join(compact(row) + "\n" for row in rows).encode()


# Event Grid, Event Hubs and message buses


def dead_letters(events: list[Json]) -> bytes:
    fields = {
        "deadletterreason": "MaxDeliveryAttemptsExceeded", "deliveryattempts": 30,
        "lastdeliveryoutcome": "NotFound", "publishtime": "2025-02-03T09:00:00Z",
        "lastdeliveryattempttime": "2025-02-04T09:00:00Z",
    }  # fmt: skip
    return compact([each | fields for each in events]).encode()


def bus_base64(events: list[Json]) -> bytes:
    items = [{"messageId": "m", "body": base64_of(body(each).encode())} for each in events]
    return compact({"entries": items}).encode()


CAPTURE_SCHEMA = {
    "type": "record",
    "name": "EventData",
    "namespace": "Microsoft.ServiceBus.Messaging",
    "fields": [
        {"name": "SequenceNumber", "type": "long"},
        {"name": "Offset", "type": "string"},
        {"name": "EnqueuedTimeUtc", "type": "string"},
        *(
            {"name": name, "type": {"type": "map", "values": ["long", "double", "string", "bytes"]}}
            for name in ("SystemProperties", "Properties")
        ),
        {"name": "Body", "type": ["null", "bytes"]},
    ],
}


def avro_of(bodies: Sequence[bytes | None], codec: str = "null") -> bytes:
    stream = io.BytesIO()
    records = [
        {
            "SequenceNumber": number,
            "Offset": str(number * 100),
            "EnqueuedTimeUtc": "2/3/2025 9:00:01 AM",
            "SystemProperties": {"x-opt-enqueued-time": number, "key": b"\xff\xfe"},
            "Properties": {},
            "Body": each,
        }
        for number, each in enumerate(bodies)
    ]
    fastavro.writer(stream, CAPTURE_SCHEMA, records, codec=codec, sync_interval=100)
    return stream.getvalue()


def avro(events: list[Json]) -> bytes:
    return avro_of([None, *(body(each).encode() for each in events)], "deflate")


def avro_to_json(events: list[Json]) -> bytes:
    rows = ({"SequenceNumber": 1, "Body": {"bytes": compact([each])}} for each in events)
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


# Tables


def table(
    rows: Sequence[Sequence[object]], delimiter: str = ",", end: str = "\r\n", **more: Any
) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, **more).writerows(rows)
    return text.getvalue().encode()


def table_of(rows: list[Json], **more: Any) -> bytes:
    return table([[*rows[0]], *([*row.values()] for row in rows)], **more)


def portal(events: list[Json]) -> bytes:
    rows = [
        {
            "TimeGenerated [UTC]": f"2/3/2025, {clock(each)}.746 AM",
            "Message": 'He said ""no"", then: ' + body(each),
            "SeverityLevel": "1",
        }
        for each in events
    ]
    return b"\xef\xbb\xbf" + table_of(rows, quoting=csv.QUOTE_ALL)


def bodies(events: list[Json], delimiter: str, form: Callable[[object], str] = compact) -> bytes:
    rows = [{"received": clock(each), "path": "/api", "body": form([each])} for each in events]
    return table_of(rows, delimiter=delimiter, end="\n")


def web_hook_csv(events: list[Json]) -> bytes:
    rows = [web_hook_item(body(each)) for each in events]
    return table_of([row | {"headers": json.dumps(row["headers"])} for row in rows])


def body_first(events: list[Json]) -> bytes:
    """Empty cells at the start and end of rows, and the body in front of its time."""
    rows = [["", body(each), clock(each), ""] for each in events]
    return b"sep=;\r\n" + table([["", "body", "time", "note"], *rows], ";")


def backslashes(events: list[Json]) -> bytes:
    rows = [[clock(each), body(each)] for each in events]
    header = [["time", "body"]]
    return table([*header, *rows], doublequote=False, escapechar="\\", quoting=csv.QUOTE_ALL)


def bare(events: list[Json]) -> bytes:
    """Tab-separated values that nothing was quoted in."""
    lines = (f"{clock(each)}\t{body(each)}\t200\n" for each in events)
    return "".join(("time\tbody\tstatus\n", *lines)).encode()


def unquoted(events: list[Json]) -> bytes:
    """What a careless script takes for CSV."""
    lines = (f"{clock(each)},{body(each)},200\n" for each in events)
    return "".join(("time,body,status\n", *lines)).encode()


def no_header(events: list[Json]) -> bytes:
    return table([[clock(each), body(each), "x"] for each in events])


def cells_in_base64(events: list[Json]) -> bytes:
    rows = [
        {"EnqueuedTime": clock(each), "Body": base64_of(body(each).encode()), "Size": 1}
        for each in events
    ]
    return table_of(rows)


CSV = "CSV"
STRUCTURED_WRITERS = (
    Writer("ngrok", ngrok, ESCAPED),
    Writer("HAR", har, "HAR"),
    Writer("HAR, base64", har_base64, "HAR"),
    Writer("HAR, responses", har_responses, "HAR"),
    Writer("webhook.site", web_hook, ESCAPED),
    Writer("webhook.site CSV", web_hook_csv, CSV),
    Writer("Postman", postman, ESCAPED),
    Writer("App Insights", lambda each: compact([*map(classic, each)]).encode(), STRINGS),
    Writer("App Insights CSV", lambda each: table_of([*map(classic, each)]), CSV),
    Writer("App Insights query", lambda each: query_result([*map(classic, each)]), "query result"),
    Writer("workspace", lambda each: compact([*map(workspace, each)]).encode(), STRINGS),
    Writer("workspace CSV", lambda each: table_of([*map(workspace, each)]), CSV),
    Writer("workspace query", lambda each: query_result([*map(workspace, each)]), "query result"),
    Writer("diagnostic settings", lambda each: compact({"records": each}).encode(), "JSON object"),
    Writer("PT1H.json", pt1h, "JSON Lines"),
    Writer("message bus, base64", bus_base64, ESCAPED),
    Writer("Event Hubs Capture", avro, "JSON Lines"),
    Writer("Event Hubs Capture as JSON", avro_to_json, "JSON Lines"),
    Writer("portal CSV", portal, CSV),
    Writer("CSV, comma", lambda each: bodies(each, ","), CSV),
    Writer("CSV, semicolon", lambda each: bodies(each, ";"), "CSV with semicolons"),
    Writer("CSV, tab", lambda each: bodies(each, "\t"), "tab-separated values"),
    Writer("CSV, pretty bodies", lambda each: bodies(each, ",", pretty), CSV),
    Writer("CSV, bodies first", body_first, "CSV with semicolons"),
    Writer("CSV, backslashes", backslashes, CSV),
    Writer("CSV, base64", cells_in_base64, CSV),
    Writer("CSV without header", no_header, CSV),
    Writer("tabs without quotes", bare, "tab-separated values"),
    Writer("commas without quotes", unquoted, "text log with JSON"),
)
