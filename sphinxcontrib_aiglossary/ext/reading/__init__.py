"""Reading: what the documents say, noted while Sphinx reads them."""
