"""The window's regions; they never import each other."""
