"""What is to be built: one job for each document of each audience of each brief that was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from communique.audience.join import Part, check_join
from communique.audience.letters import check_letters
from communique.audience.model import Pick, Selection, Withheld
from communique.audience.select import select
from communique.choices import Chosen, Names, choices
from communique.codes import Code
from communique.compose.document import Order, compose
from communique.compose.shown import shown_paths
from communique.compose.templates import TemplateSet
from communique.content.load import Content
from communique.content.model import Brief
from communique.content.registers import Audience
from communique.content.schema import did_you_mean
from communique.content.walk import items, texts
from communique.findings import COMMAND_LINE, Finding, Origin, Outcome
from communique.job import Job
from communique.release.manifest import Entry
from communique.theme import Theme
from communique.verify.budget import Cut, Limits
from communique.verify.conform.marks import Allowed


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for; empty means all."""

    briefs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()

    def covers(self, entry: Entry) -> bool:
        """True when a published file is among what is asked for: it is built anew, or nobody gets it any more."""
        asked = (
            (entry.brief, self.briefs),
            (entry.audience, self.audiences),
            (entry.document, self.documents),
            (entry.format, self.formats),
        )
        return all(not names or name in names for name, names in asked)


@dataclass(frozen=True, slots=True)
class Plan:
    """The jobs, what each of them withholds (for the guard, never for the job), what was published of them before, and
    the project's salt.
    """

    jobs: tuple[Job, ...]
    withheld: tuple[Withheld, ...] = field(default=(), repr=False)
    previous: tuple[Entry, ...] = ()
    salt: str = field(default="", repr=False)


def plan(
    content: Content,
    templates: TemplateSet,
    themes: Mapping[str, Theme],
    wish: Wish,
    dated: datetime | None = None,
    *,
    sound: bool = True,
) -> Outcome[Plan]:
    """All jobs that the wish names, with every fault that can be told before rendering.

    Where the content's marks are not `sound`, nothing is selected: what a wrong mark withholds would be told as faults.
    """
    chosen = choices(content, templates, Names(wish.briefs, wish.audiences, wish.documents))
    planner = _Planner(content, templates, themes, wish, dated)
    jobs = tuple(job for one in chosen.value or () if sound for job in planner.jobs(one))
    findings = (
        *chosen.findings,
        *planner.findings,
        *planner.joined(),
        *unknown_names(content, templates, wish),
    )
    withheld = tuple(withheld for _, withheld in jobs)
    made = Plan(tuple(job for job, _ in jobs), withheld, salt=content.settings.salt or "")
    return Outcome(made, findings)


def theme_of(audience: Audience, content: Content) -> tuple[str, Origin]:
    """The name of an audience's theme, and the line that names it."""
    if audience.theme:
        return audience.theme, audience.place("theme")
    return content.settings.theme, content.settings.place("theme")


@dataclass(slots=True)
class _Planner:
    content: Content
    templates: TemplateSet
    themes: Mapping[str, Theme]
    wish: Wish
    dated: datetime | None
    findings: list[Finding] = field(default_factory=list)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    made: dict[tuple[str, str, str], Job] = field(default_factory=dict)

    def jobs(self, chosen: Chosen) -> Iterator[tuple[Job, Withheld]]:
        """The job of one document, or none where nothing of the brief is for this audience."""
        brief, audience, document = chosen.brief, chosen.audience, chosen.document
        selected = select(self.content, brief, audience, chosen.choice)
        self.findings += selected.findings
        if selected.value is None:
            self._nothing_for(brief, audience)
            return
        part = Part(audience, chosen.choice.document, selected.value)
        self.parts.setdefault(brief.id, []).append(part)
        self._picked_withheld(chosen.choice.picks, selected.value, audience)
        formats = tuple(f for f in document.formats if not self.wish.formats or f in self.wish.formats)
        theme = self.themes.get(theme_of(audience, self.content)[0])
        if theme is None or not formats:
            return
        fillable = document.place("fillable") if document.fillable else None
        order = Order(chosen.choice.document, chosen.spec, chosen.settings, self.dated, fillable)
        limits = Limits(
            document.max_pages,
            document.max_words,
            document.place("max_pages"),
            document.place("max_words"),
            tuple(_cuts(selected.value.view.brief)),
        )
        allowed = Allowed(self.content.ladder.labels, audience.ceiling)
        view = selected.value.view
        job = Job(brief.id, audience.id, view, order, self.templates, theme, formats, limits, allowed)
        self.made[brief.id, audience.id, chosen.choice.document] = job
        yield job, selected.value.withheld

    def joined(self) -> Iterator[Finding]:
        """What the documents of each brief that was asked for would tell together."""
        for brief in self.content.briefs:
            if brief.id in self.parts:
                parts = tuple(self.parts[brief.id])
                yield from check_join(self.content, brief, parts)
                yield from check_letters(brief, parts, self.content.ladder, self.shows)

    def shows(self, part: Part) -> frozenset[str] | None:
        """The content paths that a document really shows; None when it cannot be put together."""
        job = self.made.get((part.selection.view.brief.id, part.audience.id, part.document))
        document = compose(job.view, job.order, job.templates, job.theme).value if job else None
        return shown_paths(document.blocks) if document else None

    def _picked_withheld(self, picks: Mapping[str, Pick], selection: Selection, audience: Audience) -> None:
        refused = {item.path: item for item in selection.withheld.items}
        for collection, pick in picks.items():
            for name in pick.ids:
                item = refused.get(f"{collection}/{name}")
                if item is not None:
                    message = f"the audience '{audience.id}' asks for '{name}', which is withheld from it"
                    hint = "take it from the list, or let the audience see it"
                    self.findings.append(
                        Finding(Code.REFERENCE_TO_WITHHELD, pick.origin, message, hint, (item.origin,))
                    )

    def _nothing_for(self, brief: Brief, audience: Audience) -> None:
        if audience.id in brief.audiences:
            message = f"the brief is for the audience '{audience.id}', but it is withheld from it as a whole"
            hint = "take the audience from the list, or lower the brief's handling"
            self.findings.append(Finding(Code.ABOVE_CEILING, brief.place("audiences"), message, hint))


def _cuts(brief: Brief) -> Iterator[Cut]:
    """What an author could leave out of a document that is too long: all items but the brief and its bottom line."""
    for item, above in items(brief):
        if above and item is not brief.bottom_line and not item.redacted:
            yield Cut(item.priority, item.path, sum(len(text.markdown.split()) for text in texts(item)))


def unknown_names(content: Content, templates: TemplateSet, wish: Wish) -> Iterator[Finding]:
    """A finding for each name of the wish that the project does not have."""
    asked = (
        ("brief", Code.UNKNOWN_BRIEF, wish.briefs, tuple(brief.id for brief in content.briefs)),
        (
            "audience",
            Code.UNKNOWN_AUDIENCE,
            wish.audiences,
            tuple(audience.id for audience in content.audiences),
        ),
        ("document", Code.UNKNOWN_DOCUMENT, wish.documents, templates.documents),
    )
    unread = {"brief": "briefs", "audience": "audiences"}
    for kind, code, names, known in asked:
        if unread.get(kind) in content.unread:
            continue  # the name may stand in a file with faults, which are told
        for name in names:
            if name not in known:
                yield Finding(code, COMMAND_LINE, f"there is no {kind} '{name}'", did_you_mean(name, known))
