"""What ends the unpacking of data before its end."""


class Damaged(Exception):  # noqa: N818 - no error of the program: an end that data can have
    """Packed data cannot be unpacked any further; what was unpacked before stays good."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """A sentence for people."""
