"""Rendering: Markdown tokens to docutils nodes."""
