"""The page ``docs/benchmarks.md`` from what the bench found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

LANGUAGES = (("ru", "Russian"), ("uz", "Uzbek"))
HEAD = """# Benchmarks

Written by `python bench/peers/run.py`; the figures below are of one run on one machine ({system}, Python {python}), every system
on the same input, the median of the rounds. Accuracy and speed stand side by side.

![Accuracy and speed of four readers of quantities](benchmarks.svg)
"""

FIGURES = """
## Quantities: NewsQuant

F1 on the dev part ({gold} quantities in {sentences} sentences), by the rules of the published evaluation. A system that does not say a
thing has "-". Sentences a second: one process, on these sentences, and on {news} sentences of ordinary news, where most hold nothing.

| system | value | value + unit | value + change | concept, one word | concept, all words | sentences/s | sentences/s, news | peak memory | failures |
|---|---|---|---|---|---|---|---|---|---|
{rows}

{ratio}
"""

SPEECH = """
## Speech: PolNeAR

Strict span F1 on the dev part: a run of tokens is right if the annotators have exactly this run. The corpus marks speech, beliefs,
feelings, plans and headlines; all of them are found (`extract/attribution/`), and `communique read` keeps those that put something on record.

| system | source | cue | content | words/s | peak memory | failures |
|---|---|---|---|---|---|---|
{rows}

spaCy's own full pipeline over the same articles in batches: {pipeline} words/s; finding attributions in every sentence runs at
{ratio} times that (rounds of {theirs} and of {ours} words/s).{again}
"""

NOTES = """
## How each peer is run

* **CQE 2.0.3**, in its version's own environment with spaCy 3.8.7. Its pins (`protobuf==3.20.1`, `typing_extensions==4.4.0`, torch,
  spacy-transformers) cannot be met together on Python 3.11: the only spacy-transformers that fits them has no wheel of its
  `tokenizers` and does not build. Its released models are bags of words and need neither torch nor transformers, so it is
  installed without its dependencies. Two patches: `locale.setlocale("en_US.UTF-8")` is made to do nothing (the locale is not on every
  machine), and the model that it would fetch at run time is the same model from a package.
* **quantulum3 0.10.0**: a value with an uncertainty is its reading of a range and is taken for one. No classifier.
* **Recognizers-Text 1.0.2a2**, with `emoji==1.7.0`, without which it cannot be imported. Currency, temperature, age, dimension,
  percentage and number, in this order; what overlaps an earlier one is left out. Its unit names go through a short table.
* **textacy 0.13.0**: `direct_quotations`. It reads direct quotations only.
* **spaCy alone**: a verb with a subject and a content clause is an attribution.
* All that need a parse use the same small English model.

## What the figures say and do not

* The measurements of `bench/newsquant.py` are those that the reader makes before the contract of the record takes its part: spans of
  time, "one of the …", vague numbers. `communique read` leaves these out.
* The corpus's dev part was looked at while the reader was made; a part not seen is the better judge of it, for us as for CQE, whose
  authors annotated it.
* Speed is counted in seconds of processor time, one thread each; only what all cores read is told by the clock. Other work on the
  machine shows all the same where it takes the processor's caches: communique's large tables lose more by it than peers that go
  sentence by sentence. `rates` in `bench/results/peers.json` holds all rounds.
* What is measured needs a parse, and the parse is most of the time. Sentences without a number are not cut into tokens, those
  without an amount not parsed, names not recognised but where a number may be an age; the parse itself runs spaCy's model in larger
  steps with numpy's products (`language/en/decode.py`, `encode.py`, `moves.py`), to the same result.
* PolNeAR's annotators differ widely on what counts (people agree with each other at 78.0/70.7/74.1); most of what is missed are
  idioms ("distanced himself from"), single nouns ("criticism of"), and words of wanting and knowing that the annotators took at one place
  and not at another. Published supervised systems, on the test part: CRF 62.0/59.0/44.3, BERT 77.5/71.6/62.5. No part of the corpus trained
  anything here; the dev part was looked at while the rules were made.
* Nothing of the corpora is in the project: no sentence, no list of words, no weights.
"""


def _range(rates: list[float]) -> str:
    low, high = f"{min(rates):.0f}", f"{max(rates):.0f}"
    return low if low == high else f"{low} to {high}"


WHOLE = """
## The whole record

By `python bench/read.py`: all kinds of the record, beside spaCy's own full pipeline on the same texts in one run. Reports are those of
`tests/gold`, `examples` and, where they are, `../shared/gold`: nearly every sentence matters. Ordinary news is composed (`bench/news`): most
sentences hold nothing and are not parsed.

