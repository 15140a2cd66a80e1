"""What was opened and what became of every part of it, as blocks: nothing is lost silently."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from inspector.calls.capture import Capture
from inspector.capture.problem import Problem
from inspector.findings.clock import SourceClock
from inspector.report.blocks import (
    Block,
    Cell,
    Code,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Steps,
    Table,
)
from inspector.report.clock_words import clock_cells, clock_hints
from inspector.report.import_words import encoding_evidence, format_evidence
from inspector.report.redact import Redactor

TITLE = "Import report"
MOST_FILES = 100
MOST_PROBLEMS = 40
MOST_LEFT_OUT = 100
"""What is told one by one of each kind: a page that can be read, and is drawn at once."""

_COLUMNS = (
    Column("file"),
    Column("format"),
    Column("encoding"),
    Column("size", right=True),
    Column("events", right=True),
    Column("other", right=True),
    Column("rows", right=True),
    Column("problems", right=True),
)


_CLOCKS = (
    Column("file"),
    Column("log time zone"),
    Column("lines and events"),
    Column("events shifted", right=True),
)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The report, and which of its blocks tells which problem."""

    blocks: tuple[Block, ...] = ()
    problems: Mapping[int, Problem] = field(default_factory=dict)
    """By the place of the block that says where it is."""


def import_blocks(
    capture: Capture, redactor: Redactor, clocks: Sequence[SourceClock] = ()
) -> tuple[Block, ...]:
    """The report on a snapshot, with what is known of its clocks. It reads no file."""
    return import_report(capture, redactor, clocks).blocks


def import_report(
    capture: Capture, redactor: Redactor, clocks: Sequence[SourceClock] = ()
) -> ImportReport:
    """The same, to be shown with the way to each problem."""
    before = (
        Heading(TITLE, 1),
        Paragraph(_summary(capture)),
        *_files(capture),
        *_evidence(capture),
        *_clocks(capture, clocks),
        *_without_events(capture),
        *_in_several(capture),
    )
    problems = tuple(_problems(capture, redactor))
    places = (len(before) + at for at, block in enumerate(problems) if isinstance(block, Facts))
    return ImportReport(
        (*before, *problems, *_left_out(capture)),
        dict(zip(places, capture.problems, strict=False)),
    )


