"""One module a page: it asks the store or a view, and hands what comes back to a template."""
