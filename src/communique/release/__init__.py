"""Release: what was verified goes out, whole or not at all, with a manifest of every file."""
