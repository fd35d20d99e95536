"""The plan of a build: what each placement prints, what each name refers to. It knows no builder and no doctree."""
