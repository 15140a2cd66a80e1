"""The time at the beginning of a log line."""

import json
import os
import time
from collections.abc import Iterator

import pytest

from inspector.calls.capture import Capture
from inspector.calls.load import open_capture
from inspector.capture.choice import AS_DETECTED, Choice
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.events.times import parse_time
from inspector.findings.log_times import Written, ZoneBasis, line_time, logged_at, logged_text
from tests.support.capture_events import compact, event

NOON = parse_time("2025-11-21T12:00:00Z")
assert NOON is not None
HALF = 500_000_000
HOUR = 3600 * 10**9


@pytest.mark.parametrize(
    ("prefix", "after_noon_ns", "minutes"),
    [
        ("2025-11-21T12:00:00.5Z ", HALF, 0),
        ("2025-11-21T12:00:00.500000000Z stdout F got ", HALF, 0),
        ("2025-11-21T12:00:00,500+00:00 INFO ", HALF, 0),
        ("2025-11-21 12:00:00.5 INFO  [http-1] c.Callback - got: [", HALF, None),
        ("2025-11-21 12:00:00,500 INFO got ", HALF, None),
        ("[2025-11-21 12:00:00,500] INFO in app: text --> ", HALF, None),
        ("INFO: 2025-11-21 12:00:00 got ", 0, None),
        ("web-1  | 2025-11-21 12:00:00 +0100 got ", 0, 60),
        ("2025-11-21T12:00:00-05:30 got ", 0, -330),
        ("2025/11/21 12:00:00 [error] ", 0, None),
        ("[21/Nov/2025:12:00:00 +0000] ", 0, 0),
        ("10.0.0.1 - - [21/Nov/2025:13:00:00 +0100] body=", HOUR, 60),
        ("2025-11-21 12:00:00 -1234567 ", 0, None),
    ],
)
def test_read(prefix: str, after_noon_ns: int, minutes: int | None) -> None:
    assert line_time(prefix) == Written(NOON + after_noon_ns, minutes)


@pytest.mark.parametrize(
    "prefix",
    [
        "",
        "      ",
        "Received: ",
        "Nov 21 12:00:00 host app: ",
        "11/21/2025 12:00:00 PM ",
        "12:00:00.000 [main] INFO ",
        "2025-11-21 12:00 got ",
        "2025-13-41 12:00:00 got ",
        "[21/Foo/2025:12:00:00 +0000] ",
        "0001-01-01T00:00:00Z ",
        '{"time":"2025-11-21T12:00:00Z","body":',
        "x" * 200 + " 2025-11-21 12:00:00 ",
        "order 12025-11-21 12:00:00 ",
    ],
)
def test_not_read(prefix: str) -> None:
    assert line_time(prefix) is None


EVENT = event("CallConnected", 1)
LATER = event("PlayStarted", 2)
PRETTY = json.dumps(EVENT, indent=2).replace("\n", "\n      ")


def opened(catalog: Catalog, text: str, choice: Choice = AS_DETECTED) -> Capture:
    inputs = [Input("app.log", data=text.encode(), chosen=choice)]
    *_, capture = open_capture(inputs, catalog.kinds, lambda: False)
    assert capture.table.size >= 1
    return capture


LINE = f"2025-02-03 11:00:02,500 INFO got {compact(EVENT)}\n"


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Choice(), "logged at 2025-02-03 11:00:02.500 UTC (zone UTC assumed)"),
        (
            Choice(zone="UTC+02:00"),
            "logged at 2025-02-03 09:00:02.500 UTC (zone UTC+02:00 chosen)",
        ),
        (
            Choice(zone="UTC-09:30"),
            "logged at 2025-02-03 20:30:02.500 UTC (zone UTC-09:30 chosen)",
        ),
        (
            Choice(zone="UTC+02:00", log_shift_ns=-1_300_000_000),
            "logged at 2025-02-03 09:00:01.200 UTC (zone UTC+02:00 chosen, clock set by -1.3 s)",
        ),
    ],
)
def test_an_event_is_logged_in_the_zone_chosen(catalog: Catalog, choice: Choice, said: str) -> None:
    assert logged_text(opened(catalog, LINE, choice), 0) == said


def test_a_chosen_zone_holds_against_the_one_written(catalog: Catalog) -> None:
    text = LINE.replace("02,500 ", "02,500Z ")
    named = logged_at(opened(catalog, text), 0)
    chosen = logged_at(opened(catalog, text, Choice(zone="UTC+01:00")), 0)
    assert named is not None
    assert chosen is not None
    assert (named.basis, chosen.basis) == (ZoneBasis.NAMED, ZoneBasis.CHOSEN)
    assert named.time_ns - chosen.time_ns == HOUR


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of this system cannot be set for a test")
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    if before is None:
        monkeypatch.delenv("TZ")
    else:
        monkeypatch.setenv("TZ", before)
    time.tzset()


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize(("month", "hour"), [("02", 10), ("07", 9)])
def test_local_time_is_that_of_the_day_of_the_line(catalog: Catalog, month: str, hour: int) -> None:
    text = LINE.replace("2025-02", f"2025-{month}", 1)
    said = logged_text(opened(catalog, text, Choice(zone="local")), 0)
    assert said.startswith(f"logged at 2025-{month}-03 {hour:02d}:00:02.500 UTC (zone UTC+0")


@pytest.mark.parametrize(
    "text",
    [
        f"2025-02-03 11:00:02 info: Callbacks[0]\n      Event received: {PRETTY}\n",
        f"2025-02-03 11:00:02 got [\n  {compact(EVENT)},\n  {compact(LATER)}\n]\n",
    ],
)
def test_an_indented_event_has_the_time_of_its_entry(catalog: Catalog, text: str) -> None:
    assert logged_text(opened(catalog, text), 0).startswith("logged at 2025-02-03 11:00:02.000")


@pytest.mark.parametrize(
    "text",
    [
        compact(EVENT),
        json.dumps([EVENT], indent=2),
        f"2025-02-03 11:00:02 started\ngot {compact(EVENT)}\n",
        f"2025-02-03 11:00:02 started\n{compact(EVENT)}\n",
    ],
)
def test_an_event_without_a_line_of_its_own_was_logged_at_no_known_time(
    catalog: Catalog, text: str
) -> None:
    assert logged_text(opened(catalog, text), 0) == ""
