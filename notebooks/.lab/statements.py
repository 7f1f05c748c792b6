"""Checks that what the text of a lesson says is what its cells print. Called by execute.py.

A file statements/NAME.jsh belongs to a lesson. After a line `//// after: CODE` stands Java that is run, unseen, after the one
cell that has CODE in it. There `says("a sentence", condition)` fails unless the sentence stands in the lesson, word for
word, and the condition holds.
"""

import json
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "statements"
SAYS = re.compile(r'\bsays\(\s*("(?:[^"\\]|\\.)*")')
DECLARED = """void says(String sentence, boolean holds) {
    if (!holds) throw new AssertionError("the lesson says, and the cells do not: " + sentence);
}"""


class Statements:
    def __init__(self, lesson, notebook):
        self.held = 0
        self.after = {}
        self.declared = False
        file = FOLDER / f"{lesson.stem}.jsh"
        if lesson.parent.name != "notebooks" or not file.exists():
            return
        text = plain("\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown"))
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        for part in re.split(r"(?m)^//// after: ", file.read_text(encoding="utf-8"))[1:]:
            code, java = part.split("\n", 1)
            found = [index for index, cell in enumerate(cells) if code.strip() in cell.source]
            if len(found) != 1:
                raise ValueError(f"{file.name}: {len(found)} cells have {code.strip()!r} in them")
            for sentence in map(json.loads, SAYS.findall(java)):
                if plain(sentence) not in text:
                    raise ValueError(f"{file.name}: the lesson does not say {sentence!r}")
            if not SAYS.search(java):
                raise ValueError(f"{file.name}: nothing is said after {code.strip()!r}")
            self.after.setdefault(cells[found[0]].source, []).append(java)

    def check(self, client, cell):
        """Runs what belongs after this cell. What does not hold, or None."""
        for java in self.after.get(cell.source, []):
            if not self.declared:
                self.declared = True
                run(client, DECLARED)
            if problem := run(client, java):
                return problem
            self.held += len(SAYS.findall(java))


def plain(text):
    """Without emphasis and line breaks, which a sentence may have anywhere."""
    return re.sub(r"\s+", " ", re.sub(r"[*_`]", "", text))


def run(client, java):
    said = []
    reply = client.kc.execute_interactive(java, store_history=False, timeout=120, output_hook=said.append)
    if hasattr(reply, "__await__"):
        from jupyter_core.utils import run_sync

        async def whole():
            return await reply

        reply = run_sync(whole)()
    if reply["content"]["status"] == "ok":
        return None
    errors = [message["content"] for message in said if message["msg_type"] == "error"]
    return "\n".join(error.get("evalue", "") for error in errors) or str(reply["content"])
