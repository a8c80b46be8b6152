"""Nothing in a brief that is not on record: every sentence has notes, every note is walked back to its span."""

from __future__ import annotations

import pytest

from communique.brief.model import Chart, Items, Paragraph, Table
from communique.errors import UsageError

MADE = [
    ("brief", {}), ("brief", {"language": "ru"}), ("brief", {"language": "uz"}), ("brief", {"topic": "trade"}), ("brief", {"since": "2023"}),
    ("brief", {"as_of": "2022-07-01"}), ("digest", {"since": "2025-01-01", "pair": None}), ("digest", {"since": "2025-01-01"}), ("comparison", {}),
]  # fmt: skip


def groups(brief):
    """Sentences that must have a note between them: a sentence, a row, a caption."""
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield from block.rows
            elif isinstance(block, Chart):
                yield (block.caption,)
            else:
                assert isinstance(block, (Items, Paragraph))
                yield from ((sentence,) for sentence in block.sentences)


@pytest.mark.parametrize("kind, more", MADE)
def test_every_sentence_ends_in_notes(make, kind, more):
    brief = make(kind, **more)
    assert brief.sections
    for sentences in groups(brief):
        assert any(sentence.notes for sentence in sentences), [s.text for s in sentences]


@pytest.mark.parametrize("kind, more", MADE)
def test_every_note_leads_back_to_its_span(make, texts, kind, more):
    brief = make(kind, **more)
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    passages = {p.id: p for p in brief.passages}
    for note in brief.notes:
        if note.kind == "official":
            assert note.source and note.date and note.document is None
            continue
        text = texts[note.document]
        assert note.words == " … ".join(text[a:b] for a, b in note.spans) and note.words.strip()
        assert note.before.lstrip("…") + note.words + note.after.rstrip("…") in text or len(note.spans) > 1
        assert note.source and note.date and note.publisher
        if note.address is None:
            passage = passages[note.passage]
            marked = " ".join(passage.text[a:b] for a, b in passage.marks)
            assert passage.text in text and note.number in passage.notes
            assert all(text[a:b] in marked for a, b in note.spans)
        else:
            assert note.address.startswith("https://courier.example/railway-2024#:~:text=") and note.passage is None


@pytest.mark.parametrize("kind, more", MADE)
def test_notes_are_numbered_as_they_are_first_used(make, kind, more):
    brief = make(kind, **more)
    used = dict.fromkeys(n for sentences in groups(brief) for sentence in sentences for n in sentence.notes)
    assert list(used) == [note.number for note in brief.notes]


def section(brief, id):
    return next((s for s in brief.sections if s.id == id), None)


def words(brief, id):
    found = section(brief, id)
    assert found is not None, id
    return "\n".join(
        s.text for block in found.blocks for s in ([c for r in block.rows for c in r] if isinstance(block, Table) else getattr(block, "sentences", []))
    )  # fmt: skip


def test_a_brief_of_a_pair_has_all_its_parts(make):
    brief = make()
    ids = {s.id for s in brief.sections}
    assert {"figures", "statements", "topic-trade", "projects", "promises", "conflicts", "questions"} <= ids
    assert brief.title == "Kazakhstan – Türkiye" and brief.bibliography
    charts = [b for s in brief.sections for b in s.blocks if isinstance(b, Chart)]
    assert charts and charts[0].svg.startswith("<svg") and charts[0].official
    assert "put off" in words(brief, "promises")
    assert "not all of them can hold" in words(brief, "conflicts")


def test_speakers_have_the_post_they_held_that_day(make):
    """A minister of 2022 who is deputy prime minister in 2025 is called what each report calls her."""
    posts = {}
    for note in make().notes:
        if note.speaker and note.post:
            posts.setdefault(note.speaker, set()).add((note.date, note.post))
    changed = {name: held for name, held in posts.items() if len({post for _, post in held}) > 1}
    assert changed
    for held in changed.values():
        assert len({day for day, _ in held}) == len(held)  # one report, one post


def test_a_brief_as_known_on_an_earlier_day_knows_nothing_later(make):
    brief = make(as_of="2022-07-01")
    assert all(note.date <= "2022-07-01" for note in brief.notes if note.kind == "words")


def test_a_brief_since_a_day_speaks_of_reports_since_then(make):
    figures = section(make(since="2024-01-01"), "statements")
    assert figures is not None
    for s in make(since="2024-01-01").sections:
        if s.id.startswith("topic-"):
            for sentence in s.blocks[0].sentences:
                assert all(make(since="2024-01-01").note(n).date >= "2024-01-01" for n in sentence.notes)


def test_a_digest_says_what_is_new(make):
    digest = make("digest", since="2025-01-01", pair=None)
    assert {"figures", "steps"} <= {s.id for s in digest.sections}
    rows = section(digest, "figures").blocks[0].rows
    assert all(digest.note(n).date >= "2025-01-01" for row in rows for cell in row for n in cell.notes)


def test_a_comparison_says_what_each_report_has(make):
    comparison = make("comparison")
    assert {"both", "only-a", "only-b"} <= {s.id for s in comparison.sections}


@pytest.mark.parametrize(
    "style, entry",
    [
        ("chicago", "communique examples, composed. “Trains from Aktogay to the sea (composed)”. April 18, 2024. https://courier.example/railway-2024."),
        ("apa", "communique examples, composed. (2024, April 18). Trains from Aktogay to the sea (composed). https://courier.example/railway-2024"),
        ("gost", "Trains from Aktogay to the sea (composed) [Электронный ресурс] // communique examples, composed. 18.04.2024. URL: https://courier.example/railway-2024."),
    ],
)  # fmt: skip
def test_the_bibliography_follows_a_style(make, style, entry):
    entries = {"".join(run.text for run in r.runs) for r in make(style=style).bibliography}
    assert entry in entries


@pytest.mark.parametrize("more, said", [({"style": "mla"}, "--style mla"), ({"language": "fr"}, "--lang fr")])
def test_what_is_not_known_is_said(make, more, said):
    with pytest.raises(UsageError, match=said):
        make(**more)


def test_nothing_on_record_is_said(make):
    assert make(pair=("NZ", "PE")).sections == ()
