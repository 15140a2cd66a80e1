"""The catalog window: search, browse and read the catalog, with or without a capture."""
