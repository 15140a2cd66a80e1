"""What every text output begins and ends with: the files, and what was not."""

from collections.abc import Iterator

from inspector.calls.capture import Capture
from inspector.capture.choice import CHOSEN
from inspector.catalog.catalog import Catalog
from inspector.cli.places import path_of
from inspector.diagnosis.wording import counted
from inspector.report.clock_words import signed
from inspector.report.explanation_words import catalog_text
from inspector.report.plain import visible


def source_lines(capture: Capture) -> Iterator[str]:
    """A line for each file: what it is, how much it holds; and what it is if it holds none."""
    for index, source in enumerate(capture.sources):
        facts = [
            part
            for part in (
                source.container,
                source.encoding,
                counted(source.events, "event"),
                counted(source.problems, "problem") if source.problems else "",
                _shift_text(capture, index),
            )
            if part
        ]
        yield visible(f"{path_of(capture, index)}: {', '.join(facts)}")
        if source.note:
            yield visible(f"  {source.note}")
    if capture.table.size:
        loose = len(capture.calls.loose)
        verb = "belongs" if loose == 1 else "belong"
        rest = f", {counted(loose, 'event')} that {verb} to no call" if loose else ""
        yield counted(len(capture.calls), "call") + rest


def _shift_text(capture: Capture, source: int) -> str:
    shift_ns = capture.inputs[source].chosen.event_shift_ns
    return f"events shifted by {signed(shift_ns)}{CHOSEN}" if shift_ns else ""


def catalog_lines(catalog: Catalog) -> Iterator[str]:
    """The catalog that results were explained by."""
    yield f"Catalog {catalog_text(catalog)}"


def problem_lines(capture: Capture) -> Iterator[str]:
    """What could not be read: file and line, the reason, and how it begins."""
    if not capture.problems:
        return
    yield ""
    yield f"{counted(len(capture.problems), 'problem')}:"
    for problem in capture.problems:
        path = path_of(capture, problem.source)
        yield visible(f"  {path}:{problem.line}: {problem.reason}")
        if problem.excerpt:
            yield visible(f"      {problem.excerpt}")


def skipped_lines(capture: Capture) -> Iterator[str]:
    """Files of folders and archives that were left out, each with the reason."""
    if not capture.skipped:
        return
    yield ""
    yield "left out:"
    for skipped in capture.skipped:
        yield visible(f"  {skipped.label}: {skipped.reason}")
