"""Small matters of language that the sentences of findings share."""

from collections.abc import Iterable

from inspector.calls.labels import duration_text, plain
from inspector.diagnosis.wording import listed
from inspector.findings.scene import Scene

_NAMED = 3
_MS = 1_000_000
_NS_PER_S = 1e9


def duration(length_ns: int) -> str:
    """A length of time in nanoseconds as people say it; below a millisecond no number is given."""
    if length_ns < _MS:
        return "less than 1 ms"
    return duration_text(length_ns / _NS_PER_S)


def kind_name(scene: Scene, row: int) -> str:
    """The name of an event's kind; it comes from the capture where the kind is not known."""
    return scene.shared(_names)[int(scene.table.kind[row])]


def kind_names(scene: Scene, rows: Iterable[int]) -> str:
    """The different kinds of some events, in their order: "PlayCompleted, PlayFailed"."""
    kinds = dict.fromkeys(scene.table.kind[list(rows)].tolist())
    names = list(dict.fromkeys(scene.shared(_names)[kind] for kind in kinds))
    if len(names) <= _NAMED:
        return listed(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more kinds"


def _names(scene: Scene) -> list[str]:
    """The name of each kind."""
    return [plain(kind.name) for kind in tuple(scene.table.kinds)]
