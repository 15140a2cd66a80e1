"""Answers of the calling API that say no: they stand in logs beside the callbacks."""

import re
from collections.abc import Mapping

from inspector.capture.fields import Fields

_QUOTE = rb'\\*(?:"|u0022)'
API_ERROR = re.compile(
    rb"(?ix) \{ \s* %b error %b \s*:\s* \{ [^{}]{0,400}? %b code %b \s*:\s* (?:%b)? [0-9]{3}"
    % ((_QUOTE,) * 5)
)
"""Such an answer, also escaped."""
_CODE = re.compile(r"[0-9]{3,9}")
_LONGEST = 300
"""Characters of the API's own message that are repeated."""


def api_error(value: object) -> str | None:
    """What an answer says, in a sentence that names its code; None for everything else.

    The calling API sends its subcodes as text; errors of other services carry words.
    """
    if not isinstance(value, Mapping) or len(value) != 1:
        return None
    error = Fields(value).get("error")
    if not isinstance(error, Mapping):
        return None
    fields = Fields(error)
    code = fields.get("code")
    if isinstance(code, int) and not isinstance(code, bool):
        code = str(code)
    if not isinstance(code, str) or not _CODE.fullmatch(code) or "message" not in fields:
        return None
    message = " ".join((fields.text("message") or "").split())[:_LONGEST].rstrip(".")
    return f"The API answered with error {code}{f': {message}' if message else ''}."
