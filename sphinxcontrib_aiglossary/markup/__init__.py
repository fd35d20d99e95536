"""The markup of texts: the Markdown dialect, which TeX every output can set, definitions and summaries."""
