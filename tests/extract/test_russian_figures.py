"""Russian figures: what each measures, of whom, when and how firm, in sentences of their own."""

from __future__ import annotations

import pytest

from communique.extract.pipeline import extract
from communique.read import document_from_text

DAY = "2025-11-14"


def read(text: str):
    return extract(document_from_text(text, published=DAY, language="ru"))


def figure_in(record, words: str):
    return next(figure for figure in record.figures if words in record.document.text[slice(*figure.span)])


def named(record, ids):
    names = {entity.id: entity.name for entity in record.entities}
    return [names[one] for one in ids]


MEASURES = [  # text, amount, words of the measure, indicator
    ("Экспорт увеличился, достигнув 500 млн долларов.", "500", "Экспорт", "trade.exports"),
    ("Торговля Индии и Литвы скромна: в 2024 году она не дотянула и до 70 млн долларов.", "70", "Торговля", "trade.turnover"),
    ("Двусторонняя торговля, по оценке комиссии, в 2024 году превысила 300 млн долларов.", "300", "торговля", "trade.turnover"),
    ("Гостям показали завод, а банк «Оникс» выделил на дорогу кредит в 254 млн евро.", "254", "кредит", "finance.loan"),
    ("По итогам визита подписано девять документов на общую сумму свыше 120 млн евро.", "120", "документов на общую сумму", "contracts.value"),
    ("Из этой суммы 561 млн пришлось на импорт из Ирана, а 110 млн долларов – на армянский экспорт.", "110", "экспорт", "trade.exports"),
    ("На долю словенских товаров пришлось почти две трети.", "две трети", "долю словенских товаров", None),
    ("Кредит на неё взяли на 25 лет.", "25 лет", "Кредит", None),
    ("Доля машиностроения в экспорте – 41 %.", "41", "Доля машиностроения", None),
    ("Протяжённость автодороги Ош – Исфана – 240 км.", "240", "Протяжённость", None),
    ("Компания построит фабрику стоимостью 45 млн евро.", "45", "фабрику стоимостью", None),
    ("Число трудовых мигрантов из Чили в Польше не превышает 6 тысяч человек.", "6", "Число трудовых мигрантов", "migrants"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "amount", "measure", "indicator"), MEASURES)
def test_what_is_measured(text, amount, measure, indicator):
    figure = figure_in(read(text), amount)
    assert figure.measure is not None and measure in figure.measure
    assert figure.indicator == indicator


STATUS = [
    ("Молдавия поставила в Румынию 40 тыс. тонн зерна.", "40", "actual"),
    ("Стороны намерены увеличить товарооборот до 2 млрд евро.", "2 млрд", "target"),
    ("Квота увеличена до 100 мест.", "100", "actual"),
    ("Квота будет увеличена до 100 мест.", "100", "target"),
    ("Банк выделил на дорогу 30 млн евро.", "30", "actual"),
    ("Рынок, где живёт свыше 180 млн человек, откроется в июле.", "180", "actual"),
    ("С 1 декабря авиакомпания выполняет пять рейсов в неделю.", "пять", "planned"),
]


@pytest.mark.parametrize(("text", "amount", "status"), STATUS)
def test_how_firm_it_is(text, amount, status):
    assert figure_in(read(text), amount).status == status


PERIODS = [
    ("В 2024 году экспорт составил 120 млн долларов, импорт – 340 млн долларов.", "340", "2024"),
    ("Экспорт мяса за январь–август достиг 23,5 тыс. тонн против 15,1 тыс. тонн годом ранее.", "15,1", "2024-01/2024-08"),
    ("Рынок, где живёт 180 млн человек, откроется в июле.", "180", None),
    ("В вузах учатся 280 студентов, а квота в 2026 году составит 20 мест.", "280", None),
    ("Взаимная торговля за январь–октябрь 2025 года составила 672 млн долларов.", "672", "2025-01/2025-10"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "amount", "period"), PERIODS)
def test_of_which_time(text, amount, period):
    assert figure_in(read(text), amount).period == period


def test_what_a_number_leaves_out_was_told_before():
    record = read("Между Ригой и Прагой Латвия и Чехия открыли четыре рейса в неделю. С мая их станет семь.")
    figure = figure_in(record, "семь")
    assert (figure.indicator, figure.rate) == ("flights", "week")
    assert "рейса" in (figure.measure or "")


ABOUT = [
    ("Главной темой стала железная дорога Гюмри – Ванадзор. Агентство выделит на её обновление 75 млн евро.", "75", ["железная дорога Гюмри – Ванадзор"]),
    ("Газопровод Яссы – Унгены – Кишинёв способен прокачивать 1,5 млрд кубометров в год.", "1,5", ["газопровод Яссы – Унгены – Кишинёв"]),
    ("Венгеро-Кыргызский фонд развития открылся; его капитал составляет 16 млн долларов.", "16", ["Венгеро-Кыргызский фонд развития"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "amount", "about"), ABOUT)
def test_of_whom_it_is(text, amount, about):
    record = read(text)
    names = named(record, figure_in(record, amount).about)
    assert [name.lower() for name in names] == [name.lower() for name in about]


SOURCES = [
    ("Экспорт вырос до 30 млн евро, свидетельствуют данные Национальной статистической службы Грузии.", "Национальная статистическая служба Грузии"),
    ("Экспорт вырос до 30 млн евро, следует из данных Госкомстата Азербайджана.", "Госкомстат Азербайджана"),
    ("Статистика Евростата показывает, что экспорт вырос до 30 млн евро.", "Евростат"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), SOURCES)
def test_who_shows_it(text, speaker):
    record = read(text)
    statement = next(s for s in record.statements if s.id == figure_in(record, "30").statement)
    assert named(record, [statement.speaker]) == [speaker]


def test_a_sign_of_money_holds_for_both_ends():
    (figure,) = read("Дорога обойдётся в $500–600 млн.").figures
    assert (figure.value, figure.high, figure.unit) == (5e8, 6e8, "USD")


@pytest.mark.parametrize("text", ["Выпуск 6 (41) вестника.", "Стоимость билета указана в приложении (41)."])
def test_numbers_that_count_nothing(text):
    assert not read(text).figures


def test_halved_is_half():
    (change,) = read("Импорт газа сократился вдвое.").changes
    assert (change.direction, change.amount.value) == ("down", 0.5)
