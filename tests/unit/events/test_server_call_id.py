import base64

import pytest

from inspector.events.server_call_id import ServerAddress, server_address

ADDRESS = "https://api.example.test/api/v2/cp/conv-usea2-19-prod-aks.conv.example.test/conv/ab?i=1"


def packed(address: str) -> str:
    return base64.b64encode(address.encode()).decode()


@pytest.mark.parametrize(
    ("host", "region"),
    [
        ("conv-usea2-19-prod-aks.conv.example.test", "usea2-19"),
        ("conv-maso-03-prod-aks.conv.example.test", "maso-03"),
        ("conv-usea-01.conv.example.test", "usea-01"),
    ],
)
def test_host_and_region_are_read_from_the_address(host: str, region: str) -> None:
    value = packed(f"https://api.example.test/api/v2/cp/{host}/conv/ab_c?i=10-1-2-3&e=638")
    assert server_address(value) == ServerAddress("api.example.test", host, region)


def test_the_conversation_may_be_addressed_directly() -> None:
    host = "conv-euwe-03-prod-aks.conv.example.test"
    value = packed(f"https://{host}/conv/ab?i=1")
    assert server_address(value) == ServerAddress(host, host, "euwe-03")


def test_an_id_that_lost_its_padding_is_read_too() -> None:
    value = packed(ADDRESS + "2")
    assert value.endswith("=")
    assert server_address(value.rstrip("=")) == server_address(value)


@pytest.mark.parametrize(
    "address",
    [
        "https://api.example.test/api/v2/cp/other-usea-01.conv.example.test/conv/a",
        "https://api.example.test/?next=conv-usea-01.conv.example.test",
        "https://api.example.test/xconv-usea-01.conv.example.test",
        "https://api.example.test/conv-usea.conv.example.test/conv/a",
        "https://api.example.test/conv-usea-01/conv/a",
    ],
)
def test_no_region_is_made_up_where_no_host_names_one(address: str) -> None:
    assert server_address(packed(address)) == ServerAddress("api.example.test", "", "")


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "sanitized",
        "REDACTED",
        "serverCallId",
        packed("no address at all"),
        packed("ftp://api.example.test/x"),
        packed("https:///cp/conv-usea-01.conv.example.test"),
        packed("https://host/cp"),
        packed("https://api.exa mple.test/cp"),
        packed("https://api.example.test/\ncp"),
        packed("https://[::1/cp"),
        base64.b64encode(b"https://api.example.test/\xff\xfe").decode(),
        packed(ADDRESS) + "!",
        packed(ADDRESS) + "====",
        " " + packed(ADDRESS),
        packed(ADDRESS + "x" * 4_096),
    ],
)
def test_what_is_not_exactly_an_address_says_nothing(value: str | None) -> None:
    assert server_address(value) is None


def test_bits_that_base64_would_drop_are_not_overlooked() -> None:
    value = packed(ADDRESS + "2")
    assert value.endswith("Mg==")
    assert server_address(value[:-3] + "h==") is None
