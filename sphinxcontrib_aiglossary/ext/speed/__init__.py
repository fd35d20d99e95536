"""What makes builds faster, at the price of changes to the process or to Sphinx that ``aiglossary_speedups`` switches."""
