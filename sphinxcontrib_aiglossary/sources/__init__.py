"""Sources: everything that terms are read from."""
