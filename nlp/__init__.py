"""Document -> disclosure -> incident; no I/O."""
