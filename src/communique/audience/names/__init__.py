"""The ways in which a person's name may be typed, and a finder that sees them through noise.

`spellings` tells all forms of a person of the register; `NameFinder` finds them in text. It does not know inflected
forms other than a plural or genitive s, nicknames, or a name in a script that its letters do not give: those are
aliases for the register.
"""

from communique.audience.names.find import NameFinder, NameHit
from communique.audience.names.spell import Kind, Spelling, spellings

__all__ = ["Kind", "NameFinder", "NameHit", "Spelling", "spellings"]
