"""Builders and matchers of the tests."""
