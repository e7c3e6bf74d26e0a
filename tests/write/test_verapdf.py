"""The reference engine agrees: every kind of document, and any tree, is PDF/UA-1 and PDF/A-3a in one file."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from kit import samples
from kit.finished import edited_pdf, written
from kit.pdfs import THEMES, sample_pdf
from kit.trees import documents
from kit.verapdf import verapdf  # noqa: F401 -- a fixture

pytestmark = [pytest.mark.native, pytest.mark.slow]


@pytest.mark.parametrize(("theme", "paper"), [*((theme, "A4") for theme in THEMES), ("default", "Letter")])
@pytest.mark.parametrize("kind", samples.SAMPLES)
def test_a_document_of_ours_is_both_accessible_and_archivable(kind, paper, theme, verapdf):  # noqa: F811
    assert verapdf.breaches(sample_pdf(kind, paper, theme).data) == []


@given(documents())
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_is_both_accessible_and_archivable(verapdf, document):  # noqa: F811
    assert verapdf.breaches(written(document, "pdf")) == []


def test_the_engine_sees_faults_of_both_standards(verapdf):  # noqa: F811
    def edit(pdf):
        del pdf.Root.Lang
        del pdf.Root.OutputIntents

    rules = verapdf.ask(edited_pdf(sample_pdf("summary").data, edit)).rules
    assert {rule.split()[0] for rule in rules} == {"ua1", "3a"}
