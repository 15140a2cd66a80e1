"""What belongs together: calls, conversations, operations and their timeline."""
