from collections.abc import Iterable, Iterator

import pytest

from inspector.catalog.browse import Branch, browse
from inspector.catalog.catalog import Catalog
from inspector.catalog.entry import Entry, EntryKind, q850_entry, result_entry, sip_entry
from inspector.catalog.links import links_of
from inspector.catalog.search import Index


def walked(branches: Iterable[Branch]) -> Iterator[Entry]:
    for branch in branches:
        if branch.entry is not None:
            yield branch.entry
        yield from walked(branch.branches)


def below(catalog: Catalog, *titles: str) -> list[str]:
    branches = browse(catalog)
    for title in titles:
        (branch,) = [b for b in branches if b.title == title]
        branches = branch.branches
    return [branch.title for branch in branches]


def linked(catalog: Catalog, entry: Entry) -> dict[str, str]:
    return {link.entry.printed: link.why for link in links_of(catalog, entry)}


def test_the_tree_holds_every_row(catalog: Catalog) -> None:
    entries = set(walked(browse(catalog)))
    subcodes = [row for rows in catalog.subcodes.values() for row in rows]
    counts = {kind: sum(entry.kind is kind for entry in entries) for kind in EntryKind}
    defined = [row for row in catalog.causes.values() if row.status != "unassigned"]
    assert counts == {
        EntryKind.CODE: len(catalog.codes),
        EntryKind.RESULT: len(subcodes),
        EntryKind.EVENT: len(catalog.kinds.kinds),
        EntryKind.SIP: len(catalog.sip_codes),
        EntryKind.Q850: len(defined),
        EntryKind.STATUS: len(catalog.statuses),
        EntryKind.FAMILY: len(catalog.families),
        EntryKind.CODE_CLASS: len(catalog.classes),
        EntryKind.RULE: len(catalog.rules),
        EntryKind.REASON: len(catalog.reasons),
    }


def test_codes_stand_in_their_class_and_results_under_their_code(catalog: Catalog) -> None:
    assert below(catalog, "Result codes")[0] == "2xx Success"
    assert "487 Canceled" in below(catalog, "Result codes", "4xx Client error")
    results = below(catalog, "Result codes", "4xx Client error", "487 Canceled")
    assert results[0] == "487/0 Caller canceled"


def test_subcodes_stand_in_their_range_in_order(catalog: Catalog) -> None:
    (access,) = [f for f in catalog.families if f.pattern == "75xx"]
    titles = below(catalog, "Subcodes by range")
    assert titles[0].startswith("0 ")
    rows = below(catalog, "Subcodes by range", f"75xx {access.name}")
    assert rows[0].startswith("7500 ")
    numbers = [int(title.split()[0].split("/")[-1]) for title in rows]
    assert numbers == sorted(numbers)
    assert set(numbers) == {n for n in catalog.subcodes if 7500 <= n <= 7599}


def test_every_subcode_stands_in_one_range_only(catalog: Catalog) -> None:
    (ranges,) = [b for b in browse(catalog) if b.title == "Subcodes by range"]
    keys = [e.key for e in walked(ranges.branches) if e.kind is EntryKind.RESULT]
    assert len(keys) == len(set(keys)) == sum(len(rows) for rows in catalog.subcodes.values())


def test_sip_and_q850_stand_in_their_ranges(catalog: Catalog) -> None:
    assert "486 Busy Here" in below(catalog, "SIP responses", "4xx Refused by the called side")
    assert "17 User busy" in below(catalog, "Q.850 causes", "1–31 Normal events")


@pytest.fixture(scope="module")
def entries(catalog: Catalog) -> list[Entry]:
    return list(walked(browse(catalog)))


def test_every_entry_of_the_tree_is_found_by_its_key(
    catalog: Catalog, entries: list[Entry]
) -> None:
    index = Index(catalog)
    assert [entry for entry in entries if entry not in index.search(entry.key)] == []


def test_no_entry_links_to_itself_or_twice(catalog: Catalog, entries: list[Entry]) -> None:
    for entry in entries:
        targets = [link.entry for link in links_of(catalog, entry)]
        assert entry not in targets
        assert len(set(targets)) == len(targets)


def test_sip_and_q850_name_their_partners_the_surest_first(catalog: Catalog) -> None:
    busy = linked(catalog, sip_entry(catalog.sip_codes[486]))
    standard = "standard (RFC 3398), both ways"
    assert next(iter(busy.items())) == ("Q.850 17", standard)
    assert linked(catalog, q850_entry(catalog.causes[17]))["SIP 486"] == standard
    no_circuit = linked(catalog, q850_entry(catalog.causes[34]))
    assert list(no_circuit.items())[:2] == [("SIP 503", standard), ("SIP 480", "plausible")]
    every = {
        why
        for sip in catalog.sip_codes.values()
        for why in linked(catalog, sip_entry(sip)).values()
    }
    assert {
        "standard (RFC 3398), SIP to Q.850 only",
        "standard (RFC 3398), Q.850 to SIP only",
    } < every


def test_a_result_links_to_its_code_range_and_sip_answer(catalog: Catalog) -> None:
    links = linked(catalog, result_entry(catalog, 500, 560503))
    assert links["SIP 503"] == "SIP answer in the subcode"
    assert links["500"] == "its code"
    assert links["560xxx"] == "its range of numbers"
    assert links["503 · 560503"] == "same subcode"


def test_subcode_zero_is_no_common_ground(catalog: Catalog) -> None:
    links = linked(catalog, result_entry(catalog, 487, 0))
    assert "same subcode" not in links.values()
    assert links["487"] == "its code"
