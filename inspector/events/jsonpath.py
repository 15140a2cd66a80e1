"""A path to one value inside an event's JSON: `data.participants[0].identifier.rawId`.

Steps are names joined by dots, positions in square brackets (from 0), and names in brackets and
quotes where a name is no plain word: `data["odd name"]`. There are no wildcards, no filters and no
steps upwards: a path names at most one value.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from inspector.capture.fields import Fields
from inspector.capture.jsonvalue import loads_text

MOST_STEPS = 32
LONGEST_PATH = 300
_LONGEST_TEXT = 300
"""Characters of a value that a table cell is given."""
_WORD = re.compile(r"[^\W\d][\w-]*")
_STEP = re.compile(
    r"""(?P<dot>\.)?(?P<word>[^\W\d][\w-]*)
    |\[(?P<place>0|[1-9][0-9]{0,5})\]
    |\[(?P<quote>["'])(?P<name>(?:(?!(?P=quote)).)+)(?P=quote)\]""",
    re.VERBOSE,
)

Step = str | int


class JsonPathError(ValueError):
    """A text that is no path; its message says where it goes wrong."""


@dataclass(frozen=True, slots=True)
class JsonPath:
    """Names and positions from an event's outermost object inwards."""

    steps: tuple[Step, ...]

    @classmethod
    def parse(cls, text: str) -> "JsonPath":
        """The path that a text writes; raises JsonPathError."""
        text = text.strip().removeprefix("$").removeprefix(".")
        if not text:
            raise JsonPathError("A path begins with a name, for example data.callConnectionId")
        if len(text) > LONGEST_PATH:
            raise JsonPathError(f"A path has at most {LONGEST_PATH} characters")
        steps: list[Step] = []
        at = 0
        while at < len(text):
            found = _STEP.match(text, at)
            # A dot stands between two steps: never first, never left out before a word.
            if found is None or (found["word"] and bool(found["dot"]) != bool(steps)):
                raise JsonPathError(f"No name or [position] at “{text[at : at + 20]}”")
            steps.append(_step(found))
            at = found.end()
        if len(steps) > MOST_STEPS:
            raise JsonPathError(f"A path has at most {MOST_STEPS} steps")
        return cls(tuple(steps))

    def __str__(self) -> str:
        """The path as it is written; parsing it gives the same path."""
        parts = [_written(step) for step in self.steps]
        return "".join(parts).removeprefix(".")

    def value(self, body: object) -> object:
        """The value that the path leads to; raises LookupError where there is none.

        Names match in any case when none matches exactly. JSON kept as text is opened on the way.
        """
        for step in self.steps:
            body = loads_text(body)
            if isinstance(step, int):
                if not isinstance(body, list):
                    raise LookupError(step)
                body = body[step]
            else:
                body = _field(body, step)
        return body

    def text(self, body: object) -> str:
        """The value in a few words, for a table cell; empty where there is none."""
        try:
            return value_text(self.value(body))
        except LookupError:
            return ""


def value_text(value: object) -> str:
    """A JSON value in a few words: texts as they are, objects and lists by their size."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return value if len(value) <= _LONGEST_TEXT else f"{value[:_LONGEST_TEXT]}…"
        case list():
            return f"[{len(value)} {'item' if len(value) == 1 else 'items'}]"
        case Mapping():
            return f"{{{len(value)} {'field' if len(value) == 1 else 'fields'}}}"
        case _:
            return str(value)


def _step(found: re.Match[str]) -> Step:
    if found["place"] is not None:
        return int(found["place"])
    return found["word"] or found["name"]


def _written(step: Step) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if _WORD.fullmatch(step):
        return f".{step}"
    quote = "'" if '"' in step else '"'
    return f"[{quote}{step}{quote}]"


def _field(body: object, name: str) -> object:
    if not isinstance(body, Mapping):
        raise LookupError(name)
    fields = Fields(body)
    if name not in fields:
        raise LookupError(name)
    return fields.get(name)
