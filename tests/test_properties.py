"""For any text: every span lies in it, figures hold their digits or number words, JSON round-trips."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.extract.pipeline import extract
from communique.read import document_from_text
from communique.record import KINDS, decode, encode

PIECES = [
    "Anna Weber, Minister of Trade of Austria,", "said that", "trade grew", "from $2 billion in 2005", "to 11.6 bn euros", "“", "”",
    "‘", "’", "three", "more than", "sixfold", "\n", ". ", ", ", "the Lima Wind Plant", "will open in 2029", "per year", "%", "—", "\x00",
    "\u200f", "500,000 tonnes", "According to him,", "Q: ", "A: ", "between 5 and 5.5", "half of", "30 February 2025", "(IICA)", "и",
]  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))


def spans(value):
    if isinstance(value, tuple) and len(value) == 2 and all(type(part) is int for part in value):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_spans_lie_in_the_text_and_json_round_trips(text):
    record = extract(document_from_text(text, published="2025-11-14", language="en"))
    for kind in KINDS:
        for item in getattr(record, kind):
            for name in item.__struct_fields__:
                for start, end in spans(getattr(item, name)):
                    assert 0 <= start < end <= len(record.document.text), (kind, item)
    for figure in record.figures:
        words = record.words(figure.span)
        assert any(c.isdigit() or c == "½" for c in words) or any(c.isalpha() for c in words)
    assert decode(encode(record)) == record


def test_a_million_words_without_a_full_stop_end_in_bounded_time():
    record = extract(document_from_text("word " * 100_000 + "$5 billion", language="en"))
    assert [figure.value for figure in record.figures] == [5e9]
