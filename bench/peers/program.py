"""A client's process: what it used, as the system says of it, and what it printed."""
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import NamedTuple, Optional

# Nothing leaves this machine: what asks for https finds no proxy there, and what is known to report is told not to.
QUIET = {
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "NO_PROXY": "127.0.0.1,localhost",
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "TELEMETRY_ENABLED": "false",
    "PROMPTFOO_DISABLE_TELEMETRY": "1",
    "PROMPTFOO_DISABLE_UPDATE": "1",
    "PROMPTFOO_DISABLE_REMOTE_GENERATION": "1",
}


class Figures(NamedTuple):
    """Seconds; of prompts; megabytes. `time` goes from the first request to the end of the program."""

    start: float
    time: float
    share: Optional[float]
    cut: bool
    lost: int
    wrong: int
    refused: float
    requests: float
    cpu: float
    memory: float
    problem: str


running = set()


@contextmanager
def ending_all():
    """Whoever stops this with Ctrl-C leaves no client behind that asks for ever."""
    try:
        yield
    finally:
        for program in list(running):
            program.end()


class Program:
    def __init__(self, command, said, directory):
        directory.mkdir()
        self.directory = directory
        (directory / "in").write_text(said)
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(directory), "TMPDIR": str(directory)}
        environment |= QUIET | {"GOOGLE_API_KEY": "simulator", "GEMINI_API_KEY": "simulator"}
        self.begun = time.monotonic()
        with open(directory / "in") as stdin, open(directory / "out", "w") as out, open(directory / "err", "w") as err:
            self.process = subprocess.Popen(
                command, stdin=stdin, stdout=out, stderr=err, env=environment, cwd=directory, start_new_session=True
            )
        running.add(self)
        self.usage = None  # once it has ended
        self.cut = False
        self.ended = None

    def now(self):
        return time.monotonic() - self.begun

    def wait(self, seconds, until=lambda: False):
        """Until it has ended, until that is so, or so long."""
        limit = time.monotonic() + seconds
        while self.usage is None and not until() and time.monotonic() < limit:
            time.sleep(0.02)
            self.look(os.WNOHANG)

    def look(self, how):
        process, status, usage = os.wait4(self.process.pid, how)
        if process:
            self.ended, self.usage = self.now(), usage
            running.discard(self)
            self.process.returncode = os.waitstatus_to_exitcode(status)

    def end(self):
        """Whatever it has started ends with it."""
        self.cut = self.usage is None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        if self.cut:
            self.look(0)

    def answers(self):
        """The last line that is a list; nothing if it was cut off or failed."""
        for line in reversed((self.directory / "out").read_text("utf-8", "replace").splitlines()):
            if line.startswith("["):
                return json.loads(line)
        return None

    def figures(self, first, ideal, count, prompts):
        answers = None if self.cut else self.answers()
        problem = ""
        if answers is None:
            # What it can have had by then: the program has printed nothing, the server knows what it let in.
            lost, wrong = prompts - count.answered, 0
            if not self.cut:
                lost, problem = prompts, "ended without a list of answers: " + self.last_words()
        else:
            lost = sum(not answer for answer in answers) + prompts - len(answers)
            wrong = sum(bool(answer) and answer.strip() != f"Answer {i}" for i, answer in enumerate(answers))
        took = self.ended - first
        return Figures(
            start=first,
            time=took,
            share=ideal / took if lost == 0 and not self.cut else None,
            cut=self.cut,
            lost=lost,
            wrong=wrong,
            refused=count.refused / prompts,
            requests=count.requests / prompts,
            cpu=self.usage.ru_utime + self.usage.ru_stime,
            memory=self.usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10),
            problem=problem,
        )

    def last_words(self):
        said = (self.directory / "err").read_text("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(said) if line.strip()), f"code {self.process.returncode}")[:200]
