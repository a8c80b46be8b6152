"""``python -m communique.language "text"`` prints the parse: a tool for those who write rules."""

from __future__ import annotations

import sys

from communique.language import LANGUAGES, get_language


def main(arguments: list[str]) -> None:
    code = arguments.pop(0) if arguments[:1] and arguments[0] in LANGUAGES else "en"
    text = " ".join(arguments) or sys.stdin.read()
    analysis = get_language(code).analyse([text])[0]
    for sentence in analysis.sentences:
        print(f"# {analysis.words((sentence.start, sentence.end))}{'' if sentence.parsed else '   (not parsed)'}")
        for token in analysis.sentence_tokens(sentence):
            head = analysis.tokens[token.head].text if token.head >= 0 else ""
            print(f"{token.i:4} {token.text:22} {token.lemma:18} {token.pos:6} {token.tag:5} {token.dep:12} {head}")
    for name in analysis.names:
        print(f"{name.label}: {analysis.words((analysis.tokens[name.first].start, analysis.tokens[name.last].end))}")


if __name__ == "__main__":
    main(sys.argv[1:])
