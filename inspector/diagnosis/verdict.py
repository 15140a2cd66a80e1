"""One or two sentences on how a call went, made by rules; it claims no more than was captured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspector.calls.model import Call, Direction
from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import sip_tail
from inspector.catalog.model import Attention, Owner
from inspector.diagnosis.agreement import Agreement
from inspector.diagnosis.story import NO_CODE, Evidence, Result, Story, story_of
from inspector.diagnosis.wording import counted, lower_first, seconds, upper_first
from inspector.index.codes import CodeClass

_NOT_THE_SERVICE = frozenset({Owner.CALLEE, Owner.CALLER, Owner.NOBODY, Owner.CLIENT})
_YOURS = frozenset({Owner.YOUR_APP, Owner.YOUR_CONFIGURATION})
_HANGS_UP = {
    "caller": "the caller hung up",
    "callee": "the called side hung up",
    "app": "your app ended the call",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a verdict and the event rows that prove it, the most telling first."""

    text: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a call went."""

    sentences: tuple[tuple[Clause, ...], ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses, in order."""
        return tuple(clause for sentence in self.sentences for clause in sentence)

    @property
    def text(self) -> str:
        """The verdict as plain text."""
        return "".join(text for text, _ in self.pieces())

    def pieces(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The text in pieces: clauses with their rows, and what stands between them without."""
        for number, sentence in enumerate(self.sentences):
            if number:
                yield " ", ()
            for place, clause in enumerate(sentence):
                if place:
                    yield "; ", ()
                yield clause.text, clause.rows
            yield ".", ()


def verdict(catalog: Catalog, capture: Evidence, call: Call) -> Verdict:
    """The verdict on a call."""
    story = story_of(catalog, capture, call)
    sentences = (tuple(_course(story)), *_remarks(story))
    return Verdict(
        tuple((Clause(upper_first(first.text), first.rows), *rest) for first, *rest in sentences)
    )


def _course(story: Story) -> Iterator[Clause]:
    """The first sentence: what went wrong or how it began, and how it ended."""
    if story.never is not None:
        yield _never_connected(story.never, story.end)
        return
    if story.worst is not None:
        yield _failed_inside(story.worst, story.failures)
    elif story.connected_rows:
        yield _connected(story)
    if story.transfers:
        yield Clause("a transfer was accepted", story.transfers)
    if story.end is not None:
        yield _end(story, story.end)
    if not story.connected_rows or story.end is None:
        yield from _missing(story)


def _never_connected(result: Result, end: Result | None) -> Clause:
    rows = tuple(dict.fromkeys((result.row, result.row if end is None else end.row)))
    so = "so the call never connected"
    if result.known_part:
        return Clause(f"the call never connected: it failed with {_numbered(result)}", rows)
    return Clause(f"{result.title} ({result.codes}), {so}", rows)


def _failed_inside(worst: Result, failures: tuple[int, ...]) -> Clause:
    text = _failure(worst)
    others = tuple(row for row in failures if row != worst.row)
    if others:
        text += f", and {counted(len(others), 'other operation')} failed"
    return Clause(text, (worst.row, *others))


def _failure(result: Result) -> str:
    label = result.label or "an operation failed"
    if result.known_part:
        return f"{label} with {_numbered(result)}"
    if result.title in (label, ""):
        return f"{label} ({result.codes})"
    return f"{label}: {lower_first(result.title)} ({result.codes})"


def _numbered(result: Result) -> str:
    """A number that the catalog does not know whole, and what it knows of it."""
    return f"{result.codes}, {result.known_part}"


def _connected(story: Story) -> Clause:
    call = story.call
    who = {Direction.INBOUND: "inbound call", Direction.OUTBOUND: "outbound call"}
    parts = [who[call.direction]] if call.direction is not None else []
    ring, talk = seconds(call.ring_s), seconds(call.talk_s)
    parts.append(f"connected after {ring}" if ring else "connected")
    if talk:
        parts.append(f"talked {talk}")
    rows = (*story.connected_rows[:1], *call.offers)
    return Clause(", ".join(parts), (*rows, call.end) if talk and call.end is not None else rows)


def _end(story: Story, end: Result) -> Clause:
    gap = story.seconds_to_end if story.worst is not None else None
    before = f"{gap} later " if gap else ""
    title = lower_first(end.title)
    failed = end.explanation.attention is Attention.FAILURE
    ender = None if failed else _HANGS_UP.get(end.ended_by)
    if end.codes == NO_CODE:
        said = f"the call ended ({NO_CODE})"
    elif end.known_part:
        said = f"the call ended with {_numbered(end)}"
    elif ender is not None:
        said = f"{ender} ({end.codes})"
    elif title.startswith("ended "):
        said = f"the call {title} ({end.codes})"
    else:
        said = f"the call ended: {title} ({end.codes})"
    return Clause(before + said, (end.row,))


def _missing(story: Story) -> Iterator[Clause]:
    """What the capture does not hold of the call's course."""
    rows = story.call.rows
    if story.connected_rows:
        yield Clause("no CallDisconnected in this capture", tuple(rows[-1:]))
        return
    if story.end is not None:
        since = ", which begins in mid-call" if story.amid else ""
        yield Clause(f"no CallConnected in this capture{since}", tuple((story.amid or rows)[:1]))
        return
    if story.worst is None and not story.transfers:
        since = ", from mid-call" if story.amid else ""
        held = _events(story, rows)
        yield Clause(f"this capture has {held} of the call{since}", _ends_of(rows))
    yield Clause("CallConnected and CallDisconnected are missing", _ends_of(rows))


def _events(story: Story, rows: Sequence[int]) -> str:
    noun = "recording event" if story.recordings.issuperset(rows) else "event"
    return counted(len(rows), noun)


def _ends_of(rows: Sequence[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*rows[:1], *rows[-1:])))


