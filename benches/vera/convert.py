#!/usr/bin/env python3
"""Converts V.E.R.A. (Virtual Entity of Relevant Acronyms, Debian's dict-vera) to one TOML glossary.

    benches/vera/convert.py > vera.toml
    icann-terms build vera.toml -o vera.index

V.E.R.A. is under the GNU Free Documentation License and no part of this project.
"""

import gzip
import json
import sys
from pathlib import Path

FOLDER = Path("/usr/share/dictd")
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def number(text):
    """A number as dictd's index writes it: base 64, the highest digit first."""
    value = 0
    for digit in text:
        value = value * 64 + DIGITS.index(digit)
    return value


def entries(folder=FOLDER):
    """Each entry's headword and its text on one line, in the order of the dictionary."""
    texts = gzip.decompress((folder / "vera.dict.dz").read_bytes())
    seen = set()
    for line in (folder / "vera.index").read_text("utf-8").splitlines():
        key, start, length = line.split("\t")[:3]
        if key.startswith("00database") or (start, length) in seen:
            continue
        # Several keys may lead to one text.
        seen.add((start, length))
        start, length = number(start), number(length)
        headword, *body = texts[start : start + length].decode("utf-8").splitlines()
        body = " ".join(" ".join(body).split())
        if headword.strip() and body:
            yield headword.strip(), body


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def main():
    print('topic = "vera"')
    for count, (headword, body) in enumerate(entries()):
        name = body.split(" (")[0]
        print(f"\n[[term]]\nid = \"vera-{count}\"\nacronym = {quoted(headword)}")
        print(f"[term.en]\nname = {quoted(name)}\ndefinition = {quoted(body)}")


if __name__ == "__main__":
    sys.exit(main())
