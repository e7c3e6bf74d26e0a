"""Audiences: what each may see, decided before anything is rendered."""
