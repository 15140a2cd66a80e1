"""Which columns the event table shows, and how that is remembered."""

import pytest

from inspector.events.jsonpath import JsonPath
from inspector.gui.models.event_columns import ColumnLayout, EventColumn, ShownColumn

PATH = JsonPath.parse('data["odd: | name"].x[3]')
MIXED = ColumnLayout(
    (
        ShownColumn(EventColumn.CODE, 99),
        ShownColumn(PATH, 120),
        ShownColumn(EventColumn.Q850, 44),
    )
)


def test_a_layout_survives_being_stored() -> None:
    assert ColumnLayout.from_text(str(MIXED)) == MIXED
    assert ColumnLayout.from_text(str(ColumnLayout.default())) == ColumnLayout.default()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "v1",
        "v0|number:40",
        "v1|number:40|number:50",
        "v1|nothing:40",
        "v1|number",
        "v1|number:wide",
        "v1|number:3",
        "v1|number:99999",
        "v1|path/a..b:90",
        "v1|path/:90",
        "\x00",
    ],
)
def test_what_is_not_understood_is_the_default(text: str) -> None:
    assert ColumnLayout.from_text(text) == ColumnLayout.default()


def test_columns_come_and_go_but_never_all() -> None:
    assert not MIXED.toggled(PATH).holds(PATH)
    assert MIXED.toggled(EventColumn.SIP).shown[-1].column is EventColumn.SIP
    last = ColumnLayout((ShownColumn(PATH, 100),))
    assert last.toggled(PATH) == last
    assert MIXED.paths == (PATH,)
