"""Russian: whose side a title stands for."""

from __future__ import annotations

import pytest

from communique.extract.pipeline import extract
from communique.read import document_from_text

POSTS = [
    ("На форуме выступил украинский посол в России Иван Петренко.", [("Иван Петренко", "посол", "UA", "RU")]),
    ("Исполняющий обязанности министра транспорта Перу Хорхе Вега прибыл в Баку.", [("Хорхе Вега", "Исполняющий обязанности министра транспорта", "PE", None)]),
    ("Глава представительства ЕС в Таджикистане Раймундас Вайчюнас прибыл в Баку.", [("Раймундас Вайчюнас", "Глава представительства", None, "TJ")]),
    ("С молдавской стороны документ подписала министр экономики Дойна Нистор.", [("Дойна Нистор", "министр экономики", "MD", None)]),
    ("Министры энергетики Грузии и Азербайджана Леван Давиташвили и Парвиз Шахбазов подписали меморандум.", [("Леван Давиташвили", "Министры энергетики", "GE", None), ("Парвиз Шахбазов", "Министры энергетики", "AZ", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), POSTS)
def test_posts(text, wanted):
    record = extract(document_from_text(text, published="2025-11-14", language="ru"))
    names = {entity.id: entity.name for entity in record.entities}
    assert [(names[p.person], p.title, p.represents, p.accredited_to) for p in record.posts] == wanted
