"""pyglossary reads the StarDict dictionary: python stardict.py IFO TERMS

IFO is what `export --format stardict --lang all` made, TERMS what `export --format json --lang all`
made of the same glossary. Ends with an error where a headword, another form or a definition is
missing.
"""

import html
import json
import os
import sys
import tempfile
from pathlib import Path

# It writes its settings into the home folder.
home = tempfile.TemporaryDirectory()
os.environ["HOME"] = home.name

from pyglossary.glossary_v2 import ConvertArgs, Glossary  # noqa: E402


def main(ifo, terms):
    terms = json.loads(Path(terms).read_text(encoding="utf-8"))
    Glossary.init()
    glossary = Glossary()
    assert glossary.directRead(ifo)
    entries = [(entry.l_term, entry.defi) for entry in glossary]
    found = {}
    for words, defi in entries:
        for word in words:
            assert word not in found, word
            found[word] = defi
    for term in terms:
        texts = [term[lang] for lang in ("en", "fr", "es", "pt")]
        article = "".join(
            f"<p><b>{plain(text['name'])}</b><br>{plain(text['definition'])}</p>" for text in texts
        )
        assert article in found[term.get("acronym", texts[0]["name"])]
        for form in {form for text in texts for form in [text["name"], *text.get("also", [])]}:
            assert article in found[form], form
    table = Path(home.name, "table.txt")
    made = Glossary().convert(ConvertArgs(inputFilename=ifo, outputFilename=str(table), outputFormat="Tabfile"))
    assert made, "no tabfile"
    rows = [row for row in table.read_text(encoding="utf-8").splitlines() if not row.startswith("##")]
    assert len(rows) == len(entries), len(rows)
    print(f"{len(terms)} articles, {len(entries)} entries, {len(found)} words")


def plain(text):
    return html.escape(text).replace("&#x27;", "&#39;")


main(*sys.argv[1:])
