"""Writers of a whole glossary: directives for plain Sphinx projects, data, and what a site publishes."""
