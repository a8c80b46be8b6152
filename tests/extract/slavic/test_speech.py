"""Russian: who says what, in every part of a sentence and by every sort of word."""

from __future__ import annotations

import re

import pytest

from communique.extract.cues import cue_words
from communique.extract.pipeline import extract
from communique.language import get_language
from communique.language.ru.words import parses
from communique.read import document_from_text

TWO = "Министр энергетики Перу Хуан Перес встретился в Лиме с послом Венгрии Анной Ковач.\n"

# {content}, then the speaker; "-" is nobody, "*" no statement at all
SAID = [
    ("{Готовность моста}, доложил гостье Перес, {достигла 92 процентов}.", "Хуан Перес"),
    ("{Строительство дороги}, рассказала собеседнику Ковач, {завершится осенью}.", "Анна Ковач"),
    ("{Мощность станции}, по его информации, {– 300 МВт}.", "Хуан Перес"),
    ("{Торговля за год выросла на треть}, отметил перуанский министр.", "Хуан Перес"),
    ("«{Мы давно ждали этого шага}», – не стал скрывать радости министр.", "Хуан Перес"),
    ("«{Рынок ждёт нашей рыбы}», – приводит слова Ковач пресс-служба посольства.", "Анна Ковач"),
    ("Перес: «{Рынок ждёт нашей рыбы}».", "Хуан Перес"),
    ("Ковач не скрывает: {переговоры шли трудно}.", "Анна Ковач"),
    ("Перес не исключил, что {перевозки подорожают}.", "Хуан Перес"),
    ("На встрече прозвучало мнение, что {порт способен принимать вдвое больше судов}.", "-"),
    ("Стороны пришли к выводу, что {нужны прямые рейсы}.", "стороны"),
    ("Стороны сошлись на том, что {нужны прямые рейсы}.", "стороны"),
    ("{Рейсы начнутся в мае}. С таким заявлением выступил министр.", "Хуан Перес"),
    ("{Экспорт достиг 40 млн евро}, – такие данные привела Ковач.", "Анна Ковач"),
    ("{Экспорт достиг 40 млн евро}, о чём сообщила Ковач.", "Анна Ковач"),
    ("Министр призвал {венгерские компании вкладывать в переработку меди}.", "Хуан Перес"),
    ("Посол пожаловалась на {нехватку контейнеров}.", "Анна Ковач"),
    ("Он проинформировал собеседницу о {ходе строительства порта}.", "Хуан Перес"),
    ("Посол обратила внимание на {рост числа туристов}.", "Анна Ковач"),
    ("Посол отметила, что {торговля растёт}, и предложила {провести форум в Будапеште}.", "Анна Ковач"),
    ("Комментируя итоги встречи, Перес отметил, что {торговля растёт}.", "Хуан Перес"),
    ("Отмечена {важность прямых рейсов}.", "-"),
    ("Была подчёркнута {важность прямых рейсов}.", "-"),
    ("{Переговоры приостановлены}, признал Перес: {перевозчик ждёт расчётов}.", "Хуан Перес"),
    ("{Экспорт Перу}, свидетельствуют данные Всемирного банка, {вырос на 4 %}.", "Всемирный банк"),
    ("Министр не сообщил, сколько стоит проект.", "*"),
    ("Ковач рассказала, как идёт стройка.", "*"),
    ("Если министр сообщит о решении, рынок вырастет.", "*"),
    ("Порт примет первый танкер позже, чем обещали.", "*"),
    ("Стороны отмечают 30-летие договора.", "*"),
    ("Стороны обсудили торговлю и туризм.", "*"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), SAID)
def test_who_said_what(text, speaker):
    plain = text.replace("{", "").replace("}", "")
    record = extract(document_from_text(TWO + plain, published="2025-11-14", language="ru"))
    names = {entity.id: entity.name for entity in record.entities}
    assert [record.words(span) for s in record.statements for span in s.content_spans] == re.findall("{(.*?)}", text)
    assert {names.get(s.speaker, "-") for s in record.statements} == ({speaker} if speaker != "*" else set())


# whom a title means: by its country, its portfolio, the verb's gender
MEANT = [
    ("Министр иностранных дел отметила, что порт сдадут в мае.", "Наталья Руссу"),
    ("Глава молдавской дипломатии отметила, что порт сдадут в мае.", "Наталья Руссу"),
    ("Индонезийский министр отметил, что порт сдадут в мае.", "Агус Хартоно"),
    ("Министр торговли отметил, что порт сдадут в мае.", "Агус Хартоно"),
    ("Министр обороны отметил, что порт сдадут в мае.", None),
]


@pytest.mark.parametrize(("text", "speaker"), MEANT)
def test_titles_mean_their_holders(text, speaker):
    both = "Глава МИД Молдавии Наталья Руссу приняла министра торговли Индонезии Агуса Хартоно.\n"
    record = extract(document_from_text(both + text, published="2025-11-14", language="ru"))
    names = {entity.id: entity.name for entity in record.entities}
    assert names.get(record.statements[-1].speaker) == speaker


def test_every_form_of_a_cue_passes_the_gate():
    russian = get_language("ru")
    for verb in cue_words(russian).clause:
        forms = {form.word for form in parses(verb)[0].lexeme if "VERB" in form.tag}
        assert all(russian.matters(form) for form in forms), verb
