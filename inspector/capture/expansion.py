"""From what the user chose to single files: folders and archives are looked into."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from inspector.capture.archive import Member, lister_of
from inspector.capture.bytestore import ByteStore
from inspector.capture.content import Content, Refused, Unpacked
from inspector.capture.damage import Damaged
from inspector.capture.folder import found_in
from inspector.capture.nontext import no_text
from inspector.capture.source import Input, Room, content_of
from inspector.capture.spool import LIMITS, GrowingStore, Limits, Spool
from inspector.errors import InspectorError

MOST_FILES = 10_000
"""Files that one folder or archive may add: hourly logs of a year are 8,760."""
MOST_TOLD = 1_000
"""Files left out that are told one by one: nobody reads further."""
_ARCHIVES_DEEP = 2
"""Archives inside one another: a download often is an archive of archives, never of such."""
_WITHIN = " › "
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out because it can hold no callback."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Expanded:
    """Single files, and what was left out of them."""

    inputs: tuple[Input, ...]
    skipped: tuple[Skipped, ...]


def expand(
    inputs: Sequence[Input], cancelled: Callable[[], bool], limits: Limits = LIMITS
) -> Expanded:
    """Every folder and archive replaced by the files in it, by name.

    What cannot be read stays an input, and opening it says why. Expanding again changes nothing.
    """
    expansion = _Expansion(cancelled, limits)
    for given in inputs:
        expansion.add(given)
    return Expanded(tuple(expansion.inputs), expansion.skipped())


@dataclass(slots=True)
class _Expansion:
    cancelled: Callable[[], bool]
    limits: Limits
    inputs: list[Input] = field(default_factory=list)
    _told: list[Skipped] = field(default_factory=list)
    _untold: int = 0
    _spool: Spool = field(default_factory=Spool)
    _left: int = MOST_FILES

    def skipped(self) -> tuple[Skipped, ...]:
        """What was left out."""
        if not self._untold:
            return tuple(self._told)
        return (*self._told, Skipped(f"{self._untold:,} more", "not listed one by one"))

    def add(self, given: Input) -> None:
        """Take one input that the user chose."""
        self._left = MOST_FILES
        if given.member is not None:
            self.inputs.append(given)
            return
        before = len(self.inputs), len(self._told)
        if given.path is not None and given.path.is_dir():
            self._folder(given, given.path)
        else:
            self._file(given, chosen=True)
        if before[0] == len(self.inputs) and not self.cancelled():
            self._refuse(given.label, _nothing_in(given.label, self._told[before[1] :]))

    def _folder(self, given: Input, folder: Path) -> None:
        found = sorted(found_in(folder, self.cancelled), key=lambda each: _by_name(each.name))
        for each in found:
            if self.cancelled():
                return
            label = str(Path(given.label) / each.name)
            if each.error is not None:
                self._refuse(label, each.error)
            elif each.reason:
                self._skip(label, each.reason)
            elif not self._may_go_on(given.label):
                return
            else:
                self._file(Input(label, each.path, chosen=given.chosen))

    def _file(self, given: Input, *, chosen: bool = False) -> None:
        try:
            content = content_of(given)
            room = Room.of(content.size, self.limits, self._spool)
            self._content(replace(given, room=room), content, 1, chosen=chosen)
        except InspectorError as error:
            self.inputs.append(replace(given, member=Refused(error)))

    def _content(self, given: Input, content: Content, depth: int, *, chosen: bool = False) -> None:
        """Take a file as it is, or what is in it if it is an archive."""
        unpacked = Unpacked(content)
        lister = lister_of(unpacked.head)
        if lister is None:
            reason = "" if chosen else no_text(unpacked.head) if unpacked.head else "empty"
            if reason:
                self._skip(given.label, reason)
            else:
                self.inputs.append(given)
        elif depth > _ARCHIVES_DEEP:
            self._skip(given.label, "an archive in an archive in an archive")
        else:
            self._archive(given, lister(self._bytes_of(given, unpacked)), depth)

    def _archive(self, given: Input, listing: Iterable[Member], depth: int) -> None:
        members, reason = self._listed(given.label, listing)
        for member in sorted(members, key=lambda each: _by_name(each.name)):
            if self.cancelled():
                return
            label = given.label + _WITHIN + member.name
            if member.content is None:
                self._skip(label, member.reason)
                continue
            inside = replace(given, label=label, path=None, data=None, member=member.content)
            try:
                self._content(inside, member.content, depth + 1)
            except InspectorError as error:
                self._refuse(label, error)
        if reason and not self.cancelled():
            end = " to its end" if members else ""
            self._refuse(
                given.label,
                InspectorError(
                    f"The archive {given.label} cannot be read{end}",
                    reason,
                    "Make or download the archive again",
                ),
            )

    def _listed(self, label: str, listing: Iterable[Member]) -> tuple[list[Member], str]:
        """The members up to a limit or to the damage, and what the damage is."""
        members: list[Member] = []
        try:
            for member in listing:
                if self.cancelled() or not self._may_go_on(label):
                    break
                members.append(member)
        except Damaged as error:
            return members, error.reason
        return members, ""

    def _bytes_of(self, given: Input, unpacked: Unpacked) -> ByteStore:
        """An archive's bytes, readable anywhere."""
        if unpacked.store is not None:
            return unpacked.store
        assert given.room is not None
        room = given.room
        return GrowingStore(unpacked.blocks, room.spool, room.budget, self.cancelled)

    def _may_go_on(self, label: str) -> bool:
        """Count one more file; tells once when there are too many."""
        self._left -= 1
        if self._left == -1:
            error = InspectorError(
                f"{label} holds too many files",
                f"Only {MOST_FILES:,} of them were looked at",
                "Choose a smaller folder, or the files themselves",
            )
            self._refuse(label, error)
        return self._left >= 0

    def _skip(self, label: str, reason: str) -> None:
        if len(self._told) < MOST_TOLD:
            self._told.append(Skipped(label, reason))
        else:
            self._untold += 1

    def _refuse(self, label: str, error: InspectorError) -> None:
        self.inputs.append(Input(label, member=Refused(error)))


def _nothing_in(label: str, skipped: Sequence[Skipped]) -> InspectorError:
    named = "; ".join(f"{each.label}: {each.reason}" for each in skipped[:3])
    more = f"; and {len(skipped) - 3:,} more" if len(skipped) > 3 else ""
    return InspectorError(
        f"{label} holds no file that can be read",
        f"Left out: {named}{more}" if skipped else "It is empty",
        "Choose a folder, an archive or a file that holds logs",
    )


def _by_name(name: str) -> tuple[object, ...]:
    """Orders names as people do: folder by folder, 2 before 10, capitals apart only at last."""
    folders = (_DIGITS.split(folder) for folder in name.casefold().split("/"))
    return (tuple(tuple(map(_part_key, parts)) for parts in folders), name)


def _part_key(part: str) -> tuple[int, str]:
    """Numbers by their length first: they may have thousands of digits."""
    digits = part.lstrip("0")
    return (len(digits), digits) if part.isdecimal() else (0, part)
