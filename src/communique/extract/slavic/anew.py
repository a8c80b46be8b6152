"""A figure whose measure is read anew: with the indicator and the owners that go with it."""

from __future__ import annotations

import msgspec

from communique.extract.draft import Draft, Quantity
from communique.extract.figures import indicator_and_about
from communique.extract.measures import Measure
from communique.record import Figure


def quantity_of(draft: Draft, figure: Figure) -> Quantity | None:
    """The quantity that a figure was made of, or ``None``."""
    return next((q for q in draft.quantities if q.span == figure.span), None)


def measured_anew(draft: Draft, figure: Figure, measure: Measure) -> Figure:
    """The figure with another measure; its indicator and its owners as that measure has them.

    What only a project told of before would make of it is left: "180 млн – в сельское хозяйство" is no cost of a plant.
    """
    quantity = quantity_of(draft, figure)
    if quantity is None:
        return figure
    indicator, about = indicator_and_about(draft, quantity, figure.unit, figure.rate, measure)
    if indicator is not None and indicator.startswith("project.") and indicator != figure.indicator:
        indicator, about = None, []
    return msgspec.structs.replace(
        figure,
        measure=measure.text,
        measure_span=measure.span,
        indicator=indicator or (figure.indicator if figure.unit != "1" else None),
        about=tuple(about) or figure.about,
    )
