#!/usr/bin/env python3
"""Writes docs/reference/ from the code: `make_reference.py [--check]`.

With `--check` nothing is written; the exit code is 1 when a page is not what the code says.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from inspect import cleandoc
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click
import reference_words as words
from reference_models import Lines, Model, code, one_of, sections, table

from communique.audience.model import Reader
from communique.cli import cli
from communique.codes import MEANING, Code
from communique.compose import markup, reading, roles
from communique.compose import templates as room
from communique.compose.model import Wording
from communique.compose.numbering import CONTENTS_DEPTH
from communique.compose.options import OptionSpec, TemplateSpec, read_spec
from communique.compose.phrases import INLINE
from communique.content import model, registers
from communique.content.ladder import TLP
from communique.theme import (
    Colours,
    FontFamily,
    FontFile,
    Fonts,
    PageMargins,
    Scale,
    Tokens,
    TypeStep,
    WordTheme,
)
from communique.verify.channels.files import BLIND, CHANNELS
from communique.verify.channels.model import Kind
from communique.verify.leaks.check import FILE_NAME
from communique.verify.leaks.pictures import PICTURES
from communique.world import Folder

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "reference"
NOTICE = "<!-- Written by tools/make_reference.py from the code; `make docs` writes it anew. -->\n"


class UnlikeError(Exception):
    """A table of `reference_words.py` does not have the names that the code has."""


def held(what: str, said: Iterable[Any], coded: Iterable[Any]) -> None:
    """Raises UnlikeError unless both have the same names."""
    ours, theirs = set(said), set(coded)
    if ours != theirs:
        message = f"{what}: without words {sorted(theirs - ours)}, no longer there {sorted(ours - theirs)}"
        raise UnlikeError(message)


# -- commands and findings


def commands_page() -> Lines:
    """Every command with its arguments and options, and the exit codes."""
    yield from (
        "# Commands",
        "",
        "Findings go to standard output, one line of summary and the list of files to",
    )
    yield from ("standard error, so that findings can be piped into other programs.", "")
    context = click.Context(cli, info_name="communique", help_option_names=["-h", "--help"])
    yield from ("## communique", "", cleandoc(cli.help or ""), "")
    yield from table(("Option", "Meaning"), _options(cli, context))
    for name, command in sorted(cli.commands.items()):
        yield from _command(name, command, context)
    yield from ("## Exit codes", "")
    yield from table(("Code", "Meaning"), ((str(n), text) for n, text in words.EXIT_CODES.items()))
    yield from ("## Environment", "")
    yield "`SOURCE_DATE_EPOCH` (a number of seconds since 1970, see reproducible-builds.org) is the date in the"
    yield from (
        "properties of the files, instead of the brief's date. Readers see the brief's date all the same.",
        "",
    )


def _command(name: str, command: click.Command, above: click.Context) -> Lines:
    context = click.Context(command, info_name=name, parent=above)
    yield from (f"## communique {name}", "", "```text")
    yield from (f"communique {name} {' '.join(command.collect_usage_pieces(context))}", "```", "")
    yield from (cleandoc(command.help or ""), "")
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    if arguments:
        rows = ((code(p.make_metavar(context)), words.ARGUMENTS[p.make_metavar(context)]) for p in arguments)
        yield from table(("Argument", "Meaning"), rows)
    yield from table(("Option", "Meaning"), _options(command, context))


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record is not None:
            yield code(record[0]), " ".join(record[1].split())


def findings_page() -> Lines:
    """Every code with its meaning, by the alphabet."""
    yield from ("# Findings", "")
    yield from ("A finding is told like this, one for each fault, all of them in one run:", "", "```text")
    yield "content/briefs/x/brief.yaml:41:7: error: figure 'trend' has no alt text [alt-text-missing]"
    yield from (
        "  help: add 'alt:' under the figure, or 'decorative: true' when it carries no meaning",
        "```",
        "",
    )
    yield "The place is file, line and column; the word in brackets is the code, which is listed here and never"
    yield "changes its meaning. An *error* stops publication. A *warning* is told and does not, unless `--release`"
    yield from ("is given. A line `see:` names a further place that belongs to the same fault.", "")
    for each in sorted(Code, key=lambda one: one.value):
        yield from (f"## `{each.value}`", "", MEANING[each], "")


# -- the guard

FORMATS: Mapping[str, str] = {
    "pdf": "PDF", "docx": "Word files", "html": "HTML pages", "image": "Pictures, in any of them", "file": "Any file",
}  # fmt: skip
KINDS_SAID: Mapping[Kind, str] = {
    Kind.READ: "to be read",
    Kind.KEPT: "kept beside",
    Kind.NAME: "names for programs",
}


def channels_page() -> Lines:
    """Every channel that the guard listens to, by format, and what it cannot hear."""
    held("kinds of channels", KINDS_SAID, Kind)
    every = (*CHANNELS, FILE_NAME, PICTURES)
    yield from ("# What the guard hears", "")
    yield f"Before a file is published, the guard opens it again and listens to these {len(every)} channels for what is"
    yield "withheld from its readers; [how it decides](../explanation/guard.md) is told elsewhere. For each channel a test"
    yield "plants words in a finished file and sees the guard refuse it (`pytest -m leaks`)."
    for format, title in FORMATS.items():
        rows = [(each.title, KINDS_SAID[each.kind]) for each in every if each.format == format]
        yield from ("", f"## {title}", "", *table(("Channel", "Words"), rows))
    yield from ("", "## What it cannot hear", "")
    unheard = [(FORMATS[each.format], each.title, each.reason) for each in BLIND]
    yield from table(("In", "What", "Why"), unheard)


# -- models

CONTENT: Mapping[Model, str] = {
    registers.Settings: "Project", registers.Rung: "Rung", registers.Acknowledged: "Acknowledgement", registers.Anonymity: "Anonymity",
    model.Item: "Every item", model.Variants: "Variants",
    model.Brief: "Brief", model.Statement: "Bottom line", model.Message: "Key message", model.Section: "Section",
    model.Point: "Point", model.Remark: "Remark", model.Picture: "Figure", model.Chart: "Chart", model.Series: "Series",
    model.Recommendation: "Recommendation",
    model.PrinciplesFile: "Principles", model.Principle: "Principle", model.Check: "Check", model.Case: "Case",
    model.Actor: "Actor", model.Event: "Event", model.Lesson: "Lesson", model.Crosswalk: "Crosswalk",
    registers.People: "People", registers.Person: "Person", registers.PersonForms: "Forms of a person",
    registers.Forms: "Forms", registers.Glossary: "Glossary", registers.Term: "Term",
    registers.Sources: "Sources", registers.SourceEntry: "Source", registers.Author: "Author",
}  # fmt: skip
AUDIENCES: Mapping[Model, str] = {
    registers.Audience: "Audience", registers.DocumentChoice: "Document", registers.Margins: "Margins",
    registers.Redaction: "Redaction",
}  # fmt: skip
THEMES: Mapping[Model, str] = {
    Tokens: "Theme", Colours: "Colours", Fonts: "Fonts", FontFamily: "Family", FontFile: "File", Scale: "Scale",
    TypeStep: "Step", PageMargins: "Page margins", WordTheme: "Word template",
}  # fmt: skip
TEMPLATES: Mapping[Model, str] = {TemplateSpec: "Front matter", OptionSpec: "Option"}


def content_page() -> Lines:
    """The keys of all files under content/ but those of audiences."""
    yield from ("# Content files", "")
    files = (
        ("`content/project.yaml`", "[project](#project); marks the root of the project"),
        ("`content/audiences/NAME.yaml`", "one [audience](audiences.md) a file"),
        ("`content/people.yaml`", "[people](#people); may be absent"),
        ("`content/glossary.yaml`", "[glossary](#glossary); may be absent"),
        ("`content/sources.yaml`", "[sources](#sources); may be absent"),
        ("`content/briefs/NAME/brief.yaml`", "[brief](#brief); the folder's name is its id"),
        ("`content/briefs/NAME/principles.yaml`", "[principles](#principles); may be absent"),
        ("`content/briefs/NAME/cases/NAME.yaml`", "one [case](#case) a file; the file's name is its id"),
        ("`content/briefs/NAME/figures/`", "pictures in PNG, JPEG or SVG"),
    )
    yield from table(("File", "What it holds"), files)
    yield "Files are YAML in UTF-8. Values are taken as they are written: `no` and `1.10` are words. *Text* is Markdown,"
    yield "see [how to write text](../how-to/write-text.md). An *id* is made of lower-case letters, digits and single"
    yield from ("hyphens. A key that is not listed is a finding.", "")
    yield from sections(CONTENT, CONTENT)
    yield from (
        "## Handling ladder",
        "",
        "Unless `project.yaml` has a `ladder`, the rungs are those of TLP 2.0:",
        "",
    )
    yield from table(("Rung, lowest first", "Meaning"), ((code(rung.label), rung.meaning) for rung in TLP))


def audiences_page() -> Lines:
    """The keys of audience files."""
    yield from (
        "# Audience files",
        "",
        "One file for each audience: `content/audiences/NAME.yaml`. The file's name is its",
    )
    yield from ("id, which other files and the command line use.", "")
    yield from sections(AUDIENCES, AUDIENCES)


def themes_page() -> Lines:
    """The tokens of a theme."""
    yield from ("# Theme files", "", "A theme is a folder `templates/themes/NAME/` with these files:", "")
    files = (
        ("`theme.yaml`", "colours, fonts, type and margins; the tables below"),
        ("`print.css`", "the style sheet of PDF and HTML; Word styles are made from `theme.yaml` alone"),
        ("`fonts/`", "the font files that `theme.yaml` names"),
        ("the file that `citations` names", "a CSL style"),
        ("the file that `word: reference:` names", "the office's own Word template, when there is one"),
    )
    yield from table(("File", "What it holds"), files)
    yield "In `print.css` a colour is `var(--accent)`, a step of the scale `var(--h2)` (a value for `font`) with"
    yield "`var(--h2-colour)` beside it, a family `var(--serif)` or `var(--sans)`; `var(--baseline)` is the leading,"
    yield "`var(--half)`, `var(--third)` and `var(--quarter)` are parts of it. Underscores become hyphens:"
    yield from ("`var(--paper-tint)`.", "")
    yield from sections(THEMES, THEMES)


# -- templates

CLASSES: tuple[tuple[str, Mapping[str, roles.Role]], ...] = (
    ("p", roles.PARAGRAPH_ROLES), ("h1–h4", roles.HEADING_ROLES), ("ul, ol", roles.LIST_ROLES),
    ("dl", roles.DEFINITIONS_ROLES), ("table", roles.TABLE_ROLES), ("tr", roles.ROW_ROLES),
    ("div", roles.REGION_ROLES), ("aside", roles.CALLOUT_KINDS), ("span", roles.SPAN_ROLES),
)  # fmt: skip


def templates_page() -> Lines:
    """The closed vocabulary, what templates are given, and the options of the shipped documents."""
    yield from ("# Templates", "", "A kind of document is a file `templates/documents/NAME.html.j2`:")
    yield "[front matter](#front-matter), then Jinja2 that prints the elements below. Parts that documents share are in"
    yield "`templates/parts/`. How to make one is told in [add a kind of document](../how-to/add-a-document.md)."
    yield ""
    yield from _shipped()
    yield from sections(TEMPLATES, TEMPLATES)
    yield from ("The types of options:", "")
    held("types of options", words.OPTION_TYPES, get_args(get_type_hints(OptionSpec)["type"]))
    yield from table(
        ("Type", "What an audience writes"), ((code(k), v) for k, v in words.OPTION_TYPES.items())
    )
    yield from _given()
    yield from _vocabulary()
    yield from _classes()


def _shipped() -> Lines:
    folder = room.read_templates(Folder((ROOT / "templates",))).value
    if folder is None:
        raise UnlikeError("the shipped templates cannot be read")
    yield from ("## Shipped documents", "")
    for name in folder.documents:
        spec = read_spec(folder, name).value
        if spec is None:
            raise UnlikeError(f"the front matter of {name} cannot be read")
        yield from (f"### {name}", "", f"{spec.title}: {spec.help}.", "")
        rows = (
            (code(option), _option_kind(one), _set(one.default), one.help)
            for option, one in spec.options.items()
        )
        if spec.options:
            yield from table(("Option", "Type", "Default", "Meaning"), rows)


def _option_kind(option: OptionSpec) -> str:
    details = f" of `{option.of}`" if option.of else f": {one_of(option.choices)}" if option.choices else ""
    return option.type + details


def _set(default: Any) -> str:
    return "–" if default is None else code(default)


def _given() -> Lines:
    own = tuple(sorted(one.name for one in fields(Reader)))
    held("audience", words.READER, own)
    held("filters", words.FILTERS, room.OWN_FILTERS)
    fixed = one_of(one.name for one in fields(Wording))
    yield from ("## What templates are given", "")
    given = (
        (code(name), text.format(words=fixed) if name == "words" else text)
        for name, text in words.CONTEXT.items()
    )
    yield from table(("Name", "What it is"), given)
    yield "Nothing else can be reached: no file, no network, no withheld item, no name that begins with `_`. A macro of a"
    yield from ("part sees only its arguments.", "", "Of the audience:", "")
    yield from table(("Name", "What it is"), ((code(f"audience.{k}"), v) for k, v in words.READER.items()))
    yield from ("## Filters", "")
    yield from table(("Filter", "Meaning"), ((code(k), v) for k, v in words.FILTERS.items()))
    yield f"Of Jinja2's own filters there are {one_of(sorted(room._FILTERS))}; of its functions `range` and `namespace`."  # noqa: SLF001
    yield from ("", "## Limits", "")
    yield f"A document may take {room.MAX_STEPS:,} rounds of loops and calls of macros, and print"
    yield from (
        f"{room.MAX_OUTPUT // 1_000_000} MB. `*` and `%` work on numbers only; `**` is not allowed.",
        "",
    )


def _vocabulary() -> Lines:
    own = {name for name in markup._BLOCKS if not name.startswith("x-")}  # noqa: SLF001
    held("blocks", words.BLOCKS, own)
    held("phrases", words.PHRASES, (name for name in INLINE if not name.startswith("x-")))
    yield from (
        "## Elements",
        "",
        "Blocks stand on their own, phrases inside running text. Every element is closed by its",
    )
    yield from ("own end tag, except `<br>`, `<hr>`, `<col>` and `<input>`.", "")
    for kind, said in (("Block", words.BLOCKS), ("Inside", words.INSIDE), ("Phrase", words.PHRASES)):
        yield from table(
            (kind, "What it is"), ((code(f"<{k}>"), v.format(depth=CONTENTS_DEPTH)) for k, v in said.items())
        )
    yield from (
        "## Content values",
        "",
        "A value of the brief is printed as it is, and brings its path along:",
        "",
    )
    values = (
        (
            "one paragraph of text (`brief.title`)",
            "inside `<p>`, a heading, a cell: `<p>{{ message.title }}</p>`",
        ),
        ("text (`section.text`)", "between blocks, without `<p>` around it: `{{ section.text }}`"),
        ("a figure", "between blocks: `{{ figure }}`"),
        ("words, dates, numbers", "inside running text or an attribute: `{{ brief.author }}`"),
    )
    yield from table(("Value", "Where it may stand"), values)
    yield from ("## Attributes", "")
    taken = {("", name) for name in reading.ATTRIBUTES}
    taken |= {(of, name) for of, names in reading.OWN_ATTRIBUTES.items() if of[1:2] != "-" for name in names}
    held("attributes", words.ATTRIBUTES, taken)
    rows = ((code(n), code(f"<{of}>") if of else "any element", v) for (of, n), v in words.ATTRIBUTES.items())
    yield from table(("Attribute", "On", "Meaning"), rows)


def _classes() -> Lines:
    held("classes", {name for _, name in words.OTHER_CLASSES if name in reading.MODIFIERS}, reading.MODIFIERS)
    yield from ("## Classes", "")
    for element, known in CLASSES:
        yield from (f"### Classes of {element}", "")
        rows = (
            (code(name) if name else "(none)", role.meaning, role.word_style or "–")
            for name, role in known.items()
        )
        yield from table(("Class", "Meaning", "Word style"), rows)
    yield from ("### Further classes", "")
    others = ((code(f'<{of} class="{name}">'), text) for (of, name), text in words.OTHER_CLASSES.items())
    yield from table(("Class", "Meaning"), others)


MADE: Mapping[str, Callable[[], Lines]] = {
    "audiences.md": audiences_page, "channels.md": channels_page, "commands.md": commands_page, "content.md": content_page,
    "findings.md": findings_page, "templates.md": templates_page, "themes.md": themes_page,
}  # fmt: skip


def page(name: str) -> str:
    """The whole text of a page."""
    return NOTICE + "\n" + "\n".join(MADE[name]()).rstrip() + "\n"


def main() -> int:
    """Writes or checks all pages; the exit code."""
    parser = argparse.ArgumentParser(description="Writes docs/reference/ from the code.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when a page is out of date"
    )
    check = parser.parse_args().check
    stale = [
        name
        for name in MADE
        if not (PAGES / name).is_file() or (PAGES / name).read_text("utf-8") != page(name)
    ]
    for name in stale:
        print(f"docs/reference/{name} {'is not what the code says: run make docs' if check else 'written'}")
        if not check:
            PAGES.mkdir(parents=True, exist_ok=True)
            (PAGES / name).write_text(page(name), "utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
