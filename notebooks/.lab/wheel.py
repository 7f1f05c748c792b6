"""Installs the wheel into a fresh virtual environment and uses it there as somebody without a clone does. Called by ../../lab.

The network is needed once, for what the wheel requires and for nbclient; later runs take that from target/wheel.
"""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import venv
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "target" / "wheel"
PYTHON = PLACE / "venv" / "bin" / "python"
KERNEL = PLACE / "venv" / "share" / "jupyter" / "kernels" / "batchbook"
CELLS = [
    'Batch.parallel(Gemini.simulator(), List.of("How high is Mont Blanc?", "Why is snow white?"), 5)',
    "Tables.of(Batch.last())",
    "Charts.latency(Batch.last())",
    'Table.create("numbers", IntColumn.create("n", 1, 2))',
]
JAVA_11 = """#!/bin/sh
echo '    java.home = %s' >&2
"""


def main():
    from ending import end_by_an_exception

    end_by_an_exception()
    same_bytes_again()
    begun = time.monotonic()
    install()
    installed = time.monotonic() - begun
    subprocess.run([PYTHON, ROOT / "wheel" / "test_launch.py", "--quiet"], check=True)
    # Only the kernel of the wheel is to be found, and only its own class path.
    os.environ.pop("JUPYTER_PATH", None)
    log = PLACE / "first.log"
    with open(log, "wb") as out:
        ended = subprocess.run([PYTHON, __file__, "--inside"], cwd=PLACE, stdout=out, stderr=out)
    if ended.returncode:
        sys.exit(f"the wheel's first cells failed:\n{log.read_text(errors='replace')[-5000:]}")
    java_11_is_told()
    the_kernel_ends_with_its_launcher()
    print("wheel: built twice alike, installed, first cells without imports, Java 11 told, no kernel left behind")
    said = next(line for line in log.read_text(errors="replace").splitlines() if "first cell" in line)
    print(f"wheel: installed in {installed:.0f} s, {said}")


def wheel():
    return next((ROOT / "dist").glob("batchbook-*.whl"))


def same_bytes_again():
    first = wheel().read_bytes()
    subprocess.run([sys.executable, ROOT / "wheel" / "build.py", ROOT], check=True, stdout=subprocess.DEVNULL)
    assert wheel().read_bytes() == first, "two builds of the wheel differ"


def install():
    lines = (ROOT / "requirements.txt").read_text()
    needed = [re.search(rf"^{name}==\S+$", lines, re.M)[0] for name in ("jjava", "nbclient")]
    house = PLACE / ("needed-" + hashlib.sha256(repr((needed, sys.version)).encode()).hexdigest()[:12])
    if not house.exists():
        shutil.rmtree(PLACE, ignore_errors=True)
        pip(sys.executable, "download", "--dest", house.with_suffix(".new"), *needed)
        house.with_suffix(".new").rename(house)
    venv.create(PLACE / "venv", clear=True, with_pip=True)
    pip(PYTHON, "install", "--no-index", "--find-links", house, wheel(), "nbclient")


def pip(python, command, *arguments):
    subprocess.run([python, "-m", "pip", "-q", "--disable-pip-version-check", command, *arguments], check=True)


def inside():
    """In the environment that has the wheel: the first cell has no import and no class path."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    begun = datetime.now(timezone.utc)
    NotebookClient(notebook, kernel_name="batchbook", timeout=120, startup_timeout=120).execute()
    over = datetime.fromisoformat(notebook.cells[0].metadata.execution["iopub.status.idle"].replace("Z", "+00:00"))
    print(f"answers in the first cell {(over - begun).total_seconds():.1f} s after the start of its kernel")
    nbformat.write(notebook, PLACE / "first.ipynb")
    shown = [{kind for out in cell.outputs for kind in out.get("data", [])} for cell in notebook.cells]
    said = [out.text for cell in notebook.cells for out in cell.outputs if out.get("name") == "stderr"]
    table = "".join(out.get("data", {}).get("text/html", "") for out in notebook.cells[1].outputs)
    assert not said, said
    assert 'role="table"' in table and "How high is Mont Blanc?" in table, table
    assert all("text/html" in kinds for kinds in [*shown[:2], shown[3]]) and "image/png" in shown[2], shown


def java_11_is_told():
    """On a machine that has no other: to Jupyter's log, and where JupyterLab is installed, in the cell."""
    from kernel import java

    old, shims = PLACE / "java-11", PLACE / "shims"
    for folder in (old / "bin", shims):
        folder.mkdir(parents=True, exist_ok=True)
        program = folder / "java"
        program.write_text(JAVA_11 % old)
        program.chmod(0o755)
    (old / "release").write_text('JAVA_VERSION="11.0.20"\n')
    path, home = os.environ["PATH"], os.environ.pop("JAVA_HOME", None)
    os.environ["PATH"] = str(shims)  # as version managers have it: a script that leads to the real one
    expected = f"a JDK 17 or newer is needed, and Java 11 in {old} is too old. Install one"
    try:
        ended = subprocess.run([PYTHON, *launcher("launch.main()"), "x.json"], capture_output=True, text=True)
        assert ended.returncode == 1 and ended.stderr.startswith(f"Batchbook: {expected}"), ended
        with java("wheel-java-11", [sys.executable, *launcher("launch.main()"), "{connection_file}"]) as notebook:
            error = notebook.run(CELLS[0]).error
        assert error.startswith(expected), error
    finally:
        os.environ["PATH"] = path
        if home:
            os.environ["JAVA_HOME"] = home


def the_kernel_ends_with_its_launcher():
    """As on Windows, where the launcher stays beside the kernel and is what Jupyter ends."""
    from kernel import PATIENCE, java

    with java("wheel-launcher", [str(PYTHON), *launcher("launch.main(launch.stay)"), "{connection_file}"]) as notebook:
        process = notebook.run("ProcessHandle.current().pid()").result
        os.kill(notebook.kernel.provisioner.pid, signal.SIGKILL)  # and not its whole group, as Jupyter does here
        end = time.monotonic() + PATIENCE
        while notebook.kernel.is_alive() or runs(process):  # asked, it also takes note of the launcher's end
            if time.monotonic() > end:
                os.kill(int(process), signal.SIGKILL)
                sys.exit(f"the kernel {process} outlives its launcher")
            time.sleep(0.1)


def runs(process):
    state = subprocess.run(["ps", "-o", "stat=", "-p", process], capture_output=True, text=True).stdout.strip()
    return state and not state.startswith("Z")


def launcher(call):
    """The launcher that was installed, on a machine that has no Java in the usual places."""
    usual = "" if "stay" in call else "launch.USUAL.clear(); "
    return ["-c", f"import sys; sys.path.insert(0, {str(KERNEL)!r}); import launch; {usual}{call}"]


if __name__ == "__main__":
    sys.exit(inside() if "--inside" in sys.argv else main())
