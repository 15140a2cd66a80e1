"""Bytes to envelopes: files, encodings, framing, and the two reading paths."""
