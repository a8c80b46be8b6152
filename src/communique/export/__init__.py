"""Records as text, tables and pages for people."""
