"""Renderings of an explanation and of a whole call."""
