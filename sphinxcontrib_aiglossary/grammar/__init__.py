"""How names, abbreviations, fields and the openings of bodies look: the evidence by which dumps are read."""
