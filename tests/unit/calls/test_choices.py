"""What is chosen for one source holds for it alone, and nothing is lost by a wrong choice."""

import zipfile
from pathlib import Path

import pytest

from inspector.calls.capture import Capture
from inspector.calls.load import open_capture
from inspector.calls.shifting import shifted
from inspector.capture.choice import (
    AS_DETECTED,
    CONTAINERS,
    LOCAL,
    ZONES,
    Choice,
    zone_minutes,
    zone_name,
)
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from tests.support.capture_events import call_events, event, lines

EVENTS = call_events(1)


def opened(catalog: Catalog, inputs: list[Input], choices: dict[str, Choice]) -> Capture:
    *_, last = open_capture(inputs, catalog.kinds, lambda: False, choices=choices)
    return last


def test_a_file_in_a_folder_and_one_in_an_archive_are_chosen_for(
    catalog: Catalog, tmp_path: Path
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(lines(EVENTS))
    (folder / "b.jsonl").write_bytes(lines(call_events(2)))
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("d.jsonl", lines(call_events(3)))
    choices = {
        str(folder / "b.jsonl"): Choice("Windows-1252", event_shift_ns=10**9),
        "logs/c.zip › d.jsonl": Choice(container=CONTAINERS[0]),
    }
    capture = opened(catalog, [Input("logs", folder)], choices)
    told = [(info.container, info.encoding) for info in capture.sources]
    assert told == [
        ("JSON Lines", "UTF-8"),
        ("JSON Lines", "Windows-1252 (chosen)"),
        ("JSON Lines (chosen), ZIP", "UTF-8"),
    ]
    times = [int(capture.table.time[row]) % 10**10 // 10**9 for row in range(capture.table.size)]
    assert [times[0], times[4], times[8]] == [1, 2, 1]


def test_a_choice_for_one_file_goes_before_that_for_all(catalog: Catalog) -> None:
    given = Input("log", data=lines(EVENTS), chosen=Choice("UTF-16 LE", zone="UTC"))
    capture = opened(catalog, [given], {"log": Choice("Windows-1252")})
    assert capture.inputs[0].chosen == Choice("Windows-1252", zone="UTC")
    assert capture.table.size == len(EVENTS)


def test_events_without_time_stay_so_and_calls_are_ordered_anew(catalog: Catalog) -> None:
    bare = {key: value for key, value in event("PlayStarted", 5).items() if key != "time"}
    early, late = lines(EVENTS[:2]), lines([*EVENTS[2:], bare])
    inputs = [Input("early", data=early), Input("late", data=late)]
    capture = opened(catalog, inputs, {"late": Choice(event_shift_ns=-60 * 10**9)})
    table = capture.table
    assert int(table.time[4]) == int(opened(catalog, inputs, {}).table.time[4])
    [call] = [capture.calls.call(0)]
    assert list(call.rows) == [2, 3, 4, 0, 1]
    assert not table.time.flags.writeable


def test_nothing_is_copied_where_nothing_is_shifted(catalog: Catalog) -> None:
    table = opened(catalog, [Input("log", data=lines(EVENTS))], {}).table
    assert shifted(table, (0,)) is table


@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone != LOCAL])
def test_zones_say_their_distance(zone: str) -> None:
    minutes = zone_minutes(zone)
    assert minutes is not None
    assert zone_name(minutes) == zone


@pytest.mark.parametrize("text", ["", "UTC+2", "UTC+15:00", "UTC+01:60", "CET", "UTC 01:00"])
def test_no_zones(text: str) -> None:
    with pytest.raises(ValueError, match="no zone"):
        zone_minutes(text)


def test_choices_over_one_another() -> None:
    base, own = Choice("UTF-8", zone="UTC"), Choice(zone="local", log_shift_ns=5)
    assert own.over(base) == Choice("UTF-8", zone="local", log_shift_ns=5)
    assert AS_DETECTED.over(base) == base
    assert (own.has_clock, Choice("UTF-8").has_clock) == (True, False)
