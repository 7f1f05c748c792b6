"""A Java kernel for tests: started and ended here, and spoken to as JupyterLab does it."""

import re
import time
from contextlib import contextmanager
from pathlib import Path

from jupyter_client import KernelManager

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds for what is not measured


@contextmanager
def java(name, argv=None):
    """A kernel of its own, by another command if one is given; what the JVM itself says goes to target/NAME.log."""
    log = ROOT / "target" / f"{name}.log"
    log.parent.mkdir(exist_ok=True)
    kernel = KernelManager(kernel_name="java")
    if argv:
        kernel.kernel_spec.argv = argv
    try:
        with open(log, "wb") as out:
            kernel.start_kernel(cwd=str(ROOT / "notebooks"), stdout=out, stderr=out)
        yield Notebook(kernel)
    except (RuntimeError, OSError) as error:
        raise RuntimeError(f"{error}\n{log.read_text(errors='replace')[-2000:]}") from error
    finally:
        if kernel.is_alive():  # at once: asked politely, JJava stays for a minute
            kernel.shutdown_kernel(now=True)


class Cell:
    """What came of a cell, and what it shows."""

    def __init__(self):
        self.over, self.result, self.display, self.printed, self.error = None, "", "", "", ""

    def answers(self):
        return int((re.search(r"ok (\d+)", self.display) or [0, 0])[1])

    def take(self, kind, content):
        text = content.get("data", {}).get("text/plain", "")
        if kind == "execute_result":
            self.result = text
        elif kind in ("display_data", "update_display_data"):
            self.display = text
        elif kind == "stream":
            self.printed += content["text"]
        elif kind == "error":
            self.error = re.sub(r"\s+", " ", content["evalue"])
        elif kind == "status" and content["execution_state"] == "idle":
            self.over = time.monotonic()


class Notebook:
    """A client of the kernel that sends cells without waiting, as JupyterLab does."""

    def __init__(self, kernel):
        self.kernel, self.cells, self.displays = kernel, {}, {}
        self.client = kernel.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)

    def ask(self, code):
        cell = self.cells[self.client.execute(code)] = Cell()
        return cell

    def run(self, code):
        cell = self.ask(code)
        self.wait_until(lambda: cell.over)
        return cell

    def complete(self, code, cursor):
        """Presses the tabulator key there."""
        self.client.complete(code, cursor, reply=True, timeout=PATIENCE)

    def interrupt(self):
        """Presses the stop button. When it was pressed and when the kernel said it was done, in ms since 1970."""
        pressed = time.time_ns() // 1_000_000
        request = self.client.session.msg("interrupt_request")
        self.client.control_channel.send(request)
        while self.client.get_control_msg(timeout=PATIENCE)["parent_header"].get("msg_id") != request["msg_id"]:
            pass
        return pressed, time.time_ns() // 1_000_000

    def wait_until(self, done):
        end = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > end or not self.kernel.is_alive():
                raise RuntimeError(f"nothing more came of: {[cell.__dict__ for cell in self.cells.values()][-3:]}")
            self.take(0.1)

    def take(self, seconds):
        """What the kernel sends within this time, one message at most."""
        if self.client.iopub_channel.socket.poll(seconds * 1000):
            message = self.client.get_iopub_msg(timeout=1)
            cell = self.cells.get(message["parent_header"].get("msg_id"))
            # As a page does it: a display is found again by its id, in whatever cell's name the news come.
            shown = message["content"].get("transient", {}).get("display_id")
            if message["msg_type"] == "update_display_data":
                cell = self.displays.get(shown, cell)
            elif shown:
                self.displays[shown] = cell
            if cell:
                cell.take(message["msg_type"], message["content"])
