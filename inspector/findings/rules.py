"""Every rule by the id of its row in the catalog, in the order in which they run."""

from collections.abc import Mapping
from types import MappingProxyType

from inspector.findings.clock import clk_1
from inspector.findings.codes import code_1, code_2, code_3
from inspector.findings.duplicates import dup_1, dup_2
from inspector.findings.endings import end_1
from inspector.findings.late import end_2
from inspector.findings.media import media_1
from inspector.findings.operations import op_1, op_2, op_3
from inspector.findings.order import ord_1
from inspector.findings.people import ppl_1
from inspector.findings.privacy import pii_1
from inspector.findings.scene import Rule
from inspector.findings.sequence import seq_1
from inspector.findings.transfer import xfer_1
from inspector.findings.waits import time_1

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "END-1": end_1,
        "END-2": end_2,
        "DUP-1": dup_1,
        "DUP-2": dup_2,
        "ORD-1": ord_1,
        "SEQ-1": seq_1,
        "CLK-1": clk_1,
        "OP-1": op_1,
        "OP-2": op_2,
        "OP-3": op_3,
        "PPL-1": ppl_1,
        "XFER-1": xfer_1,
        "CODE-1": code_1,
        "CODE-2": code_2,
        "CODE-3": code_3,
        "MEDIA-1": media_1,
        "TIME-1": time_1,
        "PII-1": pii_1,
    }
)
