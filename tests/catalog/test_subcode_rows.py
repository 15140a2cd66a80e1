"""The subcode rows, held against documented facts in `tests/data/documented_subcodes.toml`."""

import re
import tomllib
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CATALOG = ROOT / "catalog"
FILES = sorted((CATALOG / "subcodes").glob("*.toml"))
DOCUMENTED = tomllib.loads(
    (ROOT / "tests" / "data" / "documented_subcodes.toml").read_text(encoding="utf-8")
)

Row = dict[str, Any]

REQUIRED = {
    "subcode",
    "name",
    "meaning",
    "mitigation",
    "attention",
    "outcome",
    "delivered",
    "owner",
    "phase",
    "retry",
    "seed",
    "sources",
}
OPTIONAL = {
    "code",
    "generic_name",
    "checks",
    "events",
    "ended_by",
    "owner_when_refused",
    "retry_reason",
    "category",
    "category_documented",
    "related",
}
WORDS = {
    "attention": {"expected", "notable", "failure"},
    "outcome": {"succeeded", "ended normally", "not reached", "refused", "failed", "unknown"},
    "owner": {
        "nobody",
        "your app",
        "your configuration",
        "client",
        "caller",
        "callee",
        "SBC or carrier",
        "Microsoft",
        "unknown",
    },
    "ended_by": {"caller", "callee", "app", "service", "SBC", "network", "participant"},
    "phase": {
        "auth",
        "setup",
        "ringing",
        "connected",
        "media action",
        "teardown",
        "any",
    },
    "retry": {"no", "later", "yes", "after fix", "unknown"},
    "category": {"Success", "ExpectedError", "UnexpectedClientError", "UnexpectedServerError"},
    "seed": {"specific", "generic", "both", "no"},
}

SAME_ADVICE = [
    {0, 8538},  # declined, with code 603 or as a subcode of its own
    {0, 8542, 560487},  # canceled before an answer, however it is numbered
    {3002, 3003},  # undocumented, from the same bug reports
    {4500, 8543},  # the same fact under two numbers
    {7106, 7112, 7117},  # undocumented, from the same bug reports
    {8533, 8545},  # a choice was made, by tone or by speech
    {9998, 9999},  # both hide the cause; the message may tell it
]
"""Subcodes whose rows share a mitigation on purpose."""


def rows_of(path: Path) -> list[Row]:
    rows: list[Row] = tomllib.loads(path.read_text(encoding="utf-8"))["subcode"]
    return rows


ROWS = [row for path in FILES for row in rows_of(path)]


def key(row: Row) -> str:
    return f"{row.get('code', '*')}/{row['subcode']}"


BY_KEY = {key(row): row for row in ROWS}


def texts(row: Row) -> dict[str, str]:
    """Every text of the row that a reader sees, by field."""
    fields = ("name", "generic_name", "meaning", "mitigation", "retry_reason")
    found = {field: row[field] for field in fields if field in row}
    return found | {f"checks[{i}]": check for i, check in enumerate(row.get("checks", []))}


def sentences(text: str) -> int:
    return len(re.findall(r"[.?!](?:\s|$)", text))


def test_no_documented_pair_is_missing() -> None:
    assert len(DOCUMENTED["pairs"]) == 275
    assert set(DOCUMENTED["pairs"]) <= set(BY_KEY)


def test_no_pair_has_two_rows() -> None:
    assert [pair for pair, count in Counter(map(key, ROWS)).items() if count > 1] == []


def test_each_generic_subcode_has_its_official_name_for_any_code() -> None:
    assert len(DOCUMENTED["generic"]) == 118
    ours = {number: BY_KEY[f"*/{number}"].get("generic_name") for number in DOCUMENTED["generic"]}
    assert ours == DOCUMENTED["generic"]


def test_a_generic_name_is_the_official_one() -> None:
    official = DOCUMENTED["generic"]
    wrong = {
        key(row): row["generic_name"]
        for row in ROWS
        if "generic_name" in row and row["generic_name"] != official.get(str(row["subcode"]))
    }
    assert wrong == {}


def test_each_documented_event_of_a_pair_is_listed() -> None:
    triples = {
        (f"{pair['code']}/{pair['subcode']}", event)
        for pair in DOCUMENTED["specific"]
        for event in pair["events"]
    }
    assert len(DOCUMENTED["specific"]) == 48
    assert len(triples) == 51
    assert {
        (pair, event) for pair, event in triples if event not in BY_KEY[pair]["events"]
    } == set()


def test_exactly_the_documented_pairs_are_marked_specific() -> None:
    documented = {f"{pair['code']}/{pair['subcode']}" for pair in DOCUMENTED["specific"]}
    marked = {key(row) for row in ROWS if row["seed"] in ("specific", "both")}
    assert marked == documented