def _remarks(story: Story) -> Iterator[tuple[Clause, ...]]:
    """The sentences after the first: what could be misread, and what came late."""
    told = story.never or story.worst or story.end
    if told is not None:
        marked = f"{told.numbers} is marked as normal"
        remark = marked if told.is_marked else _about_cause(told)
        if remark:
            yield (Clause(remark, (told.row,)),)
    late, failure = story.late_rows, story.late_failure
    if late:
        verb = "was" if len(late) == 1 else "were"
        count = Clause(f"{_events(story, late)} {verb} delivered after the end", late)
        among = "it says" if len(late) == 1 else "among them"
        yield (count,) if failure is None else (count, _late_failure(failure, among))


def _late_failure(result: Result, among: str) -> Clause:
    label = lower_first(result.label) or "an operation failed"
    return Clause(f"{among}: {label} ({result.codes})", (result.row,))


def _about_cause(result: Result) -> str:
    """Who stands behind the number, where number and details could mislead."""
    facts, owner = result.explanation.facts, result.explanation.owner
    is_5xx = result.explanation.code_class is CodeClass.C5XX
    tail = sip_tail(facts.subcode)
    if result.known_part or not result.may_have_failed:
        return ""
    if result.by_details and result.agreement is Agreement.CONFLICT:
        return "the SBC or the carrier changed one of the two"
    if result.agreement is Agreement.BOTH_VAGUE:
        return f"SIP {facts.sip} and Q.850 {facts.q850} are too general to tell the cause"
    if result.by_details and tail is not None and facts.sip not in (None, tail):
        passed_on = f", reported as {facts.code}" if facts.code != tail else ""
        blame = "not a server fault: " if is_5xx and owner in _NOT_THE_SERVICE else ""
        return f"{blame}the SBC or carrier answered {tail} instead{passed_on}"
    if not is_5xx:
        return ""
    if owner in _NOT_THE_SERVICE:
        if tail is not None:
            return f"not a server fault: the {tail} came from the SBC or carrier"
        return "not a server fault, although the code class says 5xx"
    if owner in _YOURS:
        return f"{owner.value} needs a look, not the server, although the code class says 5xx"
    if owner is Owner.SBC_OR_CARRIER and tail is not None:
        return f"the {tail} came from the SBC or carrier, not from Microsoft"
    return ""
