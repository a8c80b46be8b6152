"""From a document to its record: one module a kind, and ``pipeline``, which names the steps in order."""
