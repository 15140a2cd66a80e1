"""Whether sharing the file would share personal data or tokens."""

from collections.abc import Iterator

from inspector.capture.private import PrivateKind
from inspector.catalog.model import RuleRow
from inspector.diagnosis.wording import listed
from inspector.errors import InspectorError
from inspector.findings.model import Finding, Limit
from inspector.findings.private_values import PrivateValues
from inspector.findings.scene import Scene, finding

_NOUNS = {
    PrivateKind.PHONE: "phone number",
    PrivateKind.RAW_ID: "raw id",
    PrivateKind.ADDRESS: "address",
    PrivateKind.TOKEN: "token",
    PrivateKind.NAME: "name",
    PrivateKind.SPEECH: "spoken text",
}


def pii_1(scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
    """Values that reports and copies mask; the text of every source is read for them."""
    if not scene.table.size:
        return
    values = PrivateValues()
    for source in scene.capture.opened:
        if source is None:
            continue
        try:
            values.add(source, scene.cancelled)
        except InspectorError:
            yield Limit(rule.id, f"Source {source.index + 1} could not be read to its end.")
    if scene.cancelled():
        return
    counts = {kind: values.count(kind) for kind in _NOUNS}
    total = sum(counts.values())
    if total:
        kinds = [_counted(count, _NOUNS[kind]) for kind, count in counts.items() if count]
        several = f"{_counted(total, 'value')}: {listed(kinds)}"
        text = f"Export will mask {several if len(kinds) > 1 else kinds[0]}."
        yield finding(rule, text, (), None)


def _counted(count: int, noun: str) -> str:
    plural = "es" if noun.endswith("s") else "s"
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}{plural}"
