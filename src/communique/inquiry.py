"""What `explain` is asked, and its answer: which items for which documents of which audiences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from communique.audience.explain import BRIEF, Explained, explain
from communique.audience.model import Verdict
from communique.audience.select import select
from communique.build import UNSOUND
from communique.choices import Chosen, Names, choices
from communique.codes import Code
from communique.compose.document import Order, compose
from communique.compose.shown import shown_paths
from communique.compose.templates import TemplateSet, read_templates
from communique.content.check import check_content
from communique.content.load import Content, load_content
from communique.findings import COMMAND_LINE, Finding, Origin, Outcome, has_errors
from communique.plan import Wish, theme_of, unknown_names
from communique.project import Project
from communique.scopes import Scope, read_scope
from communique.theme import read_theme


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: a path (empty: everything), for which audiences and documents (none named: all).

    `within` asks for the items inside the one that the path names as well, and for what selection decides alone: whether
    a document then shows what is kept is looked at only without it, since it takes putting the document together.
    """

    path: str = ""
    audiences: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    within: bool = False


@dataclass(frozen=True, slots=True)
class Unserved:
    """An audience that gets no document of a brief, and the line that says so."""

    brief: str
    audience: str
    why: str
    decided_at: Origin


@dataclass(frozen=True, slots=True)
class Answer:
    """The decisions that were asked for, by brief, audience and document, and the audiences without any.

    `single` is true when the question was about one item; `faulty` are the documents that cannot be put together, so that
    nobody knows what they show.
    """

    explained: tuple[Explained, ...]
    unserved: tuple[Unserved, ...]
    single: bool
    faulty: tuple[str, ...] = ()


def answer(project: Project, question: Question) -> Outcome[Answer]:
    """The answer to a question about a project; no value where faults of the content would make it a guess.

    Faults that do not touch selection (a missing text alternative, a reference to something withheld) do not matter
    here: `check` tells them.
    """
    loaded = load_content(project.files)
    if loaded.value is None or has_errors(loaded.findings):
        return Outcome(None, loaded.findings)
    content = loaded.value
    unsound = tuple(finding for finding in check_content(content) if finding.code in UNSOUND)
    templates = read_templates(project.templates)
    if unsound or templates.value is None:
        return Outcome(None, (*unsound, *templates.findings))
    named = Names((), question.audiences, question.documents)
    scope = read_scope(question.path, named, content)
    asked = Wish((), question.audiences, question.documents)
    unknown = (*unknown_names(content, templates.value, asked), *scope.findings)
    if scope.value is None or unknown:
        return Outcome(None, unknown)
    found = _answer(content, templates.value, scope.value, question)
    if found.value is None or question.within:
        return found
    return Outcome(with_shown(project, content, templates.value, found.value))


def _answer(content: Content, templates: TemplateSet, scope: Scope, question: Question) -> Outcome[Answer]:
    chosen = choices(content, templates, scope.names)
    if chosen.value is None or has_errors(chosen.findings):
        return Outcome(None, chosen.findings)
    explained = tuple(dict.fromkeys(_explained(content, chosen.value, scope, question)))
    unserved = tuple(_unserved(content, scope))
    if not explained and not unserved:
        message = "there is nothing to explain: no such audience gets such a document"
        hint = "look at the 'documents' of content/audiences/*.yaml, or leave out -a and -d"
        return Outcome(None, (Finding(Code.NOTHING_TO_BUILD, COMMAND_LINE, message, hint),))
    return Outcome(Answer(explained, unserved, bool(scope.items) and not question.within))


def _explained(
    content: Content, chosen: tuple[Chosen, ...], scope: Scope, question: Question
) -> Iterator[Explained]:
    for one in chosen:
        for explained in explain(content, one.brief, one.audience, one.choice):
            if scope.holds(explained.path, within=question.within):
                yield explained


def with_shown(project: Project, content: Content, templates: TemplateSet, found: Answer) -> Answer:
    """The answer with what each document shows of the items that it keeps: nothing of a case in a checklist."""
    wanted = {(one.brief, one.audience, one.document) for one in found.explained if _can_show(one)}
    shown: dict[tuple[str, str, str], frozenset[str]] = {}
    faulty: list[str] = []
    for one in choices(content, templates, Names()).value or ():
        key = (one.brief.id, one.audience.id, one.choice.document)
        if key in wanted:
            paths = _shown_paths(project, content, templates, one)
            if paths is None:
                faulty.append("/".join(key))
            else:
                shown[key] = paths
    explained = tuple(_looked_up(one, shown, content) for one in found.explained)
    return replace(found, explained=explained, faulty=tuple(faulty))


def _can_show(one: Explained) -> bool:
    """True for a kept item of a brief. Entries of registers are shown by words that name them, which is no choice."""
    return bool(one.brief) and one.verdict is Verdict.KEPT


def _shown_paths(
    project: Project, content: Content, templates: TemplateSet, chosen: Chosen
) -> frozenset[str] | None:
    """The content paths of everything that a document shows something of; None when it cannot be put together."""
    name, origin = theme_of(chosen.audience, content)
    theme = read_theme(name, project.templates, origin).value
    selected = select(content, chosen.brief, chosen.audience, chosen.choice).value
    if theme is None or selected is None:
        return None
    order = Order(chosen.choice.document, chosen.spec, chosen.settings)
    document = compose(selected.view, order, templates, theme).value
    if document is None:
        return None
    return shown_paths(document.blocks)


def _looked_up(
    one: Explained, shown: Mapping[tuple[str, str, str], frozenset[str]], content: Content
) -> Explained:
    paths = shown.get((one.brief, one.audience, one.document))
    if paths is None or not _can_show(one):
        return one
    if one.path == BRIEF or one.path in paths:
        return replace(one, shown=True)
    template = Origin(f"templates/documents/{one.document}.html.j2")
    why = f"the template of '{one.document}' shows nothing of it, with the options that the audience sets"
    audience = content.audience(one.audience)
    against = audience.documents[one.document].origin if audience else None
    return replace(one, shown=False, decided_at=template, why=why, against=against)


def _unserved(content: Content, scope: Scope) -> Iterator[Unserved]:
    names = scope.names
    for brief in content.briefs:
        for audience in content.audiences:
            if (names.briefs and brief.id not in names.briefs) or (
                names.audiences and audience.id not in names.audiences
            ):
                continue
            if brief.audiences and audience.id not in brief.audiences:
                why = f"the brief '{brief.id}' is for other audiences"
                yield Unserved(brief.id, audience.id, why, brief.place("audiences"))
            elif not audience.documents:
                why = "the audience gets no documents"
                yield Unserved(brief.id, audience.id, why, audience.place("documents"))
