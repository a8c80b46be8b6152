"""Russian: steps in passives, nouns and idioms, with what they are of and when."""

from __future__ import annotations

import pytest

from communique.extract.pipeline import extract
from communique.read import document_from_text

STEPS = [
    ("Первую очередь завода «Дельта» намечено запустить в марте 2027 года.", [("opened", "expected", "2027-03", "Дельта")]),
    ("Запуск завода «Дельта» перенесён с октября на первый квартал 2026 года.", [("delayed", "done", None, "Дельта"), ("opened", "expected", "2026-01/2026-03", "Дельта")]),
    ("Фундамент завода «Дельта» заложили в мае.", [("started", "done", "2025-05", "Дельта")]),
    ("Изначально завод «Дельта» собирались открыть в 2023 году.", [("opened", "expected", "2023", "Дельта")]),
    ("Ввод завода «Дельта» задерживается.", [("delayed", "done", None, "Дельта")]),
    ("Рудник «Акбура», который с 2012 года разрабатывает фирма «Алтын», расширят.", [("started", "done", "2012", "Акбура")]),
    ("Стороны поставили подписи под соглашением о пенсиях.", [("signed", "done", None, "соглашение")]),
    ("Визит завершился подписанием двух документов.", [("signed", "done", None, "")]),
    ("Порт Алят примет первые суда в мае 2026 года.", [("opened", "expected", "2026-05", "Алят")]),
    ("Смешанный комитет Перу и Венгрии соберётся в Лиме 14 сентября 2026 года.", [("held", "expected", "2026-09-14", "комитет")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), STEPS)
def test_steps(text, wanted):
    record = extract(document_from_text(text, published="2025-11-14", language="ru"))
    names = {entity.id: entity.name for entity in record.entities}
    found = [(m.step, m.status, m.date, names.get(m.about, "")) for m in record.milestones]
    assert len(found) == len(wanted)
    for (step, status, date, name), one in zip(wanted, found, strict=True):
        assert one[:3] == (step, status, date)
        assert name in one[3]
