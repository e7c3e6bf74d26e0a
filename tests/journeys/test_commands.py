"""The command line as scripts rely on it: words, exit codes, what is told and where."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kit.commands import communique, tree_of
from kit.projects import write_project

pytestmark = pytest.mark.journey
BRIEF = "content/briefs/demo/brief.yaml"


def test_a_good_project_checks_with_0_and_says_so(tmp_path):
    result = communique("check", cwd=write_project(tmp_path))
    assert (result.code, result.out, result.err) == (0, "", "all is well\n")


def test_a_build_publishes_what_each_audience_asks_for(tmp_path):
    result = communique("build", "-j", "1", cwd=write_project(tmp_path))
    assert result.code == 0, result.out + result.err
    assert {"demo/insiders/summary.docx", "demo/public/summary.docx", "manifest.json", "SHA256SUMS"} <= set(
        tree_of(tmp_path / "out")
    )


def test_commands_work_from_a_folder_inside_the_project(tmp_path):
    inside = write_project(tmp_path) / "content" / "briefs"
    assert communique("check", cwd=inside).code == 0


def test_a_project_can_be_named(tmp_path):
    root = write_project(tmp_path / "project")
    assert communique("check", "-C", str(root), cwd=tmp_path).code == 0


def test_a_fault_ends_with_1_and_leaves_what_was_published(published_demo):
    root = published_demo
    before = tree_of(root / "out")
    (root / BRIEF).write_text("title: [\n", encoding="utf-8")
    result = communique("build", cwd=root)
    assert result.code == 1
    assert result.findings == [f"{BRIEF}:1:8 error yaml-syntax"]
    assert "nothing was published" in result.err
    assert tree_of(root / "out") == before


@pytest.mark.parametrize(
    "words",
    [
        ("build", "nobody"),
        ("build", "-a", "nobody"),
        ("build", "-d", "nothing"),
        ("build", "-f", "odt"),
        ("build", "-j", "0"),
        ("build", "-C", "nowhere"),
        ("build", "-o", "content/out"),
        ("build", "-o", "templates"),
        ("bulid",),
        ("check", "--frmat", "json"),
    ],
)
def test_wrong_words_end_with_2(tmp_path, words):
    result = communique(*words, cwd=write_project(tmp_path))
    assert result.code == 2
    assert "Traceback" not in result.out + result.err
    assert tree_of(tmp_path / "out") == {}


def test_a_name_that_does_not_exist_is_told_with_the_nearest_one(tmp_path):
    result = communique("build", "dmeo", "-a", "publik", "-d", "sumary", cwd=write_project(tmp_path))
    assert result.findings == [
        "command line error unknown-audience",
        "command line error unknown-brief",
        "command line error unknown-document",
    ]
    assert [line for line in result.out.splitlines() if "help" in line] == [
        "  help: did you mean 'public'?",
        "  help: did you mean 'demo'?",
        "  help: did you mean 'summary'?",
    ]


def test_a_missing_library_is_told_with_the_command_that_installs_it(tmp_path):
    audience = "title: P\nceiling: TLP:CLEAR\ndocuments: {summary: {formats: [pdf, html]}}\n"
    root = write_project(tmp_path / "project", {"content/audiences/public.yaml": audience})
    without = tmp_path / "without"
    without.mkdir()
    text = "raise OSError(\"cannot load library 'libgobject-2.0-0'\")\n"
    (without / "weasyprint.py").write_text(text, encoding="utf-8")
    result = communique("build", "-a", "public", cwd=root, env={"PYTHONPATH": str(without)})
    assert (result.code, result.findings) == (1, ["this machine error native-library"])
    assert "apt-get install libpango-1.0-0" in result.out
    assert (
        communique("build", "-a", "public", "-f", "html", cwd=root, env={"PYTHONPATH": str(without)}).code
        == 0
    )


def test_a_document_that_is_too_long_is_told_what_would_go_first(tmp_path):
    audience = "title: P\nceiling: TLP:CLEAR\ndocuments:\n  summary: {formats: [html], max_words: 5}\n"
    root = write_project(tmp_path, {"content/audiences/public.yaml": audience})
    result = communique("build", "-a", "public", cwd=root)
    assert (result.code, result.findings) == (1, ["content/audiences/public.yaml:4:30 error too-many-words"])
    assert "sections/background" in result.out


def test_a_folder_without_a_project_ends_with_2(tmp_path):
    result = communique("check", cwd=tmp_path)
    assert (result.code, result.findings) == (2, ["command line error no-project"])
    assert "no content/project.yaml" in result.out


def test_a_bad_source_date_epoch_is_a_wrong_command(tmp_path):
    result = communique("build", cwd=write_project(tmp_path), env={"SOURCE_DATE_EPOCH": "tomorrow"})
    assert result.code == 2
    assert "SOURCE_DATE_EPOCH" in result.err


def test_output_that_cannot_be_written_is_no_bug_of_ours(tmp_path):
    root = write_project(tmp_path, {"content/people.yaml": "peple: []\n"})
    command = [sys.executable, "-m", "communique", "check"]
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(command, cwd=root, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert told.returncode == 1
    message = "standard output cannot be written to: No space left on device; 1 error, 0 warnings\n"
    assert told.stderr == message


def test_a_closed_standard_output_changes_nothing_but_what_is_told(tmp_path):
    root = write_project(tmp_path)
    words = f"{sys.executable} -m communique check"
    for closed in (">&-", ">&- 2>&-"):
        done = subprocess.run(["sh", "-c", f"{words} {closed}"], cwd=root, check=False)
        assert done.returncode == 0


def test_a_bug_of_ours_ends_with_3_and_says_how_to_report_it(tmp_path):
    root = write_project(tmp_path)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import communique.project as p\ndef boom(*_): raise RuntimeError('planted')\np.open_project = boom\n",
        encoding="utf-8",
    )
    result = communique("check", cwd=root, env={"PYTHONPATH": str(broken)})
    assert result.code == 3
    assert "RuntimeError: planted" in result.err
    assert "This is a bug in communique" in result.err


@pytest.mark.parametrize("style", ["json", "sarif", "github"])
def test_findings_are_told_for_machines(tmp_path, style):
    root = write_project(tmp_path, {"content/people.yaml": "peple: []\n"})
    out = communique("check", "--format", style, cwd=root).out
    if style == "github":
        assert out.startswith("::error file=content/people.yaml,line=1,col=1,title=unknown-key::")
        return
    told = json.loads(out)
    if style == "json":
        assert [(f["code"], f["path"], f["line"], f["column"]) for f in told] == [
            ("unknown-key", "content/people.yaml", 1, 1)
        ]
    else:
        (result,) = told["runs"][0]["results"]
        assert result["ruleId"] == "unknown-key"
        assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}


def test_a_warning_does_not_stop_a_build_but_stops_a_release(tmp_path):
    audience = """\
        title: Wasomaji
        language: sw
        ceiling: TLP:CLEAR
        documents: {summary: {formats: [html]}}
        """
    root = write_project(tmp_path, {"content/audiences/public.yaml": audience})
    assert communique("build", "-a", "public", "--release", cwd=root).code == 1
    assert tree_of(root / "out") == {}
    told = communique("build", "-a", "public", cwd=root)
    assert (told.code, told.findings) == (0, [f"{BRIEF}:1:1 warning no-wording"])


def test_only_what_was_asked_for_is_built_and_the_rest_stays(published_demo):
    root = published_demo
    before = tree_of(root / "out")
    (root / "content" / "glossary.yaml").write_text(
        "terms:\n  - {id: cbm, term: step, short: S, definition: A step.}\n", encoding="utf-8"
    )
    assert communique("build", "-a", "public", cwd=root).code == 0
    after = tree_of(root / "out")
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed == {"demo/public/summary.docx", "manifest.json", "SHA256SUMS"}


def test_the_output_can_go_elsewhere(tmp_path):
    root = write_project(tmp_path / "project")
    assert communique("build", "-o", str(tmp_path / "there"), cwd=root).code == 0
    assert "demo/public/summary.docx" in tree_of(tmp_path / "there")
    assert not (root / "out").exists()


def test_published_files_can_be_checked_again(published_demo, tmp_path):
    root = published_demo
    assert communique("verify", cwd=write_project(tmp_path / "unbuilt")).findings == [
        "out/manifest.json error manifest-unreadable"
    ]
    assert communique("verify", cwd=root).err == "all files are as they were built\n"
    (root / "out/demo/public/summary.docx").write_bytes(b"edited")
    (root / "out/demo/insiders/summary.docx").unlink()
    (root / "out/letter.txt").write_text("mine", encoding="utf-8")
    result = communique("verify", str(root / "out"), cwd=tmp_path.parent)
    assert (result.code, result.findings) == (
        1,
        [
            "out/demo/insiders/summary.docx error published-missing",
            "out/demo/public/summary.docx error published-changed",
            "out/letter.txt error published-stray",
        ],
    )


def test_a_process_that_the_system_ends_is_told(tmp_path):
    planted = tmp_path / "planted"
    planted.mkdir()
    (planted / "sitecustomize.py").write_text(
        "import os, signal, communique.job as room\n"
        "def killed(*_): os.kill(os.getpid(), signal.SIGKILL)\n"
        "killed.__module__, killed.__qualname__ = 'communique.job', 'run_job'\n"
        "room.run_job = killed\n",
        encoding="utf-8",
    )
    root = write_project(tmp_path / "project")
    result = communique("build", "-j", "2", cwd=root, env={"PYTHONPATH": str(planted)})
    assert (result.code, result.findings) == (1, ["this machine error process-lost"])
    assert tree_of(root / "out") == {}


def test_publishing_into_nowhere_is_a_wrong_command(tmp_path):
    root = write_project(tmp_path)
    before = tree_of(root)
    for words in (("-o", ""), ("-o", "."), ("-o", "content")):
        assert communique("build", *words, cwd=root).code == 2
    result = communique("build", "-o", str(root), cwd=root)
    assert (result.code, [one.split()[-1] for one in result.findings]) == (1, ["output-foreign"])
    assert tree_of(root) == before


def test_a_fault_in_the_file_of_an_audience_that_is_asked_for_is_what_is_told(tmp_path):
    root = write_project(tmp_path, {"content/audiences/public.yaml": "title:\nceiling: TLP:CLEAR\n"})
    result = communique("build", "-a", "public", cwd=root)
    assert result.code == 1
    assert {finding.split()[-1] for finding in result.findings} == {"empty-value", "missing-key"}


def test_help_is_quick_and_imports_nothing_heavy(tmp_path):
    result = communique("--help", cwd=tmp_path)
    assert result.code == 0
    code = "import sys, communique.cli; sys.exit(len({'weasyprint', 'docx', 'pydantic', 'jinja2', 'lxml'} & set(sys.modules)))"
    import subprocess
    import sys

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_weasyprint_is_not_imported_unless_a_pdf_is_asked_for(tmp_path):
    root = write_project(tmp_path / "project")
    forbid = tmp_path / "forbid"
    forbid.mkdir()
    (forbid / "weasyprint.py").write_text("raise RuntimeError('imported')\n", encoding="utf-8")
    result = communique("build", "-f", "docx", cwd=root, env={"PYTHONPATH": str(forbid)})
    assert result.code == 0, result.err
