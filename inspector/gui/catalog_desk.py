"""The catalog as the user works with it: looks things up, writes notes, calls results normal."""

from PySide6.QtCore import QObject, Qt

from inspector.catalog.catalog import Catalog
from inspector.diagnosis.model import Facts
from inspector.gui.call_presenter import CallPresenter
from inspector.gui.loading import Loader
from inspector.gui.main_window import MainWindow
from inspector.gui.own_rows import OwnRows
from inspector.gui.presenter import Presenter
from inspector.gui.reference.catalog_window import CatalogWindow
from inspector.gui.session import Session
from inspector.gui.theme import Theme
from inspector.gui.views.note_editor import NoteEditor
from inspector.report.glyphs import result_text


class CatalogDesk(QObject):
    """Hands each new catalog to everybody who judges or shows by it."""

    def __init__(
        self,
        window: MainWindow,
        rows: OwnRows,
        loader: Loader,
        session: Session,
        presenter: Presenter,
        calls: CallPresenter,
    ) -> None:
        super().__init__(window)
        self._window, self._rows = window, rows
        self._loader, self._session = loader, session
        self._presenter, self._calls = presenter, calls
        self._reference: CatalogWindow | None = None
        rows.changed.connect(self._take)
        rows.failed.connect(window.message.show_error)
        session.opened.connect(lambda _loaded: self._tell_capture())
        session.closed.connect(self._tell_capture)
        window.closing.connect(self._close)
        window.detail.note_clicked.connect(self.edit_note)
        window.detail.normal_clicked.connect(self.switch_normal)

    def show_catalog(self, theme: Theme) -> None:
        """Open the catalog window, at what is selected."""
        if self._reference is None:
            # Without a parent: a window of its own, which need not stay above the other one.
            self._reference = CatalogWindow(self._rows.catalog, theme)
            self._reference.show_in_capture.connect(self._presenter.filter_by)
        self._tell_capture()
        self._reference.present()

    def set_theme(self, theme: Theme) -> None:
        """Paint the catalog window in another theme."""
        if self._reference is not None:
            self._reference.set_theme(theme)

    def edit_note(self) -> None:
        """Write or change the user's note on the selected event's result."""
        facts = self._facts()
        if facts is None:
            return
        name = result_text(facts.code, facts.subcode)
        editor = NoteEditor(name, self._rows.note_text(facts), self._window)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.saved.connect(lambda text: self._rows.add_note(facts, text))
        editor.open()

    def switch_normal(self) -> None:
        """Call the selected event's result normal, or take that back."""
        facts = self._facts()
        if facts is None or (facts.code is None and facts.subcode is None):
            return
        if self._rows.catalog.is_normal(facts.code, facts.subcode):
            self._rows.take_back(facts.code, facts.subcode)
        else:
            self._rows.mark_normal(facts.code, facts.subcode)

    def _facts(self) -> Facts | None:
        """The numbers of the selected event, if it has any."""
        facts = self._calls.facts()
        if facts is None or (facts.code, facts.subcode, facts.sip, facts.q850) == (None,) * 4:
            self._window.message.show_remark("Select an event with a result code first.")
            return None
        return facts

    def _take(self, catalog: Catalog) -> None:
        self._loader.set_catalog(catalog)
        self._presenter.set_catalog(catalog)
        if self._reference is not None:
            self._reference.set_catalog(catalog)
        self._session.judge()

    def _close(self) -> None:
        if self._reference is not None:
            self._reference.close()
            self._reference.deleteLater()
            self._reference = None

    def _tell_capture(self) -> None:
        if self._reference is not None:
            self._reference.set_capture_open(self._session.loaded is not None)
