"""The one exception that is meant for a person to read."""


class InspectorError(Exception):
    """Something the user can act on: what happened, why, and what to do about it.

    Every front end shows the three parts; nothing else is ever shown as an error.
    """

    def __init__(self, summary: str, reason: str = "", hint: str = "") -> None:
        super().__init__(summary)
        self.summary = summary
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return ". ".join(
            part.rstrip(".") for part in (self.summary, self.reason, self.hint) if part
        )
