"""What short lines are, told by their looks: values, text, or text around values.

Each pattern takes a run of lines of one kind, whole lines only. It takes no line that could mean
anything else than what is said here, whatever stands around it; nearly every line of a kind that
is missed this way is read by itself, which tells the same.
"""

import re
import sys
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property

ARE_SOUND = sys.version_info >= (3, 11, 5)
"""Before, Python's patterns take back what a possessive group matched (its issue 106052)."""

_BLANK = rb"[ \t]*+"
_APART = rb"[ \t,]*+"
"""What is passed before a value on its line."""
_END = rb"[ \t\r,]*+\n"
_ESCAPED = rb'\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})'
_STRING = rb'"[^"\\\x00-\x1f]*+(?:' + _ESCAPED + rb'[^"\\\x00-\x1f]*+)*+"'
_WORD = rb"(?:-?+(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+|true|false|null)"
_SCALAR = rb"(?:" + _STRING + rb"|" + _WORD + rb")"
_LEVELS = 3
"""Brackets inside one another that a value here may have; short lines have no room for more."""


def _list(item: bytes, white: bytes) -> bytes:
    return rb"(?:" + item + rb"(?:" + white + rb"," + white + item + rb")*+" + white + rb")?+"


def _object(value: bytes, white: bytes) -> bytes:
    member = _STRING + white + rb":" + white + value
    return rb"\{" + white + _list(member, white) + rb"\}"


def _array(value: bytes, white: bytes) -> bytes:
    return rb"\[" + white + _list(value, white) + rb"\]"


def _containers(white: bytes, scalar: bytes = _SCALAR) -> tuple[bytes, bytes]:
    """Objects and arrays with some white space between their tokens."""
    value = scalar
    for _ in range(_LEVELS - 1):
        inner = (scalar, _object(value, white), _array(value, white))
        value = rb"(?:" + rb"|".join(inner) + rb")"
    return _object(value, white), _array(value, white)


_ARRAY = _containers(_BLANK)[1]
_OBJECT = _containers(_BLANK, rb"(?:" + _SCALAR + rb"|NaN|-?+Infinity)")[0]
"""An object is also read with numbers that JSON does not know."""
_SPREAD = rb"(?:" + rb"|".join(_containers(rb"[ \t\r\n]*+")) + rb")"
_ALONE = _STRING + rb'(?!")'
"""A string that is no cell of a table with a doubled quote."""
_VALUE = rb"(?:" + _OBJECT + rb"|" + _ARRAY + rb"|" + _ALONE + rb")"

_REST = rb"[^\n{\[]*+"
"""Text in which no value of any notation begins."""
_PREFIX = rb"[^\n{\[\"'\\\x1b]*+"
"""Text behind which a value may begin."""
_FIRST = rb"[^\s,{}\[\]\"\\\x1b]"
"""What text begins with that cannot be anything else."""
_TEXT = _FIRST + _REST
_FOLLOWED = rb"(?![ \t\r,]*+(?:[\n\[{\]}\"]|\Z))"
"""Behind a value: something on the same line that is no other value."""
_WORDS_IN_ARRAY = rb"\[" + _BLANK + _WORD + rb"(?:" + _BLANK + rb"," + _BLANK + _WORD + rb")*+"
_TAG = (
    rb"\[" + _BLANK + rb"(?:(?!true|false|null)[^\s\]\[{\"'\\\x1b0-9(,-]|-?+[0-9]++[-+:/_])" + _REST
)
"""A level, time or name in brackets, as many logs have in front."""
_BARE_OBJECT = rb"\{" + _BLANK + rb"[A-Za-z_$][\w$ \t:,.;+-]*+\}" + _REST
"""What looks like a printed object and tells of no call."""
_OPEN_STRING = rb"\"[^\"\n{\[]*+"
_BAD_ESCAPE = rb"\"[^\"\\\x00-\x1f{\[]*+\\[^\"\\/bfnrtu\n{\[]" + _REST
_CELLS = rb"\"[^\"\\\x00-\x1f{\[]*+\"(?:(?=\")|" + _FOLLOWED + rb")" + _REST
_LONE_OPENING = (
    rb"(?:\{[ \t\r]*+\n(?=\s*+(?:[{\[\]0-9-]|[A-Za-z_$][\w$]*+(?!\s*:)))"
    rb"|\[[ \t\r]*+\n(?=\s*+(?:\}|(?![tfn])[A-Za-z])))(?=[^\\\x1b]{9})"
)
"""An opening bracket behind which no key or value comes."""
_CLOSING = rb"[\]}]++"
_CLOSING_TEXT = rb"[\]}](?![\]}]*+[ \t\r,;]*+\n)" + _REST


