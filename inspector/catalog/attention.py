"""What a code asks of the reader when no row tells more than its class."""

from inspector.catalog.model import Attention
from inspector.index.codes import CodeClass

_OF_CLASS = {
    CodeClass.C2XX: Attention.EXPECTED,
    CodeClass.C4XX: Attention.FAILURE,
    CodeClass.C5XX: Attention.FAILURE,
    CodeClass.C6XX: Attention.NOTABLE,
    CodeClass.NONE: Attention.NOTABLE,
}


def class_attention(code_class: CodeClass) -> Attention:
    """What a code asks of the reader when only its class is known."""
    return _OF_CLASS[code_class]
