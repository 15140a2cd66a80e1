"""How one layer's report stands to what the other layers said."""

from enum import StrEnum


class Standpoint(StrEnum):
    """The word behind a layer; always written out, never a color alone."""

    AGREES = "agrees"
    DIFFERS = "differs"
    GENERAL = "general"
    """Too general to name a cause."""
    BELIEVED = "believed"
    """The only one that names a cause."""
    NONE = ""
    """There is nothing to compare it with."""
