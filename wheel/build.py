"""Builds the wheel: `python build.py ROOT`, for a library that is built. Prints where it is. Called by ../lab.

A wheel of data files only: a kernel of Jupyter is a folder. Two builds of the same jars give the same bytes.
"""

import base64
import hashlib
import io
import re
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
KERNEL = "share/jupyter/kernels/batchbook"
MOST_BYTES = 100_000_000  # PyPI takes no larger file


def main(root):
    version = python_version(re.search(r"<version>(.+?)</version>", (root / "pom.xml").read_text())[1])
    kernel = re.search(r"^jjava==\S+$", (root / "requirements.txt").read_text(), re.M)[0]
    jars = sorted((root / "lib" / "target" / "notebook").glob("*.jar"))
    info = f"batchbook-{version}.dist-info"
    folder = f"batchbook-{version}.data/data/{KERNEL}"
    files = {f"{folder}/{name}": (HERE / name).read_bytes() for name in ("jvm.options", "kernel.json", "launch.py")}
    files |= {f"{folder}/jars/{jar.name}": unpacked(jar) for jar in jars}
    files |= {
        f"{info}/licenses/LICENSE": (root / "LICENSE").read_bytes(),
        f"{info}/licenses/third-party.txt": third_party(jars).encode(),
        f"{info}/METADATA": metadata(version, kernel).encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: batchbook\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files = dict(sorted(files.items(), key=lambda file: (".dist-info/" in file[0], file[0])))  # what they are comes last
    files[f"{info}/RECORD"] = record(files, f"{info}/RECORD").encode()

    (root / "dist").mkdir(exist_ok=True)
    for old in (root / "dist").glob("batchbook-*.whl"):
        old.unlink()
    wheel = root / "dist" / f"batchbook-{version}-py3-none-any.whl"
    wheel.write_bytes(zipped(files, zipfile.ZIP_DEFLATED))
    size = wheel.stat().st_size
    if size > MOST_BYTES:
        sys.exit(f"lab: {wheel} has {size / 1e6:.1f} MB, and PyPI takes no more than {MOST_BYTES / 1e6:.0f}")
    print(f"{wheel.relative_to(root)}: {size / 1e6:.1f} MB, {sum(map(len, files.values())) / 1e6:.0f} MB installed")


def python_version(maven):
    """As Python writes versions (PEP 440)."""
    found = re.fullmatch(r"(\d+(?:\.\d+)*)(-SNAPSHOT)?", maven)
    if not found:
        sys.exit(f"lab: the version in pom.xml is neither 1.2.3 nor 1.2.3-SNAPSHOT: {maven}")
    return found[1] + (".dev0" if found[2] else "")


def unpacked(jar):
    """The same entries uncompressed: classes are compressed better side by side, in the wheel, and loaded sooner."""
    with zipfile.ZipFile(jar) as entries:
        return zipped({name: entries.read(name) for name in entries.namelist()}, zipfile.ZIP_STORED)


def zipped(files, compression):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression, compresslevel=9) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o100644 << 16, compression
            archive.writestr(entry, content)
    return out.getvalue()


def third_party(jars):
    """What is known of the jars' licences. A new one must be looked up, one that is gone leaves the list."""
    text = (HERE / "third-party.txt").read_text()
    known = set(re.findall(r"^(\S+)  +\S.*$", text, re.M))
    carried = {re.sub(r"-\d.*", "", jar.name) for jar in jars} - {"batchbook"}
    if carried != known:
        sys.exit(f"lab: wheel/third-party.txt and the jars differ in {sorted(carried ^ known)}")
    return text


def metadata(version, kernel):
    return f"""Metadata-Version: 2.4
Name: batchbook
Version: {version}
Summary: Batches of Gemini requests in a Java notebook
License-Expression: Apache-2.0
License-File: LICENSE
License-File: third-party.txt
Classifier: Framework :: Jupyter
Classifier: Programming Language :: Java
Requires-Python: >=3.10
Requires-Dist: {kernel}
Description-Content-Type: text/markdown

{(HERE / "README.md").read_text()}"""


def record(files, itself):
    lines = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}\n")
    return "".join(lines) + f"{itself},,\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
