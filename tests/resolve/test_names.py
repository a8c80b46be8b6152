"""Which names mean one thing, and which do not."""

from __future__ import annotations

import pytest

from communique.resolve.compare import compare, kept_keys, search_keys
from communique.resolve.subject import Subject

SAME = {
    "person": [
        "Konstantin Zlygostev | Konstantin Zlygostyev | Константин Злыгостев | Константином Злыгостевым",
        "Javlon Vakhabov | Javlon Vahobov | Жавлон Вахабов",
        "Aleksey Yerkhov | Alexey Erkhov | Алексей Ерхов | Ерхов Алексей Владимирович",
        "Sadyr Japarov | Sadyr Zhaparov | Садыр Жапаров",
        "Shavkat Mirziyoyev | Шавкат Мирзиёев | Sh. Mirziyoyev",
        "Jo‘rabek Mirzamahmudov | Jurabek Mirzamakhmudov | Журабек Мирзамахмудов",
        "Sergei Lavrov | Sergey Lavrov | Сергей Лавров | Лавров Сергей Викторович",
        "Kassym-Jomart Tokayev | Касым-Жомарт Токаев",
        "Baxtiyor Saidov | Bakhtiyor Saidov | Бахтиёр Саидов",
    ],
    "organization": [
        "PJSC Lukoil | Lukoyl | ЛУКОЙЛ",
        "National Holding Company Uzbekneftegaz | Узбекнефтегаз | O‘zbekneftgaz | Uzbekneftegaz",
        "State Atomic Energy Corporation Rosatom | Росатом",
        "International Institute for Central Asia | Международный институт Центральной Азии | IICA | МИЦА",
        "MEPhI branch in Tashkent | филиал НИЯУ МИФИ в Ташкенте | Tashkent branch of the National Research Nuclear University MEPhI",
        "St Petersburg State University branch in Tashkent | филиал СПбГУ в Ташкенте",
        "Kazakhstan Railways | «Казахстанские железные дороги»",
        "Ministry of Foreign Affairs of Uzbekistan | Министерство иностранных дел Узбекистана",
    ],
    "project": [
        "Jizzakh refinery | Джизакский НПЗ | oil refinery in Jizzakh region",
        "nuclear power plant in Jizzakh region | АЭС в Джизакской области | Jizzax viloyatidagi AES",
        "China–Kyrgyzstan–Uzbekistan railway | CKU railway | железная дорога Китай – Кыргызстан – Узбекистан",
        "Tashkent Metallurgical Plant | Toshkent metallurgiya zavodi | Ташкентский металлургический завод",
    ],
    "programme": ["Time for Good Deeds | Время добрых дел"],
    "agreement": [
        "Uzbek-Chinese Agreement on Mutual Visa Exemption | Соглашение между Узбекистаном и Китаем о взаимной отмене виз"
    ],
}
DIFFERENT = {
    "person": [
        "Batir Khodjaev | Jamshid Khodjaev",
        "Akylbek Japarov | Sadyr Japarov",
        "Alexey Likhachev | Alexey Erkhov",
        "Shavkat Mirziyoyev | Saida Mirziyoyeva",
        "Sergei Ivanov | Sergey Ivanova",
        "Aleksandr Petrov | Aleksei Petrov",
        "Wang Yi | Wang Wenbin",
        "Safa Goliov | Sata Goliov",
        "Sergei Petrov | Sergei Petkov",
    ],
    "organization": [
        "Rosatom | Uzatom",
        "Gazprom | Gazprom Neft",
        "MEPhI branch in Tashkent | St Petersburg State University branch in Tashkent",
        "St Petersburg State University | St Petersburg State University branch in Tashkent",
        "Samarkand State University | Samarkand Medical University",
        "Ministry of Energy | Ministry of Energy",
        "Statistics Committee of Kazakhstan | Statistics Committee of Uzbekistan",
        "Atomic Energy Agency | Росатом",
    ],
    "project": [
        "Jizzakh refinery | nuclear power plant in Jizzakh region",
        "Tashkent Metallurgical Plant | Tashkent Textile Plant",
        "Kandym Gas Processing Complex | Tashkent Metallurgical Plant",
        "Valana Logistics Terminal | Valaza Logistics Terminal",
        "Varano Railway | Viruna Railway",
        "small nuclear power plant | large nuclear power plant",
    ],
    "agreement": ["Samarkand cooperation agreement | Beijing intergovernmental agreement", "Agreement on Cooperation | Agreement on Cooperation"],
}  # fmt: skip


def pairs(table):
    for kind, groups in table.items():
        for group in groups:
            first, *others = group.split(" | ")
            for other in others:
                yield pytest.param(kind, first, other, id=f"{first} / {other}")


@pytest.mark.parametrize("kind, one, two", list(pairs(SAME)))
def test_one_thing_under_two_names(kind, one, two):
    a, b = Subject(kind, (one,)), Subject(kind, (two,))
    likeness = compare(a, b)
    assert likeness.accepted, likeness
    assert likeness.reasons
    assert compare(b, a).accepted
    assert search_keys(a) & kept_keys(b), "the keys must meet, or they are never compared"


@pytest.mark.parametrize("kind, one, two", list(pairs(DIFFERENT)))
def test_two_things(kind, one, two):
    assert not compare(Subject(kind, (one,)), Subject(kind, (two,))).accepted
    assert not compare(Subject(kind, (two,)), Subject(kind, (one,))).accepted


def test_people_of_two_countries_are_two():
    one = Subject("person", ("Alisher Karimov",), frozenset({"UZ"}))
    two = Subject("person", ("Alisher Karimov",), frozenset({"KZ"}))
    assert compare(one, two).refused
    assert compare(one, Subject("person", ("Alisher Karimov",))).accepted


def test_an_agreement_of_another_year_is_another():
    name = "Agreement on Cooperation in the Construction of a Nuclear Power Plant in Uzbekistan"
    assert compare(
        Subject("agreement", (name,), date="2018-09-07"), Subject("agreement", (name,), date="2018-10-19")
    ).accepted
    assert compare(
        Subject("agreement", (name,), date="2018-09-07"), Subject("agreement", (name,), date="2024-05-27")
    ).refused


def test_a_body_read_as_a_place_elsewhere_is_one_a_city_is_not():
    assert compare(Subject("organization", ("Uzatom agency",)), Subject("place", ("Uzatom",))).accepted
    assert compare(Subject("organization", ("Tashkent Metallurgical Plant",)), Subject("place", ("Tashkent",))).refused
