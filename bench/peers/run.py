"""Compare communique with its peers on the same input in one run: ``python bench/peers/run.py``.

Each peer gets an environment of its own under ``build/peers`` from ``requirements/NAME.txt``. The corpora lie beside the project
(``../shared/corpora``) or are named by ``--newsquant`` and ``--polnear``; their ``score.py`` lies beside them. Writes
``bench/results/{newsquant,polnear,peers}.json``, ``docs/benchmarks.md`` and ``docs/benchmarks.svg``.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from report import report

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BUILD = ROOT / "build" / "peers"
CORPORA = ROOT.parent / "shared" / "corpora"
UV = Path(sys.executable).with_name("uv")
FIGURES = {"communique": "ours_figures", "CQE": "cqe", "quantulum3": "quantulum3_", "Recognizers-Text": "recognizers"}
SPEECH = {"communique": "ours_speech", "spaCy alone": "spacy_", "textacy": "textacy_"}
HOMES = {"cqe": "cqe", "quantulum3_": "quantulum3", "recognizers": "recognizers", "textacy_": "textacy",
         "spacy_": "spacy", "spacy_words": "spacy"}  # fmt: skip


def environment(name: str) -> Path:
    """The interpreter of a peer's environment, made if it is not there; lines that say ``--no-deps`` go in apart."""
    home = BUILD / name
    python = home / "bin" / "python"
    if (home / ".ready").exists():
        return python
    subprocess.run([UV, "venv", "--quiet", "--clear", "--python", sys.executable, home], check=True)
    lines = (HERE / "requirements" / f"{name}.txt").read_text().splitlines()
    lines = [line for line in lines if line and not line.startswith("#")]
    alone = [line.split()[0] for line in lines if line.endswith("--no-deps")]
    install = [UV, "pip", "install", "--quiet", "--python", python]
    subprocess.run([*install, *(line for line in lines if not line.endswith("--no-deps"))], check=True)
    if alone:
        subprocess.run([*install, "--no-deps", *alone], check=True)
    (home / ".ready").touch()
    return python


def run(runner: str, texts: list[str], rounds: int) -> dict[str, Any]:
    """What a runner wrote; ``{"error": …}`` where it could not be installed or fell over as a whole."""
    try:
        python = environment(HOMES[runner]) if runner in HOMES else Path(sys.executable)
    except subprocess.CalledProcessError as error:
        return {"error": f"could not be installed: {error}"}
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "texts.json", Path(folder) / "out.json"
        source.write_text(json.dumps(texts))
        command = [python, HERE / "runners" / f"{runner}.py", source, target, str(rounds)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=HERE / "runners")
        if done.returncode or not target.exists():
            return {"error": (done.stderr.strip().splitlines() or ["no output"])[-1]}
        return json.loads(target.read_text())  # type: ignore[no-any-return]


def scored(corpus: Path, predictions: list[dict[str, Any]], *options: str) -> Any:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write("\n".join(json.dumps(line) for line in predictions) + "\n")
        file.flush()
        command = [sys.executable, corpus.with_name("score.py"), corpus, file.name, "--json", *options]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def timing(found: dict[str, Any], amount: int) -> dict[str, Any]:
    rates = [amount / seconds for seconds in found["seconds"]]
    return {
        "rate": round(statistics.median(rates), 1),
        "first_rate": round(rates[0], 1),
        "rates": [round(rate, 1) for rate in sorted(rates)],
        "peak_mb": round(found["peak_mb"]),
        "load_seconds": round(found["load_seconds"], 2),
        "failures": len(found["failures"]),
        "failure_kinds": sorted(set(found["failures"]))[:5],
    }


def whole_machine(cqe: dict[str, Any], texts: list[str], rounds: int) -> dict[str, Any]:
    """Sentences a second by the clock: ours with a process a core, CQE's in one process, which is what it offers."""
    found = run("ours_machine", texts, rounds)
    if "error" in found:
        return found
    rate = timing(found, len(texts))["rate"]
    return {
        "processes": found["processes"],
        "sentences_per_second": rate,
        "cqe": cqe.get("sentences_per_second_by_clock"),
    }


