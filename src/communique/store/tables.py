"""The tables of the store. ``versions.record`` is what is true; the other tables of items are its index, rebuilt by re-reading.

    documents ─< versions ─< passages
                 versions ─< named (an entity as one document has it) >─ identities ─< forms, identity_keys
                 versions ─< statements, figures, milestones, posts, links, findings
    decisions, reviews (what people decided of identities, of items) ─< marks (the items of a version that a review bears on)
    official (what statistics say)      users ─< signins, tokens      saved (searches)

Words are never stored twice: exact words, prefix and suffix of an item come from the kept text and its offsets
(``store/selectors.py``).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables."""


class Document(Base):
    """One source: a path or an address. Its page may change; each text it had is a version."""

    __tablename__ = "documents"
    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(unique=True)


class Version(Base):
    """One text of a document, with the whole record that was read from it."""

    __tablename__ = "versions"
    __table_args__ = (Index("ix_versions_cluster", "cluster"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    sha: Mapped[str] = mapped_column(unique=True)
    number: Mapped[int]
    current: Mapped[bool]
    title: Mapped[str | None]
    publisher: Mapped[str | None]
    published: Mapped[str | None] = mapped_column(index=True)
    language: Mapped[str | None]
    text: Mapped[str]
    record: Mapped[bytes] = mapped_column(LargeBinary)  # zlib of the record's JSON, its text left out
    cluster: Mapped[int | None]  # the first version that tells the same story; null: alone so far
    added_at: Mapped[str]


class Copy(Base):
    """The very same text under another source."""

    __tablename__ = "copies"
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)


class Band(Base):
    """A band of the text's MinHash: texts that share one may be the same story."""

    __tablename__ = "bands"
    __table_args__ = {"sqlite_with_rowid": False}
    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)


class Passage(Base):
    """A paragraph: what search finds. Its stems lie in the full-text index under the same id."""

    __tablename__ = "passages"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]


class Identity(Base):
    """One thing of the world. ``root`` is itself, or the identity it was merged into."""

    __tablename__ = "identities"
    id: Mapped[int] = mapped_column(primary_key=True)
    root: Mapped[int] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    country: Mapped[str | None]
    date: Mapped[str | None]  # agreement: signed; event: when
    form: Mapped[str | None]  # event
    joined: Mapped[int | None] = mapped_column(index=True)  # the root it had before a person merged that one away
    mentions: Mapped[int] = mapped_column(default=0)


