"""The guard and the sample brief: no false alarm, in any format, for any audience."""

from __future__ import annotations

import pytest

from communique.build import prepare
from communique.compose.document import compose
from communique.plan import Wish
from communique.verify.conform import Finished
from communique.verify.gate import listen
from communique.verify.leaks import guard_for, licence_for
from communique.write.docx import write_docx
from communique.write.html import write_html
from kit.commands import REPOSITORY
from kit.projects import opened

PLANNED = prepare(opened(REPOSITORY), Wish(), None).value
assert PLANNED is not None
PAIRS = dict(
    zip((job.name for job in PLANNED.jobs), zip(PLANNED.jobs, PLANNED.withheld, strict=True), strict=True)
)


@pytest.mark.leaks
@pytest.mark.parametrize("name", PAIRS)
def test_the_sample_raises_no_false_alarm(name):
    """As Word file and page; the PDFs are held to it by every build of the sample (tests/journeys/test_sample.py)."""
    job, withheld = PAIRS[name]
    document = compose(job.view, job.order, job.templates, job.theme).value
    assert document is not None
    guard = guard_for(withheld, licence_for(job.view, job.templates, document))
    assert guard.secrets.grams, "nothing is withheld, so nothing is tried"
    for format, data in (
        ("docx", write_docx(document, job.theme, {})),
        ("html", write_html(document, job.theme)),
    ):
        heard = listen(Finished(f"out/{job.name}.{format}", format, data), document, guard)
        assert (heard.findings, heard.acknowledged) == ((), ())
