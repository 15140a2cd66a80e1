"""Callback Inspector: read captured Call Automation callbacks offline."""

__version__ = "0.1.0"
