"""The words of a document, made plain and cut into sentences, before anything is understood."""
