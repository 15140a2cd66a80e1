"""What the hover card says about a part of the timeline."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from inspector.calls.labels import duration_text
from inspector.calls.logged import operation_result
from inspector.calls.people import Person
from inspector.calls.timeline import LoggedOperation, Marker, Span
from inspector.gui.timeline.folding import Fold
from inspector.gui.timeline.operation_card import operation_sentence, operation_title
from inspector.gui.timeline.parts import Cluster, EventPart, Flag, Part, RailKind
from inspector.index.codes import CodeClass

Describe = Callable[[int], tuple[str, str]]
"""Event row to a title and one sentence, both plain text."""

_MOST_FINDINGS = 4
"""Findings named on a card."""
_ID_LINE = 38
"""Characters of an id in one line of the card."""
_SIGNS = {RailKind.HIT: "Search hit", RailKind.BOOKMARK: "Bookmark"}


@dataclass(frozen=True, slots=True)
class Card:
    """The texts of one card; an empty one takes no room."""

    title: str
    sentence: str = ""
    code: str = ""
    code_class: CodeClass = CodeClass.NONE
    findings: tuple[str, ...] = ()


def row_of(part: EventPart) -> int:
    """The event that a part stands for; a bar stands for its start."""
    return part.row if isinstance(part, Marker) else part.rows[0]


def card_of(
    part: Part,
    describe: Describe,
    findings: Mapping[int, str],
    marker_of: Callable[[int], Marker | None],
) -> Card:
    """The card of a part; `findings` gives a text by event row."""
    match part:
        case LoggedOperation(row=row):
            return Card(
                operation_title(row), operation_sentence(row), operation_result(row),
                part.code_class,
            )  # fmt: skip
        case Fold():
            title = f"{duration_text(part.idle_s)} idle, folded"
            return Card(title, "Nothing happens here. Press 1 for the true scale.")
        case Cluster():
            hint = "Click to zoom in" if part.first_s < part.last_s else "All at the same time"
            return Card(part.text, hint, findings=tuple(_findings(part.rows, findings)))
        case Span(person=Person() as person):
            return _person_card(part, person, findings)
    title, sentence = describe(row_of(part))
    if isinstance(part, Span):
        sentence = " · ".join(text for text in (sentence, *_states(part)) if text)
    rows = (part.row,) if isinstance(part, Marker) else part.rows
    lines = _findings(rows, findings)
    marker = marker_of(row_of(part)) if isinstance(part, Flag) else part
    if isinstance(part, Flag) and part.kind in _SIGNS:
        more = f" and {len(part.rows) - 1:,} more" if len(part.rows) > 1 else ""
        lines = [_SIGNS[part.kind] + more]
    code, code_class = "", CodeClass.NONE
    if isinstance(marker, Marker):
        code, code_class = marker.code, marker.code_class
    return Card(title, sentence, code, code_class, tuple(lines))


def _person_card(part: Span, person: Person, findings: Mapping[int, str]) -> Card:
    """Who a bar is, with the whole id, and how long they were muted or on hold."""
    kind = "" if person.kind.value in person.label else person.kind.value
    # An id has no spaces to break its line at.
    raw_id = " ".join(wrap(person.raw_id, _ID_LINE))
    said = " · ".join(text for text in (kind, *_states(part), raw_id) if text)
    return Card(person.label, said, findings=tuple(_findings(part.rows, findings)))


def _states(part: Span) -> list[str]:
    """How long what is drawn inside of a bar lasted in all: "paused 2.1 s"."""
    lasted: dict[str, float] = {}
    for stretch in part.stretches:
        lasted[stretch.name] = lasted.get(stretch.name, 0.0) + stretch.end_s - stretch.start_s
    return [f"{name} {duration_text(seconds)}" for name, seconds in lasted.items()]


def _findings(rows: Sequence[int], marks: Mapping[int, str]) -> list[str]:
    """What findings say about some events."""
    said = dict.fromkeys(marks[row] for row in rows if row in marks)
    texts = [f"Finding: {text}" for text in said]
    more = len(texts) - _MOST_FINDINGS
    return [*texts[:_MOST_FINDINGS], f"and {more:,} more"] if more > 0 else texts
