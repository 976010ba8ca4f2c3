"""Faults on purpose: kills at every point and at random, and what is left then. `make faults` runs them all."""
