"""communique: one structured source, a briefing document for every audience."""

__version__ = "0.1.0"
