"""Builds the site: `python build.py ROOT JAVADOC OUT [--all]`. Fails on a broken link. Called by ../lab.

Every text of the repository is a page, every notebook one with the outputs of its last run in target/notebooks.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

import frame
import links
import notebook
import text

RAW = {".png", ".svg", ".csv", ".jsonl", ".xlsx"}


class Site:
    def __init__(self, root, out):
        self.root, self.out, self.wanted, self.faults = root, out, [], []
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, check=True, capture_output=True
        ).stdout.decode()
        self.files = {PurePosixPath(name) for name in listed.split("\0") if name and (root / name).is_file()}
        self.folders = {folder for file in self.files for folder in file.parents if folder.name}
        self.pictures, self.unrun, self.done = {}, [], set()

    def build(self):
        self.wanted = sorted(file for file in self.files if file.suffix == ".md" or self.is_notebook(file))
        self.wanted.append(PurePosixPath("docs"))
        while self.wanted:
            source = self.wanted.pop()
            if source not in self.done:
                self.done.add(source)
                self.make(source)
        self.write(PurePosixPath("gallery.html"), "Gallery", frame.gallery(self.pictures))
        shutil.copy(Path(__file__).with_name("style.css"), self.out / "style.css")
        (self.out / "code.css").write_text(frame.code_colours())

    @staticmethod
    def is_notebook(file):
        return file.suffix == ".ipynb" and file.parts[0] == "notebooks"

    def address(self, source):
        """Where a file or folder of the repository is on the site."""
        if source in self.folders:
            return source / "index.html"
        if source.name == "README.md":
            return source.parent / "index.html"
        if source.suffix == ".md" or self.is_notebook(source):
            return source.with_suffix(".html")
        return source if source.suffix in RAW else source.with_name(source.name + ".html")

    def make(self, source):
        to = self.address(source)
        file = self.root / source
        if source in self.folders:
            if source / "README.md" not in self.files:
                self.write(to, *self.listing(source))
        elif source.suffix == ".md":
            page = self.page(source)
            inside = page.render(file.read_text(encoding="utf-8"))
            self.write(to, page.headings[0][2] if page.headings else source.stem, inside, page.headings, self.beside(source))
        elif self.is_notebook(source):
            self.write_notebook(source, to)
        elif source.suffix in RAW:
            (self.out / to).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, self.out / to)
        else:
            content = file.read_text(encoding="utf-8")
            self.write(to, source.name, f"<h1>{source}</h1>\n{text.code(content, file=source.name)}")

    def page(self, source):
        return text.Page(lambda link: self.link(source, link))

    def link(self, source, link):
        """What a link in this file becomes. What it leads to is made, too."""
        path, _, anchor = link.partition("#")
        if not path or re.match(r"[a-z]+:", link):
            return link
        target = PurePosixPath(os.path.normpath(source.parent / path))
        if target not in self.files and target not in self.folders:
            self.faults.append(f"{source}: {link}: no such file in the repository")
            return link
        self.wanted.append(target)
        return frame.relative(self.address(target), self.address(source)) + ("#" + anchor if anchor else "")

    def write_notebook(self, source, to):
        run = self.root / "target" / "notebooks" / source.relative_to("notebooks")
        committed = json.loads((self.root / source).read_text(encoding="utf-8"))
        executed = json.loads(run.read_text(encoding="utf-8")) if run.is_file() else {"cells": []}
        cells = [[notebook.joined(cell["source"]) for cell in book["cells"]] for book in (committed, executed)]
        page, pictures = self.page(source), []
        told = ""
        if cells[0] != cells[1]:
            executed = committed
            self.unrun.append(str(source))
            told = '<p class="note">This notebook was not run when the page was made; its outputs are missing.</p>'
        inside = notebook.body(executed, page, pictures)
        if source.parent.name == "notebooks":
            self.pictures[to] = (page.headings[0][2], pictures)
        self.write(to, page.headings[0][2], told + inside, page.headings, self.beside(source), "notebook")

    def beside(self, source):
        """The pages before and after it, where files have numbers."""
        row = sorted(file for file in self.files if file.parent == source.parent and re.match(r"\d", file.name))
        if source not in row:
            return None, None
        at = row.index(source)
        named = [row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None]
        return [one and (frame.relative(self.address(one), self.address(source)), one.stem) for one in named]

    def listing(self, folder):
        """A page for a folder that has none of its own."""
        rows = []
        for file in sorted(self.files):
            if file.parent == folder and (file.suffix == ".md" or self.is_notebook(file)):
                title = re.search(r'^[\s"]*# (.+?)(\\n",?)?$', (self.root / file).read_text(encoding="utf-8"), re.M)
                rows.append((frame.relative(self.address(file), folder / "index.html"), title[1] if title else file.stem))
                self.wanted.append(file)
        return folder.name.capitalize(), frame.listing(folder.name.capitalize(), rows)

    def write(self, to, title, inside, headings=(), beside=(None, None), kind="text"):
        (self.out / to).parent.mkdir(parents=True, exist_ok=True)
        (self.out / to).write_text(frame.page(to, title, inside, headings, beside, kind), encoding="utf-8")


def main(root, javadoc, out, run=False):
    """`run`: whether it is wrong that a notebook was not run."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    site = Site(root, out)
    site.build()
    frame.adopt_javadoc(javadoc, out / "api")
    faults, outside, pages = links.check(out)
    (root / "target" / "site-links.txt").write_text("\n".join(outside) + "\n", encoding="utf-8")
    for name in site.unrun:
        print(f"site: {name} was not run as it is now: ./lab run {name}")
    faults += site.faults
    if faults:
        sys.exit(f"lab: {len(faults)} links of the site lead nowhere:\n  " + "\n  ".join(sorted(set(faults))[:50]))
    print(f"site: {pages} pages in {out.relative_to(root)}, each link leads somewhere; {len(outside)} addresses elsewhere, which")
    print("site: nobody asked, are listed in target/site-links.txt")
    return 1 if site.unrun and run else 0


if __name__ == "__main__":
    sys.exit(main(*(Path(argument).resolve() for argument in sys.argv[1:4]), "--all" in sys.argv))
