"""Which data a document names, and whether they were exposed, may have been, or were not."""
