"""Fonts: one family for words, one for numbers and ids, figures of equal width in both."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

BASE_PX = 13
"""Size of running text."""
SMALL_PX = 12
"""Size of labels, headers and badges."""
TITLE_PX = 18
"""Size of the headline of an explanation."""

_UI_FAMILIES = ("Inter", "Segoe UI", "Noto Sans", "DejaVu Sans", "Liberation Sans")
_MONO_FAMILIES = (
    "JetBrains Mono",
    "Cascadia Mono",
    "Consolas",
    "Menlo",
    "DejaVu Sans Mono",
    "Noto Sans Mono",
    "Liberation Mono",
)


def ui_font(size_px: int = BASE_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of the window, with tabular figures. Needs a running QGuiApplication."""
    return _font(_UI_FAMILIES, QFontDatabase.SystemFont.GeneralFont, size_px, weight)


def mono_font(size_px: int = BASE_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of ids, codes, times and captured text."""
    return _font(_MONO_FAMILIES, QFontDatabase.SystemFont.FixedFont, size_px, weight)


def _font(
    families: tuple[str, ...],
    fallback: QFontDatabase.SystemFont,
    size_px: int,
    weight: QFont.Weight,
) -> QFont:
    family = _family(families)
    font = QFont(family) if family else QFontDatabase.systemFont(fallback)
    font.setPixelSize(size_px)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def _family(families: tuple[str, ...]) -> str | None:
    """The first family that exists: Qt warns, and searches for long, when asked for another.

    Asking takes a tenth of a millisecond a name, and every label asks.
    """
    return next((name for name in families if QFontDatabase.hasFamily(name)), None)
