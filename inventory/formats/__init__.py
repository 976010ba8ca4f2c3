"""One file for each format of an inventory."""
