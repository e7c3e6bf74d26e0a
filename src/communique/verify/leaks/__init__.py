"""The guard against leaks: what is withheld from a reader, looked for in every channel of the finished file."""

from communique.verify.leaks.check import Guard, Heard, check_leaks, check_reasons, guard_for
from communique.verify.leaks.licence import Licence, licence_for

__all__ = ["Guard", "Heard", "Licence", "check_leaks", "check_reasons", "guard_for", "licence_for"]
