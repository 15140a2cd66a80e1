"""Few words for a result, and none where the catalog only guesses."""

import pytest

from inspector.catalog.catalog import Catalog
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Facts
from inspector.diagnosis.short_name import short_name


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        (Facts("AddParticipantFailed", 500, 560503, sip=486, q850=17), "busy"),
        (Facts("AddParticipantFailed", 500, None, sip=486), "busy"),
        (Facts("RecognizeFailed", 400, 8510), "Caller gave no input"),
        (Facts("AddParticipantFailed", 400, 123456789), None),
        (Facts("AddParticipantFailed", None, None), None),
    ],
)
def test_a_result_is_named_where_it_is_known(
    facts: Facts, name: str | None, catalog: Catalog
) -> None:
    assert short_name(catalog, explain(catalog, facts)) == name


def test_no_title_of_a_headline_is_left_long(catalog: Catalog) -> None:
    assert max(len(line.short) for line in catalog.headlines) <= 24
