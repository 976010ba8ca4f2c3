"""Statutory clocks as pure functions: deadlines, who owes whom, and a calendar of them."""
