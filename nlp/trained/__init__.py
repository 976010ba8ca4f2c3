"""The trained models and what they say; nothing but training does without them."""
