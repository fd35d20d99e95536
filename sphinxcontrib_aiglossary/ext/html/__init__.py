"""HTML: pages, indexes, tooltips, the filter, the search index and structured data."""
