"""A reader of XML takes the TBX apart: python tbx.py TBX TERMS

TBX is what `export --format tbx --lang all` made, TERMS what `export --format json --lang all` made
of the same glossary. Ends with an error where a term, a definition or a reference is not there.
"""

import json
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

CORE = "{urn:iso:std:iso:30042:ed-2}"
BASIC = "{http://www.tbxinfo.net/ns/basic}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def main(tbx, terms):
    terms = json.loads(Path(terms).read_text(encoding="utf-8"))
    root = xml.parse(tbx).getroot()
    assert (root.tag, root.get("style"), root.get("type")) == (CORE + "tbx", "dct", "TBX-Basic")
    entries = {entry.get("id"): entry for entry in root.iter(CORE + "conceptEntry")}
    assert len(entries) == len(terms)
    count = 0
    for term in terms:
        entry = entries["c-" + term["id"]]
        targets = [reference.get("target") for reference in entry.findall(BASIC + "crossReference")]
        assert targets == ["c-" + other for other in term.get("see", [])], targets
        assert set(targets) <= set(entries)
        for section in entry.findall(CORE + "langSec"):
            text = term[section.get(LANG)]
            assert section.findtext(f"{CORE}descripGrp/{BASIC}definition") == text["definition"]
            found = [(each.findtext(CORE + "term"), each.findtext(BASIC + "termType"))
                     for each in section.findall(CORE + "termSec")]
            acronym = term.get("acronym")
            forms = [text["name"], *([acronym] if acronym not in (None, text["name"]) else []), *text.get("also", [])]
            assert [form for form, _ in found] == forms, found
            assert found[0][1] == "fullForm", found
            count += len(found)
    print(f"{len(terms)} concepts, {count} terms")


main(*sys.argv[1:])
