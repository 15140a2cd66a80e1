import json

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from inspector.gui.detail.json_path import path_text
from inspector.gui.detail.json_text import pretty, scalar_text
from inspector.gui.detail.json_tree_model import (
    TEXT_LIMIT,
    JsonTreeModel,
    copy_text,
    value_text,
)
from inspector.gui.detail.raw_text import raw_text
from inspector.gui.theme import load_theme
from inspector.index.codes import CodeClass

BODY = {
    "type": "Microsoft.Communication.CallDisconnected",
    "data": {
        "resultInformation": {"code": 200, "subCode": 7000, "message": "", "q850Details": None},
        "participants": [{"rawId": "4:+15550100", "isMuted": False}, []],
        "odd key": 1.5,
    },
}


@pytest.fixture
def model(qapp: object) -> JsonTreeModel:
    made = JsonTreeModel(load_theme("light"))
    made.set_body(BODY, load_theme("light"))
    return made


def shown(model: JsonTreeModel, index: QModelIndex, column: int) -> object:
    return model.data(index.siblingAtColumn(column), Qt.ItemDataRole.DisplayRole)


def test_the_model_keeps_the_rules_of_qt(model: JsonTreeModel, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    model.find(("data", "participants", 0, "rawId"))
    model.set_body([[], {}, "text"], load_theme("dark"))
    assert model.rowCount() == 3
    model.set_body("no container", load_theme("dark"))
    assert model.rowCount() == 0
    assert tester.model() is model


def test_keys_values_and_counts_are_shown(model: JsonTreeModel) -> None:
    rows = {
        shown(model, model.index(row, 0, parent), 0): shown(model, model.index(row, 0, parent), 1)
        for parent in (
            QModelIndex(),
            model.find(("data",)),
            model.find(("data", "resultInformation")),
        )
        for row in range(model.rowCount(parent))
    }
    assert rows == {
        "type": '"Microsoft.Communication.CallDisconnected"',
        "data": "{} 3 keys",
        "resultInformation": "{} 4 keys",
        "participants": "[] 2 items",
        "odd key": "1.5",
        "code": "200",
        "subCode": "7000",
        "message": '""',
        "q850Details": "null",
    }


def test_children_are_made_only_where_a_node_is_opened(model: JsonTreeModel) -> None:
    assert model.node(model.index(1, 0)).children is None
    assert model.rowCount(model.index(1, 0)) == 3
    assert model.node(model.find(("data",))).children is not None
    assert model.node(model.find(("data", "participants"))).children is None


def test_a_long_string_is_cut_on_screen_and_whole_when_copied(model: JsonTreeModel) -> None:
    token = "e" * 9_000
    text = value_text(token)
    assert len(text) < TEXT_LIMIT + 40
    assert text.endswith("9,000 characters")
    assert copy_text(token) == token


def test_hidden_characters_of_a_value_are_made_visible() -> None:
    assert value_text("a\u202egnp.exe\n") == '"a\\u202egnp.exe\\n"'


def test_types_are_tinted_apart(model: JsonTreeModel) -> None:
    theme = load_theme("light")
    result = ("data", "resultInformation")
    found = {
        key: model.data(
            model.find((*result, key)).siblingAtColumn(1), Qt.ItemDataRole.ForegroundRole
        )
        for key in ("code", "message", "q850Details")
    }
    assert found == {
        "code": QColor(theme.classes[CodeClass.C6XX].color),
        "message": QColor(theme.classes[CodeClass.C2XX].color),
        "q850Details": QColor(theme.classes[CodeClass.C4XX].color),
    }


def test_a_path_leads_to_its_node_and_back(model: JsonTreeModel) -> None:
    path = ("data", "participants", 0, "rawId")
    index = model.find(path)
    assert model.node(index).path() == path
    assert model.node(index).value == "4:+15550100"
    assert path_text(path) == "data.participants[0].rawId"
    assert path_text(("data", "odd key")) == 'data["odd key"]'


def test_a_path_that_ends_early_leads_to_the_deepest_node(model: JsonTreeModel) -> None:
    assert model.node(model.find(("data", "missing", "x"))).path() == ("data",)
    assert not model.find(("missing",)).isValid()


@pytest.mark.parametrize(
    "value",
    [
        BODY,
        {},
        [],
        [[], {}],
        'a"b\\c\n\t\u0001ü\u2028',
        12345678901234567890,
        True,
        None,
        [1, [2, [3]]],
    ],
)
def test_pretty_text_is_the_same_json(value: object) -> None:
    assert pretty(value) == json.dumps(value, indent=2, ensure_ascii=False)


def test_pretty_text_of_a_deep_value_needs_no_deep_stack() -> None:
    deep: object = 1
    for _ in range(2_000):
        deep = [deep]
    assert pretty(deep).count("[") == 2_000


def test_scalars_are_written_as_json() -> None:
    assert [scalar_text(value) for value in (None, True, False, 7, "x")] == [
        "null", "true", "false", "7", '"x"',
    ]  # fmt: skip


def test_raw_bytes_are_shown_as_they_are() -> None:
    text = raw_text(b'{"message":"caf\xc3\xa9"}')
    assert (text.text, text.note) == ('{"message":"café"}', "")


def test_bytes_that_are_not_utf8_are_replaced_and_counted() -> None:
    text = raw_text(b'{"a":"\xff\xfe","b":"\xc3"}')
    assert text.text == '{"a":"\ufffd\ufffd","b":"\ufffd"}'
    assert text.note == (
        "Not valid UTF-8: 3 bytes shown as \ufffd, the first is FF at byte 6 of the event."
    )


def test_line_ends_that_do_not_show_are_told() -> None:
    text = raw_text(b'{\r\n"a": 1\r\n}')
    assert (text.part_at(0).shown, text.note) == ('{\n"a": 1\n}', "Lines end in CR LF.")
