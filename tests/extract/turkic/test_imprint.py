"""The bodies that bring a report: its agency, whose photograph it is, whose page."""

from __future__ import annotations

import pytest

BODIES = [
    ("TERMIZ, 20-oktabr («Surxon xabar»). Yangi maktab ochildi.", ["Surxon xabar"]),
    ("ТОШКЕНТ /ЎзА/ – Янги мактаб очилди.", ["ЎзА"]),
    ("Yangi maktab ochildi.\n\nFoto: Suv xoʻjaligi vazirligi", ["Suv xoʻjaligi vazirligi"]),
    ("Yangi maktab ochildi.\n\nFoto: Kun.uz", ["Kun.uz"]),
    ("Янги мактаб очилди.\n\nСурат: Соғлиқни сақлаш вазирлиги", ["Соғлиқни сақлаш вазирлиги"]),
    ("Yangi maktab ochildi.\n\nReklama | © 2019–2025 “Vodiy xabarlari”. Barcha huquqlar himoyalangan", ["Vodiy xabarlari"]),
    ("Yangi maktab ochildi.\n\nSurat: Aziz Karimov", []),
    ("BMT Bosh kotibi (Portugaliya), deydi manba.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), BODIES)
def test_imprint(read, text, names):
    found = [e.name for e in read(text).entities.values() if e.kind == "organization" and e.name != "BMT"]
    assert found == names
