#!/usr/bin/env python3
"""Asks icann-terms and dictd for every headword of V.E.R.A. and compares their answers.

    benches/vera/compare.py target/release/icann-terms

Needs Debian's dictd and dict-vera. The server is started here, on a port of its own.
"""

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from convert import FOLDER, entries

PORT = 26280


class Server:
    """A dictd with V.E.R.A. alone, spoken to as RFC 2229 says."""

    def __init__(self, folder):
        config = Path(folder) / "dictd.conf"
        config.write_text(
            f"global {{ listen_to 127.0.0.1\n port {PORT} }}\n"
            f'database vera {{ data "{FOLDER}/vera.dict.dz" index "{FOLDER}/vera.index" }}\n'
        )
        command = ["dictd", "--config", config, "--pid-file", Path(folder) / "pid", "-d", "nodetach"]
        # The server gives root's rights away and still has to reach its files.
        Path(folder).chmod(0o755)
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.connect()

    def connect(self):
        for _ in range(100):
            try:
                self.socket = socket.create_connection(("127.0.0.1", PORT))
                break
            except OSError:
                time.sleep(0.1)
        self.lines = self.socket.makefile("r", encoding="utf-8", newline="\r\n")
        self.lines.readline()

    def define(self, words):
        """The texts of all entries that each word has. Questions go out by the hundred: an answer
        waited for is 40 ms lost to the network's own delays."""
        for start in range(0, len(words), 100):
            # A server answers 2,000 questions on one connection.
            if start % 1000 == 0:
                self.connect()
            some = words[start : start + 100]
            escaped = [word.replace("\\", "\\\\").replace('"', '\\"') for word in some]
            self.socket.sendall("".join(f'DEFINE vera "{word}"\r\n' for word in escaped).encode())
            for _ in some:
                yield self.answer()

    def answer(self):
        texts = []
        while True:
            status = self.lines.readline()
            if status[:3] not in ("150", "151"):
                return texts
            if status[:3] == "151":
                body = []
                while (line := self.lines.readline().rstrip("\r\n")) != ".":
                    body.append(line)
                texts.append(" ".join(" ".join(body[1:]).split()))


def main():
    program = sys.argv[1]
    rows = list(entries())
    words = list(dict.fromkeys(headword for headword, _ in rows))
    with tempfile.TemporaryDirectory() as folder:
        toml, index = Path(folder) / "vera.toml", Path(folder) / "vera.index"
        convert = Path(__file__).with_name("convert.py")
        toml.write_text(subprocess.run([convert], capture_output=True, text=True, check=True).stdout)
        subprocess.run([program, "build", toml, "-o", index, "--no-builtin"], check=True)
        command = [program, "--no-builtin", "--glossary", index, "--format", "json", "--lang", "en", "-"]
        answers = subprocess.run(command, input="\n".join(words), capture_output=True, text=True)
        ours = [json.loads(line) for line in answers.stdout.splitlines()]
        server = Server(folder)
        counts, shown = Counter(), []
        for word, answer, texts in zip(words, ours, server.define(words), strict=True):
            own = {body for headword, body in rows if headword == word}
            dict_says = set(texts)
            found = {term["en"]["definition"] for term in answer["terms"]}
            if answer["match"] != "exact" or not own <= found:
                verdict = "not found by icann-terms"
            elif found == dict_says:
                verdict = "the same"
            elif found > dict_says:
                verdict = "icann-terms shows more"
            else:
                verdict = "dict shows more"
            counts[verdict] += 1
            if verdict != "the same":
                shown.append(f"{verdict}: {word}: {sorted(found ^ dict_says)[:2]}")
        server.process.terminate()
    print(f"{len(rows)} entries, {len(words)} headwords")
    for verdict, count in counts.most_common():
        print(f"{verdict}: {count}")
    print("\n".join(shown[:20]))


if __name__ == "__main__":
    main()
