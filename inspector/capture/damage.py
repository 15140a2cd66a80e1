"""What ends the unpacking of data before its end."""


class Damaged(Exception):  # noqa: N818 - no error of the program: an end that data can have
    """Packed data cannot be unpacked any further; what was unpacked before stays good."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """A sentence for people."""


def cut_short(name: str) -> Damaged:
    """What to say when packed data ends before it should."""
    return Damaged(f"The {name} file ends too early; what came before the cut was read.")


def damaged(name: str) -> Damaged:
    """What to say when packed data cannot be understood."""
    return Damaged(f"The {name} data is damaged from here on; what came before was read.")
