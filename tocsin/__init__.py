"""The shell: pipeline, schedule, command line."""
