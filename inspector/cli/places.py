"""Where things stand in a capture's files, as the JSON shapes say it."""

from inspector.calls.capture import Capture
from inspector.capture.problem import Problem
from inspector.events.times import iso_utc


def time_text(time_ns: int | None) -> str | None:
    """A time in the documented form, None where the capture has none."""
    return None if time_ns is None else iso_utc(time_ns)


def path_of(capture: Capture, source: int) -> str:
    """A source's path as it was given on the command line."""
    return capture.inputs[source].label


def file_range(capture: Capture, source: int, offset: int, length: int) -> dict[str, int | None]:
    """The byte range in the file itself; both None where the file has no such range."""
    origin = capture.origin(source, offset, length)
    if origin is None:
        return {"offset": None, "length": None}
    return {"offset": origin[0], "length": origin[1]}


def source_json(capture: Capture, index: int) -> dict[str, object]:
    """One source in the documented shape."""
    source = capture.sources[index]
    return {
        "path": path_of(capture, index),
        "container": source.container,
        "encoding": source.encoding,
        "bytes": source.bytes,
        "events": source.events,
        "problems": source.problems,
    }


def problem_json(capture: Capture, problem: Problem) -> dict[str, object]:
    """One problem in the documented shape."""
    return {
        "path": path_of(capture, problem.source),
        **file_range(capture, problem.source, problem.offset, problem.length),
        "line": problem.line,
        "reason": problem.reason,
    }
