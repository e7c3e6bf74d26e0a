"""A project with an office's Word template, from its files on disk to what is told and published."""

from __future__ import annotations

from kit.docx_houses import house_files
from kit.projects import prepared, told, write_project


def test_an_empty_file_is_a_template_that_cannot_be_read(tmp_path):
    made = prepared(write_project(tmp_path, house_files(b"")))
    assert told(made.findings) == ["templates/themes/house/reference.docx error reference-unreadable"]
