"""Masks what a shared report must not carry: people, tokens and what was said.

Numbers, raw ids, names, tokens and recognised speech get short stand-ins; the same value gets
the same stand-in within one report, so "who" stays readable. Ids of calls stay, since support
needs them. Masking is by field where the field is known, and by pattern inside free text.
"""

import re
from collections.abc import Mapping
from typing import Protocol

from inspector.capture.private import PRIVATE, PrivateKind

_DOTS = "•••"
_NAME_KEYS = frozenset({"callerdisplayname", "displayname"})
_TOKEN_KEYS = frozenset({"incomingcallcontext", "token", "accesstoken", "authorization"})
_SPEECH_KEYS = frozenset({"speech", "recognizedphrase", "tones", "text"})
_RAW_ID_KEYS = frozenset({"rawid"})
_PHONE_KEYS = frozenset({"phonenumber"})
_USER_KEYS = frozenset(
    {"communicationuser", "microsoftteamsuser", "microsoftteamsapp", "teamsextensionuser"}
)
_USER_ID_KEYS = frozenset({"id", "userid", "appid"})


class Redactor(Protocol):
    """Turns captured values into what may be shown."""

    def learn(self, data: Mapping[str, object]) -> None:
        """Remember the names in an event's payload, to find them inside free text later."""

    def text(self, text: str) -> str:
        """Free text with everything personal or secret in it replaced."""

    def field(self, path: tuple[str, ...], value: str) -> str:
        """A payload's value, replaced as its field asks; `path` is its keys from the top."""

    def __bool__(self) -> bool:
        """Whether anything is masked at all."""


class Plain:
    """Shows everything as delivered: the reader asked for it."""

    def learn(self, data: Mapping[str, object]) -> None:
        """Nothing to remember."""

    def text(self, text: str) -> str:
        """The text itself."""
        return text

    def field(self, path: tuple[str, ...], value: str) -> str:  # noqa: ARG002 - the protocol's
        """The value itself."""
        return value

    def __bool__(self) -> bool:
        return False


class Masker:
    """The default: masks, with stand-ins that stay the same within one report."""

    def __init__(self) -> None:
        self._stand_ins: dict[tuple[str, str], str] = {}
        self._names: dict[str, str] = {}

    def __bool__(self) -> bool:
        return True

    def learn(self, data: Mapping[str, object]) -> None:
        """Remember the display names of a payload, at any depth."""
        for path, value in leaves(data):
            if path and path[-1].lower() in _NAME_KEYS and len(value.strip()) > 2:
                self._names[value.strip()] = self._name(value)

    def text(self, text: str) -> str:
        """Free text without numbers, raw ids, addresses, tokens and the names learned."""
        for name in sorted(self._names, key=len, reverse=True):
            text = re.sub(re.escape(name), self._names[name], text, flags=re.IGNORECASE)
        return PRIVATE.sub(self._replace, text)

    def field(self, path: tuple[str, ...], value: str) -> str:
        """A payload's value, masked as a whole where its field is known to be private."""
        if not value:
            return value
        keys = [key.lower() for key in path if not key.isdigit()]
        last = keys[-1] if keys else ""
        parent = keys[-2] if len(keys) > 1 else ""
        if last in _TOKEN_KEYS:
            return f"[token, {len(value):,} characters]"
        if last in _SPEECH_KEYS:
            return f"[what was said or typed, {len(value):,} characters]"
        if last in _NAME_KEYS:
            return self._name(value)
        if last in _RAW_ID_KEYS or (parent in _USER_KEYS and last in _USER_ID_KEYS):
            return self._raw_id(value)
        if last in _PHONE_KEYS or (parent in _PHONE_KEYS and last == "value"):
            return self._phone(value)
        return self.text(value)

    def _replace(self, match: re.Match[str]) -> str:
        value = match.group()
        match match.lastgroup:
            case PrivateKind.RAW_ID:
                return self._raw_id(value)
            case PrivateKind.PHONE:
                return self._phone(value)
            case PrivateKind.ADDRESS:
                return "[address]"
            case _:
                return "[token]"

    def _raw_id(self, value: str) -> str:
        if re.fullmatch(r"4:\+?\d+", value):
            return self._phone(value[2:])
        return self._stand_in("person", value, "[person {}]")

    def _name(self, value: str) -> str:
        return self._stand_in("name", value.strip().casefold(), "[name {}]")

    def _phone(self, value: str) -> str:
        digits = "".join(char for char in value if char.isdigit())
        if len(digits) < 7:
            return self._stand_in("phone", digits or value, "[number {}]")
        plus = "+" if value.lstrip().startswith("+") else ""
        short = f"{plus}{digits[:2]}{_DOTS}{digits[-3:]}"
        key = ("phone", digits)
        if key not in self._stand_ins:
            taken = sum(
                text == short or text.startswith(f"{short} (") for text in self._stand_ins.values()
            )
            self._stand_ins[key] = f"{short} ({taken + 1})" if taken else short
        return self._stand_ins[key]

    def _stand_in(self, kind: str, value: str, pattern: str) -> str:
        key = (kind, value)
        if key not in self._stand_ins:
            number = 1 + sum(other == kind for other, _ in self._stand_ins)
            self._stand_ins[key] = pattern.format(number)
        return self._stand_ins[key]


def leaves(
    value: object, path: tuple[str, ...] = (), depth: int = 32
) -> list[tuple[tuple[str, ...], str]]:
    """Every single value of a payload with its keys from the top, in the payload's order.

    Values nested deeper than `depth` are told as one "nested too deep" leaf, never dropped.
    """
    if isinstance(value, Mapping):
        pairs = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        pairs = [(str(n), item) for n, item in enumerate(value)]
    else:
        return [(path, _scalar(value))]
    if depth == 0:
        return [(path, "nested too deep to show here")]
    if not pairs and path:
        return [(path, "{}" if isinstance(value, Mapping) else "[]")]
    return [leaf for key, item in pairs for leaf in leaves(item, (*path, key), depth - 1)]


def _scalar(value: object) -> str:
    match value:
        case None:
            return "null"
        case True:
            return "true"
        case False:
            return "false"
        case _:
            return str(value)
