"""A store of the composed example reports, with official values beside them, and briefs made from it."""

from __future__ import annotations

import hashlib
from functools import cache

import pytest
from msgspec.structs import replace

from communique.brief.composer import Asked
from communique.dossier.official.forms import Given, read_values
from communique.dossier.official.load import keep
from communique.extract.pipeline import extract_many
from communique.read import expand, load
from communique.store import open_store
from communique.store.write import add

from ..conftest import ROOT

COMPOSED = ROOT / "examples" / "composed"
ON_THE_WEB = "07-railway-2024"  # one report has an address, as most have


def asked(**more):
    """The brief most tests ask for."""
    return Asked(**({"pair": ("KZ", "TR"), "as_of": "2026-10-31"} | more))


@pytest.fixture(scope="session")
def composed(tmp_path_factory):
    """The path of the store."""
    path = str(tmp_path_factory.mktemp("brief") / "composed.db")
    with open_store(path, create=True) as store:
        for record in extract_many(load(source) for source in expand([str(COMPOSED)])):
            source = record.document.source or ""
            where = "https://courier.example/railway-2024" if ON_THE_WEB in source else source.rsplit("/", 1)[-1]
            add(store, replace(record, document=replace(record.document, source=where)))
        keep(store, read_values("official.csv", (COMPOSED / "official.csv").read_bytes(), Given()), "official.csv")
    return path


@pytest.fixture(scope="session")
def make(composed):
    """Make a brief, a digest or a comparison; each is made once."""
    from communique.brief.comparison import comparison
    from communique.brief.compose import compose
    from communique.brief.digest import digest

    @cache
    def made(kind="brief", **more):
        with open_store(composed) as store, store.reading() as session:
            if kind == "comparison":
                return comparison(session, "railway-2024", "08-commission-2025.txt", asked(pair=None, **more))
            return (digest if kind == "digest" else compose)(session, asked(**more))

    return made


@pytest.fixture(scope="session")
def texts(composed):
    """The kept texts by document id."""
    from sqlalchemy import select

    from communique.store.tables import Version

    with open_store(composed) as store, store.reading() as session:
        found = dict(session.execute(select(Version.sha, Version.text)).all())
    assert all(hashlib.sha256(text.encode()).hexdigest() == sha for sha, text in found.items())
    return found
