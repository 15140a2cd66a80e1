"""What a person chose about a source, in place of what is detected or assumed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

CHOSEN = " (chosen)"
"""Behind the name of a format or an encoding that was not detected."""
NO_TABLE = "values anywhere"
"""Look for values on every line, and take none for a row of cells."""
DELIMITERS: Mapping[str, bytes] = MappingProxyType(
    {
        "CSV": b",",
        "CSV with semicolons": b";",
        "tab-separated values": b"\t",
        "values separated by bars": b"|",
    }
)
"""The kinds of delimited text, and what stands between their cells."""
CONTAINERS = (NO_TABLE, *DELIMITERS)
"""What a source can be read as. Everything else is found value by value and needs no choice."""
UTC, LOCAL = "UTC", "local"
_MINUTES_IN_USE = (
    -720, -660, -600, -570, -540, -480, -420, -360, -300, -240, -210, -180, -120, -60,
    60, 120, 180, 210, 240, 270, 300, 330, 345, 360, 390, 420, 480, 525, 540, 570, 600, 630, 660,
    720, 765, 780, 840,
)  # fmt: skip


def zone_name(minutes: int) -> str:
    """A fixed zone by its distance from UTC."""
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}" if minutes else UTC


ZONES = (UTC, LOCAL, *map(zone_name, _MINUTES_IN_USE))
"""The zones that the times of log lines can be read in."""
FARTHEST_NS = 366 * 86_400 * 10**9
"""Most that a clock can be set: a wrong year is the worst that clocks are wrong by."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Empty and zero mean: as detected."""

    encoding: str = ""
    """One of the encodings to choose from."""
    container: str = ""
    """One of CONTAINERS."""
    zone: str = ""
    """The zone of the times in front of log lines: UTC, "local", or such as "UTC+02:00"."""
    log_shift_ns: int = 0
    """Added to the times in front of log lines; they are the receiving program's clock."""
    event_shift_ns: int = 0
    """Added to the times of the events: only where they differ from those of other sources."""

    def over(self, base: "Choice") -> "Choice":
        """What is chosen here, and where that is nothing, what the other one says."""
        return Choice(
            **{
                each.name: getattr(self, each.name) or getattr(base, each.name)
                for each in fields(self)
            }
        )

    @property
    def has_clock(self) -> bool:
        """Whether it says anything about times."""
        return bool(self.zone or self.log_shift_ns or self.event_shift_ns)


AS_DETECTED = Choice()


def zone_minutes(zone: str) -> int | None:
    """Minutes ahead of UTC that a fixed zone is; None for the local one.

    Raises ValueError for anything else.
    """
    if zone == LOCAL:
        return None
    if zone == UTC:
        return 0
    sign, hours, minutes = zone[3:4], zone[4:6], zone[7:]
    sound = zone[:3] == UTC and sign in ("+", "-") and zone[6:7] == ":" and len(zone) == 9
    if not sound or not (hours + minutes).isascii() or not (hours + minutes).isdigit():
        raise ValueError(f"{zone} is no zone")
    ahead = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or ahead > 14 * 60:
        raise ValueError(f"{zone} is no zone")
    return -ahead if sign == "-" else ahead
