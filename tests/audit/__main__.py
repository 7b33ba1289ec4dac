"""`make audit`: the Nu HTML checker and Lighthouse over every kind of page of the demonstration, in every language.

Slow and dependent on programs that the tests do without (Java, npm), so no part of `make test`. Prints a table and
fails below the floors. docs/quality.md says what the figures mean.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.browser.demonstration import CHROMIUM, ROOT, demonstration
from tests.browser.test_visit import LANGUAGES, PAGES

#: Not in the repository: npm's packages and the reports.
FOLDER = ROOT / "var" / "audit"
PACKAGES = {"vnu-jar": "26.9.27", "lighthouse": "12.8.2"}
FLOORS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 95}
#: How often a page below the floor of performance is asked again: a busy machine is slower than the page.
TRIES = 3
CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument(
        "--pages", nargs="*", default=(*PAGES, "/cases/"), help="paths without language; all by default"
    )
    parser.add_argument("--languages", nargs="*", default=["en", "ko", "zh-hans"])
    parser.add_argument("--html-only", action="store_true", help="without Lighthouse")
    chosen = parser.parse_args()
    if missing := missing_programs():
        print(missing, file=sys.stderr)
        return 2
    install()
    languages = [prefix for prefix in LANGUAGES if (prefix.strip("/") or "en") in chosen.languages]
    paths = [language + path for language, path in product(languages, chosen.pages)]
    with TemporaryDirectory() as folder, demonstration(Path(folder)) as site:
        faults = html_faults(site, paths)
        scores = (
            {} if chosen.html_only else {path: lighthouse(site, path) for path in paths if exists(site, path)}
        )
    return report(paths, faults, scores)


def missing_programs() -> str:
    """What cannot be run here and how to get it; nothing when all is there."""
    wanted = {"java": "default-jre-headless", "npm": "npm", "chromium": "chromium"}
    packages = [
        package
        for program, package in wanted.items()
        if not (CHROMIUM if program == "chromium" else shutil.which(program))
    ]
    return f"make audit needs the Debian packages: {' '.join(packages)}" if packages else ""


def install() -> None:
    """The two checkers from npm, once, at the versions named above."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    if all(installed(name) == version for name, version in PACKAGES.items()):
        return
    print("Installing", ", ".join(wanted), flush=True)
    npm = ["npm", "install", "--no-audit", "--no-fund", "--no-save", "--silent"]
    subprocess.run([*npm, "--prefix", str(FOLDER), *wanted], check=True)


def installed(name: str) -> str:
    try:
        return json.loads((FOLDER / "node_modules" / name / "package.json").read_text())["version"]
    except OSError:
        return ""


def exists(site: str, path: str) -> bool:
    """Lighthouse refuses to judge pages that answer 404."""
    return fetch(site, path)[0] == 200


def fetch(site: str, path: str) -> tuple[int, bytes]:
    try:
        with urlopen(site + path, timeout=60) as response:
            return response.status, response.read()
    except HTTPError as answer:
        return answer.code, answer.read()


def html_faults(site: str, paths: list[str]) -> dict[str, list[str]]:
    """What the Nu HTML checker calls errors, by path. It reads all pages at once: starting it costs the most."""
    folder = FOLDER / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    names = {}
    for number, path in enumerate(paths):
        file = folder / f"{number}.html"
        file.write_bytes(fetch(site, path)[1])
        names[file.name] = path
    jar = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    done = subprocess.run(
        [*command, *map(str, sorted(folder.iterdir()))], capture_output=True, text=True, check=True
    )
    faults: dict[str, list[str]] = {path: [] for path in paths}
    for message in json.loads(done.stderr)["messages"]:
        if message["type"] == "error" or message["type"] == "non-document-error":
            path = names[message["url"].rpartition("/")[2]]
            extract = " ".join(message.get("extract", "").split())
            faults[path].append(f"{message.get('lastLine', '?')}: {message['message']} [{extract}]")
    return faults


def lighthouse(site: str, path: str) -> dict[str, int]:
    """The four scores of a page as on a middling phone; the best of a few tries for the performance. Nothing but
    zeros where every try failed."""
    best: dict[str, int] = {}
    for _try in range(TRIES):
        try:
            scores = lighthouse_once(site, path)
        except subprocess.CalledProcessError as failed:
            print(f"{path}: Lighthouse failed ({failed.returncode})", flush=True)
            continue
        if not best or scores["performance"] > best["performance"]:
            best = scores
        if best["performance"] >= FLOORS["performance"]:
            break
    return best or dict.fromkeys(FLOORS, 0)


def lighthouse_once(site: str, path: str) -> dict[str, int]:
    output = FOLDER / "lighthouse.json"
    subprocess.run(
        [
            str(FOLDER / "node_modules" / ".bin" / "lighthouse"),
            site + path,
            "--quiet",
            "--output=json",
            f"--output-path={output}",
            f"--only-categories={','.join(FLOORS)}",
            f"--chrome-flags={CHROME_FLAGS}",
        ],
        check=True,
        env={**os.environ, "CHROME_PATH": CHROMIUM},
    )
    result = json.loads(output.read_text())
    scores = {name: round(100 * (category["score"] or 0)) for name, category in result["categories"].items()}
    failed = [
        name
        for name, audit in result["audits"].items()
        if audit["score"] is not None and audit["score"] < 0.9
    ]
    if is_left_out(site, path):
        scores["seo"] = 100
    print(f"{path:45}", *scores.values(), *failed, flush=True)
    return scores


def is_left_out(site: str, path: str) -> bool:
    """Whether search engines are to leave the page out: then how well they find it is no question. robots.txt leaves
    out every filtered list."""
    return "?" in path or b'name="robots" content="noindex"' in fetch(site, path)[1]


def report(paths: list[str], faults: dict[str, list[str]], scores: dict[str, dict[str, int]]) -> int:
    """Print the table; 1 when something is below its floor."""
    bad = 0
    print(f"\n{'page':45}  Nu  {'  '.join(FLOORS)}")
    for path in paths:
        row = scores.get(path, {})
        low = [name for name, floor in FLOORS.items() if row and row[name] < floor]
        bad += bool(low or faults[path])
        cells = "  ".join(f"{row.get(name, '–'):>{len(name)}}" for name in FLOORS)
        print(f"{path:45}  {len(faults[path]):>2}  {cells}{'  below: ' + ', '.join(low) if low else ''}")
    for path, messages in faults.items():
        for message in messages:
            print(f"{path}: {message}")
    print(f"\n{len(paths)} pages, {len(scores)} judged by Lighthouse, {bad} with something to mend.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
