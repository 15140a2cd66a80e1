"""The two buttons at the right end of the time axis."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from inspector.gui.fonts import SMALL_PX, ui_font
from inspector.gui.looks import with_role

_LEAST_PX = 24
_PADDING_PX = 5


class AxisButtons(QWidget):
    """Fit, and the true scale."""

    fit = Signal()
    true_scale_changed = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fit = _button("Fit", "Fit the whole call", "Show the whole call (F)")
        self._scale = _button("1:1", "True scale", "Draw idle time as long as it is (1)")
        self._scale.setObjectName("true scale")
        self._scale.setCheckable(True)
        self._fit.clicked.connect(self.fit)
        self._scale.toggled.connect(self.true_scale_changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._fit)
        layout.addWidget(self._scale)

    @property
    def is_true_scale(self) -> bool:
        """Whether nothing is folded."""
        return self._scale.isChecked()

    def set_true_scale(self, is_true: bool) -> None:
        """Switch to the true scale, or back."""
        self._scale.setChecked(is_true)

    def set_foldable(self, can_fold: bool) -> None:
        """The switch is there only where it does something."""
        self._scale.setVisible(can_fold)
        self.adjustSize()


def _button(text: str, name: str, tip: str) -> QToolButton:
    button = with_role(QToolButton(), "quiet")
    button.setText(text)
    button.setAccessibleName(name)
    button.setToolTip(tip)
    button.setFont(ui_font(SMALL_PX))
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    width = button.fontMetrics().horizontalAdvance(text) + 2 * _PADDING_PX
    button.setStyleSheet("padding: 0px")
    button.setFixedSize(max(width, _LEAST_PX), _LEAST_PX)
    return button
