"""What codes mean: loads and checks the catalog, and looks a result up in it."""
