"""The documentation is held to the code: what exists is told, and what is told exists."""

from __future__ import annotations

import importlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click
import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from communique.cli import cli
from communique.codes import MEANING, Code
from communique.compose import document as composing
from communique.compose.options import TemplateSpec, read_settings, read_spec
from communique.compose.templates import TemplateSet, read_templates
from communique.content.fields import Located
from communique.content.model import Brief, Case, PrinciplesFile
from communique.content.registers import Audience, Glossary, People, Settings, Sources
from communique.content.schema import validate
from communique.content.tree import parse_tree
from communique.report import as_text
from communique.theme import Tokens
from communique.world import Folder
from kit.composing import faults, job_for
from kit.pages import ROOT, Block, anchors, blocks, broken_links, commands, links, name_of, pages
from kit.projects import prepared, told, write_project

REFERENCE = ROOT / "docs" / "reference"
PAGES = pages()
PAGE_NAMES = (
    "audiences.md",
    "channels.md",
    "commands.md",
    "content.md",
    "findings.md",
    "templates.md",
    "themes.md",
)


@pytest.fixture(scope="module")
def maker():
    """tools/make_reference.py as a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tools"))
        yield importlib.import_module("make_reference")


def reference(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


# -- the reference is made from the code, and complete


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_a_page_of_the_reference_is_what_the_code_says(maker, name):
    assert reference(name) == maker.page(name), "run make docs"


def test_there_are_no_other_pages_in_the_reference(maker):
    assert tuple(maker.MADE) == PAGE_NAMES
    assert sorted(path.name for path in REFERENCE.iterdir()) == list(PAGE_NAMES)


def test_the_check_is_red_when_a_page_is_out_of_date(maker, monkeypatch, tmp_path, capsys):
    shutil.copytree(REFERENCE, tmp_path / "reference")
    monkeypatch.setattr(maker, "PAGES", tmp_path / "reference")
    monkeypatch.setattr("sys.argv", ["make_reference.py", "--check"])
    assert maker.main() == 0
    (tmp_path / "reference" / "findings.md").write_text("# Findings\n", encoding="utf-8")
    assert maker.main() == 1
    assert "docs/reference/findings.md" in capsys.readouterr().out
    assert (tmp_path / "reference" / "findings.md").read_text(encoding="utf-8") == "# Findings\n"


def test_words_for_a_name_that_the_code_does_not_have_stop_the_making(maker):
    maker.held("filters", ("a", "b"), iter(("b", "a")))
    with pytest.raises(maker.UnlikeError, match=r"without words \['b'\], no longer there \['c'\]"):
        maker.held("filters", ("a", "c"), ("a", "b"))


def command_words() -> Iterator[tuple[str, str]]:
    for name, command in cli.commands.items():
        yield name, f"## communique {name}"
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield from ((name, option) for option in parameter.opts)
            else:
                yield name, f"`{parameter.metavar}`"


def untold_commands(page: str) -> list[tuple[str, str]]:
    parts = {part.split("\n", 1)[0]: "## communique " + part for part in page.split("## communique ")}
    return [(name, word) for name, word in command_words() if word not in parts.get(name, "")]


def test_every_command_and_option_is_told():
    assert untold_commands(reference("commands.md")) == []


def test_a_missing_option_is_noticed():
    page = reference("commands.md").replace("`--release`", "").replace("## communique check", "##")
    assert ("build", "--release") in untold_commands(page)
    assert ("check", "## communique check") in untold_commands(page)


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_every_code_has_its_meaning_in_the_reference(code):
    assert code in MEANING, "say in codes.MEANING what it means and what mends it"
    assert f"## `{code.value}`\n\n{MEANING[code]}\n" in reference("findings.md")
    assert MEANING[code].endswith(".")
    assert len(MEANING[code].split()) >= 6


def models(base: type[BaseModel] = Located) -> Iterator[type[BaseModel]]:
    for model in base.__subclasses__():
        if model.__module__.startswith("communique."):
            yield model
            yield from models(model)


def untold_keys(model: type[BaseModel], text: str) -> list[str]:
    schema = model.model_json_schema(by_alias=True)
    schema = schema["$defs"][schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema
    return [key for key in schema.get("properties", {}) if f"| `{key}` |" not in text]


@pytest.mark.parametrize("model", sorted(set(models()), key=lambda m: m.__name__), ids=lambda m: m.__name__)
def test_every_key_of_a_yaml_file_is_told_with_its_meaning(model):
    page = "".join(reference(name) for name in PAGE_NAMES)
    assert untold_keys(model, page) == []
    own = {name: info for name, info in model.model_fields.items() if name not in Located.model_fields}
    lacking = [name for name, info in own.items() if not info.description]
    assert [name for name in lacking if name not in ("id", "principles", "cases")] == [], (
        "give them a description"
    )


def test_a_missing_key_is_noticed():
    assert untold_keys(Audience, reference("audiences.md").replace("| `ceiling` |", "")) == ["ceiling"]


def shipped() -> tuple[TemplateSet, dict[str, TemplateSpec]]:
    templates = read_templates(Folder((ROOT / "templates",))).value
    assert templates is not None
    specs = {name: read_spec(templates, name).value for name in templates.documents}
    return templates, {name: spec for name, spec in specs.items() if spec is not None}


def test_every_option_of_a_shipped_document_is_told():
    page = reference("templates.md")
    for name, spec in shipped()[1].items():
        part = page.split(f"\n### {name}\n", 1)[1].split("\n#", 1)[0]
        assert spec.help in part
        assert [option for option in spec.options if f"| `{option}` |" not in part] == []


def test_templates_are_given_what_the_reference_says(maker, monkeypatch, tmp_path):
    given = {}
    real = composing.render
    monkeypatch.setattr(
        composing,
        "render",
        lambda t, name, context, filters: given.update(context) or real(t, name, context, filters),
    )
    job = job_for(tmp_path, "<h1>{{ brief.title }}</h1>")
    composing.compose(job.view, job.order, job.templates, job.theme)
    assert set(given) == set(maker.words.CONTEXT)


def examples(maker) -> Iterator[str]:
    """A piece of template for each element and class that the reference tells."""
    wrap = {
        "h1–h4": "<h2{}>x</h2>", "p": "<p{}>x</p>", "ul, ol": "<ol{}><li>x</li></ol>",
        "dl": "<dl{}><dt>x</dt><dd>y</dd></dl>", "table": "<table{}><tbody><tr><td>x</td></tr></tbody></table>",
        "tr": "<table><tbody><tr{}><td>x</td></tr></tbody></table>", "div": "<div{}><p>x</p></div>",
        "aside": "<aside{}>x</aside>", "span": "<p><span{}>x</span></p>",
    }  # fmt: skip
    for element, known in maker.CLASSES:
        yield from (wrap[element].format(f' class="{name}"' if name else "") for name in known)
    for of, name in maker.words.OTHER_CLASSES:
        yield f'<{of} class="{name}">{"<li>x</li>" if of == "ul" else "" if of == "div" else "x"}</{of}>'
    yield "<h1>x</h1><h3>x</h3><h4>x</h4><section><hr></section><nav></nav><ul><li>x</li></ul>"
    yield "<p><strong>x</strong><em>x</em><code>x</code><br><a href='https://example.org'>x</a></p>"
    yield "<p>x <fill kind='choice' name='x' label='x' options='a=A|b=B'>x</fill></p>"
    yield "<table><caption>x</caption><colgroup><col share='2' align='end'><col></colgroup><thead><tr><th scope='col'>"
    yield "x</th><th>y</th></tr></thead><tbody><tr of='{{ brief.sections[0].path }}'><td colspan='2'><input "
    yield "type='checkbox' name='x' label='y' checked></td></tr></tbody><tfoot><tr><td>x</td></tr></tfoot></table>"
    yield "<p><a ref='section/background'></a></p>{{ brief.sections[0].text }}<aside label='x'>x</aside>"


def test_the_vocabulary_of_the_reference_is_accepted(maker, tmp_path):
    template = "".join(examples(maker))
    assert faults(tmp_path, template) == []
    said = {*maker.words.BLOCKS, *maker.words.INSIDE, *maker.words.PHRASES}
    assert [name for name in said if not re.search(rf"<{name}[ >]", template)] == []
    assert faults(tmp_path, template + "<p class='leed'>x</p>") != []


# -- codes are raised and tried


def code_uses(text: str) -> set[str]:
    return set(re.findall(r"\b(?:Finding)?Code\.([A-Z][A-Z0-9_]+)", text))


def sources() -> str:
    src = ROOT / "src" / "communique"
    return "\n".join(p.read_text(encoding="utf-8") for p in src.rglob("*.py") if p.name != "codes.py")


def tried_text() -> str:
    """All case files and tests but this one, which names codes without trying them."""
    tests = ROOT / "tests"
    files = [*tests.glob("cases/*.md"), *(p for p in tests.rglob("test_*.py") if p.name != "test_docs.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_every_code_is_raised_somewhere_and_tried_somewhere(code):
    assert code.name in code_uses(sources())
    tried = tried_text()
    assert re.search(rf"(?<![\w-]){code.value}(?![\w-])", tried) or code.name in code_uses(tried)


def test_a_code_that_nobody_raises_is_noticed():
    assert code_uses("Finding(Code.MARKUP, x); Finding(FindingCode.YAML_TAB, y)") == {"MARKUP", "YAML_TAB"}
    assert "NEVER_RAISED" not in code_uses(sources())


# -- links, blocks and commands of all pages


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page):
    assert broken_links(page, page.read_text(encoding="utf-8")) == []


def test_a_broken_link_is_noticed():
    page = ROOT / "docs" / "index.md"
    text = "[a](tutorial.md) [b](no.md) ![c](no.png) [d](tutorial.md#no) `[e](no)` [f](https://example.org) [g](#no)"
    assert list(links(text)) == ["tutorial.md", "no.md", "no.png", "tutorial.md#no", "#no"]
    assert broken_links(page, text) == ["no.md", "no.png", "tutorial.md#no", "#no"]
    assert anchors("# A `b-c` d\n```\n# no\n```\n") == {"a-b-c-d"}


def test_every_page_can_be_reached_from_the_index():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    known = {((ROOT / "docs") / target).resolve() for target in links(index)}
    own = (page for page in PAGES if page.is_relative_to(ROOT / "docs") and page.parent.name != "decisions")
    assert [name_of(page) for page in own if page not in known and page.name != "index.md"] == []


MODELS = (
    ("content/project.yaml", Settings), ("content/audiences/*.yaml", Audience), ("content/people.yaml", People),
    ("content/glossary.yaml", Glossary), ("content/sources.yaml", Sources), ("content/briefs/*/brief.yaml", Brief),
    ("content/briefs/*/principles.yaml", PrinciplesFile), ("content/briefs/*/cases/*.yaml", Case),
    ("templates/themes/*/theme.yaml", Tokens),
)  # fmt: skip


def file_faults(block: Block) -> list[str]:
    """What is wrong with a block that shows a whole file."""
    path = PurePosixPath(block.path)
    model = next(model for pattern, model in MODELS if path.match(pattern))
    tree = parse_tree(block.text, block.path)
    assert tree.value is not None, tree.findings
    given = (
        {"id": path.parent.name if model is Brief else path.stem} if model in (Audience, Brief, Case) else {}
    )
    value = validate(tree.value, model, "", **given)
    findings = [*tree.findings, *value.findings]
    if isinstance(value.value, Audience):
        for name, choice in value.value.documents.items():
            settings = read_settings(shipped()[1][name], choice.model_extra or {}, choice.place)
            findings += settings.findings
    return [str(finding) for finding in findings]


WHOLE = [
    pytest.param(block, id=f"{name_of(page)}:{block.path}")
    for page in PAGES
    for block in blocks(page.read_text(encoding="utf-8"))
    if block.language == "yaml" and block.path
]


@pytest.mark.parametrize("block", WHOLE)
def test_every_whole_file_is_valid(block):
    # The tutorial's brief has a mistake, which only shows when the files are read together.
    assert file_faults(block) == []


def test_a_wrong_file_is_noticed():
    text = "```yaml\n# content/audiences/press.yaml\ntitle: Press\nceilng: TLP:CLEAR\ndocuments: {}\n```\n"
    (block,) = blocks(text)
    assert "ceilng" in "".join(file_faults(block))
    option = "# content/audiences/a.yaml\ntitle: A\nceiling: x\ndocuments: {summary: {formats: [pdf], colour: red}}\n"
    assert "colour" in "".join(file_faults(Block("yaml", option, "")))


def exit_code(words: tuple[str, ...], patch: pytest.MonkeyPatch) -> int:
    """How the command line takes some words, without doing anything."""
    for command in cli.commands.values():
        patch.setattr(command, "callback", lambda **_: None)
    return CliRunner().invoke(cli, words).exit_code


COMMANDS = sorted({words for page in PAGES for words in commands(page.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_that_a_page_shows_is_one(words, monkeypatch):
    assert exit_code(words, monkeypatch) == 0


def test_a_command_that_does_not_exist_is_noticed(monkeypatch):
    text = "```sh\nX=1 communique bulid -q > file # why\n```\nuse `communique check --frmat json`\n```text\ncommunique x\n```\n"
    wrong = list(commands(text))
    assert wrong == [("check", "--frmat", "json"), ("bulid", "-q")]
    assert [exit_code(words, monkeypatch) for words in wrong] == [2, 2]


# -- the tutorial and the example of a template do what they say


TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
TUTORIAL_BRIEF = "content/briefs/first-brief/brief.yaml"


@pytest.fixture
def first_project(tmp_path):
    for name in ("people.yaml", "sources.yaml"):
        (tmp_path / "content").mkdir(exist_ok=True)
        shutil.copy(ROOT / "content" / name, tmp_path / "content" / name)
    for block in blocks(TUTORIAL):
        if block.path:
            path = tmp_path / block.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    return tmp_path


def change(root: Path, old: str, new: str) -> None:
    path = root / TUTORIAL_BRIEF
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def messages(root: Path) -> str:
    return as_text(prepared(root).findings)


def test_the_tutorial_shows_the_messages_that_come(first_project):
    shown = [block.text for block in blocks(TUTORIAL) if block.language == "text"]
    assert messages(first_project) + "1 error, 0 warnings\n" == shown[0]
    change(first_project, "TLP:GREN", "TLP:GREEN")
    assert messages(first_project) == ""
    broken = next(block.text for block in blocks(TUTORIAL) if block.text.startswith("bottom_line:"))
    whole = next(block.text for block in blocks(TUTORIAL) if block.path == TUTORIAL_BRIEF)
    old = re.search(r"^bottom_line:.*?(?=^$)", whole, re.MULTILINE | re.DOTALL)
    assert old is not None
    change(first_project, old[0], broken)
    assert messages(first_project) + "1 error, 0 warnings; nothing was published\n" == shown[3]


def test_the_tutorials_audiences_see_what_it_says(first_project):
    change(first_project, "TLP:GREN", "TLP:GREEN")
    planned = prepared(first_project).value
    assert planned is not None
    views = {job.audience: job.view for job in planned.jobs}
    assert sum(len(job.formats) for job in planned.jobs) == 4
    made = {j.audience: composing.compose(j.view, j.order, j.templates, j.theme).value for j in planned.jobs}
    assert {name: document and document.marking.label for name, document in made.items()} == {
        "ministers": "TLP:GREEN",
        "public": "TLP:CLEAR",
    }
    assert [len(views[name].brief.key_messages) for name in ("ministers", "public")] == [2, 1]
    assert views["ministers"].people["zeravic"] in TUTORIAL
    assert views["public"].people["zeravic"] == "a participant"


ADD = (ROOT / "docs" / "how-to" / "add-a-document.md").read_text(encoding="utf-8")


def test_the_example_of_a_template_works_and_its_mistake_gives_the_message_shown(tmp_path):
    card = next(block.text for block in blocks(ADD) if block.language == "jinja")
    audience = """\
        title: The public
        ceiling: TLP:CLEAR
        documents:
          card: {formats: [docx], reasons: true}
        """
    recommendation = "recommendations: [{id: r, action: Meet, who: All, when: Soon, reason: It helps.}]\n"
    files = {"content/audiences/public.yaml": audience, "templates/documents/card.html.j2": card}
    root = write_project(tmp_path, files)
    brief = root / "content/briefs/demo/brief.yaml"
    brief.write_text(brief.read_text(encoding="utf-8") + recommendation, encoding="utf-8")
    assert card_findings(root) == ""
    (root / "templates/documents/card.html.j2").write_text(card.replace('"lead"', '"leed"'), encoding="utf-8")
    shown = next(block.text for block in blocks(ADD) if block.language == "text")
    assert card_findings(root) == shown


def card_findings(root: Path) -> str:
    planned = prepared(root)
    assert told(planned.findings) == []
    assert planned.value is not None
    job = next(job for job in planned.value.jobs if job.order.document == "card")
    return as_text(composing.compose(job.view, job.order, job.templates, job.theme).findings)


def test_a_project_can_replace_one_file_of_the_built_in_theme(tmp_path):
    """As docs/how-to/change-the-look.md says."""
    tokens = (ROOT / "templates/themes/default/theme.yaml").read_text(encoding="utf-8")
    changed = re.sub(r'accent: "#\w+"', 'accent: "#7A1F3D"', tokens, count=1)
    planned = prepared(write_project(tmp_path, {"templates/themes/default/theme.yaml": changed}))
    assert told(planned.findings) == []
    assert planned.value is not None
    theme = planned.value.jobs[0].theme
    assert theme.tokens.colours.accent == "#7A1F3D"
    assert theme.fonts


def test_the_new_audience_of_the_how_to_fits_the_sample(tmp_path):
    page = (ROOT / "docs/how-to/give-an-audience-its-documents.md").read_text(encoding="utf-8")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    whole, line = (block.text for block in blocks(page) if block.language == "yaml")
    (tmp_path / "content/audiences/press.yaml").write_text(whole, encoding="utf-8")
    brief = tmp_path / "content/briefs/track-two/brief.yaml"
    text = re.sub(r"^audiences: .*\n", line, brief.read_text(encoding="utf-8"), flags=re.MULTILINE)
    brief.write_text(text, encoding="utf-8")
    planned = prepared(tmp_path)
    assert told(planned.findings) == []
    assert planned.value is not None
    assert [job.order.document for job in planned.value.jobs if job.audience == "press"] == [
        "summary",
        "annex",
    ]


def test_the_explanation_of_the_how_to_is_the_one_that_comes():
    page = (ROOT / "docs/how-to/find-out-why.md").read_text(encoding="utf-8")
    words, shown = (
        next(block.text for block in blocks(page) if block.language == kind) for kind in ("sh", "text")
    )
    assert CliRunner().invoke(cli, [*words.split()[1:], "-C", str(ROOT)]).output == shown
