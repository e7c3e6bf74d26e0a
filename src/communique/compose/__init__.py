"""Composition: a view and a template to one numbered, resolved Document tree."""
