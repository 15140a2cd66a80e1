import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.catalog.catalog import Catalog
from inspector.catalog.entry import EntryKind
from inspector.catalog.model import Owner
from inspector.catalog.search import Index, search
from inspector.index.codes import CodeClass

Kind = EntryKind


@pytest.fixture(scope="module")
def index(catalog: Catalog) -> Index:
    return Index(catalog)


def found(index: Index, text: str) -> list[tuple[EntryKind, str]]:
    return [(entry.kind, entry.key) for entry in index.search(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("500", [(Kind.CODE, "500"), (Kind.SIP, "500")]),
        ("17", [(Kind.Q850, "17")]),
        ("7", [(Kind.Q850, "7"), (Kind.RESULT, "496/7")]),
        ("503", [(Kind.CODE, "503"), (Kind.SIP, "503")]),
        ("560503", [(Kind.RESULT, "503/560503"), (Kind.FAMILY, "560xxx")]),
        ("500/560503", [(Kind.RESULT, "500/560503"), (Kind.RESULT, "503/560503")]),
        ("500 · 560503", [(Kind.RESULT, "500/560503")]),
        ("500 560503", [(Kind.RESULT, "500/560503")]),
        ("412#10073", [(Kind.RESULT, "412/10073")]),
        ("sip 486", [(Kind.SIP, "486")]),
        ("SIP:486", [(Kind.SIP, "486")]),
        ("SIP/2.0 486 Busy Here", [(Kind.SIP, "486")]),
        ("q850 17", [(Kind.Q850, "17")]),
        ("Q.850:17", [(Kind.Q850, "17")]),
        ("cause 17", [(Kind.Q850, "17")]),
        ('Reason: Q.850;cause=17;text="User busy"', [(Kind.Q850, "17")]),
        ("code 404", [(Kind.CODE, "404")]),
        ("subcode 8565", [(Kind.RESULT, "8565")]),
        ("RecognizeFailed", [(Kind.EVENT, "RecognizeFailed")]),
        ("recognizefailed", [(Kind.EVENT, "RecognizeFailed")]),
        ("Microsoft.Communication.PlayFailed", [(Kind.EVENT, "PlayFailed")]),
        ("TransferFailed", [(Kind.EVENT, "CallTransferFailed")]),
        ("4xx", [(Kind.CODE_CLASS, "4xx")]),
        ("85xx", [(Kind.FAMILY, "85xx-86xx")]),
        ("end-1", [(Kind.RULE, "END-1")]),
        ("subscriptionStarted", [(Kind.STATUS, "subscriptionStarted")]),
        ("RELEASE_CAUSE", [(Kind.REASON, "RELEASE_CAUSE")]),
        ("gone", [(Kind.SIP, "410"), (Kind.CODE, "410")]),
        ("SBC certificate expired", [(Kind.RESULT, "504/569008")]),
    ],
)
def test_finds_what_is_named(index: Index, text: str, first: list[tuple[EntryKind, str]]) -> None:
    assert found(index, text)[: len(first)] == first


def test_a_number_that_starts_others_finds_them_after_itself(index: Index) -> None:
    keys = found(index, "487")
    assert keys[:2] == [(Kind.CODE, "487"), (Kind.SIP, "487")]
    assert {(Kind.RESULT, "487/0"), (Kind.RESULT, "487/10003")} <= set(keys[2:])


@pytest.mark.parametrize(
    "message",
    [
        "Something went wrong. DiagCode: 412#10073.@",
        '{"code":412,"subCode":10073,"message":"no"}',
        '"resultInformation": {"Code": "412", "SubCode": "10073"}',
        '"resultInformation":{"subCode":10073,"message":"no"}',
    ],
)
def test_a_pasted_message_finds_the_result_it_names(index: Index, message: str) -> None:
    assert found(index, message)[0] == (Kind.RESULT, "412/10073")


def test_a_pasted_event_finds_its_kind_too(index: Index) -> None:
    text = '{"type":"Microsoft.Communication.PlayFailed","data":{"resultInformation":{"code":400}}}'
    assert found(index, text)[:2] == [(Kind.CODE, "400"), (Kind.EVENT, "PlayFailed")]


