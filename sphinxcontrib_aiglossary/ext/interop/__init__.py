"""Terms across projects: what this project publishes, and what other projects publish."""
