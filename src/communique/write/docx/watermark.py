"""Words behind the text of Word's pages: a shape in each header, as Word's own watermarks are (Design > Watermark).

WordArt of VML (ECMA-376 Part 4, 19.1.2.23), which Word, LibreOffice and others draw; Word knows it by its name and offers to
take it out. VML has no mark for what is decorative: headers are not read out with the text, and the words stand in it too.
"""

from __future__ import annotations

from communique.theme import Theme
from communique.write.docx.paper import quoted
from communique.write.watermark import TURN, Across

NAME = "PowerPlusWaterMarkObject"
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_POINTS = 72 / 25.4
# The shape type of plain text, number 136, as Word writes it (Part 4, 20.1.2.12 and 19.1.2.20).
_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
    '<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
    '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" '
    'shapetype="t"/></v:shapetype>'
)
_PLACE = (
    "position:absolute;margin-left:0;margin-top:0;width:{width:.1f}pt;height:{height:.1f}pt;rotation:{turn};"
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:page;"
    "mso-position-vertical:center;mso-position-vertical-relative:page"
)


def watermark_run(mark: Across, theme: Theme, number: int) -> str:
    """A run with the shape, to stand in the first paragraph of a header; `number` tells the headers' shapes apart."""
    width, height = mark.width * _POINTS, mark.height * _POINTS
    place = _PLACE.format(width=width, height=height, turn=360 - TURN)
    letters = f'font-family:"{theme.tokens.fonts.sans.family}";font-size:1pt;font-weight:bold'
    shape = (
        f'<v:shape id="{NAME}{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" style="{place}" '
        f'o:allowincell="f" fillcolor="{mark.colour.lower()}" stroked="f">'
        f'<v:textpath style="{quoted(letters)}" string="{quoted(mark.words)}"/></v:shape>'
    )
    return f"<w:r><w:pict {_VML}>{_TYPE}{shape}</w:pict></w:r>"
