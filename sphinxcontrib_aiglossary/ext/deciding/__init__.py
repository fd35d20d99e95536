"""Deciding: what is printed where, and which documents have to be written again."""
