"""The fixed words of documents, and dates, in the document's language."""

from __future__ import annotations

from datetime import date

from communique.codes import Code
from communique.compose.model import Wording
from communique.findings import Finding, Origin, Severity

# Languages that are written from right to left (Unicode CLDR 45, characterOrder), by primary subtag (BCP 47).
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})
_WORDINGS = {
    "en": Wording(),
    "fr": Wording(
        page="Page",
        of="sur",
        contents="Sommaire",
        table="Tableau",
        figure="Figure",
        timeline="Chronologie de {count} événements, de {first} à {last}",
        matrix="Matrice de {rows} principes et {columns} cas",
        bar_chart="Diagramme en barres",
        participant="Participant",
        line_chart="Courbes",
        extremes="{count} valeurs de {first} à {last} ; la plus basse est {low} ({low_at}), la plus haute {high} ({high_at})",
    ),
    "de": Wording(
        page="Seite",
        of="von",
        contents="Inhalt",
        table="Tabelle",
        figure="Abbildung",
        timeline="Zeitleiste mit {count} Ereignissen, von {first} bis {last}",
        matrix="Matrix aus {rows} Grundsätzen und {columns} Fällen",
        bar_chart="Balkendiagramm",
        participant="Person",
        line_chart="Liniendiagramm",
        extremes="{count} Werte von {first} bis {last}; der niedrigste ist {low} ({low_at}), der höchste {high} ({high_at})",
    ),
    "es": Wording(
        page="Página",
        of="de",
        contents="Índice",
        table="Cuadro",
        figure="Figura",
        timeline="Cronología de {count} hechos, de {first} a {last}",
        matrix="Matriz de {rows} principios y {columns} casos",
        bar_chart="Gráfico de barras",
        participant="Participante",
        line_chart="Gráfico de líneas",
        extremes="{count} valores de {first} a {last}; el más bajo es {low} ({low_at}), el más alto {high} ({high_at})",
    ),
    "ar": Wording(
        page="صفحة",
        of="من",
        contents="المحتويات",
        table="جدول",
        figure="شكل",
        participant="مشارك",
        timeline="تسلسل زمني، عدد الأحداث {count}، من {first} إلى {last}",
        matrix="مصفوفة، عدد المبادئ {rows}، عدد الحالات {columns}",
        bar_chart="مخطط أعمدة",
        line_chart="مخطط خطي",
        extremes="عدد القيم {count}، من {first} إلى {last}؛ أدناها {low} ({low_at}) وأعلاها {high} ({high_at})",
    ),
    "ko": Wording(
        page="쪽",
        of="/",
        contents="차례",
        table="표",
        figure="그림",
        participant="참가자",
        timeline="{first}부터 {last}까지, 사건 {count}건의 연표",
        matrix="원칙 {rows}개와 사례 {columns}건의 표",
        bar_chart="막대그래프",
        line_chart="꺾은선그래프",
        extremes="{first}부터 {last}까지 값 {count}개, 최저 {low}({low_at}), 최고 {high}({high_at})",
    ),
}


def wording(language: str) -> Wording | None:
    """The words for a BCP 47 language tag; None where there are none yet."""
    return _WORDINGS.get(language.split("-", maxsplit=1)[0].lower())


def no_wording(language: str, origin: Origin) -> Finding:
    """Tells that the fixed words of a language are missing and English ones stand in."""
    message = (
        f"there are no fixed words (Page, Table, …) for the language '{language}'; English ones are used"
    )
    hint = f"languages with words of their own are {', '.join(sorted(_WORDINGS))}"
    return Finding(Code.NO_WORDING, origin, message, hint, severity=Severity.WARNING)


def shown_date(day: date, language: str) -> str:
    """A date as readers of the language write it: '22 November 2026'. Unknown languages get ISO 8601."""
    from babel import UnknownLocaleError
    from babel.dates import format_date

    try:
        return format_date(day, format="long", locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
