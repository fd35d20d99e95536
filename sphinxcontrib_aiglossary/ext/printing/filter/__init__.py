"""The controls that filter the terms of an HTML page, and the links to terms that copy themselves."""
