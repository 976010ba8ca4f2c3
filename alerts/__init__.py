"""Exposure -> alert -> delivery."""
