"""Code classes: the first digit of a result code, which decides color and shape."""

from enum import StrEnum


class CodeClass(StrEnum):
    """The class of a result code; a code outside the four classes, or none, is NONE."""

    C2XX = "2xx"
    C4XX = "4xx"
    C5XX = "5xx"
    C6XX = "6xx"
    NONE = "none"


_BY_HUNDRED = {2: CodeClass.C2XX, 4: CodeClass.C4XX, 5: CodeClass.C5XX, 6: CodeClass.C6XX}


def code_class(code: int | None) -> CodeClass:
    """The class of a code; 0 is what client logs write for 200."""
    if code is None:
        return CodeClass.NONE
    if code == 0:
        return CodeClass.C2XX
    return _BY_HUNDRED.get(code // 100, CodeClass.NONE)
