"""LaTeX: what a PDF needs beyond the nodes that every writer prints."""
