"""Counts and days: how many were hit, and when."""
