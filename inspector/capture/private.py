"""What personal and secret values look like in a text: numbers, raw ids, addresses, tokens.

Only shapes are told here; a field whose name says that it is private is another matter.
"""

import re
from enum import StrEnum


class PrivateKind(StrEnum):
    """Kinds of values that a shared text must not carry."""

    TOKEN = "token"
    RAW_ID = "raw"
    ADDRESS = "address"
    PHONE = "phone"
    NAME = "name"
    """No shape tells it, only the field that holds it; so with what was said."""
    SPEECH = "speech"


SHAPES = {
    PrivateKind.TOKEN: r"""
        \beyJ[\w-]{8,}(?:\.[\w-]+){0,4}
        |(?<=Bearer\ )[\w.~+/-]{8,}=*
        |(?<=[?&;](?:sig|key)=)[^&\s"']{8,}
        |(?<=accesskey=)[\w+/]{8,}=*""",
    PrivateKind.RAW_ID: r"""
        (?<![\w:.-])\d{1,2}:(?:[a-z]{2,}(?:-[a-z]+)*:)[\w.+-]{6,}(?::[\w.-]+)*
        |(?<![\w:.-])4:\+?\d{6,15}(?!\w)""",
    PrivateKind.ADDRESS: r"""
        \b(?:sips?:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}""",
    PrivateKind.PHONE: r"""
        (?<![\w+])\+\d(?:[\d ().-]{5,20})\d(?![\w:])
        |(?<![\w+.#/-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])
        |(?<![\w+.#/-])\d{10,15}(?![\w.:#/-])""",
}
"""By kind, a verbose pattern to be used without regard to case; the first that fits counts."""

PRIVATE = re.compile(
    "|".join(f"(?P<{kind}>{shape})" for kind, shape in SHAPES.items()),
    re.VERBOSE | re.IGNORECASE,
)
"""All shapes; the name of the group that matched is the kind."""
