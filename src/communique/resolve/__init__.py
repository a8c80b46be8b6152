"""Which names mean one thing: letters, words, keys, and comparison with reasons. No SQL, nothing of one document."""
