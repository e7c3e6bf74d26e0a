"""Content: YAML with Markdown in its text, to validated values that know their place."""
