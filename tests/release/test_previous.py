"""This release against the one before it."""

from __future__ import annotations

import pytest

from communique.build import Orders, Report, build_project, check_project
from communique.plan import Wish
from kit.commands import tree_of
from kit.projects import opened, told, write_project

BRIEF = "content/briefs/demo/brief.yaml"
HEAD = "title: A small brief\nshort_title: Small\ndate: 2026-11-22\nfrom: The secretariat\n"
FIRST = HEAD + "bottom_line: {text: Meet soon.}\n"
PUBLISHED = "out/demo/insiders/summary.docx"


@pytest.fixture
def root(tmp_path):
    write_project(tmp_path, {BRIEF: FIRST})
    assert told(build(tmp_path).findings) == []
    return tmp_path


def build(root, *, release=False, audiences=()) -> Report:
    orders = Orders(Wish((), audiences), 1, release)
    return build_project(opened(root), orders, lambda _name, _done, _total: None)


def change(root, text: str) -> None:
    (root / BRIEF).write_text(text, encoding="utf-8")


RAISED = (
    HEAD + "bottom_line:\n  text: Meet soon.\n  handling: TLP:AMBER\n" + "audiences: [insiders, public]\n"
)


def test_a_document_that_is_marked_higher_than_its_published_copies_is_told(root):
    change(root, RAISED.replace("TLP:AMBER\n", "TLP:AMBER\n  except: [public]\n"))
    checked = check_project(opened(root), Wish((), ("insiders",)))
    report = build(root, audiences=("insiders",))
    assert checked.findings == report.findings
    (finding,) = report.findings
    assert told(report.findings) == [f"{PUBLISHED} warning marking-raised"]
    assert [str(origin) for origin in finding.related] == [f"{BRIEF}:6:3"]
    assert "is TLP:AMBER now, and copies of it were published as TLP:CLEAR" in finding.message
    assert told(build(root, audiences=("insiders",)).findings) == [], "it is the published marking now"


def test_what_a_document_does_not_show_does_not_raise_it(root):
    change(
        root,
        FIRST
        + "sections: [{id: s, title: S, points: [{id: p, title: P, text: T, handling: 'TLP:AMBER'}]}]\n",
    )
    audience = root / "content/audiences/insiders.yaml"
    text = audience.read_text(encoding="utf-8").replace("[docx]}", "[docx], sections: []}")
    audience.write_text(text, encoding="utf-8")
    assert check_project(opened(root), Wish((), ("insiders",))).findings == ()
    assert told(build(root, audiences=("insiders",)).findings) == []


def test_a_release_stops_until_the_earlier_copies_are_recalled(root):
    before = tree_of(root / "out")
    change(root, RAISED)
    assert build(root, release=True, audiences=("insiders",)).exit_code == 1
    assert tree_of(root / "out") == before
    for path in sorted((root / "out").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert build(root, release=True, audiences=("insiders",)).exit_code == 0


def test_a_marking_that_stays_or_falls_is_no_fault(root):
    change(root, RAISED)
    build(root, audiences=("insiders",))
    assert told(build(root, audiences=("insiders",)).findings) == []
    change(root, FIRST)
    assert told(build(root).findings) == []


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("audiences: [insiders]", f"{BRIEF}:6:1"),
        ("handling: TLP:GREEN", f"{BRIEF}:6:1"),
        ("except: [public]", f"{BRIEF}:6:1"),
    ],
)
def test_an_audience_that_may_no_longer_have_the_brief_is_told_without_rendering(root, line, place):
    change(root, FIRST + line + "\n")
    report = check_project(opened(root), Wish())
    assert "out/demo/public/summary.docx warning marking-raised" in told(report.findings)
    (finding,) = (one for one in report.findings if one.origin.path.startswith("out/demo/public"))
    assert [str(origin) for origin in finding.related] == [place]
    others = check_project(opened(root), Wish((), ("insiders",))).findings
    assert told(others) == ([f"{PUBLISHED} warning marking-raised"] if "GREEN" in line else [])
    assert [str(one.related[0]) for one in others] == ([f"{BRIEF}:1:8"] if others else [])


def test_documents_that_an_audience_no_longer_asks_for_and_briefs_that_are_gone_are_no_fault(root):
    (root / "content/audiences/public.yaml").unlink()
    audience = root / "content/audiences/insiders.yaml"
    audience.write_text(audience.read_text(encoding="utf-8").replace("summary", "pack"), encoding="utf-8")
    (root / "content/briefs/demo").rename(root / "content/briefs/other")
    assert told(build(root).findings) == []


def test_markings_of_another_ladder_cannot_be_compared(root):
    rungs = "".join(f"  - {{label: {label}, foreground: '#FFFFFF'}}\n" for label in ("OPEN", "CLOSED"))
    (root / "content/project.yaml").write_text(
        f"title: P\nhandling: OPEN\nladder:\n{rungs}", encoding="utf-8"
    )
    for name in ("insiders", "public"):
        path = root / f"content/audiences/{name}.yaml"
        text = path.read_text(encoding="utf-8").replace("TLP:AMBER", "CLOSED").replace("TLP:CLEAR", "CLOSED")
        path.write_text(text, encoding="utf-8")
    change(root, FIRST + "handling: CLOSED\n")
    assert told(build(root).findings) == []


def test_a_manifest_that_cannot_be_read_is_told_before_anything_is_rendered(root):
    (root / "out/manifest.json").write_text("{", encoding="utf-8")
    expected = ["out/manifest.json error manifest-unreadable"]
    assert told(check_project(opened(root), Wish()).findings) == expected
    assert told(build(root).findings) == expected


def test_a_folder_that_is_not_ours_is_no_earlier_release(tmp_path):
    root = write_project(tmp_path, {BRIEF: FIRST})
    assert check_project(opened(root), Wish()).findings == ()
    (root / "out").mkdir()
    (root / "out/letter.txt").write_text("mine", encoding="utf-8")
    assert check_project(opened(root), Wish()).findings == ()
