"""The handling ladder: which marking is higher, and how each looks."""

from __future__ import annotations

from dataclasses import dataclass

from communique.content.registers import Rung

# TLP 2.0 (FIRST, in force since August 2022): label wording and colours on black, sections 2 and 3 of the standard.
TLP = (
    Rung(label="TLP:CLEAR", foreground="#FFFFFF", meaning="Disclosure is not limited."),
    Rung(label="TLP:GREEN", foreground="#33FF00", meaning="Limited disclosure, within the community."),
    Rung(label="TLP:AMBER", foreground="#FFC000", meaning="Limited to the organisation and its clients."),
    Rung(label="TLP:AMBER+STRICT", foreground="#FFC000", meaning="Limited to the organisation only."),
    Rung(label="TLP:RED", foreground="#FF2B2B", meaning="For the eyes and ears of named recipients only."),
)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs from lowest to highest."""

    rungs: tuple[Rung, ...]

    @classmethod
    def of(cls, rungs: tuple[Rung, ...]) -> Ladder:
        """The project's own ladder, or TLP 2.0 when it has none."""
        return cls(rungs or TLP)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels from lowest to highest."""
        return tuple(rung.label for rung in self.rungs)

    def height(self, label: str | None) -> int:
        """0 for the lowest rung. Unknown labels count as above the top: what can't be judged is shown to nobody."""
        if label is None:
            return 0
        labels = self.labels
        return labels.index(label) if label in labels else len(labels)

    def rung(self, height: int) -> Rung:
        """The rung at a height."""
        return self.rungs[height]
