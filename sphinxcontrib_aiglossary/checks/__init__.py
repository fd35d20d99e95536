"""What ``aiglossary check`` reports of a whole glossary, and what ``check --strict`` asks for beyond that."""
