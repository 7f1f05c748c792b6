"""That what is not ready for a release is named: `python test.py`. Called by ../lab release."""

import tempfile
import unittest
import zipfile
from pathlib import Path

import check

WHOLE = "".join(f"<{element}>x</{element}>" for element in check.ASKED)
LISTED = "     (MIT) A (B) name (org.example:a:1.0 - https://example.org/(a))\n     (EPL-2.0) (MIT) b (org.example:b:2 - no url)\n"


class CheckTest(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.root = Path(place.name) / "first"
        self.write("pom.xml", f"<project xmlns='x'>{WHOLE}<artifactId>p</artifactId><version>1</version>"
                   "<modules><module>lib</module></modules></project>".replace("'", '"'))
        self.write("lib/pom.xml", "<project><name>x</name><artifactId>batchbook</artifactId></project>")
        self.write("target/bom.json", "{}")
        self.write("lib/target/bom.json", "{}")
        for kind in ("", "-sources", "-javadoc"):
            with zipfile.ZipFile(self.write(f"lib/target/batchbook-1{kind}.jar", ""), "w") as jar:
                for name in "abc":
                    jar.writestr(name, name)
        self.third = self.write("third-party.txt", "Jars.\n\na      MIT\nb      EPL-2.0 OR MIT\n")
        self.listed = self.write("lib/target/THIRD-PARTY.txt", LISTED)

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def faults(self):
        files = check.artifacts(self.root)
        return [fault for module in check.modules(self.root) for fault in check.missing(module, files)] + check.licences(
            files, self.third, {"MIT", "EPL-2.0", "GPL-3.0"}
        )

    def test_what_is_whole_is_fine(self):
        self.assertEqual([], self.faults())

    def test_a_licence_that_the_wheel_does_not_know(self):
        self.listed.write_text(LISTED.replace("(MIT) A", "(GPL-3.0) A"))
        self.assertEqual(["a: GPL-3.0 in its POM, MIT in wheel/third-party.txt"], self.faults())
        self.listed.write_text(LISTED.replace("(MIT) b", "(Own) b"))
        self.assertEqual("b: Own is no licence that pom.xml allows", self.faults()[0])
        self.listed.write_text(LISTED.splitlines()[0])
        self.assertEqual(["b: nothing in its POM, EPL-2.0 OR MIT in wheel/third-party.txt"], self.faults())
        self.listed.unlink()
        self.assertEqual(["batchbook: the build made no list of licences"], self.faults())

    def test_what_central_asks_for(self):
        (self.root / "pom.xml").write_text((self.root / "pom.xml").read_text().replace("<scm>x</scm>", ""))
        self.assertEqual(["p: its POM has no scm", "batchbook: its POM has no scm"], self.faults())

    def test_a_file_that_is_not_there_or_empty(self):
        (self.root / "lib/target/batchbook-1-javadoc.jar").unlink()
        zipfile.ZipFile(self.root / "lib/target/batchbook-1-sources.jar", "w").close()
        self.assertEqual(
            ["batchbook: there is no file *-javadoc.jar", "batchbook-1-sources.jar is empty"], self.faults()
        )


if __name__ == "__main__":
    unittest.main()
