"""Where the lifelines of a ladder stand across a width, in pixels; for the window and for SVG."""

from dataclasses import dataclass

GUTTER_PX = 66
"""Left of everything, for times."""
ROW_PX = 40
TEXT_Y_PX = 15
"""Middle of the text line in a row."""
LINE_Y_PX = 30
"""The arrow in a row."""
_LEFT_PX = 34
_TIGHT_LEFT_PX = 24
_RIGHT_PX = 30
"""Left of the first and right of the last lifeline."""
_PITCH_PX = 96.0
_LEAST_PITCH_PX = 60.0
_TIGHT_PITCH_PX = 46.0
_MOST_PITCH_PX = 150.0
_FIRST_PX = 300
_LEAST_FIRST_PX = 140
_TIGHT_FIRST_PX = 104
_MOST_FIRST_PX = 460
_GAP_PX = 10


@dataclass(frozen=True, slots=True)
class Geometry:
    """The places of lifelines; the first two are far apart, since most texts stand there."""

    x: tuple[float, ...]
    """Middle of each lifeline."""
    width: float
    """Of the whole drawing; more than asked for when the columns need it."""
    pitch: float
    """Room for the head of a column."""
    is_tight: bool = False
    """Whether the columns had to move together, so that their heads need two lines."""

    def text_span(
        self, start: int, stop: int, needed: float, edge: float | None = None
    ) -> tuple[float, float]:
        """Left edge and room of the text of an arrow, which wants `needed` pixels.

        It begins right of the arrow's left end; where there is too little room to the right edge
        it moves left, though never left of the first lifeline. `edge` is what is in sight of a
        drawing that is wider.
        """
        right = (self.width if edge is None else min(self.width, edge)) - _GAP_PX
        left = self.x[min(start, stop)] + _GAP_PX
        left = max(self.x[0] + _GAP_PX, min(left, right - needed))
        return left, min(needed, right - left)


def place_columns(count: int, width: float, gutter: float = GUTTER_PX) -> Geometry:
    """The geometry of `count` columns in a width of so many pixels.

    Where they do not fit at ease they move together; where that does not help it is wider.
    """
    easy = _at_ease(count, width, gutter)
    return easy if easy.width <= width else _tight(count, width, gutter)


def _at_ease(count: int, width: float, gutter: float) -> Geometry:
    left, others = gutter + _LEFT_PX, max(0, count - 2)
    room = width - left
    pitch = min(_PITCH_PX, max(_LEAST_PITCH_PX, (room - _FIRST_PX) / (others + 0.5)))
    edge = max(_RIGHT_PX, pitch / 2)
    first = max(_LEAST_FIRST_PX, min(_MOST_FIRST_PX, room - others * pitch - edge))
    if others:
        spread = (room - first - edge) / others
        pitch = max(pitch, min(_MOST_PITCH_PX, spread))
    x = [float(left), *(left + first + place * pitch for place in range(count - 1))]
    return Geometry(tuple(x[:count]), max(width, x[-1] + edge), pitch)


def _tight(count: int, width: float, gutter: float) -> Geometry:
    left, others = gutter + _TIGHT_LEFT_PX, max(0, count - 2)
    room = width - left
    pitch = (room - _TIGHT_FIRST_PX) / (others + 0.5)
    pitch = min(_LEAST_PITCH_PX, max(_TIGHT_PITCH_PX, pitch))
    first = max(float(_TIGHT_FIRST_PX), room - (others + 0.5) * pitch)
    x = [float(left), *(left + first + place * pitch for place in range(count - 1))]
    return Geometry(tuple(x[:count]), max(width, x[-1] + pitch / 2), pitch, is_tight=True)
