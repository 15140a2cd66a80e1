"""Who is in a call while its events go by, as its roster knows."""

from inspector.calls.presence import NO_CHANGE, Roster
from inspector.index.table import EventTable


class Presences:
    """Follows the presences of a roster in the order of time."""

    def __init__(self, roster: Roster, table: EventTable) -> None:
        number_of = {person.name: number for number, person in enumerate(roster.people)}
        changes: list[tuple[int, bool, int]] = []
        self.joined: dict[int, set[int]] = {}
        """By event row, the numbers of the people who come with it."""
        self.left: dict[int, set[int]] = {}
        """And of those who leave with it."""
        for each in roster.presences:
            number = number_of[each.person.name]
            changes.append((each.start_ns, True, number))
            if not each.open_start:
                self.joined.setdefault(each.rows[0], set()).add(number)
            if each.end_ns is None:
                continue
            changes.append((each.end_ns, False, number))
            last = each.rows[-1]
            is_leaving = len(each.rows) > 1 and int(table.time[last]) == each.end_ns
            if is_leaving and not each.open_end:
                self.left.setdefault(last, set()).add(number)
        # At one moment who leaves goes before who comes: the same person may do both.
        self._changes = sorted(changes)
        self._next = 0
        self.now: set[int] = set()
        """The numbers of those who are in the call."""

    def go_to(self, ns: int | None) -> bool:
        """Move on to a time; whether anything changed. Without a time nothing is known to."""
        begun = self._next
        while ns is not None and self._next < len(self._changes):
            at, comes, number = self._changes[self._next]
            if at > ns:
                break
            self._next += 1
            if comes:
                self.now.add(number)
            else:
                self.now.discard(number)
        return self._next > begun


def list_text(told: str) -> str:
    """What a participant list says that is new, as a sentence: "P1 joined; P2 left"."""
    if told == NO_CHANGE:
        return "Participants unchanged"
    is_about_somebody = told[:1] == "P" and told[1:2].isdigit()
    return told if is_about_somebody else f"Participants: {told}"
