"""CLK-1: the clock of a text log against that of its events."""

from collections.abc import Sequence

import pytest

from inspector.calls import merging
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from tests.support.scene_case import found, lines, scene_of, time_text, told

HOUR_S = 3600


def log(ahead_s: Sequence[float], form: str = "{day} {clock} INFO got ") -> bytes:
    """A text log of one call; each line stands so many seconds ahead of its event."""
    text = b""
    for at_s, ahead in enumerate(ahead_s):
        day, _, clock = time_text(at_s + ahead).removesuffix("+00:00").partition("T")
        text += form.format(day=day, clock=clock).encode()
        text += lines([told("PlayStarted", at_s)])
    return text


@pytest.mark.parametrize(
    ("ahead_s", "text"),
    [
        (
            [HOUR_S + 0.2, HOUR_S + 0.9, HOUR_S + 0.1],
            "The times at the beginning of the lines are 1 h ahead of those of the events: they "
            "are local time, UTC+01:00, and do not say so.",
        ),
        (
            [-4.5 * HOUR_S + 0.3] * 2,
            "The times at the beginning of the lines are 4 h 30 m behind those of the events: "
            "they are local time, UTC-04:30, and do not say so.",
        ),
        (
            [12.2, 12.4, 12.9],
            "The times at the beginning of the lines are 12.4 s ahead of those of the events: one "
            "of the two clocks is wrong, or the log is written late.",
        ),
        (
            [3, 40, 90, 200, 5, 8],
            "The times at the beginning of the lines are mostly 24.0 s ahead of those of the "
            "events, but not always by the same distance.",
        ),
    ],
)
def test_fires(catalog: Catalog, ahead_s: list[float], text: str) -> None:
    (finding,) = found("CLK-1", scene_of(catalog, log(ahead_s)))
    assert finding.severity is Severity.INFO
    assert finding.text == text
    assert finding.rows == tuple(range(min(3, len(ahead_s))))
    assert finding.call == 0


def test_a_zone_that_is_written_but_wrong(catalog: Catalog) -> None:
    (finding,) = found("CLK-1", scene_of(catalog, log([HOUR_S] * 3, "{day}T{clock}Z got ")))
    assert finding.text == (
        "The times at the beginning of the lines are 1 h ahead of those of the events: the zone "
        "written beside them is not the one they are in."
    )


def test_a_log_of_several_calls_is_no_matter_of_one(catalog: Catalog) -> None:
    other = b"2025-06-16 11:00:05 INFO got " + lines([told("PlayStarted", 5, call=2)])
    (finding,) = found("CLK-1", scene_of(catalog, log([2 * HOUR_S] * 3) + other))
    assert finding.call is None


def test_each_file_for_itself(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST_COMPARED", 0)
    (finding,) = found("CLK-1", scene_of(catalog, log([0.2] * 3), log([30] * 3)))
    assert finding.rows == (3, 4, 5)
    assert finding.call is None


@pytest.mark.parametrize(
    "capture",
    [
        b"",
        log([0.1, 0.9, 1.2]),
        log([0.1, 0.2, 31, 0.4, 610]),
        log([30]),
        log([HOUR_S] * 3, "Nov 21 10:00:00 got "),
        log([HOUR_S] * 3, "INFO got "),
        lines([told("PlayStarted", 1), told("PlayStarted", 2)]),
        b"".join(b"2025-06-16 20:00:00 INFO got " + lines([told("PlayStarted")]) for _ in range(3)),
    ],
    ids=[
        "empty",
        "delivered at once",
        "some delivered late",
        "a single line",
        "no year",
        "no time",
        "no text log",
        "events without time",
    ],
)
def test_silent(catalog: Catalog, capture: bytes) -> None:
    assert found("CLK-1", scene_of(catalog, capture)) == ()


def test_only_so_many_lines_are_read_from_all_over_the_file(catalog: Catalog) -> None:
    scene = scene_of(catalog, log([0] * 20 + [50] * 21))
    assert found("CLK-1", scene, {"lines_read": 41})[0].rows == (20, 21, 22)
    assert found("CLK-1", scene, {"lines_read": 2}) == ()


def test_times_centuries_apart_do_not_stop_it(catalog: Catalog) -> None:
    old = lines([told("PlayStarted", 1) | {"time": "1701-01-01T00:00:00+00:00"}])
    capture = b"".join(b"2199-06-16 20:00:00 INFO got " + old for _ in range(3))
    (finding,) = found("CLK-1", scene_of(catalog, capture))
    assert "ahead of those of the events" in finding.text
