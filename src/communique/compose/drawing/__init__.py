"""Pictures that are drawn from data of the view: timelines and charts, as SVG in the theme's colours and fonts."""