class Kind(StrEnum):
    """What the lines of a run are."""

    BLANK = "blank"
    SPREAD = "spread"
    """Objects and arrays, some of which take several lines."""
    SINGLE = "single"
    """An object, a string, or an array of numbers and words."""
    VALUES = "values"
    """Values, at least one a line."""
    TEXT = "text"
    CLOSING = "closing"
    """Closing brackets: a problem, or text in a log that has some."""
    BEHIND_TEXT = "behind_text"
    """Text, and objects behind it."""
    BEFORE_TEXT = "before_text"
    """An object, and text behind it."""


_LINES = {
    Kind.SINGLE: _APART
    + rb"(?:" + _OBJECT + rb"|" + _ALONE + rb"|" + _WORDS_IN_ARRAY + _BLANK + rb"\])" + _END,
    Kind.TEXT: _BLANK
    + rb"(?:" + _TEXT + rb"\n|" + _LONE_OPENING
    + rb"|(?:" + _WORDS_IN_ARRAY + _BLANK + rb"\]" + _FOLLOWED + _REST
    + rb"|" + _TAG + rb"|" + _BARE_OBJECT + rb"|" + _OPEN_STRING + rb"|" + _BAD_ESCAPE
    + rb"|" + _CELLS + rb"|" + _CLOSING_TEXT + rb")\n)",
    Kind.CLOSING: _APART + _CLOSING + _END + rb"(?:" + _END + rb")*+",
    Kind.VALUES: _APART + _VALUE + rb"(?:" + _APART + _VALUE + rb")*+" + _END,
    Kind.BEHIND_TEXT: _BLANK + rb"(?!')" + _FIRST + _PREFIX + rb"(?=\{[ \t]*+\")" + _OBJECT
    + rb"(?:" + _APART + _OBJECT + rb")*+" + _END,
    Kind.BEFORE_TEXT: _APART + _OBJECT + rb"[ \t\r,]*+" + _TEXT + rb"\n",
    Kind.SPREAD: _APART + _SPREAD + _END,
    Kind.BLANK: _END,
}  # fmt: skip

_SIMPLE = (Kind.SINGLE, Kind.TEXT, Kind.CLOSING, Kind.BLANK)
"""Kinds whose patterns are compiled soon; a run is of the first kind that fits."""
_OF_VALUES = (Kind.VALUES, Kind.BEHIND_TEXT, Kind.BEFORE_TEXT, Kind.SPREAD)
_VALUE_SIGN = re.compile(rb"[ \t,]*+[{\[]|[^\n]*?[}\]\"]")
"""What stands on the first line of values, and of text around them."""


def _runs_of(kinds: Iterable[Kind]) -> re.Pattern[bytes]:
    return re.compile(rb"|".join(rb"(?P<%b>(?:%b)++)" % (k.encode(), _LINES[k]) for k in kinds))


class LineKinds:
    """The patterns that take long to compile: each is made when there are lines for it."""

    def run(self, text: bytes, start: int, stop: int) -> re.Match[bytes] | None:
        """A run of lines of one kind, from the start of one on; the group tells which."""
        found = self._simple.match(text, start, stop)
        if found is None and _VALUE_SIGN.match(text, start, stop):
            found = self._of_values.match(text, start, stop)
        return found

    @cached_property
    def value(self) -> re.Pattern[bytes]:
        """A value of a line of values."""
        return re.compile(_VALUE)

    @cached_property
    def spread(self) -> re.Pattern[bytes]:
        """A value that may take several lines."""
        return re.compile(_SPREAD)

    @cached_property
    def object(self) -> re.Pattern[bytes]:
        """An object behind text."""
        return re.compile(_OBJECT)

    @cached_property
    def _simple(self) -> re.Pattern[bytes]:
        return _runs_of(_SIMPLE)

    @cached_property
    def _of_values(self) -> re.Pattern[bytes]:
        return _runs_of(_OF_VALUES)


EACH_CLOSING = re.compile(_CLOSING)
IS_CONTAINER = re.compile(rb"\[\s*+[\[{\"\]]")
"""An array whose items are counted: one of numbers or words counts once."""
UNINDENTED = re.compile(rb"^[^\s,]", re.MULTILINE)
