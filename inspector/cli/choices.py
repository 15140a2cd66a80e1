"""The options that say how to read a file where what is detected or assumed is wrong."""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from inspector.capture.choice import (
    AS_DETECTED,
    CONTAINERS,
    FARTHEST_NS,
    LOCAL,
    UTC,
    Choice,
    zone_minutes,
    zone_name,
)
from inspector.capture.encoding import CHOICES
from inspector.errors import InspectorError

_SECOND_NS = 10**9
_READ_AS = {
    "values": CONTAINERS[0],
    "csv": CONTAINERS[1],
    "csv-semicolon": CONTAINERS[2],
    "tsv": CONTAINERS[3],
    "bars": CONTAINERS[4],
}
_ENCODINGS = {name.lower().replace(" ", "-"): name for name in CHOICES} | {"cp1252": CHOICES[-1]}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen for all files and for single ones, by name."""

    for_all: Choice = AS_DETECTED
    by_name: Mapping[str, Choice] = field(default_factory=dict)

    def of(self, name: str) -> Choice:
        """The choice for a file or folder that was named on the command line."""
        return self.by_name.get(name, AS_DETECTED).over(self.for_all)

    def within(self, names: Sequence[str]) -> Mapping[str, Choice]:
        """The choices for files that were not named themselves: those in folders and archives."""
        return {name: chosen for name, chosen in self.by_name.items() if name not in names}

    def check(self, read: Iterable[str]) -> None:
        """Raise InspectorError when something was chosen for a file that was not read."""
        unknown = self.by_name.keys() - set(read)
        if unknown:
            name = min(unknown)
            raise InspectorError(
                f"Something is chosen for {name}, which is no file that was read",
                "",
                "Name the file as the command names it",
            )


NOTHING_CHOSEN = Chosen()


def add_choices(parser: argparse.ArgumentParser) -> None:
    """Add the options; each may be given several times, for all files or for one."""
    group = parser.add_argument_group(
        "how files are read",
        "Each of these takes VALUE for all files, or FILE=VALUE for one of them; files in folders "
        "and archives are named as the output names them.",
    )
    for option, metavar, words, convert in _OPTIONS:
        group.add_argument(
            option,
            metavar=f"[FILE=]{metavar}",
            action="append",
            default=[],
            type=_named(convert),
            help=words,
        )


def chosen_choices(arguments: argparse.Namespace) -> Chosen:
    """What the options say."""
    for_all, by_name = AS_DETECTED, dict[str, Choice]()
    for option, *_ in _OPTIONS:
        given: list[tuple[str, Choice]] = getattr(arguments, option[2:].replace("-", "_"))
        for name, choice in given:
            if name:
                by_name[name] = choice.over(by_name.get(name, AS_DETECTED))
            else:
                for_all = choice.over(for_all)
    return Chosen(for_all, by_name)


def _named(convert: Callable[[str], Choice]) -> Callable[[str], tuple[str, Choice]]:
    def parse(text: str) -> tuple[str, Choice]:
        name, _, value = text.rpartition("=")
        return name, convert(value)

    return parse


def _encoding(text: str) -> Choice:
    name = _ENCODINGS.get(text.lower().replace("_", "-"))
    if name is None:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(_ENCODINGS)}")
    return Choice(encoding=name)


def _container(text: str) -> Choice:
    name = _READ_AS.get(text.lower())
    if name is None:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(_READ_AS)}")
    return Choice(container=name)


def _zone(text: str) -> Choice:
    """UTC, local, or a fixed distance such as +02:00."""
    if text.lower() in (UTC.lower(), "z", LOCAL):
        return Choice(zone=LOCAL if text.lower() == LOCAL else UTC)
    name = text.upper() if text.upper().startswith(UTC) else f"{UTC}{text}"
    try:
        minutes = zone_minutes(name)
    except ValueError:
        message = f"{text!r} is neither UTC, nor local, nor such as +02:00"
        raise argparse.ArgumentTypeError(message) from None
    return Choice(zone=UTC if minutes is None else zone_name(minutes))


def _seconds_ns(text: str) -> int:
    try:
        length_ns = int(Decimal(text.removesuffix("s").strip()) * _SECOND_NS)
    except (InvalidOperation, OverflowError, ValueError):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds") from None
    if abs(length_ns) > FARTHEST_NS:
        raise argparse.ArgumentTypeError(f"{text!r} is more than a year")
    return length_ns


_OPTIONS: tuple[tuple[str, str, str, Callable[[str], Choice]], ...] = (
    ("--encoding", "NAME", f"encoding of the text: {', '.join(_ENCODINGS)}", _encoding),
    (
        "--read-as",
        "FORMAT",
        "a table (csv, csv-semicolon, tsv, bars), or no table (values); in all other formats "
        "events are found value by value, whatever lies around",
        _container,
    ),
    (
        "--time-zone",
        "ZONE",
        "zone of the times in front of log lines: UTC, local, or such as +02:00 (but =-05:00 "
        "behind the option); moves no event",
        _zone,
    ),
    (
        "--log-clock",
        "SECONDS",
        "seconds to add to the times in front of log lines; moves no event",
        lambda text: replace(AS_DETECTED, log_shift_ns=_seconds_ns(text)),
    ),
    (
        "--clock-offset",
        "SECONDS",
        "seconds to add to the times of a file's events, where they differ from those of the same "
        "deliveries in another file",
        lambda text: replace(AS_DETECTED, event_shift_ns=_seconds_ns(text)),
    ),
)
