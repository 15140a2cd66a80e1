"""Events in the text that a range of bytes holds once it is opened."""

from collections.abc import Callable

from inspector.capture.http_message import Body
from inspector.capture.nested import LEVELS
from inspector.capture.sink import Findings
from inspector.capture.walk import Walk

Hint = Callable[[], str | None]
"""Finds the name of an event that stands beside a text."""
Scan = Callable[[str, Hint, int], Findings]
"""Scans a text, given what finds its hint and how many strings around it were opened."""


class Inside:
    """Scans opened texts and tells their events at the range they were opened from."""

    def __init__(self, walk: Walk, scan: Scan) -> None:
        self._walk = walk
        self._scan = scan

    @property
    def is_too_deep(self) -> bool:
        """Whether no text inside this one is opened any more."""
        return self._walk.level >= LEVELS

    def findings(self, text: str, hint: Hint | None = None) -> Findings:
        """What a text at the cursor holds; the hint is better than what the walk knows."""
        walk = self._walk

        def found() -> str | None:
            return (None if hint is None else hint()) or walk.hint()

        return self._scan(text, found, walk.level + 1)

    def tell_body(self, body: Body, end: int) -> bool:
        """Tell what the body in the string from the cursor to an index holds."""
        findings = self.findings(body.text)
        if body.missing:
            findings.reasons.insert(0, f"{body.missing:,} bytes of this body were not kept.")
        return self.tell(findings, end, "string")

    def tell(self, findings: Findings, end: int, noun: str) -> bool:
        """Tell what the range from the cursor to an index holds; False if it is of no interest.

        The range is named by the noun. The cursor stays.
        """
        walk = self._walk
        if not (findings.found or findings.reasons or findings.operations):
            return False
        position, length = walk.at.position, end - walk.at.index
        ranges = [(each, slice(each.start, each.start + each.length)) for each in findings.found]
        copies = walk.copies_of([(each.event.id, findings.text[at]) for each, at in ranges])
        for part, found in enumerate(findings.found):
            if part not in copies:
                walk.tell.event(found.event, position, length, part)
        for row in findings.operations:
            walk.tell.operation(row, position, length)
        if findings.reasons:
            reason = f"In the text of this {noun}: {findings.reasons[0]}"
            walk.problem(position, length, reason)
        else:
            walk.tell.structure(position, length)
        return True
