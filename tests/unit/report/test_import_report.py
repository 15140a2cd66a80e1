"""The import report says what became of every part of what was opened."""

import gzip
import json
import math
import zipfile
from pathlib import Path

import pytest

from inspector.calls.capture import Capture
from inspector.calls.load import open_capture
from inspector.capture.choice import Choice
from inspector.capture.encoding import sniff
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.findings.clock import source_clocks
from inspector.report import import_report
from inspector.report.blocks import Facts
from inspector.report.clock_words import LINES_READ
from inspector.report.html import HtmlRenderer
from inspector.report.import_report import import_blocks, size_text
from inspector.report.import_report import import_report as import_report_of
from inspector.report.import_words import encoding_evidence, format_evidence
from inspector.report.redact import Masker, Plain
from inspector.report.text import render_text
from tests.support.capture_events import call_events
from tests.support.small_capture import CAPTURE

EVENTS = [json.dumps(event) for event in CAPTURE if isinstance(event, dict)]


def read(catalog: Catalog, *paths: Path) -> Capture:
    inputs = [Input(path.name, path) for path in paths]
    *_, last = open_capture(inputs, catalog.kinds, lambda: False, math.inf)
    return last


def squeezed(text: str) -> str:
    """Text with every run of white space as one space."""
    return " ".join(text.split())


def said(catalog: Catalog, *paths: Path) -> str:
    return squeezed(render_text(import_blocks(read(catalog, *paths), Masker())))


def test_a_file_is_told_with_its_evidence(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    path.write_text("\n".join([*EVENTS, '{"other": 1}', ""]), encoding="utf-8")
    text = said(catalog, path)
    size = size_text(path.stat().st_size)
    assert f"calls.jsonl JSON Lines UTF-8 {size} {len(EVENTS)} 1 0 0" in text
    assert "JSON Lines each line holds one value" in text
    assert "UTF-8 the beginning is valid UTF-8 and has no byte order mark" in text
    assert "Problems" not in text
    assert "Left out" not in text


def test_a_problem_has_its_place_and_its_excerpt_is_masked(
    catalog: Catalog, tmp_path: Path
) -> None:
    path = tmp_path / "cut.jsonl"
    cut = '{"callee": "+4915112345678", "type": "Micro'
    path.write_text("\ufeff" + "\n".join([EVENTS[0], cut, EVENTS[1], ""]), encoding="utf-8")
    text = said(catalog, path)
    at = path.read_bytes().index(cut.encode())
    assert "Problems (1)" in text
    assert "cut.jsonl:2, " in text
    assert f"byte {at:,} of the file, {len(cut)} bytes long" in text
    assert "+4915112345678" not in text
    assert "UTF-8 with BOM a byte order mark stands at the beginning" in text
    blocks = import_blocks(read(catalog, path), Plain())
    assert "+4915112345678" in render_text(blocks)


@pytest.mark.parametrize(("packed", "within"), [(True, "unpacked text"), (False, "text in UTF-8")])
def test_a_place_says_what_it_is_counted_in(
    catalog: Catalog, tmp_path: Path, packed: bool, within: str
) -> None:
    path = tmp_path / "cut.log"
    text = f'{EVENTS[0]}\n{{"cut'
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode("utf-16"))
    offset = len(EVENTS[0].encode()) + 1
    assert f"byte {offset:,} of the {within}, 5 bytes long" in said(catalog, path)


def test_what_was_left_out_is_told_with_the_reason(catalog: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "notes.txt").write_text("Nothing to see\n", encoding="utf-8")
    (folder / "empty.log").write_bytes(b"")
    with zipfile.ZipFile(folder / "night.zip", "w") as archive:
        archive.writestr("calls.json", EVENTS[0])
        archive.writestr("readme.txt", "")
    text = said(catalog, folder)
    assert "Left out of folders and archives" in text
    assert "logs/empty.log empty" in text
    assert "logs/night.zip › readme.txt empty" in text
    assert "logs/notes.txt text without JSON: 1 line" in text
    assert "logs/night.zip › calls.json JSON object, ZIP UTF-8" in text
    assert "JSON object one object" in text


