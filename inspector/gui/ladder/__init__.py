"""The ladder of a call as a scrolling drawing."""
