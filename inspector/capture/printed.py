"""Objects as programs print them for people: Python's `repr`, Node's `util.inspect`.

One reader serves both, and JSON with color codes or comments of a console between its tokens. It
reads what a printer writes, not the whole languages: literals, and what printers leave out.
"""

import re
from dataclasses import dataclass

from inspector.capture.colors import COLOR, without_colors
from inspector.capture.literals import moment_of, number_of, resolved

LONGEST = 1 << 20
"""Bytes of one printed object; a callback printed with all its parts takes kilobytes."""
DEEPEST = 48
"""Brackets inside one another; printers stop at two to six."""

_TOKEN = re.compile(
    rf"""(?xsa)
    (?: \s | {COLOR} )*
    (?: (?P<open>[\[{{(]) | (?P<close>[\]}})]) | (?P<mark>[,:])
    | (?P<prefix>[bBuUrR]{{0,2}})
      (?: '(?P<single>[^'\\\n]*+(?:\\.[^'\\\n]*+)*+)'
        | "(?P<double>[^"\\\n]*+(?:\\.[^"\\\n]*+)*+)" )
    | `(?P<back>[^`\\]*+(?:\\.[^`\\]*+)*+)`
    | (?P<number>[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?n?(?![\w.]))
    | (?P<more>\.\.\.|…)[ ]*\d*[ ]*(?:more[ ](?:items?|characters?|properties|property))?
    | (?P<angle><[^<>\n]{{0,200}}>)
    | (?P<word>[A-Za-z_$@-][\w$@.-]*)
    )""",
)
_LEFT_OUT = re.compile(r"\[(?:Object|Array|Function|Getter|Setter|Circular|Symbol)[^\]\n]{0,80}\]")
"""What Node prints in place of a value that it leaves out."""
_WORDS: dict[str, object] = {
    "True": True, "true": True, "False": False, "false": False,
    "None": None, "null": None, "undefined": None, "NaN": None, "nan": None,
    "Infinity": None, "inf": None,
}  # fmt: skip
_ARGUMENTS = re.compile(r"[^()\n]*\)")
"""What stands behind a class name and is no literal."""
_CLOSERS = {"{": "}", "[": "]", "(": ")"}


class NotPrintedError(ValueError):
    """The text is no printed object, or breaks off."""


class CutError(NotPrintedError):
    """The text ends before the object does."""


@dataclass(slots=True)
class Printed:
    """A printed value."""

    value: object = None
    end: int = 0
    """Index behind it."""
    lost: bool = False
    """The printer left out a part, or wrote one in a way that cannot be read."""
    python: bool = False
    """Something in it is written as only Python does."""


def printed(text: str) -> Printed:
    """The printed object or list at the start of a text; raises NotPrintedError.

    The text is UTF-8 taken for Latin-1, so that its indices are those of bytes; so are the values.
    """
    reader = _Reader(text)
    try:
        found = reader.token()
        if found.lastgroup != "open":
            raise NotPrintedError
        value = reader.bracket(found["open"], 0)
    except RecursionError:
        raise NotPrintedError from None
    return Printed(value, reader.at, reader.lost, reader.python)


class _Missing:
    """Stands for a value that the printer left out."""


