"""The clients, and how each is installed: what its folder lists, in an environment of its own."""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
JDK = Path(os.environ["JAVA_HOME"], "bin")


class Batchbook:
    name, version, missing = "batchbook", "this clone", None

    def install(self):
        pass

    def command(self, *addresses):
        # Each client has a working directory of its own.
        entries = [str(Path.cwd() / entry) for entry in os.environ["BENCH_CLASSPATH"].split(os.pathsep)]
        return [str(JDK / "java"), "-cp", os.pathsep.join(entries), "batchbook.bench.Ask", *addresses]


class Peer:
    """A folder with ask.py and requirements.txt. Without the latter: Google's SDK, as bench/requirements.txt says."""

    def __init__(self, folder):
        self.name = folder.name
        self.folder = folder
        self.missing = None  # or why it cannot be asked
        self.listed = folder / "requirements.txt"
        self.environment = HERE / ".venvs" / folder.name

    @property
    def version(self):
        if not self.listed.exists():
            return (HERE.parent / "requirements.txt").read_text().split()[0].replace("==", " ")
        return self.listed.read_text().split()[0].partition("==")[2]

    def install(self):
        stamp = self.environment / "installed"
        if not self.listed.exists() or (stamp.exists() and stamp.read_text() == self.listed.read_text()):
            return
        print(f"bench: installing {self.name}", file=sys.stderr)
        try:
            stamp.unlink(missing_ok=True)
            for command in self.installing():
                subprocess.run(command, check=True, capture_output=True, text=True, timeout=1200)
            stamp.write_text(self.listed.read_text())
        except (OSError, subprocess.SubprocessError) as problem:
            said = (getattr(problem, "stderr", "") or str(problem)).strip().splitlines()
            self.missing = f"it could not be installed: {said[-1]}"

    def installing(self):
        yield [sys.executable, "-m", "venv", "--clear", self.environment]
        pip = [self.environment / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        yield [*pip, "-r", self.listed]

    def command(self, *addresses):
        python = self.environment / "bin/python" if self.listed.exists() else sys.executable
        return [str(python), str(self.folder / "ask.py"), *addresses]


class NodePeer(Peer):
    """A folder with ask.mjs and package.json, which lists the Node.js that it needs too."""

    def __init__(self, folder):
        super().__init__(folder)
        self.listed = folder / "package.json"
        self.environment = folder / "node_modules"

    @property
    def version(self):
        return json.loads(self.listed.read_text())["dependencies"][self.name]

    def installing(self):
        yield ["npm", "--prefix", self.folder, "install", "--no-audit", "--no-fund", "--no-package-lock"]

    def command(self, *addresses):
        return [str(self.environment / "node/bin/node"), str(self.folder / "ask.mjs"), *addresses]


class JavaPeer(Peer):
    """A folder with Ask.java and pom.xml."""

    def __init__(self, folder):
        super().__init__(folder)
        self.listed = folder / "pom.xml"

    @property
    def version(self):
        return re.findall("<version>(.*)</version>", self.listed.read_text())[-1]

    def installing(self):
        jars = f"-DoutputDirectory={self.environment}"
        yield ["mvn", "-q", "-B", "-f", self.listed, "dependency:copy-dependencies", jars]
        yield [JDK / "javac", "-cp", f"{self.environment}/*", "-d", self.environment, self.folder / "Ask.java"]

    def command(self, *addresses):
        return [str(JDK / "java"), "-cp", f"{self.environment}{os.pathsep}{self.environment}/*", "Ask", *addresses]


KINDS = {"ask.py": Peer, "ask.mjs": NodePeer, "Ask.java": JavaPeer}


def clients():
    """By name, Batchbook first."""
    peers = [kind(ask.parent) for name, kind in KINDS.items() for ask in HERE.glob("*/" + name)]
    return {client.name: client for client in [Batchbook(), *sorted(peers, key=lambda peer: peer.name)]}
