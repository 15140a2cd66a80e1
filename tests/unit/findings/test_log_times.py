"""The time at the beginning of a log line."""

import pytest

from inspector.events.times import parse_time
from inspector.findings.log_times import line_time

NOON = parse_time("2025-11-21T12:00:00Z")
assert NOON is not None
HALF = 500_000_000
HOUR = 3600 * 10**9


@pytest.mark.parametrize(
    ("prefix", "after_noon_ns", "zone"),
    [
        ("2025-11-21T12:00:00.5Z ", HALF, True),
        ("2025-11-21T12:00:00.500000000Z stdout F got ", HALF, True),
        ("2025-11-21T12:00:00,500+00:00 INFO ", HALF, True),
        ("2025-11-21 12:00:00.5 INFO  [http-1] c.Callback - got: [", HALF, False),
        ("2025-11-21 12:00:00,500 INFO got ", HALF, False),
        ("[2025-11-21 12:00:00,500] INFO in app: text --> ", HALF, False),
        ("INFO: 2025-11-21 12:00:00 got ", 0, False),
        ("web-1  | 2025-11-21 12:00:00 +0100 got ", -HOUR, True),
        ("2025-11-21T12:00:00-05:30 got ", 5 * HOUR + HOUR // 2, True),
        ("2025/11/21 12:00:00 [error] ", 0, False),
        ("[21/Nov/2025:12:00:00 +0000] ", 0, True),
        ("10.0.0.1 - - [21/Nov/2025:13:00:00 +0100] body=", 0, True),
        ("2025-11-21 12:00:00 -1234567 ", 0, False),
    ],
)
def test_read(prefix: str, after_noon_ns: int, zone: bool) -> None:
    assert line_time(prefix) == (NOON + after_noon_ns, zone)


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
