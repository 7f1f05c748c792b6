"""Builds what Maven Central gets, twice and in two places, and looks at it: `python check.py ROOT`. Called by ../lab.

Nothing is signed and nothing leaves the machine. What is committed or could be is built; the user's own `target` stays as it is.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
import xml.etree.ElementTree as xml
from pathlib import Path

ASKED = ("name", "description", "url", "licenses", "developers", "scm")  # of every POM, its own or its parent's
BUILD = ("mvn", "-q", "-B", "-Prelease", "-Dmaven.test.skip=true", "package")


def main(root):
    place = root / "target" / "release"
    shutil.rmtree(place, ignore_errors=True)
    first, again = (artifacts(build(root, place / name)) for name in ("first", "again"))
    faults = [f"{name} differs between two builds" for name in first if digest(first[name]) != digest(again.get(name))]
    faults += licences(first)
    for module in modules(place / "first"):
        faults += missing(module, first)
    for name, file in first.items():
        print(f"{digest(file)}  {name}  {file.stat().st_size / 1e6:.2f} MB")
    if faults:
        sys.exit("lab: not ready for a release:\n  " + "\n  ".join(faults))
    print(f"release: {len(first)} files, built twice alike; POMs complete; licences known, as in wheel/third-party.txt")
    if any("-SNAPSHOT" in name for name in first):
        print("release: the version is a SNAPSHOT, which Maven Central does not take: docs/releasing.md")


def build(root, folder):
    """A copy without anything that a build has left."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, check=True, capture_output=True
    ).stdout.decode()
    for name in filter(None, names.split("\0")):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name)
    print(f"lab: building in {folder.relative_to(root)}", file=sys.stderr, flush=True)
    if subprocess.run(BUILD, cwd=folder, stdout=sys.stderr).returncode:
        sys.exit("lab: the release does not build: see Maven's lines above")
    return folder


def modules(folder):
    pom = read(folder / "pom.xml")
    return [folder, *(folder / module.text for module in pom.iterfind("modules/module"))]


def artifacts(folder):
    """What would be published, by its name."""
    version = read(folder / "pom.xml").findtext("version")
    files = {}
    for module in modules(folder):
        artifact = read(module / "pom.xml").findtext("artifactId")
        files[f"{artifact}-{version}.pom"] = module / "pom.xml"
        files |= {f"{artifact}-{version}-cyclonedx.json": module / "target" / "bom.json"}
        files |= {jar.name: jar for jar in sorted((module / "target").rglob(f"{artifact}-{version}*.jar"))}
        files |= {f"{artifact}: {file.name}": file for file in (module / "target").rglob("THIRD-PARTY.txt")}
    return files


def missing(module, files):
    pom, parent = read(module / "pom.xml"), read(module.parent / "pom.xml") if module.name != "first" else None
    artifact = pom.findtext("artifactId")
    faults = [
        f"{artifact}: its POM has no {element}"
        for element in ASKED
        if pom.find(element) is None and (element == "name" or parent is None or parent.find(element) is None)
    ]
    names = [name for name in files if re.match(rf"{artifact}-\d", name)]
    kinds = ["-cyclonedx.json", ".pom"] + (["-sources.jar", "-javadoc.jar"] if parent is not None else [])
    faults += [f"{artifact}: there is no file *{kind}" for kind in kinds if not any(name.endswith(kind) for name in names)]
    for name in names:
        if name.endswith(("-sources.jar", "-javadoc.jar")) and len(zipfile.ZipFile(files[name]).namelist()) < 3:
            faults.append(f"{name} is empty")
    return faults


def licences(files):
    """What the POMs of the libraries say, which the build has held against the list in pom.xml, and what the wheel says."""
    lists = [file.read_text() for name, file in files.items() if name == "batchbook: THIRD-PARTY.txt"]
    if not lists:
        return ["batchbook: the build made no list of licences"]
    told = {}
    for line in lists[0].splitlines():
        if found := re.match(r" +((?:\([^()]+\) )+).*\([^:()]+:([^:]+):[^()]* - [^()]*\)$", line):
            told[found[2]] = " OR ".join(re.findall(r"\(([^()]+)\)", found[1]))
    wheel = Path(__file__).parents[1] / "wheel" / "third-party.txt"
    known = dict(re.findall(r"^(\S+)  +(\S.*)$", wheel.read_text(), re.M))
    return [
        f"{name}: {told.get(name, 'nothing')} in its POM, {known.get(name, 'nothing')} in wheel/third-party.txt"
        for name in sorted(told.keys() | known.keys())
        if told.get(name) != known.get(name)
    ]


def read(pom):
    text = re.sub(r'\sxmlns="[^"]+"', "", pom.read_text(encoding="utf-8"), count=1)
    return xml.fromstring(text)


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest() if file and file.exists() else None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