| texts | communique, words/s | spaCy, words/s | ratio |
|---|---|---|---|
{rows}

{languages}

`communique --help` takes {help_seconds} s, `communique read` of one report {read_seconds} s from a cold start; a process that reads needs {memory_mb} MB.
"""


def report(found: dict[str, Any]) -> str:
    figures, speech = found["figures"], found["speech"]
    ours = figures["communique"]
    page = HEAD.format(**found["machine"])
    rows = []
    for name, row in figures.items():
        if "error" in row:
            rows.append(f"| {name} | {row['error']} | | | | | | | | |")
            continue
        measures = ["value", "value+unit", "value+change", "concept partial", "concept complete"]
        silent = name in ("quantulum3", "Recognizers-Text")
        cells = [("-" if silent and at > 1 else f"{row['accuracy'][m]:.1f}") for at, m in enumerate(measures)]
        rows.append(f"| {name} | {' | '.join(cells)} | {row['sentences_per_second']:.0f} | "
                    f"{row['news_sentences_per_second']:.0f} | {row['peak_mb']} MB | {row['failures']} |")  # fmt: skip
    cqe = figures.get("CQE", {})
    ratio = "CQE could not be run here."
    if "error" not in cqe:
        ratio = (
            f"communique reads {ours['sentences_per_second'] / cqe['sentences_per_second']:.1f} times CQE's sentences a second on "
            f"NewsQuant, {ours['news_sentences_per_second'] / cqe['news_sentences_per_second']:.1f} times on ordinary news. In the first "
            f"round, in which it meets the words of NewsQuant for the first time and keeps what depends on a word alone, it reads "
            f"{ours['first_rate']:.0f} sentences a second, {ours['first_rate'] / cqe['first_rate']:.1f} times CQE's in its first round."
        )
    ratio += by_clock(ours.get("whole_machine", {}))
    page += FIGURES.format(
        gold=ours["score"]["gold"], sentences=ours["score"]["sentences"], news=found["news_sentences"], rows="\n".join(rows),
        ratio=ratio,
    )  # fmt: skip
    rows = []
    for name, row in speech.items():
        if "error" in row:
            rows.append(f"| {name} | {row['error']} | | | | | |")
            continue
        cells = [f"{row['accuracy'][role]:.1f}" for role in ("source", "cue", "content")]
        rows.append(
            f"| {name} | {' | '.join(cells)} | {row['words_per_second']:.0f} | {row['peak_mb']} MB | {row['failures']} |"
        )
    words = found["spacy_pipeline"]["words_per_second"]
    again = found.get("speech_again", [])
    later = (
        f" These and the row of {', '.join(again)} are of a later run, on a busier machine, than the other rows."
        if again
        else ""
    )
    ratio = f"{speech['communique']['words_per_second'] / words:.2f}"
    page += SPEECH.format(
        rows="\n".join(rows),
        pipeline=f"{words:.0f}",
        ratio=ratio,
        theirs=_range(found["spacy_pipeline"]["rates"]),
        ours=_range(speech["communique"]["rates"]),
        again=later,
    )
    return page + whole_record() + NOTES


def by_clock(machine: dict[str, Any]) -> str:
    """What a user of all cores has; nothing where it was not measured."""
    if not machine.get("cqe"):
        return ""
    ours, processes, theirs = machine["sentences_per_second"], machine["processes"], machine["cqe"]
    return (
        f"\n\nBy the clock, on all {processes} cores of the machine: communique with a process a core, the sentences dealt out in batches, "
        f"reads {ours:.0f} sentences of NewsQuant a second; CQE, whose library reads in one process, {theirs:.0f}: {ours / theirs:.1f} times. "
        f"CQE started by hand in {processes} processes would read at best {theirs * processes:.0f}: {ours / theirs / processes:.1f} times."
    )


def whole_record() -> str:
    """What ``bench/read.py`` found, if it ran."""
    path = Path(__file__).parents[1] / "results" / "read.json"
    if not path.exists():
        return ""
    found = json.loads(path.read_text())
    lines = [
        f"| {name} | {row['communique_words_per_second']} | {row['spacy_words_per_second']} | {row['ratio']:.2f} |"
        for name, row in (("reports", found["reports"]), ("ordinary news", found["news"]))
    ]
    spoken = [
        f"{name} at {found[code]['communique_words_per_second']} words/s" for code, name in LANGUAGES if code in found
    ]
    languages = f"Other languages, all kinds of the record, on reports: {', '.join(spoken)}." if spoken else ""
    return WHOLE.format(
        rows="\n".join(lines),
        languages=languages,
        **{key: found[key] for key in ("help_seconds", "read_seconds", "memory_mb")},
    )
