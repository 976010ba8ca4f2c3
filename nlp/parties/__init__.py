"""Who is named in a document, and in which role."""
