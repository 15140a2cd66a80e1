"""Problems that are the same, line after line, told as one."""

FEWEST_MERGED = 8
"""Lines with the same fault, one below the other, that are told as one problem."""


def merged(reason: str, count: int) -> str:
    """The reason of a problem that stands for many, each on a line of its own."""
    return f"{reason} The same goes for {count:,} lines from here on." if count > 1 else reason
