"""Translation: message catalogues, the gettext builder and the strings of the user interface."""
