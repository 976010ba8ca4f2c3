"""Settings, and the data files that ship."""
