import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.diagnosis.anatomy import anatomy_of
from inspector.diagnosis.model import Anatomy


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.mark.parametrize(
    ("subcode", "producer", "direction", "answer", "sip"),
    [
        (560503, "SBC or carrier", "outbound", "answered SIP 503 Service Unavailable", 503),
        (540486, "SBC or carrier", "inbound", "answered SIP 486 Busy Here", 486),
        (540000, "SBC or carrier", "inbound", "ended the call normally", None),
        (560999, "SBC or carrier", "outbound", "999 is no SIP code", None),
        (560099, "SBC or carrier", "outbound", "099 is no SIP code", None),
        (549486, "Microsoft, transport to the SBC", "inbound", "486 is no SIP code", None),
        (569002, "Microsoft, transport to the SBC", "outbound", "002 is no SIP code", None),
        (510403, "Microsoft, phone routing and policy", "", "403 may be SIP 403 Forbidden", None),
        (510532, "Microsoft, phone routing and policy", "", "532 is a number of its own", None),
        (511404, "Microsoft, number lookup", "", "404 may be SIP 404 Not Found", None),
        (531004, "Microsoft, media on the trunk", "", "004 is a number of its own", None),
        (500001, "Microsoft, its timer for the SBC", "", "001 is a number of its own", None),
        (580406, "Microsoft, billing check", "outbound", "406 is a number of its own", None),
    ],
)
def test_a_subcode_of_two_parts(
    catalog: Catalog, subcode: int, producer: str, direction: str, answer: str, sip: int | None
) -> None:
    found = anatomy_of(catalog, subcode)
    assert isinstance(found, Anatomy)
    assert (found.prefix, found.tail) == (str(subcode)[:3], str(subcode)[3:])
    assert found.producer.startswith(producer)
    assert found.answer.startswith(answer)
    assert (found.direction, found.sip) == (direction, sip)


@pytest.mark.parametrize("subcode", [None, 0, 7, 560, 7000, 10073, 71005, 777777, 5605030, -560503])
def test_other_numbers_have_no_parts(catalog: Catalog, subcode: int | None) -> None:
    assert anatomy_of(catalog, subcode) is None


@pytest.mark.parametrize("subcode", [549486, 569486])
def test_a_transport_number_is_no_busy_phone(catalog: Catalog, subcode: int) -> None:
    found = anatomy_of(catalog, subcode)
    assert found is not None
    assert "Busy" not in found.answer
    assert "not delivered" in found.answer
