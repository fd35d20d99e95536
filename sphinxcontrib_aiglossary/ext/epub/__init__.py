"""EPUB: the semantics of glossaries, formulas as MathML, and what navigation and package file lack."""
