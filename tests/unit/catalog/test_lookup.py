from pathlib import Path

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.lookup import Pattern, sip_tail
from inspector.catalog.model import Basis, ClassRow, CodeRow, FamilyRow, SubcodeRow
from tests.support.small_catalog import write_catalog


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return load_catalog(write_catalog(tmp_path))


@pytest.mark.parametrize(
    ("result", "basis", "name"),
    [
        (("CallDisconnected", 503, 560503), Basis.EVENT_CODE_SUBCODE, "Carrier unavailable"),
        (("Microsoft.Communication.CALLENDED", 200, 0), Basis.EVENT_CODE_SUBCODE, "Ended normally"),
        (("CreateCallFailed", 503, 560503), Basis.CODE_SUBCODE, "Carrier unavailable"),
        ((None, 503, 560503), Basis.CODE_SUBCODE, "Carrier unavailable"),
        (("CallDisconnected", 500, 560503), Basis.SUBCODE, "Carrier unavailable"),
        ((None, None, 560503), Basis.SUBCODE, "Carrier unavailable"),
        ((None, 500, 8522), Basis.SUBCODE, "Anything not found"),
        ((None, 404, 8522), Basis.CODE_SUBCODE, "Not there"),
        ((None, 480, 0), Basis.CODE, "Unavailable"),
        ((None, 403, 7577), Basis.FAMILY, "Authentication"),
        ((None, 403, 560999), Basis.FAMILY, "SBC answer"),
        ((None, 480, 777777), Basis.CODE, "Unavailable"),
        ((None, 480, None), Basis.CODE, "Unavailable"),
        ((None, 299, 12), Basis.CLASS, "Success"),
        ((None, 666, None), Basis.CLASS, "Global failure"),
    ],
)
def test_stops_at_the_closest_row(
    catalog: Catalog,
    result: tuple[str | None, int | None, int | None],
    basis: Basis,
    name: str,
) -> None:
    match = catalog.lookup(*result)
    assert match.basis is basis
    assert isinstance(match.row, SubcodeRow | FamilyRow | CodeRow | ClassRow)
    assert match.row.name == name


@pytest.mark.parametrize(
    ("code", "subcode"), [(None, None), (None, 0), (302, 12), (-5, -7), (302, 0), (100, None)]
)
def test_nothing_matches(catalog: Catalog, code: int | None, subcode: int | None) -> None:
    match = catalog.lookup("CallDisconnected", code, subcode)
    assert (match.basis, match.row, match.others) == (Basis.NONE, None, ())


def test_other_rows_of_the_subcode_are_told(catalog: Catalog) -> None:
    match = catalog.lookup(None, 500, 8522)
    assert [row.code for row in match.others] == [403, 404]
    match = catalog.lookup(None, 404, 8522)
    assert [row.code for row in match.others] == [None, 403]


def test_code_0_is_read_as_200(catalog: Catalog) -> None:
    assert catalog.lookup("CallDisconnected", 0, 0).basis is Basis.EVENT_CODE_SUBCODE
    assert catalog.lookup(None, 0, 560000).basis is Basis.CODE_SUBCODE


def test_code_497_is_read_as_487_only_with_its_subcode(catalog: Catalog) -> None:
    assert catalog.lookup(None, 497, 12).basis is Basis.CLASS
    match = catalog.lookup(None, 497, 560487)
    assert match.basis is Basis.FAMILY  # 487 has no SIP row here


@pytest.mark.parametrize(
    ("subcode", "inbound", "sip"),
    [(560407, False, 407), (540486, True, 486), (540000, True, None)],
)
def test_prefix_540_and_560_with_a_sip_answer(
    catalog: Catalog, subcode: int, inbound: bool, sip: int | None
) -> None:
    match = catalog.lookup(None, 403, subcode)
    assert match.basis is Basis.PATTERN
    assert isinstance(match.row, Pattern)
    assert match.row.inbound is inbound
    assert (match.row.sip.code if match.row.sip else None) == sip


@pytest.mark.parametrize("subcode", [560180, 560799, 549486, 569486])
def test_no_pattern_without_a_final_registered_answer(catalog: Catalog, subcode: int) -> None:
    assert catalog.lookup(None, 403, subcode).basis is not Basis.PATTERN


@pytest.mark.parametrize(
    ("subcode", "tail"),
    [(560503, 503), (540000, 0), (569002, None), (5605030, None), (None, None), (-1, None)],
)
def test_tail(subcode: int | None, tail: int | None) -> None:
    assert sip_tail(subcode) == tail
