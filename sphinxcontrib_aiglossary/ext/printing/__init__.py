"""Printing: placeholders become nodes, names become links, and the indexes and the search learn of them."""
