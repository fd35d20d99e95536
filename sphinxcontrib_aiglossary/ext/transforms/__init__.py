"""Post-transforms: placeholders become glossaries, and names become links."""
