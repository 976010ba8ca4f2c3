"""Who asks, what they may, and what is refused before any page sees it."""
