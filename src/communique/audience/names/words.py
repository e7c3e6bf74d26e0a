"""Word lists that decide when a family name says enough by itself. Extend them freely: they are data."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Small words that belong to a family name and are often left out.
PARTICLES = _set(
    "a af al ap at av bar bat bem ben bin bint da dal dalla das de degli dei del della den der des di do dos du e el "
    "fitz ibn il la las le les lo los mac mc o of op san st te ten ter um und van vd vom von y zu zum zur abu abd"
)
# Titles after which even a short or ordinary family name is a person's: "Mr Kim", "Professor Young".
TITLES = _set(
    "mr mrs ms miss mx dr prof professor sir dame madam madame mme mlle monsieur herr frau senor senora sr sra signor "
    "signora admiral adm brigadier brig captain capt colonel col commander cmdr commodore lieutenant lt major maj "
    "sergeant sgt ambassador amb excellency rev reverend sheikh sheikha"
)
# The same, but words that also stand before ordinary words ("General Law", "the Minister Price set").
LOOSE_TITLES = _set(
    "general gen marshal minister president senator secretary chairman chair judge justice lord lady king queen "
    "prince princess bishop"
)
# Family names that are also words of a briefing, of the calendar or of the map: alone they name nobody.
ORDINARY = _set(
    "abbot abbott adult archer armour baker ball bank banks barber baron barrow bass bean beach beam bear bell berg "
    "best bird bishop black blank bolt bond bone book booth bowl boy brain branch brand bridge bridges bright brook "
    "brooks brother brown buck bull burn burns bush butcher butler cane cannon care carpenter carter case cash castle "
    "chamber chambers chance chandler chapel chapman chase church city clay clerk coat cole commons constable cook "
    "cooper corn cotton court cow craft crane cross crown current dale dance date dawn day deal dean deer diamond "
    "dove downs drake draper drew duke early east elder english england evans fair fall farmer farr field fields finch "
    "finn fire fish fisher fleet flint flood flower flowers ford forest forester foster fountain fowler fox france "
    "freeman french friend frost garden gardner gates gentle german gift gold golden good goods grace grand grant "
    "graves gray great green grey ground grove guard gunn hall hammer hand hands harbour hardy harvest hawk head heath "
    "hedge held hill hills holiday holland home hood hook hooker hope horn house hunt hunter husband ireland iron jewel "
    "joiner joy judge justice keen king kings kitchen knight lake lamb land lane large law laws leach leaf light lily "
    "linden little lock long lord lore loss love low major man march mark marks marsh marshal marshall martial mason "
    "master masters may meadow meadows mercer merchant merry middle mild miller mills minister minor monk moon moor "
    "moore moss mount mountain name negotiator nation night noble north oak office olive order orchard page paine painter "
    "palm palmer paris park parker parks parson parsons part past patience peace peacock pearl penny person pierce "
    "pike pine piper pitt place plain poland pole pond pool poor pope porter post potter pound power powers price "
    "prince prior priest purple quick rain ramsay ray reader reason reed rice rich right ring rivers road robin rock "
    "role roman root rose round rule rush russell sage sailor sales salt sand sands savage sawyer scott sea seal sergeant "
    "self service shade sharp shaw sheep shepherd shield ship shore short silver singer skinner slater small smart "
    "smith snow south spain spark speaker spring square stable staff star state steel stern steward stone stones "
    "storm strange street strong summer summers sun sweet swan swift table talent tanner taylor term thatcher thorn "
    "thorns tide tiger todd tower towers town track train tree trip troop troops trout true trust turner turkey tyler "
    "vale venture view waite walk walker wall wallace wales ward warden ware warner warren waters watt way weaver "
    "webb well wells west wheat wheeler white wild wilder winter winters wise wolf wood woods woodward word worth "
    "wright yard young "
    # and of other languages that documents here are written in
    "belle beau bois blanc brun chef cour dupont fleur fort grand petit roche rouge roi roy berger bauer braun frank "
    "freund gross gut herr hoffe jung kaiser klein koch konig kurz lang meister muller neu recht reich richter ritter "
    "schnell schwarz sommer stark stein sturm tag vogel wagner wahl weber weiss wolff zimmer "
    "bello blanco bravo calle campo casa castillo costa cruz delgado flores franco guerra iglesias leon mayor molina "
    "montes moreno paz pardo perla plaza reyes rico rios rojo rosa rubio santos serra sierra silva torres vega"
)
ALONE = 4  # letters that a family name must have to be a name by itself


def is_distinctive(family: str) -> bool:
    """True when a family name, in plain small letters, names somebody without anything beside it."""
    return len(family) >= ALONE and family not in ORDINARY
