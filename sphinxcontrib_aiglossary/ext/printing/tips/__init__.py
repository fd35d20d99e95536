"""The definitions that a page shows beside its links: on hover, on focus, on touch."""
