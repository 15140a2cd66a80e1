"""The commands; Qt is never imported here."""
