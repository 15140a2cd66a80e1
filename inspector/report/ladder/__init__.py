"""A call as a ladder: who told whom what, from top to bottom; as text, Mermaid and SVG."""
