"""Incremental builds: what was written, what each page depends on, and which pages to write again."""
