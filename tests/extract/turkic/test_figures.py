"""What figures of Uzbek measure, of which period and with what status; the topic that a sentence leaves unsaid."""

from __future__ import annotations

import pytest

# text; the words of a figure; measure, status, period
FIGURES = [
    ("2024-yilda savdo hajmi 3 milliard dollarga yetdi. Bu ko‘rsatkich 2030-yilga borib 5 milliard dollarga yetkaziladi.", "5 milliard", "savdo hajmi", "target", "2030"),
    ("O‘tgan yili Laosga 40 ming sayyoh keldi. Shundan 9 ming nafari talaba.", "9 ming", "talaba", "actual", None),
    ("Zavod quvvati 300 MVt deb baholanmoqda.", "300 MVt", "Zavod quvvati", "forecast", None),
    ("Bugun 300 MVtli stansiya qurilmoqda.", "300 MVt", "stansiya", "planned", None),
    ("Ikki mamlakat orasidagi savdo kichik. Raqamlar qanday? Hajm katta emas: 2024-yilda 18 million dollar bo‘ldi.", "18 million", "Ikki mamlakat orasidagi savdo", "actual", "2024"),
    ("Shu yili 25 nafar shifokor Oslodagi klinikada malaka oshirdi.", "25", "shifokor", "actual", "2025"),
    ("Tomonlar 2024-yilda savdo 4 million dollarni tashkil etganini qayd etib, uni 2028-yilga qadar 25 million dollarga yetkazishga kelishdilar.", "25 million", "savdo", "target", "2028"),
    ("Majlisda 32 ta vazifadan 27 tasi bajarilgani aytildi.", "32", "vazifadan", "actual", None),
    ("2024-yilda savdo 38 million yevroga yetdi. Besh yil avval bu raqam 9 million yevrodan oshmasdi.", "9 million", "savdo", "actual", "2020"),
    ("Shu yili 5 gektar maydon ajratish masalasi ko‘rib chiqildi.", "5 gektar", "maydon", "actual", "2025"),
    ("Toshkent – Belgrad reysi 2026-yil bahorida yo‘lga qo‘yiladi, haftasiga ikki marta.", "ikki marta", None, "planned", "2026-21"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "measure", "status", "period"), FIGURES)
def test_figures(read, text, words, measure, status, period):
    draft = read(text)
    (found,) = [f for f in draft.figures if draft.words(f.span).startswith(words)]
    assert (found.measure, found.status, found.period) == (measure, status, period)
