"""No row of the documented tables is lost: the rows held against `documented_tables.toml`."""

import re
import tomllib
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from azure.communication.callautomation._generated import models as sdk

ROOT = Path(__file__).parents[2]
TABLES = tomllib.loads((ROOT / "tests/data/documented_tables.toml").read_text(encoding="utf-8"))

Row = dict[str, Any]
Numbers = tuple[int, int]

RFC_3398 = "R1"
VENDORS = {"V1", "V2", "V3", "V4", "V5", "V6"}
FREESWITCH = "V4"
ONLY_MAPPED = {(409, 96), (409, 98)}
"""A vendor answers with a retired SIP code; no pair is made of it."""


def rows(file: str, key: str) -> list[Row]:
    text = (ROOT / "catalog" / f"{file}.toml").read_text(encoding="utf-8")
    found: list[Row] = tomllib.loads(text)[key]
    return found


@pytest.mark.parametrize(
    ("table", "count", "file", "key", "field"),
    [
        ("codes", 38, "codes", "code", "code"),
        ("families", 29, "families", "family", "pattern"),
        ("events", 58, "events", "event", "name"),
        ("sources", 29, "sources", "source", "id"),
    ],
)
def test_no_row_of_a_table_is_lost(table: str, count: int, file: str, key: str, field: str) -> None:
    assert len(TABLES[table]) == count
    assert set(TABLES[table]) - {row[field] for row in rows(file, key)} == set()


def test_reasons_are_those_of_the_standards() -> None:
    found = {kind: set[str]() for kind in ("protocol", "location")}
    for row in rows("reasons", "reason"):
        found[row["kind"]].add(row["value"])
    assert found["protocol"] == set(TABLES["reason_protocols"])
    assert found["location"] == set(TABLES["reason_locations"])
    assert len(found["protocol"]) + len(found["location"]) == 23


def test_near_themes_are_those_of_the_table() -> None:
    ours = {frozenset(row["themes"]) for row in rows("themes", "near")}
    assert ours == {frozenset(pair) for pair in TABLES["near_themes"]}
    assert len(ours) == 18


@pytest.mark.parametrize("verdict", ["standard", "vendor table", "plausible"])
def test_pairs_by_verdict(verdict: str) -> None:
    ours = {(r["sip"], r["q850"]) for r in rows("sip_q850", "pair") if r["verdict"] == verdict}
    assert ours == {tuple(pair) for pair in TABLES["pairs"][verdict.replace(" ", "_")]}


@pytest.mark.parametrize(
    ("layer", "file", "key"), [("sip", "sip", "sip"), ("q850", "q850", "cause")]
)
def test_themes_of_the_numbers(layer: str, file: str, key: str) -> None:
    expected = {code: word for word, codes in TABLES["themes"][layer].items() for code in codes}
    ours = {row["code"]: row["theme"] for row in rows(file, key) if "theme" in row}
    assert ours == expected


def mapped(file: str, source: str, target: str) -> dict[Numbers, set[str]]:
    """Who maps what to what, for the rows of a mapping that have a target."""
    return {
        (row[source], row[target]): set(row["sources"])
        for row in rows(file, "mapping")
        if target in row
    }


@pytest.mark.parametrize(
    ("file", "source", "target", "count"),
    [("sip_to_q850", "sip", "q850", 34), ("q850_to_sip", "q850", "sip", 33)],
)
def test_the_standard_maps_as_it_is_written(
    file: str, source: str, target: str, count: int
) -> None:
    found = mapped(file, source, target)
    standard = {numbers for numbers, who in found.items() if RFC_3398 in who}
    assert standard == {tuple(numbers) for numbers in TABLES["mappings"][file]}
    assert len(standard) == count
    assert all(who <= VENDORS | {RFC_3398} for who in found.values())


@pytest.mark.parametrize(
    ("file", "source", "target"), [("sip_to_q850", "sip", "q850"), ("q850_to_sip", "q850", "sip")]
)
def test_mapping_rows_are_ordered_and_unique(file: str, source: str, target: str) -> None:
    keys = [(row[source], row.get(target, -1)) for row in rows(file, "mapping")]
    assert keys == sorted(set(keys))
    for row in rows(file, "mapping"):
        assert target in row or row["note"], "a number without a target says why"


def test_pairs_and_mappings_tell_the_same() -> None:
    """A pair is standard when RFC 3398 maps it one way or the other, and so for vendors."""
    who: dict[Numbers, set[str]] = {}
    for numbers, sources in mapped("sip_to_q850", "sip", "q850").items():
        who.setdefault(numbers, set()).update(sources)
    for (cause, sip), sources in mapped("q850_to_sip", "q850", "sip").items():
        who.setdefault((sip, cause), set()).update(sources)
    pairs = {(row["sip"], row["q850"]): row for row in rows("sip_q850", "pair")}
    assert set(who) - set(pairs) == ONLY_MAPPED
    for numbers, row in pairs.items():
        told = who.get(numbers, set())
        assert (row["verdict"] == "standard") == (RFC_3398 in told), numbers
        assert (row["verdict"] == "plausible") == (not told), numbers
        assert set(row["sources"]) - {FREESWITCH} == (told or {"J"}) - {FREESWITCH}, numbers


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("mediaStreamingStatusDetails", sdk.MediaStreamingStatusDetails),
        ("transcriptionStatusDetails", sdk.TranscriptionStatusDetails),
    ],
)
def test_status_details_are_those_of_the_sdk(field: str, words: type[Enum]) -> None:
    known = {row["value"] for row in rows("stream_status", "status") if row["field"] == field}
    assert known == {word.value for word in words}


def test_status_details_of_the_table_are_known() -> None:
    known = {row["value"] for row in rows("stream_status", "status")}
    assert len(TABLES["stream_details"]) == 15
    assert set(TABLES["stream_details"]) <= known


def test_a_status_word_weighs_the_same_in_both_kinds_of_events() -> None:
    weights: dict[str, set[str]] = {}
    for row in rows("stream_status", "status"):
        weights.setdefault(row["value"], set()).add(row["attention"])
        assert ("mitigation" in row) == (row["attention"] != "expected"), row
    assert [word for word, found in weights.items() if len(found) > 1] == []


ADVISING = [
    ("codes", "code"),
    ("classes", "class"),
    ("families", "family"),
    ("headlines", "headline"),
    ("stream_status", "status"),
]


@pytest.mark.parametrize(("file", "key"), ADVISING)
def test_advice_begins_with_what_to_do(file: str, key: str) -> None:
    advice = [row["mitigation"] for row in rows(file, key) if "mitigation" in row]
    assert advice
    late = re.compile("(A|After|At|Every|First|For|If|In|It|No|One|That|The|This|When|With|Your) ")
    assert [text for text in advice if late.match(text)] == []
    idle = [text for text in advice if text.startswith("Nothing")]
    assert all(text.startswith("Nothing needs doing") for text in idle)


@pytest.mark.parametrize(("file", "key"), ADVISING)
def test_advice_to_write_to_microsoft_says_what_to_send(file: str, key: str) -> None:
    for row in rows(file, key):
        advice = row.get("mitigation", "")
        assert "ticket" not in advice, row
        if "send Microsoft support" in advice:
            assert "the call ids" in advice, row
            assert "UTC" in advice, row


def test_the_call_logs_are_named_where_nothing_finer_is_known() -> None:
    advice = {row["id"]: row["mitigation"] for row in rows("classes", "class")}
    assert {name for name, text in advice.items() if "call logs" in text} == {"4xx", "5xx"}
