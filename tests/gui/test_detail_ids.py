import base64

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from inspector.gui.detail.ids import id_rows, server_hint, support_text
from inspector.gui.detail.ids_page import IdsPage
from inspector.gui.theme import load_theme
from inspector.report.redact import Masker
from tests.support.event_details import CALL, busy_explanation, detail_of

SERVER = base64.b64encode(
    b"https://api.example.test/api/v2/cp/conv-usea2-19-prod-aks.conv.example.test/conv/ab?i=1"
).decode()
DATA = {
    "serverCallId": SERVER,
    "operationContext": "call back +14255550177",
    "recordingId": "recording-1",
}


@pytest.fixture
def page(qtbot: QtBot) -> IdsPage:
    made = IdsPage()
    qtbot.addWidget(made)
    made.resize(286, 700)
    made.show()
    made.show_detail(detail_of(busy_explanation(), data=DATA), load_theme("light"))
    return made


def words(page: IdsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_every_identifier_says_what_it_is_for() -> None:
    rows = id_rows(detail_of(busy_explanation(), data=DATA).event)
    assert len(rows) == 10
    for row in rows:
        assert row.purpose
        assert "\n" not in row.purpose
    assert [row.name for row in rows if row.hint] == ["Server call id"]


def test_rare_identifiers_are_listed_where_they_are_delivered() -> None:
    names = [row.name for row in id_rows(detail_of(busy_explanation(), data=DATA).event)]
    assert "Recording id" in names
    assert "Dialog id" not in names


def test_host_and_region_are_shown_as_undocumented(page: IdsPage) -> None:
    shown = words(page)
    assert "Host api.example.test\n" in shown
    assert "Region usea2-19, from conv-usea2-19-prod-aks.conv.example.test\n" in shown
    assert "not documented" in shown


def test_a_region_named_by_the_host_itself_is_told_without_saying_it_twice() -> None:
    host = "conv-euwe-03-prod-aks.conv.example.test"
    value = base64.b64encode(f"https://{host}/conv/ab".encode()).decode()
    lines = server_hint(value).split("\n")
    assert lines[:2] == [f"Host {host}", "Region euwe-03"]


def test_all_identifiers_are_copied_for_support_without_people(page: IdsPage, qtbot: QtBot) -> None:
    button = page.findChildren(QPushButton)[0]
    with qtbot.waitSignal(page.copied) as said:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert f"Call connection id: {CALL}" in lines
    assert f"Server call id: {SERVER}" in lines
    assert "Recording id: recording-1" in lines
    assert any(line.startswith("Operation context: call back ") for line in lines)
    assert "5550177" not in "\n".join(lines)
    assert not any(line.startswith("Correlation id") for line in lines)
    assert said.args == ["All IDs copied, numbers and names masked"]


def test_an_identifier_stays_on_its_line_whatever_it_holds() -> None:
    event = detail_of(busy_explanation(), data={"correlationId": "a\nEvent id: b"}).event
    lines = support_text(id_rows(event), Masker()).split("\n")
    assert sum(line.startswith("Event id") for line in lines) == 1


def test_tab_goes_from_the_first_copy_button_to_the_last(page: IdsPage) -> None:
    order = []
    widget = page.findChildren(QToolButton)[0]
    for _ in range(10):
        order.append(widget.accessibleName())
        widget = widget.nextInFocusChain()
        while not widget.accessibleName().startswith("Copy"):
            widget = widget.nextInFocusChain()
    assert order[:3] == ["Copy call connection id", "Copy server call id", "Copy operation context"]
    assert order[-1] == "Copy all IDs"
