"""Qt item models over the capture's columns."""
