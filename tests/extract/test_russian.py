"""Russian: numbers, times, cues, posts and names, each in a sentence of its own."""

from __future__ import annotations

import pytest

from communique.extract.pipeline import explain, extract
from communique.language import get_language
from communique.read import document_from_text

DAY = "2025-11-14"


def read(text: str):
    return extract(document_from_text(text, published=DAY, language="ru"))


NUMBERS = [
    ("Товарооборот достиг 11,6 млрд долларов.", 11.6e9, "USD", "exactly", None),
    ("Товарооборот составил $11,6 млрд.", 11.6e9, "USD", "exactly", None),
    ("Экспорт превысил 2 миллиарда евро.", 2e9, "EUR", "more_than", None),
    ("В республике работает более 3 тыс. совместных предприятий.", 3000, "1", "more_than", None),
    ("В вузах учится порядка 430 студентов.", 430, "1", "about", None),
    ("Завод выпускает 500 тыс. тонн стали в год.", 500_000, "t", "exactly", "year"),
    ("Квота составляет 13 тысяч человек.", 13_000, "1", "exactly", None),
    ("Поставки газа составили 12,5 млрд кубометров.", 12.5e9, "m3", "exactly", None),
    ("На неё приходится 70 % экспорта.", 70, "%", "exactly", None),
    ("Предприятие принимает до 30 тонн молока в сутки.", 30, "t", "up_to", "day"),
    ("Объём торговли вырос до 38 млн долларов.", 38e6, "USD", "exactly", None),
    ("Число туристов составило почти 190 тысяч.", 190_000, "1", "almost", None),
    ("Авиакомпании выполняют не менее 24 рейсов в неделю.", 24, "1", "at_least", "week"),
    ("Стороны подписали двадцать пять соглашений.", 25, "1", "exactly", None),
    ("Кредит составил 150 000 000 рублей.", 150e6, "RUB", "exactly", None),
    ("Мощность станции – 330 МВт.", 330, "MW", "exactly", None),
    ("В отрасль вложили полмиллиарда долларов.", 5e8, "USD", "exactly", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit", "qualifier", "rate"), NUMBERS)
def test_numbers(text, value, unit, qualifier, rate):
    (figure,) = read(text).figures
    assert (figure.value, figure.unit, figure.qualifier, figure.rate) == (pytest.approx(value), unit, qualifier, rate)


def test_ranges_have_two_ends():
    (figure,) = read("Фонд вложит от 5 до 7 млн долларов.").figures
    assert (figure.value, figure.high, figure.unit, figure.qualifier) == (5e6, 7e6, "USD", "exactly")


CHANGES = [
    ("Экспорт вырос в 5,8 раза.", "factor", 5.8, "up"),
    ("Импорт увеличился вдвое.", "factor", 2, "up"),
    ("Товарооборот вырос на четверть.", "percent", 25, "up"),
    ("Экспорт снизился на 7,5 процента.", "percent", 7.5, "down"),
    ("Число рейсов выросло более чем в полтора раза.", "factor", 1.5, "up"),
    ("Поставки сократились на 30 %.", "percent", 30, "down"),
    ("Страну посетили 200 тысяч туристов, что на 15,4 % больше, чем годом ранее.", "percent", 15.4, "up"),
]


@pytest.mark.parametrize(("text", "kind", "value", "direction"), CHANGES)
def test_changes(text, kind, value, direction):
    (change,) = read(text).changes
    assert (change.amount.kind, change.amount.value, change.direction) == (kind, value, direction)


PERIODS = [
    ("За девять месяцев текущего года товарооборот составил 5 млн долларов.", "2025-01/2025-09"),
    ("В январе–августе товарооборот составил 5 млн долларов.", "2025-01/2025-08"),
    ("С 2019 года вложено 5 млн долларов.", "2019/.."),
    ("К 2030 году товарооборот достигнет 5 млн долларов.", "2030"),
    ("По итогам 2024 года товарооборот составил 5 млн долларов.", "2024"),
    ("В прошлом году товарооборот составил 5 млн долларов.", "2024"),
    ("В июне 2026 года товарооборот составит 5 млн долларов.", "2026-06"),
    ("За первый квартал 2025 года товарооборот составил 5 млн долларов.", "2025-01/2025-03"),
    ("В первом полугодии экспорт составил 5 млн долларов.", "2025-01/2025-06"),
    ("До конца текущего года экспорт составит 5 млн долларов.", "2025"),
    ("В 2023–2024 годах экспорт составил 5 млн долларов.", "2023/2024"),
]


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_periods(text, period):
    (figure,) = read(text).figures
    assert figure.period == period


HEAD = "Посол Кении в Перу Джон Мванги выступил на форуме. "
CUES = [
    ("«Мы построим мост через реку», — сказал он.", "Джон Мванги", "direct", "Мы построим мост через реку"),
    ("„Мы построим мост через реку“, – подчеркнул посол.", "Джон Мванги", "direct", "Мы построим мост через реку"),
    ("По словам посла, мост через реку построят вовремя.", "Джон Мванги", "indirect", "мост через реку построят вовремя"),
    ("Как отметил Мванги, мост через реку построят вовремя.", "Джон Мванги", "indirect", "мост через реку построят вовремя"),
    ("По его словам, мост через реку построят вовремя.", "Джон Мванги", "indirect", "мост через реку построят вовремя"),
    ("Дипломат отметил важность нового моста.", "Джон Мванги", "indirect", "важность нового моста"),
    ("Было отмечено, что мост через реку построят вовремя.", None, "indirect", "мост через реку построят вовремя"),
    ("В пресс-службе министерства сообщили, что мост построят вовремя.", "пресс-служба министерства", "indirect", "мост построят вовремя"),
    ("Он заявил, что мост через реку построят вовремя.", "Джон Мванги", "indirect", "мост через реку построят вовремя"),
    ("«Мост почти готов, – сказал он. – Осталось немного».", "Джон Мванги", "direct", "Мост почти готов"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "manner", "content"), CUES)
def test_cues(text, speaker, manner, content):
    record = read(HEAD + text)
    statement = record.statements[-1]
    names = {entity.id: entity.name for entity in record.entities}
    assert (names.get(statement.speaker), statement.manner) == (speaker, manner)
    assert record.words(statement.content_spans[0]) == content


POSTS = [
    ("Чрезвычайный и Полномочный Посол Кении в Перу Джон Мванги открыл форум.", "Чрезвычайный и Полномочный Посол", "KE", "PE"),
    ("Форум открыл министр инвестиций, промышленности и торговли Перу Хуан Перес.", "министр инвестиций, промышленности и торговли", "PE", None),
    ("Он встретился с президентом Кении Уильямом Руто.", "президентом", "KE", None),
    ("Заместитель министра энергетики Узбекистана Умид Мамадаминов принял гостей.", "Заместитель министра энергетики", "UZ", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "represents", "accredited"), POSTS)
def test_posts(text, title, represents, accredited):
    (post,) = read(text).posts
    assert (post.title, post.represents, post.accredited_to) == (title, represents, accredited)


NAMES = [
    ("Он встретился с президентом Кении Уильямом Руто.", "Уильям Руто"),
    ("Об этом рассказала послу Анне Петровой.", "Анна Петрова"),
    ("Делегацию принял Ботир Асадов.", "Ботир Асадов"),
    ("Речь шла о министре Сергее Викторовиче Лаврове.", "Сергей Викторович Лавров"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_names_are_nominative_and_mentions_stay(text, name):
    record = read(text)
    (person,) = [entity for entity in record.entities if entity.kind == "person"]
    assert person.name == name
    assert record.words(person.mentions[0]) in text


def test_lemmas():
    russian = get_language("ru")
    assert russian.lemma("подписали", "VERB") == "подписать"
    assert russian.lemma("министром", "NOUN") == "министр"


def test_every_decision_names_its_rule():
    record, decisions = explain(document_from_text(HEAD + CUES[0][0], published=DAY, language="ru"))
    assert {d.kind for d in decisions} >= {"entities", "posts", "statements"}
    assert all(d.rule for d in decisions)


def test_a_change_takes_its_ends_from_its_sentence():
    record = read("Товарооборот составил 168 млн долларов против 126 млн годом ранее, то есть увеличился на треть.")
    (change,) = record.changes
    values = {figure.id: figure.value for figure in record.figures}
    assert (values[change.from_], values[change.to]) == (126e6, 168e6)


def test_a_change_takes_what_it_reached():
    record = read("Товарооборот вырос на 12% и достиг 98 млн долларов.")
    (change,) = record.changes
    assert {figure.id: figure.value for figure in record.figures}[change.to] == 98e6


def test_who_builds_what_and_where():
    record = read("Стороны обсудили станцию «Мирный», которую компания Masdar возводит в Жамбылской области.")
    names = {entity.id: entity.name for entity in record.entities}
    links = {(names[link.subject], link.relation, names[link.object]) for link in record.links}
    assert ("компания Masdar", "builds", "станция «Мирный»") in links
    assert ("станция «Мирный»", "located_in", "Жамбылская область") in links


def test_a_post_at_the_body_named_before():
    record = read(
        "Форум открыл Институт развития «Мирас». Директор института Камола Юлдашева напомнила, что форум проходит раз в год."
    )
    names = {entity.id: entity.name for entity in record.entities}
    assert [(names[post.person], names[post.organization]) for post in record.posts] == [
        ("Камола Юлдашева", "Институт развития «Мирас»")
    ]


STEPS = [
    ("Первый бетон на АЭС в Ошской области зальют в марте 2029 года.", "started", "expected", "2029-03"),
    ("Министерство перенесло первый бетон на АЭС в Ошской области на май 2032 года.", "started", "expected", "2032-05"),
    ("Директор назвал 2032 год сроком ввода АЭС в Ошской области.", "opened", "expected", "2032"),
]


@pytest.mark.parametrize(("text", "step", "status", "date"), STEPS)
def test_steps_told_by_a_noun(text, step, status, date):
    record = read(text)
    (about,) = [entity.id for entity in record.entities if entity.kind == "project"]
    assert (step, status, date, about) in {(m.step, m.status, m.date, m.about) for m in record.milestones}


def test_a_pronoun_is_the_branch_of_the_clause_before():
    record = read("Филиал КазГУ в Оше начнёт работу позже: он откроется в сентябре 2026 года.")
    (branch,) = [entity for entity in record.entities if entity.name == "Филиал КазГУ в Оше"]
    assert [(m.about, m.date) for m in record.milestones if m.step == "opened"] == [(branch.id, "2026-09")]


def test_a_step_behind_a_colon_is_of_what_stands_there():
    record = read(
        "Директор Иван Петров добавил, что людей начнут учить заранее: филиал КазГУ в Оше откроется в мае 2029 года."
    )
    (branch,) = [entity for entity in record.entities if entity.name == "филиал КазГУ в Оше"]
    (step,) = [m for m in record.milestones if m.step == "opened"]
    assert (step.about, step.date) == (branch.id, "2029-05")
    assert record.words(step.span).startswith("филиал")


def test_a_period_in_what_is_said_is_not_of_the_saying():
    record = read("Иван Петров уточнил, что годом раньше, в 2024 году, товарооборот достигал 12,9 млрд долларов.")
    assert [figure.period for figure in record.figures] == ["2024"]


def test_what_a_paper_is_on_belongs_to_its_name():
    record = read("Подписано Соглашение о сотрудничестве в строительстве плотины на территории Республики Перу.")
    (paper,) = [entity.name for entity in record.entities if entity.kind == "agreement"]
    assert paper == "Соглашение о сотрудничестве в строительстве плотины на территории Республики Перу"


LINKS = [
    (
        "12 ноября в Бишкеке прошёл узбекско-чешский форум. Его открыли министр торговли Чехии Ян Новак и посол Эржан Сулеев.",
        {("Ян Новак", "takes_part_in", "узбекско-чешский форум"), ("Эржан Сулеев", "takes_part_in", "узбекско-чешский форум")},
    ),
    (
        "10 ноября в Академии наук Албании состоялся круглый стол.",
        {("Академия наук Албании", "hosts", "круглый стол")},
    ),
    (
        "Контракт о поставке вагонов подписан 5 ноября 2025 года с компанией «Ватра».",
        {("компания «Ватра»", "party_to", "Контракт о поставке вагонов")},
    ),
    (
        "Делегация осмотрела строящийся в Мангистауской области завод удобрений. Предприятие мощностью 40 тыс. тонн возводит компания «Ватра».",
        {("завод удобрений", "located_in", "Мангистауская область"), ("компания «Ватра»", "builds", "завод удобрений")},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LINKS)
def test_links(text, wanted):
    record = read(text)
    names = {entity.id: entity.name for entity in record.entities}
    assert wanted == {(names[link.subject], link.relation, names[link.object]) for link in record.links}


FIGURES = [
    ("Компания возводит завод удобрений. Завод мощностью 40 тыс. тонн в год откроется в 2027 году.", "мощностью завод удобрений", "planned"),
    ("Завод удобрений работает с 2019 года. Его мощность – 40 тыс. тонн в год.", "мощность", "actual"),
    ("В прошлом году торговля пока была скромной, но растёт: товарооборот достиг 45 млн долларов.", "товарооборот", "actual"),
    ("Соглашение о поставках нефти рассчитано на 25 лет.", "Соглашение о поставках нефти рассчитано", "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "measure", "status"), FIGURES)
def test_what_is_measured_and_how_firm_it_is(text, measure, status):
    (figure,) = read(text).figures
    assert (figure.measure, figure.status) == (measure, status)


def test_a_paper_signed_at_an_event_has_its_day():
    record = read("10 ноября в Бишкеке прошёл форум. По итогам форума подписан меморандум о туризме.")
    (paper,) = (entity for entity in record.entities if entity.kind == "agreement")
    assert paper.signed == "2025-11-10"
