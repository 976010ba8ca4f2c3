"""The trained models and what they say; the rules work without them."""
