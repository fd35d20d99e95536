extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
aiglossary_renamed = {
    "spool": "filament real",
    "bed": "nozzle",
    "tip": "point",
    "point": "tip",
}
