"""Every channel through which a finished file can say something, seen or not: what the leak guard listens to."""
