"""Reads what a person typed or pasted to look something up: numbers named in it, and words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.catalog.entry import EntryKind

_READ_CHARS = 20_000
"""Of a pasted text; no message is that long."""
_MAX_WORDS = 12
_NUMBER = re.compile(r"[0-9]{1,9}")
_TWO_NUMBERS = re.compile(r"([0-9]{1,3})\s*[\s/#·,:|]\s*([0-9]{1,9})")
_PAIR = re.compile(r"(?<![\w/#.])([0-9]{1,3})\s?[/#·]\s?([0-9]{1,9})(?![\w/#])")
_FIELDS = re.compile(
    r"\bcode\W{1,6}([0-9]{1,3})\b(?:[^{}]{0,200}?\bsub_?code\W{1,6}([0-9]{1,9})\b)?", re.I
)
_SUBCODE_FIRST = re.compile(r"\bsub_?code\W{1,6}([0-9]{1,9})\b", re.I)
_SIP = re.compile(
    r"\bsip(?:/2\.0)?[\s:=#;,-]{0,4}(?:code|response|cause)?[\s:=#-]{0,3}([0-9]{1,3})\b", re.I
)
_Q850 = re.compile(
    r"(?:\bq\.?\s?850[\s:=#;,-]{0,4}(?:cause)?|\bcause)[\s:=#-]{0,3}([0-9]{1,3})\b", re.I
)
_EVENT = re.compile(r"\bMicrosoft\.Communication\.(\w{1,80})", re.I)
_WORD = re.compile(r"\w+(?:[.+-]\w+)*")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a text names outright."""

    kind: EntryKind | None
    """None: a bare number, which may be anything."""
    number: int | None = None
    """Of a result the code."""
    subcode: int | None = None
    name: str = ""
    """Of an event."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a text asks for."""

    mentions: tuple[Mention, ...]
    """The most certain ones first."""
    phrase: str
    """The text in lower case, words apart by one space."""
    words: tuple[str, ...]


def read_query(text: str) -> Query:
    """What a typed or pasted text asks for; an empty text asks for nothing."""
    text = text[:_READ_CHARS].strip()
    words = tuple(words_of(text))
    return Query(
        mentions=tuple(dict.fromkeys(_mentions(text))),
        phrase=" ".join(words),
        words=words[: _MAX_WORDS + 1],
    )


def words_of(text: str) -> Iterator[str]:
    """The words of a text in lower case, without punctuation around them."""
    return (found[0] for found in _WORD.finditer(text.casefold()))


def _mentions(text: str) -> Iterator[Mention]:
    if _NUMBER.fullmatch(text):
        yield Mention(None, int(text))
        return
    result = EntryKind.RESULT
    two = _TWO_NUMBERS.fullmatch(text)
    if two is not None:
        yield Mention(result, int(two[1]), int(two[2]))
        return
    yield from (Mention(result, int(m[1]), int(m[2])) for m in _PAIR.finditer(text))
    yield from _fields(text)
    yield from (Mention(EntryKind.SIP, int(m[1])) for m in _SIP.finditer(text))
    yield from (Mention(EntryKind.Q850, int(m[1])) for m in _Q850.finditer(text))
    yield from (Mention(EntryKind.EVENT, name=m[1]) for m in _EVENT.finditer(text))


def _fields(text: str) -> Iterator[Mention]:
    """Code and subcode written as fields: "code": 500, "subCode": 560503; or subcode 560503."""
    paired = False
    for found in _FIELDS.finditer(text):
        subcode = None if found[2] is None else int(found[2])
        paired = paired or subcode is not None
        yield Mention(EntryKind.RESULT, int(found[1]), subcode)
    if not paired:
        yield from (
            Mention(EntryKind.RESULT, subcode=int(m[1])) for m in _SUBCODE_FIRST.finditer(text)
        )
