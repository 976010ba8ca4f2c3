"""Which sources there are, whether they can be heard, and trying them."""
