"""One line about what the figures were measured on."""
import importlib.metadata
import os
import platform
import re
from pathlib import Path

release = Path(os.environ["JAVA_HOME"], "release").read_text()
jdk = re.search(r'^JAVA_VERSION="(.*)"', release, re.M).group(1)
java_sdk = next(Path("lib/target/notebook").glob("google-genai-*.jar")).stem.removeprefix("google-genai-")
memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
print(
    f"{os.cpu_count()} cores, {memory:.0f} GiB memory, {platform.system()}, JDK {jdk} with google-genai {java_sdk},"
    f" Python {platform.python_version()} with google-genai {importlib.metadata.version('google-genai')}"
)
