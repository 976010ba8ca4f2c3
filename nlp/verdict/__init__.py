"""What a document is about: whether it tells of an incident as its subject, and how firmly."""
