"""The import report says what became of every part of what was opened."""

import gzip
import json
import math
import zipfile
from pathlib import Path

import pytest

from inspector.calls.capture import Capture
from inspector.calls.load import open_capture
from inspector.capture.encoding import sniff
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.report import import_report
from inspector.report.html import HtmlRenderer
from inspector.report.import_report import import_blocks, size_text
from inspector.report.import_words import encoding_evidence, format_evidence
from inspector.report.redact import Masker, Plain
from inspector.report.text import render_text
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


def test_a_chosen_encoding_is_told_as_such() -> None:
    assert "chosen by hand" in encoding_evidence("UTF-8 (chosen)")
