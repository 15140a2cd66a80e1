"""What each subcode row says besides its meaning: outcome, owner, retry, category, advice."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TABLES = tomllib.loads((ROOT / "tests/data/documented_tables.toml").read_text(encoding="utf-8"))

Row = dict[str, Any]


def key(row: Row) -> str:
    return f"{row.get('code', '*')}/{row['subcode']}"


ROWS: list[Row] = [
    row
    for path in sorted((ROOT / "catalog" / "subcodes").glob("*.toml"))
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["subcode"]
]
BY_KEY = {key(row): row for row in ROWS}

VERBS = re.compile(
    "(Add|Ask|Assign|Bring|Call|Change|Check|Choose|Compare|Confirm|Connect|Convert|Copy|Count"
    "|Create|Do|Find|Follow|Get|Give|Go|Have|Join|Keep|Leave|Let|Look|Lower|Make|Offer|Open|Play"
    "|Read|Renew|Repeat|Review|Send|Set|Slow|Start|Switch|Take|Test|Try|Turn|Use|Wait|Write) "
)
PLACES = re.compile(
    r"logs?\b|capture|portal|admin center|message|request|event|code\b|deploy|configuration"
    r"|SBC|firewall|network|certificate|page|polic|reference|settings|details|flow|token"
    r"|API|carrier|file|link|URL|meeting|clock|client|connection|bot\b|host|metrics|routes"
    r"|rules|routing|Monitor|settings|device|participants|saver|recording|table|SSML",
    re.IGNORECASE,
)

OWNERS = {
    "nobody": {"nobody"},
    "yours": {"your app", "your configuration"},
    "your configuration": {"your configuration"},
    "people": {"caller", "callee"},
    "phone side": {"SBC or carrier"},
    "client": {"client"},
    "Microsoft": {"Microsoft"},
    "unclear": {"Microsoft", "unknown"},
}
OWNER_EXCEPTIONS = {
    "200/4521": "client",  # went away without hanging up
    "200/5013": "callee",  # the others did not come
    "200/5014": "unknown",
    "200/5317": "your configuration",  # a role was changed
    "200/7000": "your app",  # it hung up
    "200/10550": "your app",
    "403/510586": "SBC or carrier",  # the carrier itself blocks
}
"""Rows that the general rule of ownership does not fit, each with its true owner."""


def owner_rule(row: Row) -> str | None:
    """Whose move it is by the number alone; None where only the exact row can tell."""
    code, subcode = row.get("code"), row["subcode"]
    prefix, tail = divmod(subcode, 1000)
    if code is not None and 200 <= code < 300:
        return "nobody"
    if 7500 <= subcode <= 7699 or subcode in (71005, 4507, 10009):
        return "yours"
    if prefix in (510, 511) or 580400 <= subcode <= 580499:
        return "your configuration"
    if prefix in (540, 560) and tail in (480, 484, 486, 487, 404, 603):
        return "people"
    if prefix in (540, 560) and (tail in (403, 408, 488) or 500 <= tail < 600):
        return "phone side"
    if prefix in (500, 531, 549, 569):
        return "phone side"
    if prefix == 301 or 3100 <= subcode <= 3199 or subcode in (7, 4502):
        return "client"
    if subcode in (8512, 8518, 8572, 8580, 8594, 8606, 9001, 9002, 9003):
        return "Microsoft"
    if subcode in (9998, 9999):
        return "unclear"
    return None


RULED = [row for row in ROWS if owner_rule(row) is not None]


def test_the_rules_of_ownership_cover_many_rows_and_have_few_exceptions() -> None:
    assert len(RULED) > 100
    assert set(OWNER_EXCEPTIONS) <= {key(row) for row in RULED}


@pytest.mark.parametrize("row", RULED, ids=key)
def test_owner_follows_the_number(row: Row) -> None:
    rule = owner_rule(row)
    assert rule is not None
    if key(row) in OWNER_EXCEPTIONS:
        assert row["owner"] == OWNER_EXCEPTIONS[key(row)]
        assert row["owner"] not in OWNERS[rule], "no exception any more"
    else:
        assert row["owner"] in OWNERS[rule]


@pytest.mark.parametrize(
    ("causes", "owners"),
    [
        ((1, 28), {"caller"}),
        (range(17, 22), {"callee"}),
        ([n for n in range(34, 48) if n != 40], {"SBC or carrier"}),
        ((57,), {"your configuration"}),
    ],
)
def test_owner_of_a_cause(causes: Any, owners: set[str]) -> None:
    text = (ROOT / "catalog" / "q850.toml").read_text(encoding="utf-8")
    by_code = {row["code"]: row["owner"] for row in tomllib.loads(text)["cause"]}
    assert {by_code[cause] for cause in causes} == owners


@pytest.mark.parametrize("row", ROWS, ids=key)
def test_outcome_fits_attention(row: Row) -> None:
    outcome, attention = row["outcome"], row["attention"]
    if attention == "expected":
        assert outcome != "failed"
        assert row["delivered"] or outcome == "unknown"
    if attention == "failure":
        assert outcome in ("failed", "refused", "not reached")
    if outcome in ("succeeded", "ended normally"):
        assert row["delivered"]
        assert row["owner"] != "Microsoft"
    if outcome == "unknown":
        assert key(row) == "*/0"
        assert not row["delivered"]
    if row.get("category") == "Success":
        assert attention != "failure"


def test_what_counts_as_delivered() -> None:
    """Busy, no answer and a decline are deeds of people; the network has done its part."""
    people = "480/560480 486/560486 486/540486 603/560603 487/0 603/0 487/10004 487/10024 408/4506"
    assert {BY_KEY[pair]["delivered"] for pair in people.split()} == {True}
    heard = "400/8510 400/8532 500/8534 400/8547 400/8563 200/8531 400/8508"
    assert {BY_KEY[pair]["delivered"] for pair in heard.split()} == {True}
    lost = "404/560404 503/560503 403/560403 403/510403 504/569002 480/10076 400/8536 404/8522"
    assert {BY_KEY[pair]["delivered"] for pair in lost.split()} == {False}


@pytest.mark.parametrize(
    ("pair", "outcome"),
    [
        ("200/0", "ended normally"),
        ("200/560000", "ended normally"),
        ("400/8508", "ended normally"),
        ("200/8531", "succeeded"),
        ("486/560486", "not reached"),
        ("487/0", "not reached"),
        ("404/560404", "not reached"),
        ("603/0", "refused"),
        ("403/510403", "refused"),
        ("*/8530", "refused"),
        ("500/10045", "failed"),
        ("400/8536", "failed"),
    ],
)
def test_outcome_of_well_known_results(pair: str, outcome: str) -> None:
    assert BY_KEY[pair]["outcome"] == outcome


@pytest.mark.parametrize("row", ROWS, ids=key)
def test_retry_says_when_or_why(row: Row) -> None:
    reason = row.get("retry_reason", "")
    if row["retry"] in ("yes", "later", "after fix"):
        assert reason
    opening = re.match(r"\w+", reason)
    assert opening is None or opening[0].lower() not in ("yes", "no", "later", "after fix"), reason
    assert len(re.findall(r"[.?!](?:\s|$)", reason)) <= 1


@pytest.mark.parametrize("row", ROWS, ids=key)
def test_advice_begins_with_what_to_do(row: Row) -> None:
    advice = row["mitigation"]
    if advice.startswith("Nothing needs doing"):
        assert row["attention"] == "expected"
    else:
        assert VERBS.match(advice)


@pytest.mark.parametrize("row", [row for row in ROWS if row.get("checks")], ids=key)
def test_each_check_names_a_place(row: Row) -> None:
    assert [check for check in row["checks"] if not PLACES.search(check)] == []


def test_what_is_not_expected_says_what_to_check() -> None:
    bare = [key(row) for row in ROWS if row["attention"] != "expected" and not row.get("checks")]
    assert bare == []


def test_advice_to_ask_microsoft_comes_second_and_says_what_to_send() -> None:
    """What to try first, then which facts a ticket needs."""
    asking = [row for row in ROWS if re.search(r"Microsoft support\b", row["mitigation"])]
    limits = [row for row in asking if re.search("higher limit|raise", row["mitigation"])]
    assert len(asking) - len(limits) > 15
    for row in asking:
        first = re.split(r"(?<=[.?!])\s", row["mitigation"])[0]
        assert not re.search(r"Microsoft support\b", first) or row in limits, key(row)
        assert "ids" in row["mitigation"] or "bot's id" in row["mitigation"] or row in limits
        assert "UTC" in row["mitigation"] or row in limits, key(row)


@pytest.mark.parametrize("basis", ["documented", "derived"])
def test_categories_and_whether_a_table_gives_them(basis: str) -> None:
    expected = {pair: word for word, pairs in TABLES["categories"][basis].items() for pair in pairs}
    assert len(expected) == {"documented": 40, "derived": 102}[basis]
    ours = {
        key(row): row["category"]
        for row in ROWS
        if row.get("category") and row["category_documented"] is (basis == "documented")
    }
    assert ours == expected


def test_equal_names_give_equal_advice() -> None:
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in ROWS:
        by_name[row["name"].casefold()].append(row)
    fields = ("mitigation", "owner", "attention", "outcome", "delivered", "retry", "retry_reason")
    for name, rows in by_name.items():
        said = {tuple(row.get(field) for field in fields) for row in rows}
        assert len(said) == 1, name


def test_equal_subcodes_with_equal_names_are_equal_in_all_but_their_evidence() -> None:
    evidence = ("code", "events", "seed", "sources", "phase", "category", "category_documented")
    seen: dict[tuple[int, str], Row] = {}
    twins = 0
    for row in ROWS:
        plain = {field: value for field, value in row.items() if field not in evidence}
        first = seen.setdefault((row["subcode"], row["name"]), plain)
        assert plain == first, key(row)
        twins += plain is not first
    assert twins > 20


def test_one_subcode_with_several_names_says_so_by_its_codes() -> None:
    several = defaultdict(set)
    for row in ROWS:
        several[row["subcode"]].add(row["name"])
    found = {subcode for subcode, names in several.items() if len(names) > 1}
    assert found == {0, 7000, 8522, 8565, 8570, 9999, 531000}
