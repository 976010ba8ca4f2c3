"""What people and programs are shown: standard output and error, JSON, summaries."""
