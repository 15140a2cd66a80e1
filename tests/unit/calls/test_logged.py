"""Operation rows of resource logs stand beside a call's events, and change none of them."""

from dataclasses import replace

import pytest

from inspector.calls.logged import logged_ns, operation_name, operation_result, place_operations
from inspector.calls.timeline import Timeline
from inspector.capture.operation import DIAGNOSTICS, INCOMING, SUMMARY, OperationRow
from inspector.catalog.catalog import Catalog
from inspector.index.codes import CodeClass
from tests.support.timeline_case import Told, as_text, timeline_of

EVENTS = (
    Told("CallConnected", 60, "200/0"),
    Told("PlayCompleted", 70, "200/0"),
    Told("CallDisconnected", 100, "200/7000"),
)


def row(minute_second: str | None, **more: object) -> OperationRow:
    time = None if minute_second is None else f"2025-06-16T09:{minute_second}Z"
    whole = OperationRow(INCOMING, time=time, name="Play", http_status=200)
    return replace(whole, **more)  # type: ignore[arg-type]  # fields by name


def timeline(catalog: Catalog, *rows: OperationRow) -> Timeline:
    return timeline_of(catalog.kinds, EVENTS, operations=rows)


def test_rows_stand_beside_the_events_and_change_none(catalog: Catalog) -> None:
    without = timeline(catalog)
    shown = timeline(catalog, row("01:09.5"), row("00:58", name="CreateCall", http_status=201))
    placed = [(item.start_s, item.end_s, item.label) for item in shown.operations]
    assert placed == [(-2.0, -2.0, "CreateCall 201"), (9.5, 9.5, "Play 200")]
    assert as_text(shown) == as_text(without)


def test_a_duration_alone_makes_no_bar(catalog: Catalog) -> None:
    (item,) = timeline(catalog, row("01:09.5", duration_ms=4000)).operations
    assert item.start_s == item.end_s == 9.5


def test_a_leg_that_tells_its_start_is_a_bar(catalog: Catalog) -> None:
    leg = row(
        "55:00", table=SUMMARY, name=None, start_time="2025-06-16T09:00:55Z", duration_ms=41_000,
        http_status=None, code=0, subcode=5003,
    )  # fmt: skip
    (item,) = timeline(catalog, leg).operations
    assert (item.start_s, item.end_s, item.label) == (-5.0, 36.0, "participant 0/5003")


def test_rows_without_a_readable_time_are_counted(catalog: Catalog) -> None:
    rows = [
        row(None),
        row(None, time="6/16/2025, 9:01:09 AM", zone="UTC"),
        row(None, time="2025-06-16T09:01:09", zone="Berlin"),
        row(None, time="0001-01-01T00:00:00Z"),
    ]
    shown = timeline(catalog, *rows)
    assert (shown.operations, shown.untimed_operations, shown.far_operations) == ((), 4, 0)


@pytest.mark.parametrize(
    ("time", "zone"),
    [
        ("2025-06-16T09:01:09", ""),
        (" 2025-06-16 09:01:09 ", "UTC"),
        ("2025-06-16T11:01:09+02:00", "Berlin"),
    ],
)
def test_a_time_in_utc_or_with_its_zone_is_read(time: str, zone: str) -> None:
    assert logged_ns(row(None, time=time, zone=zone)) == 1_750_064_469 * 10**9


def test_rows_far_from_the_events_are_counted(catalog: Catalog) -> None:
    shown = timeline(catalog, row("00:00"), row("02:40"), row("02:40.1"), row("59:00"))
    assert [item.start_s for item in shown.operations] == [-60.0, 100.0]
    assert (shown.untimed_operations, shown.far_operations) == (0, 2)


def test_a_long_call_reaches_as_far_as_it_is_long() -> None:
    rows = [row("00:00"), row("30:00"), row("50:00"), row("50:01")]
    first_ns = logged_ns(row("20:00")) or 0
    placed = place_operations(rows, first_ns, first_ns + 900 * 10**9)
    assert [item.start_s for item in placed.near] == [600.0, 1800.0]
    assert placed.far == 2


def test_without_a_timed_event_nothing_is_placed(catalog: Catalog) -> None:
    untimed = [Told("CallConnected", None)]
    shown = timeline_of(catalog.kinds, untimed, operations=[row("01:09"), row(None)])
    assert (shown.origin_ns, shown.operations, shown.far_operations) == (None, (), 2)


def test_only_a_failed_row_fails(catalog: Catalog) -> None:
    rows = [
        row("01:01", http_status=412, result_type="Failed"),
        row("01:02", http_status=200, code=500, subcode=9999),
        row("01:03", http_status=None, code=487, result_type="Success"),
        row("01:04", http_status=None),
    ]
    shown = timeline(catalog, *rows).operations
    assert [item.failed for item in shown] == [True, True, False, False]
    classes = [CodeClass.C4XX, CodeClass.C5XX, CodeClass.C4XX, CodeClass.NONE]
    assert [item.code_class for item in shown] == classes


def test_names_and_results_in_short() -> None:
    assert operation_name(row(None, table=DIAGNOSTICS + "Updates", name=None)) == "media stream"
    assert operation_name(row(None, name=None)) == INCOMING
    assert operation_result(row(None, code=400, subcode=8536)) == "400/8536"
    assert operation_result(row(None, subcode=0)) == "200"
    assert operation_result(row(None, http_status=None)) == ""


def test_a_label_is_one_printable_line(catalog: Catalog) -> None:
    (item,) = timeline(catalog, row("01:09", name="Play\n\u202e<b>" + "x" * 90)).operations
    assert item.label.isprintable()
    assert len(item.label) <= 60
