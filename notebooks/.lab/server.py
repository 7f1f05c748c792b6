"""A JupyterLab server of our own: from nobody's settings, for nobody else, and gone when we are."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "target" / "browser"
PATIENCE = 120  # seconds for what is not measured; machines may be busy

# It would ask at its first start whether it may fetch news.
SETTINGS = {"@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False}}


@contextmanager
def jupyterlab(python, folder):
    """Serves a folder; the address with its token."""
    state = HOME / "jupyter"
    shutil.rmtree(state, ignore_errors=True)
    for name, setting in SETTINGS.items():
        file = state / "settings" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(setting))
    token = secrets.token_hex(24)
    environment = os.environ | {
        "JUPYTER_TOKEN": token,  # not on the command line, which every user of the machine can read
        "JUPYTER_CONFIG_DIR": str(state / "config"),
        "JUPYTER_DATA_DIR": str(state / "data"),
        "JUPYTER_RUNTIME_DIR": str(state / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(state / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(state / "workspaces"),
        "IPYTHONDIR": str(state / "ipython"),
    }
    command = [
        *(python, "-m", "jupyterlab", "--no-browser", "--allow-root", "--LabApp.expose_app_in_browser=True"),
        "--HTMLExporter.embed_images=True",  # as ./lab has it
        *("--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", f"--ServerApp.root_dir={folder}"),
        # Asked politely, JJava stays for a minute. And should we be killed: kernels that no page looks at, then no kernels.
        *("--KernelManager.shutdown_wait_time=0.2", "--ServerApp.shutdown_no_activity_timeout=300"),
        *("--MappingKernelManager.cull_idle_timeout=300", "--MappingKernelManager.cull_busy=True"),
    ]
    log = HOME / "server.log"
    with open(log, "wb") as out:
        server = subprocess.Popen(command, stdout=out, stderr=out, env=environment, start_new_session=True)
    try:
        yield address(server, state / "runtime", log), token
    finally:
        end(server)


def address(server, runtime, log):
    """Where it listens, which it writes into a file."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            try:
                found = json.loads(file.read_text())
                if found["port"]:
                    return found["url"].rstrip("/")
            except (ValueError, KeyError):
                pass  # half written
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(errors='replace')[-2000:]}")


def end(server):
    """The server, and the kernels, which are in sessions of their own."""
    kernels = children(server.pid)
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    for kernel in kernels:
        try:
            os.killpg(kernel, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass  # it has ended with the server, as it should


def children(pid):
    lines = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True).stdout.splitlines()
    return [int(child) for child, parent in map(str.split, lines) if int(parent) == pid]
