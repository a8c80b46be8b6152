"""Every form of official statistics that agencies give, and what is wrong with files."""

from __future__ import annotations

import http.server
import threading

import pytest

from communique.dossier.official.forms import FormError, Given, read_values
from communique.dossier.official.load import fetch, load
from communique.store import open_store

from ..conftest import SHARED

FORMS = SHARED / "official" / "forms"
KG, KZ = Given(reporter="KG", scale=1000), Given(reporter="KZ", scale=1000, period="2021")


@pytest.mark.parametrize(
    "name, given, many, one",
    [
        ("comtrade-v1.json", Given(), 10, ("UZ", "RU", "trade.exports", "2025", 4.342e9)),
        ("comtrade-v1-nodesc.json", Given(), 2, ("UZ", "RU", "trade.imports", "2025", 8.644e9)),
        ("comtrade-v1.json", Given(), 10, ("KG", "UZ", "trade.imports", "2024-01", 26793000.0)),
        ("worldbank-v2.json", Given(), 3, ("UZ", "WLD", "trade.exports", "2025", 33.812e9)),
        ("imf-imts-generic-2.1.xml", Given(), 12, ("KG", "UZ", "trade.exports", "2024-01", 16970000.0)),
        ("imf-imts-structurespecific-2.1.xml", Given(), 12, ("KG", "UZ", "trade.exports", "2024-01", 16970000.0)),
        ("imf-imts-sdmx-csv-1.0.csv", Given(), 12, ("UZ", "WLD", "trade.exports", "2025", 33.812e9)),
        ("imf-imts-sdmx-csv-2.0.csv", Given(), 12, ("UZ", "CN", "trade.imports", "2023", 11.2e9)),
        ("national-uz-wide.csv", Given(), 22, ("UZ", "RU", "trade.turnover", "2024", 11.6e9)),
        ("national-uz-siat.json", Given(), 22, ("UZ", "RU", "trade.turnover", "2024", 11.6e9)),
        ("national-kg-wide.csv", KG, 6, ("KG", "UZ", "trade.imports", "2023", 403222000.0)),
        ("national-kz-year.csv", KZ, 6, ("KZ", "KG", "trade.exports", "2021", 674755200.0)),
    ],
)
def test_forms(name, given, many, one):
    if not FORMS.exists():
        pytest.skip("the samples of official statistics lie beside the project (../shared), not here")
    values = read_values(name, (FORMS / name).read_bytes(), given)
    assert len(values) == many
    assert any(
        (v.reporter, v.partner, v.indicator, v.period, v.value) == pytest.approx(one) for v in values
    ) or one in [(v.reporter, v.partner, v.indicator, v.period, v.value) for v in values]


HEAD = "reporter,partner,indicator,period,value,unit,source,published\n"


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "empty"),
        ("reporter,partner,value\nUZ,RU,1\n", "columns indicator, period, unit are missing"),
        (HEAD + "UZ,RU,trade.turnover,2024,about nine billion,USD,Agency,2025\n", "line 2, value: expected a number"),
        (HEAD + "UZ,Atlantis,trade.turnover,2024,1,USD,Agency,2025\n", "'Atlantis' is no country"),
        (HEAD + "UZ,RU,trade.turnover,last year,1,USD,Agency,2025\n", "line 2, period"),
        (HEAD + "UZ,RU,trade.turnover,2024,1,,Agency,2025\n", "indicator or unit is empty"),
        (HEAD + "UZ,RU,trade.turnover,2024,1,USD,statement: a minister,2025\n", "no value in it"),
        ("<a><b></a>", "not sound XML"),
        ("<a/>", "no SDMX data set"),
        ('{"a": 1}', "no form that is known"),
        ('[{"message": [{"value": "not valid"}]}]', "answered an error: not valid"),
        ("{", "not sound JSON"),
        ("one,two\nthree,four\n", "no row with periods"),
    ],
)
def test_a_file_that_cannot_be_taken_leaves_nothing(tmp_path, text, said):
    path = tmp_path / "official"
    path.write_text(text)
    with open_store(str(tmp_path / "s.db"), create=True) as store:
        with pytest.raises(FormError, match=said):
            load(store, str(path), Given())
        from communique.store.health import info

        assert info(store)["official"] == 0


def test_loading_twice_and_turnover_worked_out(tmp_path):
    path = tmp_path / "f.csv"
    path.write_text(HEAD + "UZ,RU,trade.exports,2024,4,USD,Agency,2025\nUZ,RU,trade.imports,2024,7,USD,Agency,2025\n")
    with open_store(str(tmp_path / "s.db"), create=True) as store:
        assert load(store, str(path), Given())[0] == 3
        assert load(store, str(path), Given())[0] == 0


def test_fetching_from_an_agency(tmp_path, monkeypatch):
    """A server on loopback answers as the service does."""
    if not FORMS.exists():
        pytest.skip("the samples of official statistics lie beside the project (../shared), not here")
    answer = (FORMS / "comtrade-v1.json").read_bytes()

    class Service(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("COMMUNIQUE_ALLOW_LOOPBACK", "1")
    with open_store(str(tmp_path / "s.db"), create=True) as store:
        assert fetch(store, f"http://127.0.0.1:{server.server_port}/data/v1/get/C/A/HS", Given())[0] > 10
    server.shutdown()
    server.server_close()
