"""What templates show, worked out by pure functions."""
