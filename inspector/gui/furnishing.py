"""The views of the window, made at once."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from inspector.gui.theme import Theme
from inspector.gui.views.calls_view import CallsView
from inspector.gui.views.conversation_view import ConversationView
from inspector.gui.views.detail_view import DetailView
from inspector.gui.views.events_view import EventsView
from inspector.gui.views.filter_bar import ChipBar, FilterBox
from inspector.gui.views.findings_view import FindingsView
from inspector.gui.views.ladder_view import LadderView
from inspector.gui.views.problems_view import ProblemsView
from inspector.gui.views.status_view import StatusView
from inspector.gui.views.timeline_view import TimelineView
from inspector.gui.views.verdict_strip import VerdictStrip


@dataclass(frozen=True, slots=True)
class Views:
    """What a window is furnished with; the window puts each in its place."""

    box: FilterBox
    chips: ChipBar
    calls: CallsView
    events: EventsView
    timeline: TimelineView
    ladder: LadderView
    conversation: ConversationView
    detail: DetailView
    verdict: VerdictStrip
    problems: ProblemsView
    findings: FindingsView
    status: StatusView
    work: QSplitter
    """Holds what shows the selected call, one above the other."""


def make_views(theme: Theme) -> Views:
    """New views, empty."""
    return Views(
        box=FilterBox(),
        chips=ChipBar(theme),
        calls=CallsView(theme),
        events=EventsView(theme),
        timeline=TimelineView(theme),
        ladder=LadderView(theme),
        conversation=ConversationView(theme),
        detail=DetailView(theme),
        verdict=VerdictStrip(),
        problems=ProblemsView(),
        findings=FindingsView(theme),
        status=StatusView(),
        work=QSplitter(Qt.Orientation.Vertical),
    )
