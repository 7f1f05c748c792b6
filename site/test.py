"""That the site says when a link leads nowhere: `python test.py`. Called by ../lab test."""

import contextlib
import io
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import build

NOTEBOOK = {"cells": [
    {"cell_type": "markdown", "source": ["# One\n", "[two](../docs/a.md#it-is-so)"]},
    {"cell_type": "code", "source": "Charts.bars(t)", "outputs": [
        {"output_type": "display_data", "data": {"image/png": "AAAA", "text/plain": "a chart"},
         "metadata": {"image/png": {"alt": "a <chart>", "width": 680}}},
        {"output_type": "stream", "name": "stdout", "text": "\x1b[31m1 < 2\x1b[0m\n"},
    ]},
]}


class SiteTest(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.root = Path(place.name).resolve()
        self.write("README.md", "# Batchbook\n\n[a](docs/a.md) [code](lib/A.java) [notes](notebooks) ![p](docs/p.png)\n")
        self.write("CHANGELOG.md", "# Changes\n")
        self.write("docs/a.md", "# A page\n\n## It is `so`!\n\n[above](#it-is-so) [out](https://example.org/x)\n\n| a |\n|---|\n| b |\n")
        self.write("docs/adr/README.md", "# Decisions\n")
        self.write("docs/p.png", "")
        self.write("lib/A.java", "class A { boolean b = 1 < 2; }\n")
        self.write("notebooks/README.md", "# Notebooks\n")
        self.write("notebooks/01-one.ipynb", json.dumps({"cells": [cell | {"outputs": []} for cell in NOTEBOOK["cells"]]}))
        self.write("target/notebooks/01-one.ipynb", json.dumps(NOTEBOOK))
        self.write("target/javadoc/index.html", "<html><head><title>API</title></head><body class=x>API</body></html>")
        self.write(".gitignore", "target\nout\n")
        subprocess.run(["git", "init", "-q", self.root], check=True)

    def write(self, name, text):
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text)

    def build(self, run=False):
        """How it ends, and what it says."""
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            try:
                return build.main(self.root, self.root / "target/javadoc", self.root / "out", run), told.getvalue()
            except SystemExit as end:
                return 1, str(end)

    def read(self, name):
        return (self.root / "out" / name).read_text()

    def test_every_text_is_a_page_and_every_link_is_followed(self):
        self.assertEqual(0, self.build(run=True)[0])
        self.assertIn('<a href="docs/a.html">', self.read("index.html"))
        self.assertIn("<title>A page · Batchbook</title>", self.read("docs/a.html"))
        self.assertIn("&lt;", self.read("lib/A.java.html"))
        page = self.read("notebooks/01-one.html")
        self.assertIn('href="../docs/a.html#it-is-so"', page)
        self.assertIn('alt="a &lt;chart&gt;" width="680"', page)
        self.assertIn("1 &lt; 2</pre>", page)
        self.assertIn('href="notebooks/01-one.html#cell-2"', self.read("gallery.html"))
        self.assertIn('<a href="../index.html">Batchbook</a>', self.read("api/index.html"))
        self.assertEqual("https://example.org/x\n", (self.root / "target/site-links.txt").read_text())

    def test_what_leads_nowhere_is_named(self):
        for text, fault in {
            "[b](b.md)": "docs/a.md: b.md: no such file in the repository",
            "[b](../../b.md)": "docs/a.md: ../../b.md: no such file in the repository",
            "[b](#there)": "docs/a.html: #there: no such anchor",
            "[b](../README.md#there)": "docs/a.html: ../index.html#there: no such anchor",
            "![b](b.png)": "docs/a.md: b.png: no such file in the repository",
            '<img src="b.png">': "docs/a.html: b.png: no such file",
            "[b](http:///x)": "docs/a.html: http:///x: no address",
            "[b](target/javadoc)": "docs/a.md: target/javadoc: no such file in the repository",
        }.items():
            with self.subTest(text):
                self.write("docs/a.md", f"# A page\n\n## It is so\n\n{text}\n")
                ended, told = self.build()
                self.assertEqual(1, ended)
                self.assertIn(fault, told)

    def test_a_notebook_that_was_not_run_is_told(self):
        self.write("target/notebooks/01-one.ipynb", json.dumps({"cells": []}))
        self.assertEqual(0, self.build()[0])
        self.assertIn("was not run", self.read("notebooks/01-one.html"))
        ended, told = self.build(run=True)
        self.assertEqual(1, ended)
        self.assertIn("./lab run notebooks/01-one.ipynb", told)


if __name__ == "__main__":
    unittest.main()
