"""Every use of undocumented parts of Sphinx, docutils, MyST-Parser and sphinx-design."""
