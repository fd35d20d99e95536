"""Other extensions: their transforms, listeners and visitors, and how to apply them to a copy of a document."""
