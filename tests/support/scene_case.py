"""Captures in a few words, read by the real reader, for the tests of findings."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from inspector.calls.load import open_capture
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.diagnosis.attention import assess
from inspector.findings.model import Finding, Limit
from inspector.findings.rules import RULES
from inspector.findings.scene import Scene

Json = dict[str, Any]

LEG = "411f0b00-cd9d-4c16-b8b8-{:012d}"
SERVER = "aHR0cHM6Ly9hcGkuZXhhbXBsZS5vcmcvYXBpL3YyL2NwL2NvbnYv{:04d}P2k9MQ=="


def told(
    name: str | None,
    at_s: float | None = None,
    result: str = "",
    *,
    call: int | None = 1,
    event_id: str | None = None,
    **data: Any,
) -> Json:
    """A CloudEvent as the service posts it.

    `at_s` is its second after 09:00, None when it carries no time; `result` is `code/subcode`,
    with `sip=486` and `q850=17` behind it where wanted. Without `event_id` the id is made of the
    rest, so that it differs wherever anything differs. Fields in `data` join the payload, and
    None takes a field away.
    """
    conversation = call or 1
    payload: Json = {
        "version": "2025-05-15",
        "callConnectionId": None if call is None else LEG.format(call),
        "serverCallId": SERVER.format(conversation),
        "correlationId": f"c0ffee00-1111-4222-8333-{conversation:012d}",
        "resultInformation": _result(result),
        "publicEventType": None if name is None else f"Microsoft.Communication.{name}",
    } | data
    payload = {key: value for key, value in payload.items() if value is not None}
    envelope: Json = {
        "id": event_id,
        "source": f"calling/callConnections/{LEG.format(conversation)}",
        "type": None if name is None else f"Microsoft.Communication.{name}",
        "data": payload,
        "time": None if at_s is None else time_text(at_s),
        "specversion": "1.0",
    }
    if event_id is None:
        said = json.dumps(envelope, sort_keys=True)
        envelope["id"] = str(uuid.uuid5(uuid.NAMESPACE_OID, said))
    return {key: value for key, value in envelope.items() if value is not None}


def time_text(at_s: float) -> str:
    """The service's form of a second after 09:00 on the day of these captures."""
    ticks = round(at_s * 10**7) + 9 * 3600 * 10**7
    seconds, fraction = divmod(ticks, 10**7)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"2025-06-16T{hour:02d}:{minute:02d}:{second:02d}.{fraction:07d}+00:00"


def lines(events: Sequence[Json]) -> bytes:
    """The events as JSON Lines."""
    return "".join(json.dumps(event, separators=(",", ":")) + "\n" for event in events).encode()


def scene_of(catalog: Catalog, *sources: Sequence[Json] | bytes) -> Scene:
    """The finished capture of some sources; a list of events is written as JSON Lines."""
    inputs = [
        Input(f"part {number}", data=source if isinstance(source, bytes) else lines(source))
        for number, source in enumerate(sources, start=1)
    ]
    *_, capture = open_capture(inputs, catalog.kinds, lambda: False)
    assert capture.finished
    assessment = assess(catalog, capture.table, capture.calls)
    return Scene(catalog, capture, assessment, lambda: False)


def found(
    rule_id: str, scene: Scene, limits: Mapping[str, float] | None = None
) -> tuple[Finding, ...]:
    """What a rule finds; `limits` stand in for those of its row in the catalog."""
    return tuple(each for each in _all(rule_id, scene, limits) if isinstance(each, Finding))


def limited(
    rule_id: str, scene: Scene, limits: Mapping[str, float] | None = None
) -> tuple[Limit, ...]:
    """What a rule says that it did not look at."""
    return tuple(each for each in _all(rule_id, scene, limits) if isinstance(each, Limit))


def _all(
    rule_id: str, scene: Scene, limits: Mapping[str, float] | None
) -> tuple[Finding | Limit, ...]:
    row = scene.catalog.rules[rule_id]
    if limits is not None:
        row = replace(row, limits={**row.limits, **limits})
    return tuple(RULES[rule_id](scene, row))


def _result(text: str) -> Json | None:
    if not text:
        return None
    pair, *details = text.split()
    code, _, subcode = pair.partition("/")
    result: Json = {"code": int(code), "subCode": int(subcode), "message": ""}
    for detail in details:
        name, _, number = detail.partition("=")
        result[f"{name}Details"] = {"code": int(number), "message": ""}
    return result
