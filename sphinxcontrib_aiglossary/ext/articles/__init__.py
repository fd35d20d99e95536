"""What is printed of a concept: rendered once, kept in a file, put on pages by name."""
