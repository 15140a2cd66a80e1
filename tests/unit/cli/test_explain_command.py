from collections.abc import Callable
from typing import Any

import pytest

from inspector.catalog.load import load_catalog


def test_a_busy_phone_behind_a_server_error(run_json: Callable[..., Any]) -> None:
    said = run_json("explain", 500, 560503, "--sip", 486, "--q850", 17)
    assert list(said) == [
        "schema_version",
        "basis",
        "title",
        "meaning",
        "mitigation",
        "attention",
        "owner",
        "retry",
        "code",
        "subcode",
        "sip",
        "q850",
        "sources",
        "other_readings",
        "anatomy",
        "agreement",
        "category",
        "checks",
        "related",
    ]
    assert said["schema_version"] == 1
    assert "busy" in said["title"].lower()
    assert said["owner"] == "callee"
    assert said["code"]["value"] == 500
    assert said["code"]["class"] == "5xx"
    assert said["subcode"]["value"] == 560503
    assert said["sip"]["code"] == 486
    assert said["sip"]["phrase"] == "Busy Here"
    assert said["sip"]["meaning"]
    assert said["q850"]["code"] == 17
    assert said["q850"]["name"] == "User busy"
    assert said["sources"]


def test_layers_anatomy_and_other_readings(run_json: Callable[..., Any]) -> None:
    said = run_json("explain", 500, 560503, "--sip", 486, "--q850", 17)
    assert said["agreement"]["verdict"] == "standard"
    assert "subcode 560503 differs" in said["agreement"]["text"]
    assert said["anatomy"] == {
        "prefix": "560",
        "tail": "503",
        "producer": "SBC or carrier",
        "direction": "outbound",
        "answer": "answered SIP 503 Service Unavailable",
        "sip": 503,
    }
    assert [other["key"] for other in said["other_readings"]] == ["500/560503"]
    other = said["other_readings"][0]
    assert list(other) == ["key", "why", "title", "meaning", "mitigation", "owner", "attention"]
    assert (other["owner"], other["attention"]) == ("SBC or carrier", "failure")
    assert said["category"] is None  # derived from the numbers; the details tell another cause
    assert run_json("explain", 503, 560503)["category"] == "UnexpectedServerError"
    assert said["checks"]
    assert {"key": "486/560486", "name": "Phone is busy"} in said["related"]


def test_the_message_is_a_second_key(run_json: Callable[..., Any]) -> None:
    alone = run_json("explain", 412, 9999)
    said = run_json("explain", 412, 9999, "--message", "x. DiagCode: 412#10073")
    hidden = run_json("explain", 412, 10073)
    assert said["title"] == hidden["title"] != alone["title"]
    assert said["subcode"]["value"] == 9999
    assert [other["key"] for other in said["other_readings"]] == ["412/9999"]


def test_nothing_is_invented_for_an_unknown_pair(run_json: Callable[..., Any]) -> None:
    said = run_json("explain", 555, 777777)
    assert said["basis"] == "class"
    assert said["owner"] == "unknown"
    assert "knows neither code 555 nor subcode 777777" in said["meaning"]
    assert (said["other_readings"], said["related"]) == ([], [])
    assert (said["anatomy"], said["category"]) == (None, None)
    assert said["agreement"]["verdict"] == "none"


def test_a_normal_end_is_not_turned_around(run_json: Callable[..., Any]) -> None:
    said = run_json("explain", 200, 560000, "--sip", 486, "--q850", 17)
    assert said["attention"] == "expected"
    assert said["owner"] == "nobody"


def test_what_was_not_given_is_null(run_json: Callable[..., Any]) -> None:
    said = run_json("explain", 487)
    assert said["subcode"] == {"value": None, "name": None}
    assert said["sip"] is None
    assert said["q850"] is None


@pytest.mark.parametrize(
    ("arguments", "basis"),
    [
        (("404", "8522", "--event", "createcallfailed"), "event+code+subcode"),
        (("404", "8522", "--event", "Microsoft.Communication.PlayFailed"), "code+subcode"),
        (("500", "560503"), "subcode"),
        (("486", "560606"), "pattern"),
        (("603",), "code"),
        (("299",), "class"),
        (("799",), "none"),
    ],
)
def test_the_basis_is_told(
    arguments: tuple[str, ...], basis: str, run_json: Callable[..., Any]
) -> None:
    assert run_json("explain", *arguments)["basis"] == basis


def test_numbers_the_catalog_does_not_know_keep_their_value(run_json: Callable[..., Any]) -> None:
    said = run_json("explain", 799, 123456, "--sip", 999, "--q850", 250)
    assert said["code"] == {"value": 799, "name": None, "class": "none"}
    assert said["subcode"]["value"] == 123456
    assert said["sip"] == {"code": 999, "phrase": None, "meaning": None}
    assert said["q850"]["code"] == 250


def test_the_text_says_code_basis_and_what_to_do(run_text: Callable[..., str]) -> None:
    text = run_text("explain", 500, 560503, "--sip", 486)
    assert text.startswith("■ 500 · 560503   ")
    assert "What to do" in text
    assert "Basis" in text
    assert "486 Busy Here" in text
    assert "carrier sent none" not in text
    assert "Anatomy" in text
    assert "Agreement" in text
    assert "Other readings" in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_pair_may_be_written_as_one_word(run_json: Callable[..., Any]) -> None:
    assert run_json("explain", "500/560503") == run_json("explain", 500, 560503)


def test_a_long_number_is_a_subcode(run_json: Callable[..., Any]) -> None:
    said = run_json("explain", 560486)
    assert (said["code"]["value"], said["subcode"]["value"]) == (None, 560486)
    assert said["anatomy"]["sip"] == 486


@pytest.mark.parametrize(
    ("arguments", "first_line", "within"),
    [
        (("sip", "486"), "SIP 486: Busy Here", "Theme"),
        (("17",), "Q.850 17: User busy", "Theme"),
        (("PlayFailed",), "PlayFailed: Playing failed", "Goes with"),
        (("busy",), "Kind", "486/560486"),
        (("799",), "◇ 799   Not in the catalog", "does not know code 799"),
        (("487",), "▲ 487   Canceled", "What to do"),
    ],
)
def test_any_text_is_looked_up(
    arguments: tuple[str, ...], first_line: str, within: str, run_text: Callable[..., str]
) -> None:
    text = run_text("explain", *arguments)
    assert text.splitlines()[0].startswith(first_line)
    assert within in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zzz"], "matches 'zzz'"),
        (["busy", "--format", "json"], "'busy' is not a code with a subcode"),
        (["busy", "--sip", "486"], "'busy' is not a code with a subcode"),
        (["1234567890"], "matches '1234567890'"),
    ],
)
def test_what_cannot_be_explained_says_so_in_one_line(
    arguments: list[str], said: str, fails: Callable[..., str]
) -> None:
    assert said in fails("explain", *arguments)


def test_the_text_names_the_catalog(run_text: Callable[..., str]) -> None:
    catalog = load_catalog()
    last = run_text("explain", 500, 560503, "--sip", 486).splitlines()[-1]
    assert last == f"Catalog {catalog.version} of {catalog.date}"
