"""How an incident is folded from its reports, part by part."""
