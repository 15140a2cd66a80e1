"""The head of a band: what is written where, for a width."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetrics

from inspector.calls.related import ConversationTimeline
from inspector.gui.badge import badge_font, badge_size
from inspector.gui.conversation.plan import LegPlan
from inspector.gui.conversation.words import end_badge, facts, ties, title, wordings
from inspector.gui.fonts import SMALL_PX, ui_font
from inspector.gui.timeline.look import Face
from inspector.index.codes import CodeClass

LINE_PX = 22
LEFT_PX = 14.0
_SECOND_PX = 17
"""What a second line adds."""
_GAP_PX = 8.0
_RIGHT_PX = 10.0
_TIE = "↳ "
_LEAST_PX = 60.0
"""A text cut to less says nothing."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in a head; `x` is its left edge."""

    text: str
    x: float
    width: float
    line: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """Everything in the head of one band."""

    title: Words
    badge: str
    badge_class: CodeClass
    badge_x: float
    badge_px: float
    facts: Words | None
    tie: Words | None
    whole: str
    """Everything at full length, a fact a line."""

    @property
    def height(self) -> int:
        """Pixels from the top of the band to its rows."""
        lines = [words.line for words in (self.facts, self.tie) if words is not None]
        return LINE_PX + _SECOND_PX * max(lines, default=0)


class HeadMaker:
    """Writes heads in fonts that it measures once."""

    def __init__(self) -> None:
        self.strong = Face(ui_font(SMALL_PX, QFont.Weight.DemiBold))
        self.words = Face(ui_font(SMALL_PX))
        self.badge = badge_font()
        self._badge_metrics = QFontMetrics(self.badge)

    def head(self, value: ConversationTimeline, leg: LegPlan, width_px: float) -> Head:
        """The head of a band: facts, and the strongest tie where it finds room, else below."""
        name, (code, code_class) = title(leg), end_badge(leg)
        tied, said = ties(value, leg), " · ".join(facts(leg))
        brief = " · ".join(facts(leg, short=True))
        right = width_px - _RIGHT_PX
        first = Words(name, LEFT_PX, self.strong.width_px(name) + 1)
        badge_x = LEFT_PX + first.width + _GAP_PX
        badge_px = badge_size(code, self._badge_metrics).width()
        free = badge_x + badge_px + _GAP_PX
        fits = free + self.words.width_px(said) + 1 <= right
        fact = self._cut(said if fits else brief, free, right, 0)
        texts = wordings(tied[0]) if tied else ()
        free += (fact.width if fact is not None else 0.0) + 2 * _GAP_PX
        return Head(
            title=first,
            badge=code,
            badge_class=code_class,
            badge_x=badge_x,
            badge_px=badge_px,
            facts=fact,
            tie=self._tie(texts, free, right),
            whole="\n".join([f"{name}, {code}", *facts(leg), *(tie.text for tie in tied)]),
        )

    def _tie(self, texts: Sequence[str], left: float, right: float) -> Words | None:
        """At length or in short behind the facts, else on a line of its own."""
        for text in texts:
            width = self.words.width_px(_TIE + text) + 1
            if left + width <= right:
                return Words(_TIE + text, left, width)
        return self._cut(_TIE + texts[0], LEFT_PX, right, 1) if texts else None

    def _cut(self, text: str, left: float, right: float, line: int) -> Words | None:
        width = self.words.width_px(text) + 1
        if left + width > right:
            if right - left < _LEAST_PX:
                return None
            text = self.words.elide(text, right - left)
            width = self.words.width_px(text) + 1
        return Words(text, left, width, line) if text else None
