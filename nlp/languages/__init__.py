"""The languages other than English: one YAML lexicon each, and the rules that all of them share."""
