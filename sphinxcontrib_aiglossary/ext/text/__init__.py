"""Plain text, manual pages and Info manuals."""
