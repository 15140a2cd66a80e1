"""Where a text may tell of a call, for those who pass many lines at once."""

from inspector.capture.apierrors import API_ERROR
from inspector.capture.http_message import PACKED
from inspector.capture.shape import MARKER

RUNTIME = b'"log"'
"""The key of the text in a record of a container runtime, several of which may make one value."""
SHORTEST_MARKED = b'{"eventtype":1}'
"""No shorter line holds a word that call events hold."""
_ERROR = b"error"


def marked(text: bytes) -> list[int]:
    """Where a call may be told of, in no order."""
    folded = text.lower()
    marks = [at for word in MARKER.words for at in places_of(word, folded)]
    marks += places_of(RUNTIME, text)
    marks += [packed.start() for packed in PACKED.finditer(text)]
    if _ERROR in folded:
        marks += [error.start() for error in API_ERROR.finditer(text)]
    return marks


def places_of(wanted: bytes, text: bytes) -> list[int]:
    """Where something stands in a text."""
    places: list[int] = []
    at = text.find(wanted)
    while at >= 0:
        places.append(at)
        at = text.find(wanted, at + len(wanted))
    return places
