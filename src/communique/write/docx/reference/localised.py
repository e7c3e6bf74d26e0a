"""Names of Word's own styles as offices see them. Files hold the English names whatever the language of Word is.

Word also makes the ids of its own styles from the localised name (`berschrift1` for "Überschrift 1"), which finds most of
the others: this table serves names whose letters leave nothing over, and templates whose ids were made elsewhere.
"""

from __future__ import annotations

import re

# English name -> what Word calls it in German, French, Spanish, Italian, Dutch, Swedish, Polish, Portuguese, Korean.
_NAMES = {
    "Normal": "Standard|Normale|Standaard|Normalny|표준",
    "Body Text": "Textkörper|Corps de texte|Texto independiente|Corpo testo|Corpo del testo|Platte tekst|Brödtext|"
    "Tekst podstawowy|Corpo de texto|본문",
    "Title": "Titel|Titre|Título|Titolo|Rubrik|Tytuł|제목",
    "Subtitle": "Untertitel|Sous-titre|Subtítulo|Sottotitolo|Ondertitel|Underrubrik|Podtytuł|부제",
    "heading": "Überschrift|Titre|Título|Titolo|Kop|Rubrik|Nagłówek|Título|제목",
    "toc": "Verzeichnis|TM|TDC|Sommario|Inhopg|Innehåll|Spis treści|Índice|목차",
    "List Bullet": "Aufzählungszeichen|Liste à puces|Lista con viñetas|Punto elenco|Lijst opsom.teken|Punktlista|"
    "Lista punktowana|Lista com marcas|글머리 기호",
    "List Number": "Listennummer|Liste à numéros|Lista con números|Numero elenco|Lijstnummering|Numrerad lista|"
    "Lista numerowana|Lista numerada|번호 매기기",
    "caption": "Beschriftung|Légende|Descripción|Epígrafe|Didascalia|Bijschrift|Beskrivning|Legenda|캡션",
    "header": "Kopfzeile|En-tête|Encabezado|Intestazione|Koptekst|Sidhuvud|Nagłówek|Cabeçalho|머리글",
    "footer": "Fußzeile|Pied de page|Pie de página|Piè di pagina|Voettekst|Sidfot|Stopka|Rodapé|바닥글",
    "footnote text": "Fußnotentext|Note de bas de page|Texto nota pie|Testo nota a piè di pagina|Voetnoottekst|"
    "Fotnotstext|Tekst przypisu dolnego|Texto de nota de rodapé|각주 텍스트",
    "footnote reference": "Fußnotenzeichen|Appel note de bas de p.|Ref. de nota al pie|Rimando nota a piè di pagina|"
    "Voetnootmarkering|Fotnotsreferens|각주 참조",
    "Strong": "Fett|Élevé|Texto en negrita|Enfasi (grassetto)|Zwaar|Stark|Pogrubienie|Forte|강한 강조",
    "Emphasis": "Hervorhebung|Accentuation|Énfasis|Enfasi (corsivo)|Nadruk|Betoning|Uwydatnienie|Ênfase|강조",
    "Hyperlink": "Link|Lien hypertexte|Hipervínculo|Collegamento ipertestuale|Hyperlänk|Hiperłącze|하이퍼링크",
    "Bibliography": "Literaturverzeichnis|Bibliographie|Bibliografía|Bibliografia|Bibliografie|Litteraturförteckning|"
    "참고 문헌",
    "Table Grid": "Tabellenraster|Tabellengitternetz|Grille du tableau|Tabla con cuadrícula|Griglia tabella|Tabelraster|"
    "Tabellrutnät|Tabela - Siatka|표 구분선",
}
_NUMBERED = re.compile(r"^(.*?)\s*(\d)$")


def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for english, names in _NAMES.items():
        for name in names.split("|"):
            table[name.casefold()] = (*table.get(name.casefold(), ()), english.casefold())
    return table


_ENGLISH = _table()


def english_names(name: str) -> tuple[str, ...]:
    """The names by which files may know the style that an office calls so, likeliest first; small letters."""
    folded = " ".join(name.split()).casefold()
    numbered = _NUMBERED.match(folded)
    if numbered:
        stems = _ENGLISH.get(numbered[1], ())
        return tuple(f"{stem} {numbered[2]}" for stem in stems if stem not in _ALONE)
    return tuple(stem for stem in _ENGLISH.get(folded, ()) if stem not in _WITH_LEVEL)


_WITH_LEVEL = frozenset({"heading", "toc"})  # these never stand without a number
_ALONE = frozenset({"title", "header"})  # and these never with one, though other styles are called the same
