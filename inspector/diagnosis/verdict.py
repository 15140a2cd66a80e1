"""One or two sentences on how a call went, made by rules; it claims no more than was captured."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from inspector.calls.model import Call, Direction
from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import sip_tail
from inspector.catalog.model import Attention, Basis, Owner
from inspector.diagnosis.story import NO_CODE, Result, Story, story_of
from inspector.diagnosis.wording import counted, lower_first, seconds, upper_first
from inspector.index.codes import CodeClass
from inspector.index.table import EventTable

_UNKNOWN_NUMBER = frozenset({Basis.FAMILY, Basis.CODE, Basis.CLASS})
_NOT_THE_SERVICE = frozenset({Owner.CALLEE, Owner.CALLER, Owner.NOBODY, Owner.CLIENT})
_YOURS = frozenset({Owner.YOUR_APP, Owner.YOUR_CONFIGURATION})
_HANGS_UP = {
    "caller": "the caller hung up",
    "callee": "the called side hung up",
    "app": "your app ended the call",
}


class HasTable(Protocol):
    """A capture, as far as a verdict needs it."""

    @property
    def table(self) -> EventTable:
        """The capture's events."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a verdict and the event rows that prove it."""

    text: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a call went; `text` is made of the clauses' texts, in order."""

    text: str
    clauses: tuple[Clause, ...]


def verdict(catalog: Catalog, capture: HasTable, call: Call) -> Verdict:
    """The verdict on a call."""
    story = story_of(catalog, capture.table, call)
    sentences = [tuple(_course(story)), *((clause,) for clause in _remarks(story))]
    clauses: list[Clause] = []
    texts = []
    for sentence in sentences:
        first, *rest = sentence
        sentence_clauses = [Clause(upper_first(first.text), first.rows), *rest]
        texts.append("; ".join(clause.text for clause in sentence_clauses) + ".")
        clauses += sentence_clauses
    return Verdict(" ".join(texts), tuple(clauses))


def _course(story: Story) -> Iterator[Clause]:
    """The first sentence: what went wrong or how it began, and how it ended."""
    if story.never is not None:
        yield _never_connected(story.never)
        return
    if story.worst is not None:
        yield _failed_inside(story.worst, story.failures)
    elif story.connected_rows:
        yield _connected(story)
    elif story.end is None:
        yield Clause("neither CallConnected nor CallDisconnected is in this capture", ())
        return
    else:
        yield Clause("no CallConnected of this call in this capture", (story.end.row,))
    if story.end is not None:
        yield _end(story, story.end)
    else:
        yield Clause("no CallDisconnected in this capture", ())


def _never_connected(result: Result) -> Clause:
    text = f"{result.title} ({result.codes}), so the call never connected"
    return Clause(text, (result.row,))


def _failed_inside(worst: Result, failures: tuple[int, ...]) -> Clause:
    text = _failure(worst)
    others = tuple(row for row in failures if row != worst.row)
    if others:
        text += f", and {counted(len(others), 'other operation')} failed"
    return Clause(text, (worst.row, *others))


def _failure(result: Result) -> str:
    text = f"{result.title} ({result.codes})"
    if result.label and result.label != result.title:
        return f"{result.label}: {lower_first(text)}"
    return text


def _connected(story: Story) -> Clause:
    call = story.call
    who = {Direction.INBOUND: "inbound call", Direction.OUTBOUND: "outbound call"}
    parts = [who[call.direction]] if call.direction is not None else []
    ring, talk = seconds(call.ring_s), seconds(call.talk_s)
    parts.append(f"connected after {ring}" if ring else "connected")
    if talk:
        parts.append(f"talked {talk}")
    return Clause(", ".join(parts), (*call.offers, *story.connected_rows[:1]))


def _end(story: Story, end: Result) -> Clause:
    gap = story.seconds_to_end if story.worst is not None else None
    before = f"{gap} later " if gap else ""
    title = lower_first(end.title)
    failed = end.explanation.attention is Attention.FAILURE
    ender = None if failed else _HANGS_UP.get(end.ended_by)
    if end.codes == NO_CODE:
        said = "the call ended, and the event carries no code"
    elif ender is not None:
        said = f"{ender} ({end.codes})"
    elif end.by_details:
        said = f"the call ended: {title} ({end.codes})"
    elif title.startswith("ended "):
        said = f"the call {title} ({end.codes})"
    elif end.explanation.basis in _UNKNOWN_NUMBER:
        said = f"the call ended with {end.codes}, which the catalog knows only in part"
    elif end.explanation.basis is Basis.NONE:
        said = f"the call ended with {end.codes}, which is not in the catalog"
    else:
        said = f"the call ended: {title} ({end.codes})"
    return Clause(before + said, (end.row,))


def _remarks(story: Story) -> Iterator[Clause]:
    """The sentences after the first: what could be misread, and what came late."""
    told = story.never or story.worst or story.end
    if told is not None and told.explanation.code_class is CodeClass.C5XX:
        remark = _about_server_fault(told)
        if remark:
            yield Clause(remark, (told.row,))
    late = story.late_rows
    if late:
        verb = "was" if len(late) == 1 else "were"
        text = f"{counted(len(late), 'event')} {verb} delivered after the end"
        failure = story.late_failure
        if failure is not None:
            text += f", with a failure: {_failure(failure)}"
        yield Clause(text, late)


def _about_server_fault(result: Result) -> str:
    owner = result.explanation.owner
    if result.explanation.basis in _UNKNOWN_NUMBER and not result.by_details:
        return ""
    if owner in _NOT_THE_SERVICE:
        return "not a server fault, although the code class says 5xx"
    if owner in _YOURS:
        return f"{owner.value} needs a look, not the server, although the code class says 5xx"
    if owner is Owner.SBC_OR_CARRIER and sip_tail(result.explanation.facts.subcode):
        return "the 5xx came from the SBC or carrier, not from Microsoft"
    return ""