def figures(corpus: Path, news: list[str], rounds: int) -> dict[str, Any]:
    texts = [json.loads(line)["text"] for line in corpus.read_text().splitlines() if line.strip()]
    table: dict[str, Any] = {}
    for name, runner in FIGURES.items():
        found = run(runner, texts, rounds)
        if "error" in found:
            table[name] = found
            continue
        predictions = [{"index": at, "quantities": line} for at, line in enumerate(found["predictions"])]
        score = scored(corpus, predictions)
        accuracy = {key: round(value["F1"], 1) for key, value in score.items() if isinstance(value, dict)}
        row = timing(found, len(texts))
        plain = timing(run(runner, news, rounds), len(news)) if news else {"rate": None}
        table[name] = {"accuracy": accuracy, "score": score, "sentences_per_second": row.pop("rate"), **row,
                       "news_sentences_per_second": plain["rate"]}  # fmt: skip
        if "seconds_by_clock" in found:
            by_clock = timing(found | {"seconds": found["seconds_by_clock"]}, len(texts))
            table[name]["sentences_per_second_by_clock"] = by_clock["rate"]
    table["communique"]["whole_machine"] = whole_machine(table["CQE"], texts, rounds)
    return table


def speech(
    corpus: Path, rounds: int, again: list[str], before: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The rows of the systems and of spaCy's pipeline; with ``again`` only these are run, other rows are those of before."""
    articles = [json.loads(line) for line in corpus.read_text().splitlines() if line.strip()]
    texts = [article["text"] for article in articles]
    words = sum(len(text.split()) for text in texts)
    table: dict[str, Any] = {}
    for name, runner in SPEECH.items():
        if again and name not in again:
            table[name] = before["speech"][name]
            continue
        found = run(runner, texts, rounds)
        if "error" in found:
            table[name] = found
            continue
        predictions = [
            {"id": article["id"], "attributions": line}
            for article, line in zip(articles, found["predictions"], strict=True)
        ]
        score = scored(corpus, predictions)
        row = timing(found, words)
        table[name] = {
            "accuracy": {role: round(score["strict"][role]["F1"], 1) for role in ("source", "cue", "content")},
            "score": score, "words_per_second": row.pop("rate"), **row,
        }  # fmt: skip
    pipeline = timing(run("spacy_words", texts, rounds), words)
    return table, {"words_per_second": pipeline.pop("rate"), **pipeline}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--newsquant", type=Path, default=CORPORA / "newsquant" / "dev.jsonl")
    parser.add_argument("--polnear", type=Path, default=CORPORA / "polnear" / "dev.jsonl")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--news", type=int, default=1000, help="sentences of ordinary news for the second speed")
    parser.add_argument(
        "--speech-again", nargs="+", default=[], metavar="SYSTEM", help="run only these, for speech only"
    )
    options = parser.parse_args()
    news: list[str] = []
    for line in options.polnear.read_text().splitlines():
        article = json.loads(line)
        news += [article["text"][s[0][0] : s[-1][1]] for s in article["sentences"] if s]
    news = news[:: max(1, len(news) // options.news)][: options.news]
    results = ROOT / "bench" / "results"
    again = options.speech_again
    before = json.loads((results / "peers.json").read_text()) if again else {}
    told, pipeline = speech(options.polnear, options.rounds, again, before)
    found = {
        **({"speech_again": again} if again else {}),
        "machine": {"system": platform.platform(), "python": platform.python_version()},
        "news_sentences": before["news_sentences"] if again else len(news),
        "figures": before["figures"] if again else figures(options.newsquant, news, options.rounds),
        "speech": told,
        "spacy_pipeline": pipeline,
    }
    results.mkdir(exist_ok=True)
    for name, kind in (("newsquant", "figures"), ("polnear", "speech")):
        ours = found[kind]["communique"]  # type: ignore[index]
        (results / f"{name}.json").write_text(json.dumps(ours["score"], indent=2) + "\n")
    (results / "peers.json").write_text(json.dumps(found, indent=2) + "\n")
    if again:  # the chart shows figures alone
        (ROOT / "docs" / "benchmarks.md").write_text(report(found))
        return
    chart = [environment("chart"), HERE / "chart.py", results / "peers.json", ROOT / "docs" / "benchmarks.svg"]
    subprocess.run(chart, check=True)
    (ROOT / "docs" / "benchmarks.md").write_text(report(found))


if __name__ == "__main__":
    main()
