from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.events.times import clock_utc, date_utc, iso_utc, parse_time

SECOND = 1_750_108_645 * 10**9
"""2025-06-16T21:17:25Z."""


@pytest.mark.parametrize(
    ("text", "ns"),
    [
        ("2025-06-16T21:17:25.4548513+00:00", SECOND + 454_851_300),
        ("2025-06-16T21:17:25.454851Z", SECOND + 454_851_000),
        ("2025-06-16T21:17:25.4+00:00", SECOND + 400_000_000),
        ("2025-06-16T21:17:25Z", SECOND),
        ("2025-06-16T21:17:25.454851399Z", SECOND + 454_851_300),
        ("2025-06-16T23:17:25.4548513+02:00", SECOND + 454_851_300),
        ("2025-06-16T16:02:25-05:15", SECOND),
        ("2025-06-17T02:47:25+0530", SECOND),
        ("2025-06-16 21:17:25,454", SECOND + 454_000_000),
        ("2025-06-16t21:17:25z", SECOND),
        ("2025-06-16T21:17", SECOND - 25 * 10**9),
        (" 2025-06-16T21:17:25Z\n", SECOND),
        ("1969-12-31T23:59:59.9999999Z", -100),
    ],
)
def test_iso_times_are_exact_to_a_tick(text: str, ns: int) -> None:
    assert parse_time(text) == ns


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "now",
        "sanitized",
        "0001-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59.9999999Z",
        "2025-02-30T00:00:00Z",
        "2025-06-16T24:00:00Z",
        "2025-06-16T21:61:00Z",
        "2025-06-16",
        "5/25/2023, 5:43:25.746 PM",
        "2025-06-16T21:17:25.Z",
        "2025-06-16T21:17:25 PM",
        "٢٠٢٥-06-16T21:17:25Z",
        "1750108645",
    ],
)
def test_not_set_and_junk_are_no_time(text: str | None) -> None:
    assert parse_time(text) is None


def test_times_keep_seven_digits() -> None:
    assert iso_utc(SECOND + 454_851_300) == "2025-06-16T21:17:25.4548513Z"
    assert iso_utc(SECOND) == "2025-06-16T21:17:25.0000000Z"


def test_clock_is_cut_not_rounded() -> None:
    late = SECOND + 999_999_900
    assert clock_utc(late) == "21:17:25.999"
    assert clock_utc(late, 0) == "21:17:25"
    assert clock_utc(late, 7) == "21:17:25.9999999"
    assert date_utc(late) == "2025-06-16"
    assert (date_utc(-100), clock_utc(-100, 7)) == ("1969-12-31", "23:59:59.9999999")


@given(
    st.datetimes(datetime(1701, 1, 1), datetime(2199, 12, 30)),
    st.integers(0, 9),
    st.integers(-14 * 60, 14 * 60),
)
def test_printed_times_read_back(moment: datetime, tick: int, zone_min: int) -> None:
    moment = moment.replace(tzinfo=UTC)
    ticks = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10 + tick
    assert parse_time(iso_utc(ticks * 100)) == ticks * 100
    local = moment + timedelta(minutes=zone_min)
    sign, (hours, minutes) = "-" if zone_min < 0 else "+", divmod(abs(zone_min), 60)
    text = f"{local:%Y-%m-%dT%H:%M:%S.%f}{tick}{sign}{hours:02d}:{minutes:02d}"
    assert parse_time(text.rjust(33, "0")) == ticks * 100


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    ns = parse_time(text)
    assert ns is None or parse_time(iso_utc(ns)) == ns


@pytest.mark.parametrize("zone", ["+14:01", "-15:00", "+99:99"])
def test_zones_that_do_not_exist_give_no_time(zone: str) -> None:
    assert parse_time(f"2025-06-16T21:17:25{zone}") is None
