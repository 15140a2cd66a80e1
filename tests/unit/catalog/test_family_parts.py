"""The parts of a six-digit number that a row of a family may name."""

from pathlib import Path

import pytest

from inspector.catalog.load import load_catalog
from inspector.catalog.model import Tail
from inspector.errors import InspectorError
from tests.support.small_catalog import FILES, write_catalog

LAST = "last = 560999\n"
WHOLE = 'producer = "A gateway"\ndirection = "outbound"\ntail = "no SIP code"\n'


def _families(fields: str) -> dict[str, str]:
    assert LAST in FILES["families.toml"]
    return {"families.toml": FILES["families.toml"].replace(LAST, LAST + fields)}


def test_a_family_names_producer_direction_and_tail(tmp_path: Path) -> None:
    catalog = load_catalog(write_catalog(tmp_path, _families(WHOLE)))
    named = [row for row in catalog.families if row.producer]
    assert [(row.producer, row.direction, row.tail) for row in named] == [
        ("A gateway", "outbound", Tail.NO_SIP)
    ]
    assert all(row.tail is None for row in catalog.families if row not in named)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ('tail = "own number"\n', 'field "producer": is needed beside a tail'),
        (WHOLE.replace("outbound", "sideways"), "must be one of inbound, outbound"),
        (WHOLE.replace("no SIP code", "something"), 'field "tail"'),
    ],
)
def test_a_wrong_part_is_named(tmp_path: Path, fields: str, said: str) -> None:
    with pytest.raises(InspectorError) as error:
        load_catalog(write_catalog(tmp_path, _families(fields)))
    assert said in error.value.reason
