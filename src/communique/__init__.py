"""communique reads reports of contacts between states and takes out what they put on record."""
