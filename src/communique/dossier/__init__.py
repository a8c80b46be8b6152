"""Views across documents: series, promises, conflicts, profiles, events."""
