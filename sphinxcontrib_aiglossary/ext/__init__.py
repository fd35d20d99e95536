"""The Sphinx layer: everything here may import Sphinx and docutils; nothing outside it does."""