def size_text(size: int) -> str:
    """A number of bytes, short."""
    value = float(size)
    for unit in ("bytes", "KB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.2f} GB"


def _summary(capture: Capture) -> str:
    counts = [
        _counted(len(capture.sources), "file"),
        f"{_counted(capture.table.size, 'event')} in {_counted(len(capture.calls), 'call')}",
        _counted(len(capture.problems), "problem"),
    ]
    if capture.operations:
        counts.insert(2, _counted(len(capture.operations), "operation row"))
    if capture.skipped:
        counts.append("files left out")
    state = "" if capture.finished else " Reading was not finished when this was written."
    return f"{', '.join(counts)}.{state}"


def _files(capture: Capture) -> Iterator[Block]:
    rows = Counter(operation.source for operation in capture.operations)
    shown = capture.sources[:MOST_FILES]
    yield Heading("Files")
    yield Table(
        _COLUMNS,
        tuple(
            tuple(
                map(
                    Cell,
                    (
                        capture.inputs[at].label,
                        source.container or "not read",
                        source.encoding,
                        size_text(source.bytes),
                        f"{source.events:,}",
                        f"{source.other:,}",
                        f"{rows[at]:,}",
                        f"{source.problems:,}",
                    ),
                )
            )
            for at, source in enumerate(shown)
        ),
    )
    yield from _more(len(capture.sources) - len(shown), "file")
    yield Paragraph(
        "other: JSON values and lines that are no events. rows: of resource logs, beside the "
        "callbacks.",
        muted=True,
    )


def _evidence(capture: Capture) -> Iterator[Block]:
    """How each format and encoding was told, once."""
    formats = dict.fromkeys(_format(capture, at) for at in range(len(capture.sources)))
    encodings = dict.fromkeys(source.encoding for source in capture.sources)
    told = {label: format_evidence(label) for label in formats}
    told |= {label: encoding_evidence(label) for label in encodings if label not in told}
    facts = tuple(Fact(label, evidence) for label, evidence in told.items() if evidence)
    if facts:
        yield Heading("How format and encoding were told")
        yield Facts(facts)


def _format(capture: Capture, at: int) -> str:
    """The format of a source without what it was packed with."""
    source, label = capture.opened[at], capture.sources[at].container
    packing = "" if source is None else source.compression
    return label.removesuffix(f", {packing}") if packing else label


def _clocks(capture: Capture, clocks: Sequence[SourceClock]) -> Iterator[Block]:
    """The zone of each log's times and how they fit the events, and sources that disagree."""
    told = [
        (at, clock)
        for at, clock in enumerate(clocks)
        if clock.log is not None or clock.events is not None or capture.inputs[at].chosen.has_clock
    ]
    if not told:
        return
    yield Heading("Log times and clocks")
    yield Table(
        _CLOCKS,
        tuple(
            tuple(map(Cell, (capture.inputs[at].label, *clock_cells(capture, at, clock))))
            for at, clock in told[:MOST_FILES]
        ),
    )
    yield from _more(len(told) - MOST_FILES, "file", listed=False)
    hints = [hint for at, clock in told[:MOST_FILES] for hint in clock_hints(capture, at, clock)]
    if hints:
        yield Steps(tuple(hints))
    yield Paragraph(
        "Lines are timed by the program that wrote the log, events by the service. A zone or a "
        "clock chosen for a log moves no event.",
        muted=True,
    )


def _without_events(capture: Capture) -> Iterator[Block]:
    pairs = zip(capture.inputs, capture.sources, strict=True)
    rows = [(opened.label, source.note) for opened, source in pairs if source.note]
    if rows:
        yield Heading("Files without call events")
        yield from _list("what it is", rows, MOST_FILES)


def _in_several(capture: Capture) -> Iterator[Block]:
    if not capture.copies:
        return
    counts: Counter[int] = Counter()
    for row, places in capture.copies.items():
        counts[int(capture.table.source[row])] += 1
        counts.update(place.source for place in places)
    yield Heading("The same delivery in several files")
    several = _counted(len(capture.copies), "event")
    yield Paragraph(f"Found in more than one file, shown and counted once: {several}.")
    rows = [
        (capture.inputs[at].label, _counted(count, "event")) for at, count in sorted(counts.items())
    ]
    yield from _list("of them here", rows, MOST_FILES, listed=False)


def _problems(capture: Capture, redactor: Redactor) -> Iterator[Block]:
    if not capture.problems:
        return
    yield Heading(f"Problems ({len(capture.problems):,})")
    for problem in capture.problems[:MOST_PROBLEMS]:
        where = f"{place_text(capture, problem)}, {range_text(capture, problem)}"
        yield Facts((Fact("where", where), Fact("what", redactor.text(problem.reason))))
        if problem.excerpt:
            yield Code(redactor.text(problem.excerpt))
    yield from _more(len(capture.problems) - MOST_PROBLEMS, "problem")


def place_text(capture: Capture, problem: Problem) -> str:
    """File and line, as editors take them."""
    return f"{capture.inputs[problem.source].label}:{problem.line}"


def range_text(capture: Capture, problem: Problem) -> str:
    """The bytes of a problem, and what they are counted in."""
    source = capture.opened[problem.source]
    file_text = None if source is None else source.file_text
    start = problem.offset + (0 if file_text is None else file_text[1])
    if source is None or file_text is not None:
        within = "file"
    else:
        within = "unpacked text" if source.compression else "text in UTF-8"
    return f"byte {start:,} of the {within}, {_counted(problem.length, 'byte')} long"


def _left_out(capture: Capture) -> Iterator[Block]:
    if not capture.skipped:
        return
    yield Heading("Left out of folders and archives")
    rows = [(each.label, each.reason) for each in capture.skipped]
    yield from _list("why", rows, MOST_LEFT_OUT)


def _list(
    title: str, rows: Sequence[tuple[str, str]], most: int, *, listed: bool = True
) -> Iterator[Block]:
    """Files with a word on each."""
    shown = tuple((Cell(label), Cell(said)) for label, said in rows[:most])
    yield Table((Column("file"), Column(title)), shown)
    yield from _more(len(rows) - most, "file", listed=listed)


def _more(count: int, noun: str, *, listed: bool = True) -> Iterable[Block]:
    """How many are not told here, and whether the command line lists them."""
    if count <= 0:
        return ()
    where = "; the command line's `calls` lists all of them" if listed else ""
    text = f"And {_counted(count, noun)} more{where}."
    return (Paragraph(text, muted=True),)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
