"""Events as columns: numbers and byte positions, never the text that the file still has."""
