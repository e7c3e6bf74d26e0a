"""Why an item is in or out: selection's decisions in words, with the two lines that were held against each other.

The answer is for those who write. It names ids, marks and lines of what is withheld, so it belongs in no document; it
tells no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communique.audience.model import Choice, Decision, Reason, Selection, Verdict
from communique.audience.select import decide, select
from communique.content.load import Content
from communique.content.model import Brief, Crosswalk, Item
from communique.content.registers import Audience, Person
from communique.content.walk import items
from communique.findings import Origin

BRIEF = "brief"  # what the brief itself is called; its content path is empty
REGISTERS = ("people/", "terms/", "sources/")


@dataclass(frozen=True, slots=True)
class Explained:
    """What was decided for one item in one document of one audience.

    `decided_at` is the line that decides (a kept item: the item's own), `against` the line it was held against, such as
    the audience's ceiling; `form` is how a person is spoken of. Items of registers belong to no brief. `shown` tells of a
    kept item whether the document shows anything of it; None where nobody has looked.
    """

    brief: str
    path: str
    item_at: Origin
    audience: str
    document: str
    verdict: Verdict
    reason: Reason
    decided_at: Origin
    why: str
    against: Origin | None = None
    form: str = ""
    shown: bool | None = None


def explain(content: Content, brief: Brief, audience: Audience, choice: Choice) -> tuple[Explained, ...]:
    """All items of a brief and of the registers, in the order of the files, for one document of one audience."""
    selected = select(content, brief, audience, choice).value
    decisions = selected.decisions if selected else decide(content, brief, audience, choice)
    made = {decision.path: decision for decision in decisions}
    teller = _Teller(content, brief, audience, choice, made, selected)
    roots = (brief, *content.people.people, *content.glossary.terms, *content.sources.entries)
    return tuple(teller.tell(item, above) for root in roots for item, above in items(root))


@dataclass(frozen=True, slots=True)
class _Teller:
    content: Content
    brief: Brief
    audience: Audience
    choice: Choice
    decisions: Mapping[str, Decision]
    selected: Selection | None

    def tell(self, item: Item, above: tuple[Item, ...]) -> Explained:
        decision = self.decisions[item.path]
        why, against = self._why(item, above)
        if decision.redacted:
            why = f"{why}; its place is shown as withheld"
        form, decided_at = "", decision.decided_at
        if isinstance(item, Person):
            form = self._form(item, decision)
            if decision.verdict is Verdict.KEPT:
                why, decided_at, against = self._spoken_of(item, form)
        return Explained(
            "" if item.path.startswith(REGISTERS) else self.brief.id,
            item.path or BRIEF,
            item.origin,
            self.audience.id,
            self.choice.document,
            decision.verdict,
            decision.reason,
            decided_at,
            why,
            against,
            form,
        )

    def _why(self, item: Item, above: tuple[Item, ...]) -> tuple[str, Origin | None]:
        """The reason in words, and the line that the deciding one was held against."""
        reader = self.audience
        marking = self._marking((*above, item))
        against: Origin | None = None
        match self.decisions[item.path].reason:
            case Reason.PARENT:
                told, against = self._because_of_another(item, above)
            case Reason.EXCEPT:
                told = f"its 'except' names '{reader.id}'"
            case Reason.AUDIENCE:
                told = f"its 'audience' names {_names(item.audience)} only"
            case Reason.HANDLING:
                whose = (
                    "its marking" if item.handling else "it has no marking of its own, and the one around it,"
                )
                told = f"{whose} {marking} is above the ceiling {reader.ceiling}"
                against = reader.place("ceiling")
            case Reason.DEPTH:
                told = f"it is for readers of depth '{item.depth}', and this document's depth is '{self.choice.depth}'"
                against = self._depth_line()
            case Reason.DOCUMENT:
                collection = item.path.partition("/")[0]
                picked = _names(self.choice.picks[collection].ids)
                told = f"the document holds only some of the brief's {collection}: {picked}"
            case _:  # kept: attribution decides over no item, it shapes how persons are spoken of
                told = f"its marking {marking} is within the ceiling {reader.ceiling}, and its depth is '{item.depth}'"
        return told, against

    def _because_of_another(self, item: Item, above: tuple[Item, ...]) -> tuple[str, Origin | None]:
        """The item around it that is not in, or the principle that it rates; its reason is this one's."""
        verdict = self.decisions[item.path].verdict
        rated = (
            one for one in self.brief.principles if isinstance(item, Crosswalk) and one.id == item.principle
        )
        others = (
            *(("is inside", outer, above[:nth]) for nth, outer in enumerate(above)),
            *(("rates", principle, (self.brief,)) for principle in rated),
        )
        how, other, around = next(one for one in others if self.decisions[one[1].path].verdict is verdict)
        why, against = self._why(other, around)
        return f"it {how} '{other.path or BRIEF}', which is {verdict}: {why}", against

    def _depth_line(self) -> Origin:
        document = self.audience.documents[self.choice.document]
        return document.place("depth") if document.depth else self.audience.place("depth")

    def _marking(self, chain: tuple[Item, ...]) -> str:
        """The marking that holds for the last of some items that are inside each other."""
        ladder = self.content.ladder
        height, default = 0, ladder.height(self.content.settings.handling)
        for item in chain:
            height = max(height, ladder.height(item.handling) if item.handling else default)
            default = height
        return ladder.labels[height] if height < len(ladder.labels) else "(not on the ladder)"

    def _form(self, person: Person, decision: Decision) -> str:
        """How the person is spoken of: by the words that the view has, whatever rule has put them there."""
        if self.selected is None:
            return ""
        shown = self.selected.view.people[person.id]
        known = {person.collective: "collective", person.role: "role", person.name: "named"}
        withheld = decision.verdict is Verdict.WITHHELD
        return "collective" if withheld else known.get(shown, str(self.audience.attribution))

    def _spoken_of(self, person: Person, form: str) -> tuple[str, Origin, Origin | None]:
        rule, at = self.audience.attribution, self.audience.place("attribution")
        if form != rule and not person.attributable:
            told = f"the audience's attribution is '{rule}', but the person is not 'attributable: true'"
            return told, person.place("attributable"), at
        return f"the audience's attribution is '{rule}'", at, None


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names) or "none"


def counts(explained: tuple[Explained, ...]) -> Iterator[tuple[str, str, Mapping[Verdict, int]]]:
    """For each document of each audience, how many items are kept, omitted and withheld."""
    for audience, document in dict.fromkeys((one.audience, one.document) for one in explained):
        verdicts = [one.verdict for one in explained if (one.audience, one.document) == (audience, document)]
        yield audience, document, {verdict: verdicts.count(verdict) for verdict in Verdict}
