"""Training of the shipped weights; for developers only, never imported at run time."""