@pytest.mark.parametrize(
    "pair", DOCUMENTED["specific"], ids=lambda pair: f"{pair['code']}/{pair['subcode']}"
)
def test_documented_advice_is_not_lost(pair: Row) -> None:
    advice = BY_KEY[f"{pair['code']}/{pair['subcode']}"]["mitigation"].casefold()
    assert [words for words in pair["words"] if words.casefold() not in advice] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rows_stand_in_numeric_order(path: Path) -> None:
    numbers = [(row["subcode"], row.get("code", -1)) for row in rows_of(path)]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_says_in_its_first_line_what_it_holds(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_number_ranges_of_files_do_not_overlap() -> None:
    numbers = [{row["subcode"] for row in rows_of(path)} for path in FILES]
    ranges = sorted((min(some), max(some)) for some in numbers)
    assert all(before[1] < after[0] for before, after in pairwise(ranges))


@pytest.mark.parametrize("row", ROWS, ids=key)
def test_row_is_complete_and_plain(row: Row) -> None:
    assert set(row) >= REQUIRED
    assert set(row) <= REQUIRED | OPTIONAL
    for field, allowed in WORDS.items():
        assert row.get(field) in allowed or (field in OPTIONAL and field not in row), field
    assert ("category" in row) == ("category_documented" in row)
    assert row["sources"]
    assert len(row["sources"]) == len(set(row["sources"]))
    assert len(row["name"].split()) <= 6
    assert 1 <= sentences(row["meaning"]) <= 2
    assert 1 <= sentences(row["mitigation"]) <= 3
    assert 1 <= len(row.get("checks", ["-"])) <= 4
    for field, text in texts(row).items():
        assert text == text.strip() != "", field
        assert "  " not in text, field
        if field not in ("name", "generic_name"):
            assert text.endswith((".", "?") if field.startswith("checks") else "."), field


def test_texts_hold_no_mojibake() -> None:
    broken = re.compile("â€|Ã|Â|\N{REPLACEMENT CHARACTER}|[\x00-\x1f\x7f-\x9f]")
    assert [
        (key(row), f) for row in ROWS for f, text in texts(row).items() if broken.search(text)
    ] == []


def test_a_failure_says_what_to_check() -> None:
    assert [
        key(row) for row in ROWS if row["attention"] == "failure" and not row.get("checks")
    ] == []


def test_media_and_platform_rows_advise_more_than_their_name() -> None:
    ranges = (*range(8500, 8614), *range(9001, 10000))
    thin = [
        key(row) for row in ROWS if row["subcode"] in ranges and len(row["mitigation"].split()) < 8
    ]
    assert thin == []


def test_different_subcodes_share_advice_only_on_purpose() -> None:
    subcodes: dict[str, set[int]] = defaultdict(set)
    for row in ROWS:
        subcodes[row["mitigation"]].add(row["subcode"])
    shared = [some for some in subcodes.values() if len(some) > 1]
    assert sorted(shared, key=sorted) == SAME_ADVICE


def test_human_outcomes_are_no_failures() -> None:
    ordinary = ["487/0", "603/0", "487/10003", "487/10004", "487/10024", "480/560480", "486/560486"]
    assert {BY_KEY[pair]["attention"] for pair in ordinary} == {"expected"}
    assert {BY_KEY[f"*/{n}"]["attention"] for n in (8538, 8539, 8540, 8542)} == {"expected"}
    assert {BY_KEY[f"*/{n}"]["attention"] for n in (8510, 8532, 8534, 8547)} == {"notable"}


def test_no_success_code_is_a_failure() -> None:
    assert {row["attention"] for row in ROWS if row.get("code") == 200} == {"expected", "notable"}


def test_known_slips_of_the_documents_are_mended() -> None:
    assert "8553" in BY_KEY["400/8559"]["meaning"]
    assert "8553" in BY_KEY["400/8559"]["related"]
    assert BY_KEY["503/560503"]["owner"] == "SBC or carrier"
    blocked = BY_KEY["403/510403"]["meaning"]
    assert [
        cause for cause in ("spam", "voice route", "caller id", "SBC") if cause not in blocked
    ] == []
    assert "not certain" in BY_KEY["487/540487"]["meaning"]
    assert "405" in BY_KEY["405/8522"]["meaning"]
    for pair in ("408/0", "487/0", "603/0"):
        assert "generic_name" not in BY_KEY[pair], "an end of its own is not called Success"


def test_related_results_have_rows_of_their_own() -> None:
    numbers = {str(row["subcode"]) for row in ROWS}
    for row in ROWS:
        assert key(row) not in row.get("related", [])
        unknown = [r for r in row.get("related", []) if r not in BY_KEY and r not in numbers]
        assert unknown == [], key(row)


@pytest.mark.parametrize(
    ("field", "file", "name"),
    [
        ("sources", "sources.toml", "id"),
        ("events", "events.toml", "name"),
    ],
)
def test_references_lead_to_rows(field: str, file: str, name: str) -> None:
    [rows] = [
        value
        for value in tomllib.loads((CATALOG / file).read_text(encoding="utf-8")).values()
        if isinstance(value, list)
    ]
    known = {row[name] for row in rows}
    used = {word for row in ROWS for word in row.get(field, [])}
    assert used - known == set()
