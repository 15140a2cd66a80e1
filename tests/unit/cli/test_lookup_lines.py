import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.entry import EntryKind
from inspector.catalog.search import search
from inspector.cli.lookup import WHAT_TO_ASK, lookup_lines
from inspector.report.entry import entry_blocks
from inspector.report.text import render_text


def looked_up(catalog: Catalog, text: str) -> str:
    return "\n".join(lookup_lines(catalog, text))


def test_a_named_entry_is_shown_whole(catalog: Catalog) -> None:
    said = looked_up(catalog, "sip 486")
    assert said.startswith("SIP 486: Busy Here\n")
    for part in ("What to do", "Whose move", "callee", "Theme", "busy", "Sources"):
        assert part in said
    assert "Q.850 17" in said
    assert "standard (RFC 3398)" in said
    assert said.endswith(f"Catalog {catalog.version} of {catalog.date}")


def test_a_result_reads_as_explained(catalog: Catalog) -> None:
    said = looked_up(catalog, "500/560503")
    assert said.startswith("■ 500 · 560503   ")
    assert "560: SBC or carrier, outbound" in said
    assert "500 Internal server error" in said
    assert "carrier sent none" not in said


def test_a_subcode_alone_says_nothing_of_a_code(catalog: Catalog) -> None:
    said = looked_up(catalog, "subcode 9999")
    assert said.startswith("Subcode 9999: ")
    for absent in ("none delivered", "seen here with", "Code class"):
        assert absent not in said


def test_a_subcode_without_a_row_is_read_by_its_pattern(catalog: Catalog) -> None:
    said = looked_up(catalog, "560402")
    assert said.startswith("Subcode 560402: SBC or carrier answered 402\n")
    assert "SIP 402" in said


def test_the_message_of_an_event_may_be_pasted(catalog: Catalog) -> None:
    said = looked_up(catalog, "Something went wrong. DiagCode: 412#10073.@")
    assert said.startswith("▲ 412 · 10073   ")


def test_words_list_what_they_find(catalog: Catalog) -> None:
    said = looked_up(catalog, "certificate")
    head, rule, first, *_ = said.splitlines()
    assert head.split() == ["Kind", "Key", "Name", "Whose", "move"]
    assert set(rule) == {"─", " "}
    assert first.split()[:3] == ["result", "504/569008", "SBC"]


def test_a_whole_name_shows_the_entry_and_lists_the_others(catalog: Catalog) -> None:
    said = looked_up(catalog, "user busy")
    assert said.startswith("Q.850 17: User busy\n")
    assert looked_up(catalog, "busy").startswith("Kind ")


def test_a_long_list_says_how_much_is_left(catalog: Catalog) -> None:
    count = len(search(catalog, "the call"))
    assert count > 30
    assert f"and {count - 30} more" in looked_up(catalog, "the call")


def test_an_unknown_result_invents_nothing(catalog: Catalog) -> None:
    said = looked_up(catalog, "555/777777")
    assert said.startswith("■ 555 · 777777   ")
    assert f"The catalog of {catalog.date} knows neither code 555 nor subcode 777777." in " ".join(
        said.split()
    )


def test_nothing_found_says_what_to_ask(catalog: Catalog) -> None:
    assert list(lookup_lines(catalog, "zzz\x1b[31m")) == [
        f"Nothing in the catalog of {catalog.date} matches 'zzz␛[31m'.",
        WHAT_TO_ASK,
    ]


@pytest.mark.parametrize("kind", list(EntryKind))
def test_every_kind_of_entry_has_a_page_with_sources(catalog: Catalog, kind: EntryKind) -> None:
    examples = {
        EntryKind.CODE: "500",
        EntryKind.RESULT: "500/560503",
        EntryKind.EVENT: "PlayFailed",
        EntryKind.SIP: "sip 486",
        EntryKind.Q850: "q850 17",
        EntryKind.STATUS: "subscriptionStarted",
        EntryKind.FAMILY: "85xx",
        EntryKind.CODE_CLASS: "4xx",
        EntryKind.RULE: "END-1",
        EntryKind.REASON: "RELEASE_CAUSE",
    }
    entry = search(catalog, examples[kind])[0]
    text = render_text(entry_blocks(catalog, entry))
    assert entry.kind is kind
    assert entry.name in text
    assert "\nSources" in text
