"""What could not be read, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A byte range of a source that could not be used; everything around it still opens."""

    source: int
    """Index of the source in the capture."""
    offset: int
    """First byte of the range in the source's text (decompressed, UTF-8)."""
    length: int
    line: int
    """1-based line of the first byte."""
    reason: str
    """What is wrong and what to do, in one plain sentence."""
    excerpt: str
    """At most 120 characters of the range, control characters made visible."""
