"""The pyqtgraph view and the items in it: where each stands, and that all draw the same frame."""

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from inspector.gui.theme import Theme
from inspector.gui.timeline.cells_item import CellsItem
from inspector.gui.timeline.edges import LaneNames, ScrollHint, TimeAxis
from inspector.gui.timeline.folds_item import FoldsItem
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import Backdrop, MarkersItem, PlotItem, SpansItem
from inspector.gui.timeline.operations_item import OperationsItem
from inspector.gui.timeline.overlay import MeasureItem, RangeItem, ReferenceItem
from inspector.gui.timeline.rail import RailItem
from inspector.gui.timeline.rings import PillRingsItem, RingsItem
from inspector.gui.timeline.rooms import AXIS_PX, Rooms


class Stage:
    """Owns the items; `canvas` is the widget they are drawn in."""

    def __init__(self, theme: Theme, canvas: QWidget) -> None:
        self._view = pg.GraphicsView(canvas, background=theme.surface)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = self._view.centralWidget
        self._backdrop = Backdrop(ground, 0)
        self.range = RangeItem(ground, 1)
        self._spans = SpansItem(ground, 2)
        self._cells = CellsItem(ground, 2)
        self._folds = FoldsItem(ground, 3)
        self._reference = ReferenceItem(ground, 4)
        self.rings = RingsItem(ground, 5)
        self._markers = MarkersItem(ground, 6)
        self._pill_rings = PillRingsItem(ground, 6)
        self._pill_rings.rings = self.rings
        self._operations = OperationsItem(ground, 6)
        self._names = LaneNames(ground, 7)
        self._hint = ScrollHint(ground, 8)
        self.axis = TimeAxis(ground, 7)
        self.rail = RailItem(ground, 7)
        self.measure = MeasureItem(ground, 8)
        self._lanes: tuple[PlotItem, ...] = (
            self._backdrop, self.range, self._spans, self._cells, self._folds, self._reference,
            self.rings, self._markers, self._pill_rings, self._operations,
        )  # fmt: skip

    @property
    def port(self) -> QWidget:
        """The widget that gets the mouse."""
        port: QWidget = self._view.viewport()
        return port

    def set_theme(self, theme: Theme) -> None:
        """The ground of another theme."""
        self._view.setBackground(theme.surface)

    def show(self, frame: Frame, rooms: Rooms) -> None:
        """Draw a frame; everything has its place by `rooms`."""
        self._view.setGeometry(0, 0, rooms.width, rooms.height)
        lanes = QRectF(0, 0, rooms.plot_px, rooms.lanes_px)
        for item in self._lanes:
            item.setPos(rooms.gutter, rooms.lanes_top)
            item.show_frame(frame, lanes)
        self._names.setPos(0, rooms.lanes_top)
        self._names.show_frame(frame, QRectF(0, 0, rooms.gutter, rooms.lanes_px))
        self._hint.setPos(0, rooms.lanes_top)
        self._hint.show_frame(frame, QRectF(0, 0, rooms.gutter + rooms.plot_px, rooms.lanes_px))
        self.axis.plot_left_px = rooms.gutter
        self.axis.setPos(0, rooms.axis_top)
        self.axis.show_frame(frame, QRectF(0, 0, rooms.width, AXIS_PX))
        self.rail.setPos(rooms.gutter, 0)
        self.rail.show_frame(frame, QRectF(0, 0, rooms.plot_px, rooms.rail))
        self.measure.setPos(rooms.gutter, rooms.rail)
        height = rooms.measure + rooms.lanes_px if rooms.measure else 0
        self.measure.show_frame(frame, QRectF(0, 0, rooms.plot_px, height))
