"""Starts the Java kernel. Jupyter runs this file by its own Python, as kernel.json says; it needs nothing but that.

The class path is written here, because its separator differs between systems and Jupyter fills in no more than a folder.
"""

import glob
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDEST = 17
EXE = ".exe" if os.name == "nt" else ""
HOME = os.path.expanduser("~")
USUAL = [
    "/usr/lib/jvm/*",
    "/opt/*jdk*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    "/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    f"{HOME}/.sdkman/candidates/java/*",
    f"{HOME}/.jdks/*",
    *(rf"{os.environ.get('ProgramFiles', '')}\{maker}\*" for maker in ("Java", "Eclipse Adoptium", "Microsoft", "Zulu")),
    f"{os.environ.get('CONDA_PREFIX', '')}/lib/jvm",
    f"{sys.prefix}/lib/jvm",  # conda's, on Windows below Library
    rf"{sys.prefix}\Library\lib\jvm",
]


def main(run=None):
    try:
        command = [str(java()), f"@{HERE / 'jvm.options'}", "-cp", class_path()]
    except LookupError as problem:
        print(f"Batchbook: {problem}", file=sys.stderr, flush=True)
        tell_the_notebook(str(problem))
        sys.exit(1)
    command += ["batchbook.kernel.KernelMain", "org.dflib.jjava.distro.JJava", *sys.argv[1:]]
    (run or (stay if os.name == "nt" else become))(command)


def become(command):
    """Whoever ends this process ends the kernel."""
    os.execv(command[0], command)


def stay(command):
    """Where a process cannot become another one: the kernel ends when this one is ended."""
    command.insert(1, f"-Dbatchbook.launcher={os.getpid()}")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a cell is stopped by a message
    sys.exit(subprocess.call(command))


def class_path():
    kernel = HERE.parent / "java" / "jjava.jar"
    if not kernel.is_file():  # elsewhere, if it was there before
        from importlib import metadata

        try:
            kernel = next(Path(file.locate()) for file in metadata.files("jjava") or [] if file.name == "jjava.jar")
        except (metadata.PackageNotFoundError, StopIteration):
            raise LookupError("the package jjava is missing: pip install jjava") from None
    return os.pathsep.join(map(str, [kernel, *sorted(HERE.glob("jars/*.jar"))]))


def java():
    """The first JDK that is new enough: JAVA_HOME, then what is on the path, then the newest in the usual places."""
    unfit = []
    for home in homes():
        version = feature(home)
        if version is None:
            if str(home) == os.environ.get("JAVA_HOME"):
                unfit.append(f"JAVA_HOME is no JDK: {home}")
        elif version < OLDEST:
            unfit.append(f"Java {version} in {home} is too old")
        elif not (home / "bin" / f"javac{EXE}").exists():
            unfit.append(f"Java {version} in {home} has no compiler, it is a JRE")
        else:
            return home / "bin" / f"java{EXE}"
    seen = "; ".join(dict.fromkeys(unfit)) or "there is no Java on this machine"
    raise LookupError(
        f"a JDK {OLDEST} or newer is needed, and {seen}. Install one (Debian: apt install openjdk-17-jdk; macOS: brew "
        "install openjdk; Windows: winget install EclipseAdoptium.Temurin.21.JDK; conda: conda install -c conda-forge "
        "openjdk) or set JAVA_HOME to it, then start the kernel again."
    )


def homes():
    if os.environ.get("JAVA_HOME"):
        yield Path(os.environ["JAVA_HOME"])
    if found := shutil.which("java"):
        real = Path(found).resolve()
        home = real.parents[1]
        if (home / "release").exists():
            yield home
        elif str(real) != "/usr/bin/java":  # macOS has one there that opens a window when there is no Java
            yield from told_by(real)
    usual = {Path(home).resolve() for pattern in USUAL for home in glob.glob(pattern)}
    yield from sorted(usual, key=lambda home: (-(feature(home) or 0), str(home)))


def told_by(program):
    """The home of a Java that is started by a script or a copy of its program."""
    try:
        said = subprocess.run(
            [program, "-XshowSettings:properties", "-version"], capture_output=True, text=True, timeout=30
        ).stderr
    except (OSError, subprocess.SubprocessError):
        return
    if home := re.search(r"java\.home = (.+)", said):
        yield Path(home[1].strip())
        yield Path(home[1].strip()).parent  # of a Java 8, which has its programs in a folder jre


def feature(home):
    """Its version (11, 17, 25), or None if that is no Java: from a file, as to start it takes time."""
    try:
        version = re.search(r'^JAVA_VERSION="(?:1\.)?(\d+)', (home / "release").read_text(encoding="utf-8"), re.M)
    except (OSError, ValueError):
        return None
    return int(version[1]) if version and (home / "bin" / f"java{EXE}").exists() else None


def tell_the_notebook(problem):
    """Answers each cell with what is wrong, since few look into Jupyter's log. With JupyterLab comes what that needs."""
    try:
        from ipykernel.kernelapp import IPKernelApp
        from ipykernel.kernelbase import Kernel
    except ImportError:
        return

    class Broken(Kernel):
        implementation = implementation_version = banner = "Batchbook"
        language_info = {"name": "java", "mimetype": "text/x-java-source", "file_extension": ".java"}

        def do_execute(self, code, silent, *_, **__):
            error = {"ename": "No JDK", "evalue": problem, "traceback": [f"Batchbook: {problem}"]}
            if not silent:
                self.send_response(self.iopub_socket, "error", error)
            return {"status": "error", "execution_count": self.execution_count, **error}

    IPKernelApp.launch_instance(argv=["-f", sys.argv[1]], kernel_class=Broken)


if __name__ == "__main__":
    main()
