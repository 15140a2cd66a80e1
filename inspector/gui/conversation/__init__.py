"""The stacked drawing of a conversation: a band for each call, on one clock."""
