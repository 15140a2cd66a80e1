"""Reads one row of a catalog file and checks every field of it."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from inspector.errors import InspectorError

Fields = Mapping[str, object]
"""One row as its file has it."""

_Word = TypeVar("_Word", bound=StrEnum)
_KEY_FIELDS = (
    "id",
    "code",
    "subcode",
    "pattern",
    "name",
    "theme",
    "value",
    "sip",
    "q850",
    "themes",
)


class RowReader:
    """Takes the fields of one row, one by one; what is wrong goes to a shared list of faults.

    A missing or wrong field yields a harmless value, so one run finds all faults of a file.
    """

    def __init__(
        self,
        place: str,
        fields: Fields,
        source_ids: frozenset[str],
        faults: list[str],
    ) -> None:
        self._place = place
        self._fields = fields
        self._source_ids = source_ids
        self._faults = faults
        self._taken: set[str] = set()

    def fault(self, field: str, what: str) -> None:
        """Notes a fault of a field: file, row and field are named."""
        self._faults.append(f'{self._place}, field "{field}": {what}')

    def text(self, field: str) -> str:
        """A text that must be there and not be empty."""
        value = self._take(field)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.fault(field, "a text is needed" if value is None else f"{value!r} is no text")
        return ""

    def optional_text(self, field: str) -> str:
        """A text; empty when the field is left out or empty."""
        return self.text(field) if self._fields.get(field, "") != "" else self._absent(field)

    def number(self, field: str) -> int:
        """A whole number, zero or more."""
        value = self._take(field)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.fault(
            field, "a number is needed" if value is None else f"{value!r} is no whole number"
        )
        return 0

    def optional_number(self, field: str) -> int | None:
        """A whole number, or None when the field is left out."""
        return self.number(field) if field in self._fields else None

    def flag(self, field: str) -> bool:
        """A field that is true or false."""
        value = self._take(field)
        if isinstance(value, bool):
            return value
        self.fault(field, f"must be true or false, not {value!r}")
        return False

    def optional_flag(self, field: str) -> bool:
        """True or false; false when the field is left out."""
        return self.flag(field) if field in self._fields else False

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of different texts; empty when the field is left out."""
        value = self._take(field)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            self.fault(field, f"must be a list of texts, not {value!r}")
            return ()
        if len(set(value)) < len(value):
            self.fault(field, "names something twice")
        return tuple(value)

    def numbers(self, field: str) -> Mapping[str, float]:
        """A table of numbers by name; empty when the field is left out."""
        value = self._take(field)
        if value is None:
            return {}
        if not isinstance(value, dict) or any(type(n) not in (int, float) for n in value.values()):
            self.fault(field, f"must be a table of numbers, not {value!r}")
            return {}
        return {name: float(number) for name, number in value.items()}

    def word(self, field: str, words: type[_Word]) -> _Word:
        """One of the enumerated words."""
        value = self._take(field)
        for word in words:
            if value == word.value:
                return word
        self.fault(field, f"must be one of {_list(words)}, not {value!r}")
        return next(iter(words))

    def optional_word(self, field: str, words: type[_Word]) -> _Word | None:
        """One of the enumerated words, or None when the field is left out."""
        return self.word(field, words) if field in self._fields else None

    def choice(self, field: str, allowed: Iterable[str]) -> str:
        """One of a few texts that need no enumeration in the program."""
        value = self.text(field)
        if value and value not in allowed:
            self.fault(field, f"must be one of {_list(allowed)}, not {value!r}")
        return value

    def sources(self) -> tuple[str, ...]:
        """The ids of the row's sources: at least one, all of them known."""
        ids = self.texts("sources")
        if not ids:
            self.fault("sources", "names no source")
        for unknown in ids:
            if unknown not in self._source_ids:
                self.fault("sources", f"{unknown!r} is not in sources.toml")
        return ids

    def finish(self) -> None:
        """Notes every field that no rule asked for."""
        for field in self._fields:
            if field not in self._taken:
                self.fault(field, "is no field of such a row")

    def _absent(self, field: str) -> str:
        self._taken.add(field)
        return ""

    def _take(self, field: str) -> object:
        self._taken.add(field)
        return self._fields.get(field)


def name_of(fields: Fields) -> str:
    """How a person finds the row again: its key fields as written."""
    if "subcode" in fields:
        return f"{fields.get('code', 'any code')}/{fields['subcode']}"
    return " ".join(f"{key} {fields[key]}" for key in _KEY_FIELDS if key in fields) or "no key"


def told(faults: Sequence[str], limit: int = 8) -> str:
    """The first faults in one line, and how many there are besides."""
    more = len(faults) - limit
    return "; ".join(faults[:limit]) + (f"; and {more} more" if more > 0 else "")


def unusable(folder: Path, faults: Sequence[str]) -> InspectorError:
    """What to raise where a catalog has faults."""
    return InspectorError(
        f"The catalog in {folder} cannot be used",
        told(faults),
        "Mend the rows named here, or install the program again",
    )


def _list(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)