_MISSING = _Missing()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lost = False
        self.python = False

    def token(self) -> re.Match[str]:
        found = _TOKEN.match(self.text, self.at)
        if found is None:
            rest = self.text[self.at :].strip()
            raise CutError if not rest or rest[0] in "'\"`" else NotPrintedError
        self.at = found.end()
        return found

    def bracket(self, opener: str, depth: int) -> object:
        if depth > DEEPEST:
            raise NotPrintedError
        if opener == "{":
            return self._members(depth)
        return self._items(_CLOSERS[opener], depth)

    def _items(self, closer: str, depth: int) -> object:
        items: list[object] = []
        commas = 0
        while True:
            found = self.token()
            if found["close"]:
                if found["close"] != closer:
                    raise NotPrintedError
                break
            if found["mark"] == ",":
                commas += 1
            elif found["more"]:
                self.lost = True
            else:
                value = self._value(found, depth)
                if value is not _MISSING:
                    items.append(value)
        if closer == ")" and len(items) == 1 and not commas:
            return items[0]
        return items

    def _members(self, depth: int) -> dict[str, object]:
        members: dict[str, object] = {}
        while True:
            found = self.token()
            if found["close"]:
                if found["close"] != "}":
                    raise NotPrintedError
                return members
            if found["mark"] == ",":
                continue
            if found["more"]:
                self.lost = True
                continue
            key = self._key(found, depth)
            if self.token()["mark"] != ":":
                raise NotPrintedError
            value = self._value(self.token(), depth)
            if value is not _MISSING:
                members[key] = value

    def _key(self, found: re.Match[str], depth: int) -> str:
        if found["word"]:
            return str(found["word"])
        if found["open"]:
            raise NotPrintedError
        value = self._value(found, depth)
        if isinstance(value, str):
            return value
        if isinstance(value, bool) or not isinstance(value, int):
            raise NotPrintedError
        return str(value)

    def _value(self, found: re.Match[str], depth: int) -> object:
        if found["open"]:
            left_out = _LEFT_OUT.match(self.text, self.at - 1) if found["open"] == "[" else None
            if left_out is None:
                return self.bracket(found["open"], depth + 1)
            self.at = left_out.end()
            return self._behind_name(depth)
        text = self._string(found)
        if text is not None:
            return self._joined(text)
        if found["number"]:
            return number_of(found["number"])
        if found["word"]:
            return self._word(found["word"], depth)
        if found["angle"]:
            return self._behind_name(depth)
        raise NotPrintedError

    def _behind_name(self, depth: int) -> object:
        """What stands behind a name in brackets, which is left out if there is nothing.

        Node writes `[Object: null prototype] {}` and `<ref *1> { … }`.
        """
        found = _TOKEN.match(self.text, self.at)
        if found is None or found["open"] != "{":
            self.lost = True
            return _MISSING
        self.at = found.end()
        return self.bracket("{", depth + 1)

    def _string(self, found: re.Match[str]) -> str | None:
        for name in ("single", "double", "back"):
            if found[name] is not None:
                self.python |= bool(found["prefix"])
                text = without_colors(found[name])
                if "\\" not in text:
                    return text
                return resolved(text, in_bytes="b" in (found["prefix"] or "").lower())
        return None

    def _joined(self, text: str) -> str:
        """Printers break long strings into several, side by side or joined by a plus."""
        parts = [text]
        while True:
            found = _TOKEN.match(self.text, self.at)
            if found is None:
                break
            more = self._string(found)
            if more is None:
                break
            self.at = found.end()
            parts.append(more)
        return "".join(parts)

    def _word(self, word: str, depth: int) -> object:
        if word in _WORDS:
            self.python |= word in ("True", "False", "None")
            return _WORDS[word]
        found = _TOKEN.match(self.text, self.at)
        if found is None or not found["open"]:
            self.lost = True
            return _MISSING
        self.at = found.end()
        moment = moment_of(self.text, self.at - 1) if word.endswith("datetime") else None
        if moment is not None:
            time, self.at = moment
            return time
        was_lost = self.lost
        value = self._arguments(found["open"], depth)
        found = _TOKEN.match(self.text, self.at)
        if value is not _MISSING or found is None or found["open"] not in ("{", "["):
            return value
        self.at, self.lost = found.end(), was_lost  # a size: `Uint8Array(2) [ … ]`
        return self.bracket(found["open"], depth + 1)

    def _arguments(self, opener: str, depth: int) -> object:
        """What a class name stands before: `UUID('…')`, `OrderedDict([…])`, `Event { … }`."""
        if opener == "{":
            return self.bracket(opener, depth + 1)
        start = self.at
        try:
            value = self.bracket(opener, depth + 1)
        except CutError:
            raise
        except NotPrintedError:
            close = _ARGUMENTS.match(self.text, start)
            if close is None:
                raise
            self.at = close.end()
            value = _MISSING
        if isinstance(value, str | dict):
            return value
        pairs = _pairs(value)
        if pairs is not None:
            return pairs
        self.lost = True
        return _MISSING


def _pairs(value: object) -> dict[str, object] | None:
    """The dictionary that a list of keys and values makes."""
    if not isinstance(value, list):
        return None
    pairs: dict[str, object] = {}
    for item in value:
        if not isinstance(item, list) or len(item) != 2 or not isinstance(item[0], str):
            return None
        pairs[item[0]] = item[1]
    return pairs