class Form(Base):
    """A name that an identity goes by, with how often, and the little that tells namesakes apart."""

    __tablename__ = "forms"
    __table_args__ = {"sqlite_with_rowid": False}
    identity_id: Mapped[int] = mapped_column(ForeignKey("identities.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class IdentityKey(Base):
    """A blocking key: names that share one are compared."""

    __tablename__ = "identity_keys"
    __table_args__ = {"sqlite_with_rowid": False}
    key: Mapped[str] = mapped_column(primary_key=True)
    identity_id: Mapped[int] = mapped_column(ForeignKey("identities.id"), primary_key=True)


class Named(Base):
    """An entity as one document has it, and the identity it was given, with score and reasons."""

    __tablename__ = "named"
    __table_args__ = (Index("ix_named_identity_version", "identity_id", "version_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    local: Mapped[str]
    kind: Mapped[str]
    name: Mapped[str]
    country: Mapped[str | None]
    spans: Mapped[str]  # "0-18 40-48"
    identity_id: Mapped[int | None] = mapped_column(ForeignKey("identities.id"))
    score: Mapped[float | None]
    reasons: Mapped[str | None]


class Appearance(Base):
    """A named entity appears in a passage."""

    __tablename__ = "appearances"
    __table_args__ = {"sqlite_with_rowid": False}
    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), primary_key=True)
    named_id: Mapped[int] = mapped_column(ForeignKey("named.id"), primary_key=True, index=True)


class _Item:
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]


class Statement(_Item, Base):
    """Who said something. The spans of its content are in the record."""

    __tablename__ = "statements"
    local: Mapped[str]
    passage_id: Mapped[int | None] = mapped_column(index=True)
    speaker_id: Mapped[int | None] = mapped_column(index=True)
    manner: Mapped[str]
    topics: Mapped[str]
    confidence: Mapped[int] = mapped_column(default=50, index=True)


class Figure(_Item, Base):
    """A figure. ``pair`` is the two countries it is about, in order of the alphabet: "RU-UZ"."""

    __tablename__ = "figures"
    __table_args__ = (Index("ix_figures_series", "indicator", "pair"), Index("ix_figures_pair", "pair"))
    local: Mapped[str]
    passage_id: Mapped[int | None] = mapped_column(index=True)
    value: Mapped[float]
    high: Mapped[float | None]
    unit: Mapped[str]
    rate: Mapped[str | None]
    qualifier: Mapped[str]
    measure: Mapped[str | None]
    indicator: Mapped[str | None]
    pair: Mapped[str | None]
    period: Mapped[str | None]
    status: Mapped[str]
    speaker_id: Mapped[int | None]
    confidence: Mapped[int] = mapped_column(default=50, index=True)


class FigureAbout(Base):
    """What a figure is about, in order."""

    __tablename__ = "figure_about"
    __table_args__ = {"sqlite_with_rowid": False}
    figure_id: Mapped[int] = mapped_column(ForeignKey("figures.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    named_id: Mapped[int] = mapped_column(ForeignKey("named.id"), index=True)


class Milestone(_Item, Base):
    """A step. ``theme`` tells apart two steps of one kind ("first unit"); it is empty for the whole."""

    __tablename__ = "milestones"
    local: Mapped[str]
    passage_id: Mapped[int | None] = mapped_column(index=True)
    step: Mapped[str]
    status: Mapped[str]
    about_id: Mapped[int | None] = mapped_column(index=True)
    date: Mapped[str | None]
    on_schedule: Mapped[bool | None]
    theme: Mapped[str]
    speaker_id: Mapped[int | None]
    confidence: Mapped[int] = mapped_column(default=50, index=True)


class Post(_Item, Base):
    """A person holds a title."""

    __tablename__ = "posts"
    person_id: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    organization_id: Mapped[int | None]
    represents: Mapped[str | None]
    accredited_to: Mapped[str | None]


class Link(_Item, Base):
    """Two entities stand in a relation."""

    __tablename__ = "links"
    subject_id: Mapped[int] = mapped_column(index=True)
    relation: Mapped[str]
    object_id: Mapped[int] = mapped_column(index=True)


class Finding(Base):
    """What a check inside the document says."""

    __tablename__ = "findings"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    check: Mapped[str] = mapped_column(index=True)
    verdict: Mapped[str]
    message: Mapped[str]
    spans: Mapped[str]


class Orphan(Base):
    """An item of an earlier version whose words the later one no longer has."""

    __tablename__ = "orphans"
    __table_args__ = {"sqlite_with_rowid": False}
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    local: Mapped[str] = mapped_column(primary_key=True)
    lost_in: Mapped[int] = mapped_column(ForeignKey("versions.id"))


class Decision(Base):
    """What a person decided about identities: merge, split or not_same; kept when it is undone."""

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]
    first: Mapped[int] = mapped_column(index=True)
    second: Mapped[int] = mapped_column(index=True)
    anchors: Mapped[str]  # JSON: documents and spans that show what was meant, also in another database
    decided_by: Mapped[str]
    decided_at: Mapped[str]
    why: Mapped[str | None]
    undone_by: Mapped[str | None]
    undone_at: Mapped[str | None]


class Pin(Base):
    """An entity of one document that a person put to an identity: it stays there when the document is read again."""

    __tablename__ = "pins"
    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    sha: Mapped[str] = mapped_column(index=True)
    start: Mapped[int]
    end: Mapped[int]
    identity_id: Mapped[int]
    before: Mapped[int]  # where it was, for undoing


class Review(Base):
    """What a person decided of one item: accept, reject or edit; kept when it is undone.

    The item is known by kind and words: the text and span it was seen at, and exact words, prefix and suffix for later versions.
    """

    __tablename__ = "reviews"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    sha: Mapped[str] = mapped_column(index=True)
    source: Mapped[str] = mapped_column(index=True)
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    action: Mapped[str]
    fields: Mapped[str | None]  # JSON of what an edit sets
    decided_by: Mapped[str] = mapped_column(index=True)
    decided_at: Mapped[str]
    why: Mapped[str | None]
    undone_by: Mapped[str | None]
    undone_at: Mapped[str | None]


class Mark(Base):
    """A review that holds bears on this item of this version."""

    __tablename__ = "marks"
    __table_args__ = {"sqlite_with_rowid": False}
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    end: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), primary_key=True, index=True)


class User(Base):
    """Who may use the app, and as what: reader, reviewer or admin."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    password: Mapped[str]  # argon2
    created_at: Mapped[str]


class Signin(Base):
    """A browser that somebody signed in with; what is kept is a hash of its secret."""

    __tablename__ = "signins"
    secret: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    expires_at: Mapped[str]


class Token(Base):
    """A key to the API; what is kept is a hash of it."""

    __tablename__ = "tokens"
    id: Mapped[int] = mapped_column(primary_key=True)
    secret: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    label: Mapped[str]
    created_at: Mapped[str]


class Saved(Base):
    """A search kept under a name. Who knows the secret can read its feed."""

    __tablename__ = "saved"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    query: Mapped[str]
    secret: Mapped[str] = mapped_column(unique=True)
    saved_by: Mapped[str] = mapped_column(index=True)
    saved_at: Mapped[str]


class Official(Base):
    """A value of official statistics, with source and day."""

    __tablename__ = "official"
    __table_args__ = (
        UniqueConstraint("reporter", "partner", "indicator", "period", "source", "published", "value"),
        Index("ix_official_series", "indicator", "reporter", "partner"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    reporter: Mapped[str]
    partner: Mapped[str]
    indicator: Mapped[str]
    period: Mapped[str]
    value: Mapped[float]
    unit: Mapped[str]
    source: Mapped[str]
    published: Mapped[str]
    retrieved: Mapped[str]
    note: Mapped[str | None]


# the items that a paragraph can hold, by the name of their kind
ITEMS: dict[str, type[Statement] | type[Figure] | type[Milestone]] = {
    "statement": Statement, "figure": Figure, "milestone": Milestone,
}  # fmt: skip
