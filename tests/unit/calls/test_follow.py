"""Files that grow while they are open."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from inspector.calls.capture import Capture
from inspector.calls.follow import Follower
from inspector.calls.load import open_capture
from inspector.capture.choice import CONTAINERS, Choice
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.errors import InspectorError
from inspector.index.build import DTYPES
from tests.support.capture_events import call_events

LINES = [json.dumps(e) + "\n" for e in call_events(1)]


class Growing:
    """A followed file, and the same file read at once."""

    def __init__(self, catalog: Catalog, path: Path, text: str) -> None:
        self.path, self._kinds = path, catalog.kinds
        path.write_text(text, encoding="utf-8", newline="")
        self.follower = Follower([Input(path.name, path)], catalog.kinds, lambda: False)
        *_, self.last = self.follower.snapshots()

    def append(self, text: str) -> Capture | None:
        with self.path.open("a", encoding="utf-8", newline="") as file:
            file.write(text)
        grown = self.follower.grown(lambda: False)
        self.last = grown or self.last
        return grown

    def check(self) -> None:
        """What was followed is what a new reading finds."""
        *_, whole = open_capture([Input(self.path.name, self.path)], self._kinds, lambda: False)
        for name in DTYPES:
            assert getattr(self.last.table, name).tolist() == getattr(whole.table, name).tolist()
        assert self.last.problems == whole.problems
        assert self.last.sources[0].events == whole.sources[0].events
        assert self.last.sources[0].bytes == whole.sources[0].bytes
        assert self.last.sources[0].note == whole.sources[0].note
        for row in range(self.last.table.size):
            assert self.last.record(row).raw == whole.record(row).raw


def test_appended_lines_become_events(catalog: Catalog, tmp_path: Path) -> None:
    growing = Growing(catalog, tmp_path / "live.jsonl", LINES[0])
    before = growing.last
    assert growing.follower.grown(lambda: False) is None
    assert growing.append(LINES[1] + LINES[2]) is not None
    assert (before.table.size, growing.last.table.size) == (1, 3)
    growing.check()
    growing.append("".join(LINES[3:]))
    growing.check()


def test_an_empty_file_may_grow(catalog: Catalog, tmp_path: Path) -> None:
    growing = Growing(catalog, tmp_path / "live.jsonl", "")
    growing.append(LINES[0])
    growing.check()
    assert growing.last.table.size == 1
    assert growing.last.sources[0].container == "JSON object"


def test_a_line_that_is_not_whole_waits(catalog: Catalog, tmp_path: Path) -> None:
    growing = Growing(catalog, tmp_path / "live.jsonl", LINES[0])
    assert growing.append(LINES[1] + LINES[2][:50]) is not None
    assert growing.last.table.size == 2
    assert growing.last.problems == ()
    assert growing.append(LINES[2][50:90]) is None
    growing.append(LINES[2][90:])
    growing.check()


@pytest.mark.parametrize("cut", [40, len(LINES[0]) - 1])
def test_a_file_opened_in_the_middle_of_a_line(catalog: Catalog, tmp_path: Path, cut: int) -> None:
    growing = Growing(catalog, tmp_path / "live.jsonl", LINES[0][:cut])
    growing.append(LINES[0][cut:] + LINES[1])
    growing.check()
    assert (growing.last.table.size, growing.last.problems) == (2, ())


def test_a_value_written_over_several_lines(catalog: Catalog, tmp_path: Path) -> None:
    text = json.dumps(call_events(1)[0], indent=2) + "\n"
    half = text.index("\n", 100) + 1
    growing = Growing(catalog, tmp_path / "live.log", "started\n" + text[:half])
    growing.append(text[half:])
    growing.check()
    assert (growing.last.table.size, growing.last.problems) == (1, ())


def test_two_files_grow(catalog: Catalog, tmp_path: Path) -> None:
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for path, line in zip(paths, LINES, strict=False):
        path.write_text(line, encoding="utf-8")
    follower = Follower([Input(p.name, p) for p in paths], catalog.kinds, lambda: False)
    list(follower.snapshots())
    for path, line in zip(paths, LINES[2:], strict=False):
        with path.open("a", encoding="utf-8") as file:
            file.write(line)
    grown = follower.grown(lambda: False)
    assert grown is not None
    assert [info.events for info in grown.sources] == [2, 2]
    found = {grown.event(row).id for row in range(4)}
    assert found == {json.loads(line)["id"] for line in LINES[:4]}


@pytest.mark.parametrize("text", [LINES[1], LINES[1] * 9, LINES[0] * 3, ""])
def test_a_file_that_was_written_anew_is_told(catalog: Catalog, tmp_path: Path, text: str) -> None:
    growing = Growing(catalog, tmp_path / "live.jsonl", LINES[0] * 3)
    growing.path.write_text(text, encoding="utf-8")
    with pytest.raises(InspectorError, match=r"live\.jsonl (became shorter|changed)"):
        growing.follower.grown(lambda: False)


def test_a_file_that_is_gone_is_told(catalog: Catalog, tmp_path: Path) -> None:
    growing = Growing(catalog, tmp_path / "live.jsonl", LINES[0])
    growing.path.unlink()
    with pytest.raises(InspectorError, match="is not there"):
        growing.follower.grown(lambda: False)


def test_a_rotated_log_is_told(catalog: Catalog, tmp_path: Path) -> None:
    """The new file may be longer, and begin and end like the old one."""
    growing = Growing(catalog, tmp_path / "live.jsonl", LINES[0])
    with growing.follower as follower:
        assert follower.grown(lambda: False) is None
        growing.path.rename(tmp_path / "live.jsonl.1")
        growing.path.write_text(LINES[0] + LINES[1] + LINES[0], encoding="utf-8")
        with pytest.raises(InspectorError, match=r"live\.jsonl was replaced by another file"):
            follower.grown(lambda: False)


@pytest.mark.skipif(os.name != "posix", reason="there a file that is held cannot be deleted")
def test_a_file_that_is_held_keeps_its_number_on_the_disk(catalog: Catalog, tmp_path: Path) -> None:
    growing = Growing(catalog, tmp_path / "live.jsonl", LINES[0])
    with growing.follower as follower:
        growing.path.unlink()
        growing.path.write_text(LINES[0], encoding="utf-8")
        with pytest.raises(InspectorError, match="replaced by another file"):
            follower.grown(lambda: False)


def test_a_file_that_did_not_change_is_not_opened(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = Growing(catalog, tmp_path / "live.jsonl", LINES[0])
    growing.append(LINES[1])
    opened: list[Path] = []
    before = Path.open

    def noted(path: Path, *arguments: Any, **named: Any) -> Any:
        opened.append(path)
        return before(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", noted)
    for _ in range(3):
        assert growing.follower.grown(lambda: False) is None
    assert opened == []
    growing.append(LINES[2])
    assert opened.count(growing.path) > 1
    growing.check()


def test_what_was_chosen_holds_for_what_is_appended(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    path.write_text(LINES[0], encoding="utf-8")
    chosen = {str(path): Choice(container=CONTAINERS[0], event_shift_ns=10**9)}
    follower = Follower([Input("log", path)], catalog.kinds, lambda: False, chosen)
    *_, first = follower.snapshots()
    with path.open("a", encoding="utf-8") as file:
        file.write(LINES[1])
    grown = follower.grown(lambda: False)
    assert grown is not None
    *_, plain = open_capture([Input("log", path)], catalog.kinds, lambda: False)
    assert (grown.table.time - plain.table.time).tolist() == [10**9, 10**9]
    assert grown.sources[0].container == "JSON object (chosen)"
    assert grown.inputs == first.inputs


@pytest.mark.parametrize("container", ["CSV", "values anywhere"])
def test_what_is_appended_is_read_as_was_chosen(
    catalog: Catalog, tmp_path: Path, container: str
) -> None:
    """As rows of a table with one column, or as none."""
    path = tmp_path / "live.csv"
    rows = ['"' + line.strip().replace('"', '""') + '"\n' for line in LINES]
    more = [f"1,{row}" for row in rows]
    path.write_text("Body\n" + rows[0], encoding="utf-8")
    chosen = {str(path): Choice(container=container)}

    def whole() -> Capture:
        given = Input("log", path)
        *_, last = open_capture([given], catalog.kinds, lambda: False, choices=chosen)
        return last

    follower = Follower([Input("log", path)], catalog.kinds, lambda: False, chosen)
    *_, last = follower.snapshots()
    for text in (rows[1], more[2]):
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
        last = follower.grown(lambda: False) or last
        assert last.table.size == whole().table.size
        assert len(last.problems) == len(whole().problems)


def test_a_chosen_encoding_stays_chosen(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    named = LINES[0].encode().replace(b"{", b'{"by": "Zo\xeb", ', 1)
    path.write_bytes(named)
    follower = Follower([Input("log", path, chosen=Choice("UTF-8"))], catalog.kinds, lambda: False)
    *_, _last = follower.snapshots()
    with path.open("ab") as file:
        file.write(LINES[1].encode())
    grown = follower.grown(lambda: False)
    assert grown is not None
    assert grown.table.size == 2
    assert grown.sources[0].encoding == "UTF-8 (chosen)"
    assert grown.record(0).raw == named.strip()
    assert grown.record(1).raw == LINES[1].strip().encode()
