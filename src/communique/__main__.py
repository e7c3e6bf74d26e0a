"""`python -m communique`: the same words as the `communique` command."""

from communique.cli import main

main()
