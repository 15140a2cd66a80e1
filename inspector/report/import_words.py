"""How the format and the encoding of a file were told, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from inspector.capture.choice import CHOSEN, DELIMITERS

_NO_MARK = " without BOM"
_ZEROS = " with zero bytes"

_ENCODINGS: Mapping[str, str] = MappingProxyType(
    {
        "UTF-8": "the beginning is valid UTF-8 and has no byte order mark",
        "UTF-8 with damaged bytes": "most letters beyond ASCII are valid UTF-8, some are not",
        "Windows-1252 (assumed)": "text with bytes that are no UTF-8; nothing names its encoding",
        "binary": "zero bytes or control characters that no text holds",
    }
)
_FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "JSON Lines": "each line holds one value",
        "concatenated JSON": "values over several lines, or several values on one",
        "JSON array": "one array with the values in it",
        "JSON array of strings": "one array, the events written in strings",
        "JSON object": "one object",
        "JSON object with escaped bodies": "one object, the events written in its strings",
        "JSON object keyed by event name": "one object whose keys are names of events",
        "HAR": "one object with the requests of a browser or proxy",
        "query result": "tables whose columns are named apart from their rows",
        "Serilog compact log": "records with the key @t",
        "JSON log": "records with a level or a severity",
        "docker log": "records with log, stream and time, one a line",
        "CRI log": "lines that begin with time, stream and a tag",
        "escaped JSON": "JSON whose quotes are escaped once more",
        "colored JSON": "JSON with color codes of a terminal in it",
        "Python dictionaries": "values as Python prints them",
        "Node.js objects": "values as Node.js prints them",
        "CSV": "rows of cells under a line of titles",
        "CSV with semicolons": "rows of cells under a line of titles",
        "tab-separated values": "rows of cells under a line of titles",
        "values separated by bars": "rows of cells under a line of titles",
        "broken JSON": "a value begins and none ends",
        "binary": "no text",
        "text": "lines without JSON",
        "empty": "nothing but white space",
    }
)


def encoding_evidence(label: str) -> str:
    """Why a file was read in this encoding; empty where there is nothing to say."""
    if label in _ENCODINGS:
        return _ENCODINGS[label]
    if label.endswith(CHOSEN):
        return "chosen by hand instead of what was detected"
    if label.endswith(_ZEROS):
        return f"{encoding_evidence(label.removesuffix(_ZEROS))}; zero bytes stand in between"
    if label.endswith(_NO_MARK):
        return "no byte order mark; zero bytes stand where Western text has them"
    return "a byte order mark stands at the beginning" if label else ""


def format_evidence(label: str) -> str:
    """Why a file was taken for this format; empty where there is nothing to say."""
    if label.endswith(CHOSEN):
        name = label.removesuffix(CHOSEN)
        rows = "chosen by hand; every line is taken for a row of cells, as far as it can be"
        values = "chosen by hand; no line is taken for a row of cells"
        return rows if name in DELIMITERS else f"{values}. {format_evidence(name)}"
    if label.startswith("text log with "):
        return f"lines of text, and {label.removeprefix('text log with ')} on them or between"
    return _FORMATS.get(label, "")
