"""Collecting: what each document says about the glossary, recorded while Sphinx reads it."""
