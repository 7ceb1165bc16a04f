"""Anki's own importer reads the deck: python anki_deck.py DECK TERMS

DECK is what `export --format anki --lang en,fr` made, TERMS what `export --format json` made of the
same glossary and languages. Ends with an error where a note is missing, changed or told twice.
"""

import html
import json
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportCsvRequest


def take_in(collection, deck):
    """Imports a deck as the program's dialogue would, with what its header says."""
    metadata = collection.get_csv_metadata(deck, None)
    log = collection.import_csv(ImportCsvRequest(path=deck, metadata=metadata)).log
    for fault in ("conflicting", "first_field_match", "missing_notetype", "missing_deck", "empty_first_field"):
        assert not getattr(log, fault), (fault, getattr(log, fault))
    return log


def escaped(text):
    """As the deck writes text: no markup, one line."""
    kept = "".join("\ufffd" if is_disturbing(c) else c for c in text.replace("\r", ""))
    return html.escape(kept).replace("&#x27;", "&#39;").replace("\n", " ").replace("\t", " ")


def is_disturbing(c):
    code = ord(c)
    return (
        (c not in "\n\t" and (code < 32 or 127 <= code < 160))
        or code in (0x200E, 0x200F, 0x061C, 0x2028, 0x2029, 0xFFFE, 0xFFFF)
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
    )


def main(deck, terms):
    terms = json.loads(Path(terms).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder, "collection.anki2")))
        assert len(take_in(collection, deck).new) == len(terms)
        notes = {}
        for number in collection.find_notes(""):
            note = collection.get_note(number)
            front, back = note.fields
            notes[note.guid] = (front, back, note.tags)
            assert [collection.decks.name(card.did) for card in note.cards()] == ["ICANN terms"]
        assert len(notes) == len(terms)
        for term in terms:
            front, back, tags = notes["icann-terms-en-fr-" + term["id"]]
            shown = [term[lang] for lang in ("en", "fr") if lang in term]
            assert front == escaped(term.get("acronym", shown[0]["name"])), front
            for text in shown:
                assert escaped(text["definition"]) in back, (escaped(text["definition"]), back)
                assert escaped(text["name"]) in front + back, back
            # Nothing but the markup of the deck itself.
            for tag in ("br", "b", "/b", "i", "/i", "small", "/small"):
                back = back.replace(f"<{tag}>", "")
            assert "<" not in back, back
            assert len(tags) == ("topic" in term), tags
        # A later deck renews the notes; it neither doubles nor mixes them.
        again = take_in(collection, deck)
        assert not again.new and len(again.duplicate) == len(terms), again
        for number in collection.find_notes(""):
            note = collection.get_note(number)
            assert notes[note.guid][:2] == tuple(note.fields)
        collection.close()
    print(f"{len(terms)} notes")


main(*sys.argv[1:])
