import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.events.times import parse_time
from inspector.index.table import NO_TIME
from inspector.index.time_column import parse_times

DIGITS = st.text("0123456789", min_size=1, max_size=9)


def one_by_one(texts: list[str | None]) -> list[int]:
    return [NO_TIME if (ns := parse_time(text)) is None else ns for text in texts]


@pytest.mark.parametrize("zone", ["+00:00", "Z"])
def test_the_service_form_is_exact(zone: str) -> None:
    texts = [
        f"2025-06-16T21:17:25.{digits}{zone}" for digits in ("4548513", "4548512", "4548", "1")
    ]
    times = parse_times([*texts])
    assert times.tolist() == one_by_one([*texts])
    assert times[0] - times[1] == 100


@pytest.mark.parametrize(
    "odd",
    [
        None,
        "",
        "now",
        "NaT",
        "today",
        "0001-01-01T00:00:00.0000000+00:00",
        "9999-12-31T23:59:59.9999999+00:00",
        "1600-01-01T00:00:00.1+00:00",
        "2025-13-01T00:00:00.1+00:00",
        "2025-06-16T21:17:25.123456789+00:00",
        "2025-06-16T21:17:25.1234567+01:00",
        "2025-06-16T21:17:25.1234567-00:00",
        "2025-06-16T21:17:25+00:00",
        "2025-06-16T21:17:25.+00:00",
        "2025-06-16T21:17+00:00",
        "2025-06-16T21+00:00",
        "2025-06-16T21:17:25.1234567\n+00:00",
        "2025-6-16T21:17:25.1+00:00",
        "12025-06-16T21:17:25.1+00:00",
        "12-3-2025T21:17:25.1+00:00",
        "-123-06T21:17:25.1+00:00",
        "--T::.+00:00",
        "2025-06-16T09:833:20.454851+00:00",
        "2025-06-16T09:833:20Z",
        "2025-06-16T09:833:2.4548513+00:00",
        "2025-06-1609:T33:20.4548513+00:00",
        "٢٠٢٥-06-16T21:17:25.1+00:00",
    ],
)
def test_one_odd_text_spoils_no_other(odd: str | None) -> None:
    texts = ["2025-06-16T21:17:25.4548513+00:00", odd, "2025-06-16T21:17:26.5+00:00"]
    assert parse_times(texts).tolist() == one_by_one(texts)


def test_odd_texts_among_many_spoil_none_of_them() -> None:
    texts: list[str | None] = [f"2025-06-16T21:17:25.{n}+00:00" for n in range(1, 200)]
    texts[3::40] = [None, "now", "0001-01-01T00:00:00+00:00", "2025-06-16T21:17:25Z", "x"]
    assert parse_times(texts).tolist() == one_by_one(texts)


def test_no_texts_are_no_times() -> None:
    assert parse_times([]).tolist() == []


@given(
    st.lists(
        st.one_of(
            st.builds(
                lambda y, mo, d, h, mi, s, f, z: f"{y}-{mo}-{d}T{h}:{mi}:{s}.{f}{z}",
                st.sampled_from(["2025", "1999", "0001", "1700", "2199", "2200", "202", "20255"]),
                *(st.sampled_from(["01", "12", "28", "31", "5", "00"]),) * 5,
                DIGITS,
                st.sampled_from(["+00:00", "Z"]),
            ),
            st.text("0123456789-T:.+Z \n", max_size=34),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_the_column_says_what_single_times_say(texts: list[str]) -> None:
    assert parse_times(texts).tolist() == one_by_one([*texts])


@pytest.mark.parametrize(
    "odd",
    [
        "2026-01-01T00:00:60.0000000+00:00",
        "2026-01-01T00:75:00.0000000+00:00",
        "2026-01-01T24:00:00.0000000+00:00",
        "2026-13-01T00:00:00.0000000+00:00",
        "2026-00-01T00:00:00.0000000+00:00",
        "2026-01-00T00:00:00.0000000+00:00",
        "2026-04-31T00:00:00.0000000+00:00",
        "2026-02-29T00:00:00.0000000+00:00",
        "2026-02-30T00:00:00.0000000+00:00",
        "2024-02-29T00:00:00.0000000+00:00",
        "2000-02-29T23:59:59.9999999+00:00",
    ],
)
def test_a_time_that_is_none_among_very_many(odd: str) -> None:
    good = "2026-01-01T00:00:00.0000000+00:00"
    times = parse_times([good] * 1200 + [odd])
    alone = parse_time(odd)
    assert times[-1] == (NO_TIME if alone is None else alone)
    assert set(times[:-1].tolist()) == {parse_time(good)}
