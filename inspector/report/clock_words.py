"""What is known of a source's clocks, in words."""

from collections.abc import Iterator

from inspector.calls.capture import Capture
from inspector.capture.choice import LOCAL, zone_name
from inspector.findings.clock import TELLING_NS, LogClock, SourceClock, disagreement_text
from inspector.findings.log_times import ZoneBasis
from inspector.findings.wording import duration

LINES_READ = 200
"""Lines of each log that are read to compare it with its events."""


def signed(length_ns: int) -> str:
    """A length of time with its sign: "+3.2 s"."""
    return f"{'-' if length_ns < 0 else '+'}{duration(abs(length_ns))}" if length_ns else "0 s"


def zone_text(capture: Capture, source: int, log: LogClock | None) -> str:
    """The zone that the times of a log were read in, and how it is known."""
    chosen = capture.inputs[source].chosen
    if log is not None:
        local = "local, " if chosen.zone == LOCAL else ""
        text = f"{local}{zone_name(log.minutes)} ({log.basis})"
    else:
        text = f"{chosen.zone} ({ZoneBasis.CHOSEN})" if chosen.zone else "no times on lines"
    return f"{text}, clock {signed(chosen.log_shift_ns)}" if chosen.log_shift_ns else text


def clock_cells(capture: Capture, source: int, clock: SourceClock) -> tuple[str, str, str]:
    """Zone of the log, its distance from the events, and what was added to the events' times."""
    shift_ns = capture.inputs[source].chosen.event_shift_ns
    return (
        zone_text(capture, source, clock.log),
        "" if clock.log is None else _distance(clock.log),
        f"{signed(shift_ns)} (chosen)" if shift_ns else "no",
    )


def clock_hints(capture: Capture, source: int, clock: SourceClock) -> Iterator[str]:
    """What could be chosen, and why."""
    label, log, apart = capture.inputs[source].label, clock.log, clock.events
    if log is not None and log.suggested_zone:
        yield (
            f"{label}: read the times of its lines as {log.suggested_zone}; nearly all of "
            f"{_lines(log)} are then at their events."
        )
    elif log is not None and log.suggested_shift_ns:
        yield (
            f"{label}: set the clock of its lines by {signed(log.suggested_shift_ns)}, unless "
            "it was written late."
        )
    if apart is not None:
        yield f"{disagreement_text(capture, apart)} Shift them by {signed(apart.add_ns)}."


def _distance(log: LogClock) -> str:
    if abs(log.median_ns) <= TELLING_NS:
        return f"together, by {_lines(log)}"
    side = "ahead" if log.median_ns > 0 else "behind"
    mostly = "" if log.is_steady() else "mostly "
    return f"lines {mostly}{duration(abs(log.median_ns))} {side}, by {_lines(log)}"


def _lines(log: LogClock) -> str:
    count = len(log.rows)
    return f"{count:,} lines" if count != 1 else "1 line"
