"""The shape that stands for a code class wherever a class is printed as text."""

from collections.abc import Mapping
from types import MappingProxyType

from inspector.index.codes import CodeClass

GLYPHS: Mapping[CodeClass, str] = MappingProxyType(
    {
        CodeClass.C2XX: "●",
        CodeClass.C4XX: "▲",
        CodeClass.C5XX: "■",
        CodeClass.C6XX: "✖",
        CodeClass.NONE: "◇",
    }
)


def result_text(code: int | None, subcode: int | None) -> str:
    """A code and its subcode as they are printed everywhere: "500 · 560503", "none"."""
    if code is None and subcode is None:
        return "none"
    return " · ".join("?" if number is None else str(number) for number in (code, subcode))