def test_a_delivery_in_several_files_is_told(catalog: Catalog, tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_text("\n".join(EVENTS[1:3]) + "\n", encoding="utf-8")
    second.write_text(EVENTS[1] + "\n", encoding="utf-8")
    text = said(catalog, first, second)
    assert "2 files, 2 events in" in text
    assert "shown and counted once: 1 event." in text
    assert "first.jsonl 1 event second.jsonl 1 event" in text


def test_a_file_that_cannot_be_read_is_told(catalog: Catalog, tmp_path: Path) -> None:
    good = tmp_path / "good.json"
    good.write_text(EVENTS[0], encoding="utf-8")
    text = said(catalog, good, tmp_path / "gone.json")
    assert "gone.json not read" in text
    assert "gone.json:1, " in text


def test_a_long_list_is_cut_and_says_so(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_report, "MOST_PROBLEMS", 2)
    path = tmp_path / "cut.jsonl"
    path.write_text("\n".join([EVENTS[0], *[EVENTS[1][:90]] * 5, EVENTS[1]]), encoding="utf-8")
    text = said(catalog, path)
    assert "Problems (5)" in text
    assert "cut.jsonl:3, " in text
    assert "cut.jsonl:4, " not in text
    assert "And 3 problems more" in text


def test_the_page_escapes_what_was_captured(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl"
    path.write_text(
        f'{EVENTS[0]}\n{{"<script>": 1, "type": "Micro\n{EVENTS[1]}\n', encoding="utf-8"
    )
    page = HtmlRenderer().page("Import report", import_blocks(read(catalog, path), Masker()))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "head",
    [
        b"{}",
        b"\xef\xbb\xbf{}",
        "\ufeff{}".encode("utf-16-le"),
        "{}  ".encode("utf-16-be"),
        b"{}\x00\x00\x00\n[",
        b"caf\xe9 {}",
        "äöü é".encode() + b"\xe9 {}",
        bytes(range(32)),
    ],
)
def test_every_encoding_has_its_evidence(head: bytes) -> None:
    assert encoding_evidence(sniff(head).label)


@pytest.mark.parametrize("label", ["text log with JSON", "HAR", "CSV", "Python dictionaries"])
def test_formats_have_their_evidence(label: str) -> None:
    assert format_evidence(label)


@pytest.mark.parametrize("label", ["CSV", "text log with JSON"])
def test_a_chosen_format_is_told_as_such(label: str) -> None:
    assert "chosen by hand" in format_evidence(f"{label} (chosen)")


LOG = "".join(
    f"2025-02-03 11:00:0{n}.5 INFO got {json.dumps(told)}\n"
    for n, told in enumerate(call_events(1), start=1)
)


def with_clocks(catalog: Catalog, *inputs: Input) -> str:
    *_, capture = open_capture(inputs, catalog.kinds, lambda: False, math.inf)
    clocks = source_clocks(capture, LINES_READ, lambda: False)
    return squeezed(render_text(import_blocks(capture, Masker(), clocks)))


def test_the_zone_of_a_log_is_told_and_another_one_suggested(catalog: Catalog) -> None:
    text = with_clocks(catalog, Input("app.log", data=LOG.encode()))
    assert "app.log UTC (assumed) lines 2 h 00 m ahead, by 4 lines no" in text
    assert "app.log: read the times of its lines as UTC+02:00;" in text


def test_a_chosen_zone_and_clock_are_told_as_such(catalog: Catalog) -> None:
    choice = Choice(zone="UTC+02:00", log_shift_ns=-(10**9), event_shift_ns=5 * 10**8)
    text = with_clocks(catalog, Input("app.log", data=LOG.encode(), chosen=choice))
    assert "app.log UTC+02:00 (chosen), clock -1.0 s together, by 4 lines +0.5 s (chosen)" in text
    assert "1. app.log" not in text


def test_a_log_whose_clock_is_wrong_by_no_zone(catalog: Catalog) -> None:
    choice = Choice(zone="UTC+02:00", log_shift_ns=40 * 10**9)
    text = with_clocks(catalog, Input("app.log", data=LOG.encode(), chosen=choice))
    assert "app.log: set the clock of its lines by -40.4 s, unless it was written late." in text


def test_files_that_disagree_are_told(catalog: Catalog) -> None:
    times = [told | {"time": told["time"].replace("T09:", "T10:")} for told in call_events(1)]
    text = with_clocks(
        catalog,
        Input("a.log", data=LOG.encode()),
        Input("b.jsonl", data="\n".join(map(json.dumps, times)).encode()),
    )
    assert (
        "The events of b.jsonl are 1 h 00 m ahead of those of a.log, judged by 4 deliveries that "
        "stand in both. Shift them by -1 h 00 m." in text
    )


def test_nothing_is_said_of_clocks_that_nobody_knows(catalog: Catalog) -> None:
    data = "\n".join(EVENTS).encode()
    assert "clocks" not in with_clocks(catalog, Input("calls.jsonl", data=data))


def test_each_problem_has_its_block(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl"
    path.write_text("\n".join([EVENTS[0], *[EVENTS[1][:90]] * 3, EVENTS[1]]), encoding="utf-8")
    capture = read(catalog, path)
    report = import_report_of(capture, Masker())
    assert list(report.problems.values()) == list(capture.problems)
    for at, problem in report.problems.items():
        block = report.blocks[at]
        assert isinstance(block, Facts)
        assert block.rows[0].value.startswith(f"cut.jsonl:{problem.line}, ")


def test_a_chosen_encoding_is_told_as_such() -> None:
    assert "chosen by hand" in encoding_evidence("UTF-8 (chosen)")
