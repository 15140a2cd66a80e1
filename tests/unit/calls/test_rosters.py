"""One reading of a call's people for all who name them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspector.calls import rosters
from inspector.calls.capture import Capture
from inspector.calls.load import open_capture
from inspector.calls.people import participants_in
from inspector.calls.rosters import Rosters
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from tests.support.small_capture import event

CALLS = ("0a1b2c3d-0000-4000-8000-00000000be01", "0a1b2c3d-0000-4000-8000-00000000be02")
CALLER = {"rawId": "4:+441632960123", "phoneNumber": {"value": "+441632960123"}}
USER = {"rawId": "8:acs:one_1"}


@contextmanager
def opened(catalog: Catalog, folder: Path) -> Iterator[Capture]:
    lists = ([CALLER, USER], [USER])
    events = [
        told
        for call, people in zip(CALLS, lists, strict=True)
        for told in (
            event("CallConnected", "2025-06-16T09:00:01Z", call),
            event("ParticipantsUpdated", "2025-06-16T09:00:02Z", call, participants=people),
        )
    ]
    path = folder / "call.jsonl"
    path.write_text("\n".join(map(json.dumps, events)), encoding="utf-8", newline="\n")
    *_, capture = open_capture([Input(path.name, path)], catalog.kinds, lambda: False)
    yield capture
    capture.close()


def test_each_call_numbers_its_own_people(catalog: Catalog, tmp_path: Path) -> None:
    with opened(catalog, tmp_path) as capture:
        held = Rosters(capture)
        labels = [[person.label for person in held.of(at).people] for at in range(2)]
        assert labels == [["P1 +44…123", "P2 ACS user"], ["P1 ACS user"]]
        assert held.of(0) is held.of(0)


def test_somebody_is_found_by_any_of_their_ids(catalog: Catalog, tmp_path: Path) -> None:
    (number,) = participants_in({"participant": {"phoneNumber": {"value": "+441632960123"}}}) or ()
    (hidden,) = participants_in({"participant": {"rawId": "sanitized"}}) or ()
    with opened(catalog, tmp_path) as capture:
        first, second = (Rosters(capture).of(at) for at in range(2))
        known = first.person(number)
        assert known is not None
        assert known.name == "P1"
        assert (first.person(hidden), second.person(number)) == (None, None)


def test_a_record_that_is_too_large_names_nobody(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rosters, "LARGEST_READ", 10)
    with opened(catalog, tmp_path) as capture:
        assert Rosters(capture).of(0).people == ()


def test_a_file_that_changed_names_nobody(catalog: Catalog, tmp_path: Path) -> None:
    with opened(catalog, tmp_path) as capture:
        (tmp_path / "call.jsonl").write_bytes(b"{}")
        assert Rosters(capture).of(0).people == ()
