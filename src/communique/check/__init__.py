"""What can be checked: inside a document, and across documents. One module a check, each a pure function."""
