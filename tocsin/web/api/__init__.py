"""The same for machines: JSON, with cursors and ETags."""
