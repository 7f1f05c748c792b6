"""What of launch.py does not depend on the machine: `python test_launch.py`. Called by notebooks/.lab/wheel.py."""

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import launch


class LaunchTest(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory(prefix="Tür ")
        self.addCleanup(place.cleanup)
        self.place = Path(place.name).resolve()
        for change in (
            mock.patch.object(launch, "USUAL", [f"{self.place}/jvm/*"]),
            mock.patch.object(launch, "HERE", self.place / "kernels" / "batchbook"),
            mock.patch.dict(os.environ, {"PATH": str(self.place)}),
        ):
            change.start()
            self.addCleanup(change.stop)
        os.environ.pop("JAVA_HOME", None)

    def jdk(self, name, version, programs=("java", "javac"), suffix=""):
        home = self.place / "jvm" / name
        (home / "bin").mkdir(parents=True)
        for program in programs:
            (home / "bin" / (program + suffix)).touch(mode=0o755)
        (home / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n', encoding="utf-8")
        return home

    def problem(self):
        with self.assertRaises(LookupError) as caught:
            launch.java()
        return str(caught.exception)

    def jars(self):
        for name in ("java/jjava.jar", "batchbook/jars/b.jar", "batchbook/jars/a.jar"):
            (self.place / "kernels" / name).parent.mkdir(parents=True, exist_ok=True)
            (self.place / "kernels" / name).touch()

    def test_the_class_path_has_the_separator_of_the_system(self):
        self.jars()
        for separator in (";", ":"):
            with mock.patch.object(os, "pathsep", separator):
                names = [Path(part).name for part in launch.class_path().split(separator)]
                self.assertEqual(["jjava.jar", "a.jar", "b.jar"], names)
                self.assertTrue(all(part.startswith(str(self.place)) for part in launch.class_path().split(separator)))

    def test_on_windows_the_programs_are_called_otherwise(self):
        home = self.jdk("jdk-21", "21.0.4", suffix=".exe")
        with mock.patch.object(launch, "EXE", ".exe"):
            self.assertEqual(home / "bin" / "java.exe", launch.java())
        self.assertIn("there is no Java on this machine", self.problem())

    def test_without_any_java_it_says_what_to_do(self):
        problem = self.problem()
        self.assertTrue(problem.startswith("a JDK 17 or newer is needed, and there is no Java on this machine. Install one"))
        for way in ("apt install", "brew install", "winget install", "conda install", "set JAVA_HOME"):
            self.assertIn(way, problem)

    def test_what_does_not_do_is_named(self):
        old, runtime = self.jdk("old", "1.8.0_392"), self.jdk("runtime", "21", programs=["java"])
        os.environ["JAVA_HOME"] = str(self.place / "gone")
        problem = self.problem()
        self.assertIn(f"JAVA_HOME is no JDK: {self.place / 'gone'}", problem)
        self.assertIn(f"Java 8 in {old} is too old", problem)
        self.assertIn(f"Java 21 in {runtime} has no compiler, it is a JRE", problem)

    def test_java_home_goes_first_and_then_the_newest(self):
        older, newest = self.jdk("a", "17.0.2"), self.jdk("b", "25")
        self.assertEqual(newest / "bin" / f"java{launch.EXE}", launch.java())
        os.environ["JAVA_HOME"] = str(older)
        self.assertEqual(older / "bin" / f"java{launch.EXE}", launch.java())

    def test_what_is_started(self):
        self.jars()
        home = self.jdk("a", "17")
        started = []
        with mock.patch.object(launch.sys, "argv", ["launch.py", "connection.json"]):
            launch.main(started.extend)
        self.assertEqual(str(home / "bin" / f"java{launch.EXE}"), started[0])
        self.assertEqual(["batchbook.kernel.KernelMain", "org.dflib.jjava.distro.JJava", "connection.json"], started[-3:])


if __name__ == "__main__":
    unittest.main()
