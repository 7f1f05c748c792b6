"""QuotaServer.java in a process of its own, and what it has counted."""
import os
import subprocess
import threading
from pathlib import Path
from typing import NamedTuple


class Count(NamedTuple):
    requests: int
    refused: int
    answered: int


class Server:
    def __init__(self):
        java = str(Path(os.environ["JAVA_HOME"], "bin", "java"))
        command = [java, "-Xmx512m", "-cp", os.environ["BENCH_CLASSPATH"], "batchbook.bench.QuotaServer"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.lock = threading.Lock()

    def say(self, line):
        with self.lock:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            return self.process.stdout.readline().strip()

    def start(self, scenario):
        """Its address, and that of the same in OpenAI's chat format."""
        return self.say("start " + scenario).split()

    def count(self, address):
        return Count(*map(int, self.say("count " + address).split()))

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.process.stdin.close()  # which ends it
        self.process.wait()
