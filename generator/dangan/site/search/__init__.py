"""The search index: text of what has a page, cut into tokens and blocks. The format stands in docs/dev/search.md."""
