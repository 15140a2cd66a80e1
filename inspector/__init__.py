"""Callback Inspector: read captured Call Automation callbacks offline."""

import os

__version__ = "0.1.0"

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""numpy starts threads for matrices, which keep other cores busy for a moment; none is needed."""
