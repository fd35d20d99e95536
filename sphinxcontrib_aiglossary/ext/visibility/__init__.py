"""Visibility: which places of a document an output shows, and which it leaves out."""