def test_a_date_or_an_address_is_no_result(index: Index) -> None:
    assert index.search("2026/11/23") == ()
    assert index.search("https://host/500/560503x") == ()


def test_a_subcode_without_a_row_is_read_by_its_pattern(index: Index) -> None:
    entry, family, *_ = index.search("560402")
    assert (entry.kind, entry.key) == (Kind.RESULT, "560402")
    assert entry.name == "SBC or carrier: Payment Required"
    assert entry.summary.startswith("No row of its own.")
    assert entry.owner is Owner.SBC_OR_CARRIER
    assert (family.kind, family.key) == (Kind.FAMILY, "560xxx")


def test_a_subcode_of_a_known_range_names_the_range(index: Index) -> None:
    entry = index.search("8590")[0]
    assert entry.name == "Call Automation action"
    assert "does not know subcode 8590" in entry.summary
    assert "85xx-86xx" in entry.summary


def test_an_unknown_subcode_says_so_with_the_date(index: Index, catalog: Catalog) -> None:
    (entry,) = index.search("777777")
    assert entry.name == "Not in the catalog"
    assert entry.summary == f"The catalog of {catalog.date} does not know subcode 777777."


def test_an_unknown_result_names_its_class(index: Index) -> None:
    entry = index.search("555/777777")[0]
    assert (entry.key, entry.code_class) == ("555/777777", CodeClass.C5XX)
    assert "neither code 555 nor subcode 777777. Class 5xx: Server error." in entry.summary


def test_a_sip_code_never_explains_an_unknown_acs_code(index: Index) -> None:
    entries = index.search("555")
    assert [(e.kind, e.name) for e in entries[:2]] == [
        (Kind.RESULT, "Not in the catalog"),
        (Kind.SIP, "Push Notification Service Not Supported"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "printed"),
    [("sip 799", Kind.SIP, "SIP 799"), ("q850 555", Kind.Q850, "Q.850 555")],
)
def test_unknown_sip_and_q850_numbers_are_named(
    index: Index, text: str, kind: EntryKind, printed: str
) -> None:
    entry = index.search(text)[0]
    assert (entry.kind, entry.printed, entry.name) == (kind, printed, "Not in the catalog")


def test_names_come_before_meanings(index: Index) -> None:
    entries = index.search("busy")
    named = ["busy" in entry.name.lower() for entry in entries]
    assert named == sorted(named, reverse=True)
    assert named.count(True) > 5
    assert named.count(False) > 0


def test_all_words_must_match(index: Index) -> None:
    both = {(e.kind, e.key) for e in index.search("certificate expired")}
    assert (Kind.RESULT, "504/569008") in both
    assert both < {(e.kind, e.key) for e in index.search("certificate")}
    assert index.search("certificate zebra") == ()


def test_words_split_an_event_name(index: Index) -> None:
    assert found(index, "play failed")[0] == (Kind.EVENT, "PlayFailed")


def test_the_kind_is_a_word_too(index: Index) -> None:
    kinds = {entry.kind for entry in index.search("sip busy") if "busy" in entry.name.lower()}
    assert kinds == {Kind.SIP}


def test_words_are_found_from_their_start_only(index: Index) -> None:
    assert index.search("usy") == ()


def test_values_that_nobody_defined_are_found_by_number_only(index: Index) -> None:
    assert found(index, "q850 12")[0] == (Kind.Q850, "12")
    meanings = [e.key for e in index.search("networks read it like 31") if e.kind is Kind.Q850]
    assert "12" not in meanings


@pytest.mark.parametrize("text", ["", "   ", "!?", "\u202e\x00"])
def test_nothing_asked_finds_nothing(index: Index, text: str) -> None:
    assert index.search(text) == ()


def test_the_limit_holds(catalog: Catalog) -> None:
    assert len(search(catalog, "the", limit=5)) == 5


@given(
    st.text(max_size=60) | st.from_regex(r"(sip|q\.850|sub_?code)?[ :]?[0-9]{1,12}([/#][0-9]+)?")
)
def test_any_text_can_be_asked(index: Index, text: str) -> None:
    entries = index.search(text)
    assert len(set(entries)) == len(entries)
