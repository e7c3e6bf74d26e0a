"""Which document of which audience holds which items: the audience files read against the front matter of templates.

`plan` builds what comes out of here and `inquiry` explains it, so that both speak of the same choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from communique.audience.model import Choice, Pick
from communique.codes import Code
from communique.compose.options import Setting, TemplateSpec, read_settings, read_spec
from communique.compose.templates import TemplateSet
from communique.content.load import Content
from communique.content.model import Brief
from communique.content.registers import Audience, DocumentChoice, watermark_of
from communique.content.schema import did_you_mean
from communique.findings import Finding, Origin, Outcome

N = TypeVar("N", Brief, Audience)


@dataclass(frozen=True, slots=True)
class Names:
    """Briefs, audiences and documents by name; none named means all."""

    briefs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document that an audience gets of a brief: its template with its settings, and what selection is asked for."""

    brief: Brief
    audience: Audience
    document: DocumentChoice
    spec: TemplateSpec
    settings: Mapping[str, Setting]
    choice: Choice


def read_specs(templates: TemplateSet) -> Outcome[Mapping[str, TemplateSpec]]:
    """The front matter of all templates of documents."""
    findings: list[Finding] = []
    specs: dict[str, TemplateSpec] = {}
    for document in templates.documents:
        spec = read_spec(templates, document)
        findings += spec.findings
        if spec.value is not None:
            specs[document] = spec.value
    return Outcome(specs, tuple(findings))


def choices(content: Content, templates: TemplateSet, names: Names) -> Outcome[tuple[Chosen, ...]]:
    """Every document that the names ask for, in the order of briefs, audiences and their documents.

    Unknown documents, options and picked ids are findings; nothing is selected yet.
    """
    specs = read_specs(templates)
    reader = _Reader(templates, specs.value or {}, content.briefs, "briefs" not in content.unread)
    chosen = tuple(reader.read(content, names))
    return Outcome(chosen, (*specs.findings, *reader.findings))


@dataclass(slots=True)
class _Reader:
    templates: TemplateSet
    specs: Mapping[str, TemplateSpec]
    briefs: tuple[Brief, ...]  # all of the project: an audience's file is for each of them
    briefs_are_whole: bool  # else a file with faults may hold what is picked
    findings: list[Finding] = field(default_factory=list)

    def read(self, content: Content, names: Names) -> Iterator[Chosen]:
        for brief in _named(content.briefs, names.briefs):
            for audience in _named(content.audiences, names.audiences):
                if not _is_for(brief, audience):
                    continue
                for name, document in audience.documents.items():
                    if not names.documents or name in names.documents:
                        yield from self._chosen(brief, audience, name, document)

    def _chosen(
        self, brief: Brief, audience: Audience, name: str, document: DocumentChoice
    ) -> Iterator[Chosen]:
        spec = self.specs.get(name)
        if spec is None:
            self._no_template(name, document)
            return
        read = read_settings(spec, document.model_extra or {}, document.place)
        self.findings += read.findings
        settings = read.value or {}
        picks = self._picks(spec, settings, brief, audience)
        if picks is None:
            return
        depth = document.depth or audience.depth
        choice = Choice(name, depth, picks, watermark_of(audience, document))
        yield Chosen(brief, audience, document, spec, settings, choice)

    def _picks(
        self, spec: TemplateSpec, settings: Mapping[str, Setting], brief: Brief, audience: Audience
    ) -> dict[str, Pick] | None:
        """The options that choose items of a collection of the brief; ids that no brief of the audience has are findings.

        None when all that an option names is of other briefs: this one gives no such document.
        """
        picks: dict[str, Pick] = {}
        others = [each for each in self.briefs if each is not brief and _is_for(each, audience)]
        for name, option in spec.options.items():
            setting = settings[name]
            if option.type != "ids" or option.of is None or not setting.was_set or setting.value is None:
                continue
            known, elsewhere = _ids((brief,), option.of), _ids(others, option.of)
            for asked in setting.value if self.briefs_are_whole else ():
                if asked not in known and asked not in elsewhere:
                    self._unknown(
                        name, asked, brief, (*known, *elsewhere), setting.origin, others=bool(others)
                    )
            wanted = tuple(asked for asked in setting.value if asked in known or asked not in elsewhere)
            if setting.value and not wanted:
                return None
            picks[option.of] = Pick(wanted, setting.origin)
        return picks

    def _unknown(
        self, option: str, asked: str, brief: Brief, known: tuple[str, ...], origin: Origin, *, others: bool
    ) -> None:
        whose = "no brief of this audience has" if others else f"the brief '{brief.id}' does not have"
        message = f"'{option}' names '{asked}', which {whose}"
        self.findings.append(Finding(Code.UNKNOWN_REFERENCE, origin, message, did_you_mean(asked, known)))

    def _no_template(self, name: str, document: DocumentChoice) -> None:
        if name not in self.templates.documents:  # a template with faults in its front matter is told already
            message = f"there is no document '{name}': templates/documents/{name}.html.j2 does not exist"
            hint = did_you_mean(name, self.templates.documents)
            self.findings.append(Finding(Code.UNKNOWN_DOCUMENT, document.origin, message, hint))


def _is_for(brief: Brief, audience: Audience) -> bool:
    return not brief.audiences or audience.id in brief.audiences


def _ids(briefs: Iterable[Brief], collection: str) -> tuple[str, ...]:
    return tuple(item.id for brief in briefs for item in getattr(brief, collection))


def _named(values: Iterable[N], wanted: tuple[str, ...]) -> Iterator[N]:
    return (value for value in values if not wanted or value.id in wanted)
