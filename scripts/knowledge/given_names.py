"""Writes ``knowledge/data/given_names.txt``: given names in Latin script, from the name lists of Faker (MIT licence).

Run where the package ``faker`` is installed: ``python scripts/knowledge/given_names.py``. Names that are countries or words of the
calendar are left out.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from pathlib import Path

import faker.providers.person as person

OUT = Path(__file__).parents[2] / "src/communique/knowledge/data/given_names.txt"
MORE = """Kassym-Jomart Serdar Recep Gulnara Aziz Azizbek Bakhtiyor Sherzod Javlon Rustam Timur Dilshod Nodira Kamola Zafar Farrukh
Jamshid Otabek Ulugbek Sardor Shavkat Abdulla Abdulaziz Umid Nargiz Aigul Aibek Ulan Erlan Yerlan Nurlan Askar Daniyar Marat Maksat
Sirojiddin Gulchehra Davit Aram Tigran Levan Giorgi Inga Elchin Ilham Farid Rashid Hassan Hussein Khalid Salman Faisal Hessa Narendra
Ravi Amit Priya Anil Sanjay Shinzo Ishiba Kenji Yuki Min-jae Ji-hoon Seung Wei Ming Hong Minh Linh Thanh Kwame Amina Chidi Ngozi Wanjiru
Oksana Olena Taras Dmytro Volodymyr Andriy Ivan Pavel Sergey Alexei Alexey Anton Konstantin Rostislav Dmitry Mikhail Nikolai Vladimir
Natalia Olga Tatiana Anastasia Lyudmila Annika Lukas Lars Björn Dana""".split()


def main() -> None:
    names: set[str] = set(MORE)
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for field in ("first_names", "first_names_female", "first_names_male", "first_romanized_names"):
            listed = getattr(provider, field, ())
            names |= set(map(str, listed)) if not isinstance(listed, property) else set()
    taken = set(json.loads((OUT.parent / "countries.json").read_text("utf-8"))["forms"])
    names -= taken
    kept = sorted(
        name
        for name in names
        if name[:1].isupper() and len(name) > 2 and name[0].isascii() and " " not in name and name.isprintable()
    )
    OUT.write_text(
        "# Given names in Latin script; written by scripts/knowledge/given_names.py from Faker's lists (MIT).\n"
        + "\n".join(kept)
        + "\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
