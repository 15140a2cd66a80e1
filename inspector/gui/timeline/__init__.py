"""The timeline's drawing: scale, items, axis."""
