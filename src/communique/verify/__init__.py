"""Verification: finished bytes, opened afresh, held against the tree that they were written from.

Nothing here is imported by writers, and nothing of the writers is imported here: a fault of theirs cannot hide in
code that both use.
"""
