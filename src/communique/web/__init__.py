"""The app in the browser: server-made pages and a JSON API over the same functions that the command line calls."""
