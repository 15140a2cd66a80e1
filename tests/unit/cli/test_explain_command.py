from collections.abc import Callable
from typing import Any

import pytest


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
    assert max(map(len, text.splitlines())) <= 100
