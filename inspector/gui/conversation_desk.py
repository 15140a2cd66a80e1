"""The conversation of the selected call: made by a worker when it is looked at."""

from PySide6.QtCore import QObject

from inspector.calls.related import ConversationTimeline
from inspector.gui.background import Background
from inspector.gui.call_presenter import CallPresenter
from inspector.gui.conversation.plan import ConversationPlan, plan_conversation
from inspector.gui.describing import Describer
from inspector.gui.main_window import MainWindow
from inspector.gui.view_state import NO_CALL, ViewState

_NO_CALL = "Events without a call have no conversation"


class ConversationDesk(QObject):
    """Nothing is made for a tab that nobody looks at, nor twice for the legs of one."""

    def __init__(self, window: MainWindow, state: ViewState, calls: CallPresenter) -> None:
        super().__init__(window)
        self._window, self._state, self._calls = window, state, calls
        self._view = window.conversation
        self._made_by: Describer | None = None
        """What made the conversation that is shown; None while there is none."""
        self._positions: frozenset[int] = frozenset()
        """The calls that it shows."""
        self._views = Background("conversation", self)
        self._views.done.connect(lambda _number, made: self._show(*made))
        calls.shown.connect(self._update)
        window.tabs.currentChanged.connect(lambda _tab: self._update())
        state.row_changed.connect(lambda _row: self._select())
        window.verdict.clause_hovered.connect(self._view.highlight_rows)
        self._view.call_selected.connect(calls.choose_call)
        self._view.row_selected.connect(calls.go_to_row)

    def stop(self) -> None:
        """End the worker."""
        self._views.stop()

    def _update(self) -> None:
        describer, call = self._calls.describer, self._state.call
        if self._window.tabs.currentWidget() is not self._view:
            return
        if describer is None or call is None or call == NO_CALL:
            self._forget()
            self._view.show_conversation(None, *((_NO_CALL,) if call == NO_CALL else ()))
        elif describer is self._made_by and call in self._positions:
            self._select()
        else:
            self._forget()
            self._views.request(lambda _stopped: _made(describer, call))

    def _forget(self) -> None:
        self._views.forget()
        self._made_by, self._positions = None, frozenset()

    def _show(
        self, describer: Describer, value: ConversationTimeline, plan: ConversationPlan | None
    ) -> None:
        self._made_by = describer
        self._positions = frozenset(leg.position for leg in value.legs)
        self._view.show_conversation(value, describe=describer.hover, made=plan)
        self._select()

    def _select(self) -> None:
        if self._made_by is not None:
            self._view.select(self._state.call, self._state.row)


def _made(
    describer: Describer, call: int
) -> tuple[Describer, ConversationTimeline, ConversationPlan | None]:
    value = describer.drawn.conversation(call)
    timed = value.origin_ns is not None
    return describer, value, plan_conversation(value) if timed else None
