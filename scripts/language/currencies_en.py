"""Writes ``language/en/currencies.yml`` from Unicode CLDR (through Babel): ``python scripts/language/currencies_en.py``."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import yaml
from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

OUT = Path(__file__).parents[2] / "src/communique/language/en/currencies.yml"
# Symbols and short forms of news texts that CLDR lacks; the first meaning of a bare "$" and of words that many countries use.
SYMBOLS = {
    "$": "USD", "US$": "USD", "USD$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "R$": "BRL", "NT$": "TWD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₸": "KZT", "₩": "KRW", "₹": "INR",
    "₺": "TRY", "₴": "UAH", "₼": "AZN", "₾": "GEL", "₦": "NGN", "₫": "VND", "₱": "PHP", "฿": "THB", "₪": "ILS", "₵": "GHS",
    "Rs": "INR", "Rs.": "INR", "RMB": "CNY", "CN¥": "CNY", "Tk": "BDT", "KSh": "KES", "Rp": "IDR", "zł": "PLN", "Kč": "CZK",
}  # fmt: skip
USUAL = {
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "pounds sterling": "GBP",
    "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "won": "KRW", "rupee": "INR", "rupees": "INR", "real": "BRL", "reais": "BRL", "lira": "TRY", "liras": "TRY", "sum": "UZS",
    "sums": "UZS", "soum": "UZS", "soums": "UZS", "so'm": "UZS", "som": "KGS", "soms": "KGS", "tenge": "KZT", "somoni": "TJS",
    "manat": "AZN", "manats": "AZN", "dram": "AMD", "drams": "AMD", "lari": "GEL", "hryvnia": "UAH", "hryvnias": "UAH",
    "zloty": "PLN", "zlotys": "PLN", "zlotych": "PLN", "forint": "HUF", "forints": "HUF", "lei": "RON", "lev": "BGN",
    "leva": "BGN", "rand": "ZAR", "birr": "ETB", "naira": "NGN", "baht": "THB", "dong": "VND", "ringgit": "MYR", "shekels": "ILS",
    "rupiah": "IDR", "tugrik": "MNT", "tugriks": "MNT", "kuna": "HRK", "riyals": "SAR", "rials": "IRR", "taka": "BDT",
    "US dollars": "USD", "U.S. dollars": "USD", "American dollars": "USD", "dirhams": "AED", "francs": "CHF", "afghani": "AFN",
    "afghanis": "AFN", "Turkmen manats": "TMT", "kyat": "MMK", "kip": "LAK", "riel": "KHR",
}  # fmt: skip


def main() -> None:
    words: dict[str, str] = {}
    shared: dict[str, dict[str, str]] = defaultdict(dict)
    codes = []
    for country in sorted(Locale("en").territories):
        if len(country) != 2:
            continue
        for code in get_territory_currencies(country):
            codes.append(code)
            for count in (1, 2):
                name = get_currency_name(code, count=count, locale="en")
                words[name.lower()] = code
                shared[name.split()[-1].lower()][country] = code
    codes = sorted({*codes, "USD", "EUR", "XDR"})
    several = {word: dict(by) for word, by in sorted(shared.items()) if len(set(by.values())) > 1}
    single = {word: next(iter(by.values())) for word, by in shared.items() if len(set(by.values())) == 1}
    data = {
        "codes": codes,
        "symbols": SYMBOLS,
        "words": {**single, **words, **{word.lower(): code for word, code in USUAL.items()}},
        "by_country": several,
    }
    head = "# Currencies in English: Unicode CLDR names through Babel; written by scripts/language/currencies_en.py.\n"
    head += "# by_country: a word that several countries use → whose currency it is there.\n"
    OUT.write_text(head + yaml.safe_dump(data, allow_unicode=True, sort_keys=True, default_flow_style=None, width=120))


if __name__ == "__main__":
    main()
