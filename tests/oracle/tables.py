"""`cargo xtask oracle tables`: tables and workbooks as `twinlane` reads them, beside the answers that came with them.

Usage: tables.py TWINLANE DATA FOLDER. An answer of a program that shows values (two decimals, 50 %, 29-Mar-1940) is met
by the value itself. Where an answer says something else than its file, the definition of the format decides: these are
listed below, each with its reason. Text without an answer is read once more with Python's csv, cell by cell. XML is to be
refused within a second and 50 MB, whatever it is taken for.
"""

import csv
import datetime
import decimal
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

# Answers that are not what their files say.
CONTRADICTS = {
    "location_coordinates.csv": "the answer is another phone number, and one object instead of a list",
    "newlines_crlf.csv": "the answer has CR LF inside of a cell where the file, as it was handed on, has LF",
    "formatted_inline_string.xlsx": "the blank before the second run is not marked xml:space=\"preserve\", so readers "
    "may drop it (XML 1.0, 2.10)",
    "sheets.xlsx → sheetsxlsx_converted.csv": "the answer has a column “time” and rows that no sheet of the file has",
    "sheets.xls → sheetsxls_converted.csv": "the answer has a column “time” and rows that no sheet of the file has",
    "blanks.csv → blanks_converted.csv": "the answer takes NA, NONE, NULL and “.” for nothing; in CSV they are text",
}

# Files of csvkit with a converted form beside them: sheet, how numbers and dates of the text are to be understood.
CSVKIT = [
    ("test.xlsx", "testxlsx_converted.csv", {}),
    ("test.xlsx", "testxlsx_noinference_converted.csv", {}),
    ("test.xls", "testxls_converted.csv", {}),
    ("test_skip_lines.xlsx", "testxlsx_converted.csv", {}),
    ("test_skip_lines.xls", "testxls_converted.csv", {}),
    ("sheets.xlsx", "testxlsx_converted.csv", {"sheet": "data"}),
    ("sheets.xls", "testxls_converted.csv", {"sheet": "data"}),
    ("sheets.xlsx", "testxlsx_unicode_converted.csv", {"sheet": "ʤ"}),
    ("sheets.xls", "testxls_unicode_converted.csv", {"sheet": "ʤ"}),
    ("sheets.xlsx", "sheetsxlsx_converted.csv", {"sheet": "data"}),
    ("sheets.xls", "sheetsxls_converted.csv", {"sheet": "data"}),
    ("dummy.xlsx", "dummy.csv", {}),
    ("dummy.xls", "dummy.csv", {}),
    ("dummy.csv.gz", "dummy.csv", {}),
    ("dummy.tsv", "dummy.csv", {}),
    ("optional_quote_characters.csv", "dummy.csv", {}),
    ("test_skip_lines.csv", "dummy.csv", {}),
    ("test_utf8_bom.csv", "test_utf8.csv", {}),
    ("blanks.csv", "blanks_converted.csv", {}),
    ("test_date_format.csv", "test_date_format_converted.csv", {"dates": "%d/%m/%Y"}),
    ("test_locale.csv", "test_locale_converted.csv", {"comma": True}),
]

# Encodings that the name or the first bytes of a file say; everything else is UTF-8.
ENCODINGS = {"test_latin1.csv": "latin-1", "test_utf16_big.csv": "utf-16", "test_utf16_little.csv": "utf-16"}
DELIMITERS = {".tsv": "\t", "sniff_limit.csv": ";", "event-notification-rpt-lastmonth.txt": "|"}

SHOWN = ["%d-%b-%Y", "%y-%m-%d", "%d-%m-%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%H:%M", "%Y-%m-%d"]
OWN = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%H:%M:%S"]


def read(twinlane, path, folder, options=None):
    """The rows of a table, the header first; `None` when it is refused."""
    words = [twinlane, "import", path, "--as", "table", "--dry-run", "--json"]
    if options:
        mapping = folder / "table.toml"
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in options.items()]
        mapping.write_text("[table]\n" + "".join(lines), encoding="utf-8")
        words += ["--mapping", mapping]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != 0:
        return None
    table = json.loads(done.stdout)
    return ([table["columns"]] if table["header"] else []) + table["rows"]


def moments(text, styles):
    for style in styles:
        try:
            yield datetime.datetime.strptime(text, style), style
        except ValueError:
            pass


def alike(own, answer, how):
    """Whether a cell is what the answer says or, where the answer shows a value, that value."""
    if own == answer:
        return True
    answer = re.sub(r"^<a href='[^']*'>(.*)</a>$", r"\1", answer)
    # A format with quotes in it, which xlsx2csv writes out.
    answer = answer.replace('"', "").strip() if '"-"' in answer else answer
    escaped = answer.replace("\\n", " ").replace("\\t", " ")
    if " ".join(own.split()) == " ".join(escaped.split()) or {own.lower(), answer.lower()} in ({"true"}, {"false"}):
        return True
    number = own.replace(".", "").replace(",", ".") if how.get("comma") else own
    try:
        value, shown = decimal.Decimal(number), decimal.Decimal(answer.rstrip("%"))
        value *= 100 if answer.endswith("%") else 1
        # Only what shows decimals or a share was rounded for showing.
        if "." in answer or "%" in answer:
            value = value.quantize(shown, decimal.ROUND_HALF_UP)
        return value == shown
    except decimal.InvalidOperation:
        pass
    styles = [how["dates"]] if "dates" in how else OWN
    # A moment shown by a shorter format is met by what that format leaves of it.
    return any(
        one.strftime(style) == answer for one, _ in moments(own, styles) for _, style in moments(answer, SHOWN)
    )


def trimmed(rows):
    """Rows without blank cells at their end; blank rows are no rows."""
    ends = [max((at + 1 for at, cell in enumerate(row) if cell.strip()), default=0) for row in rows]
    return [row[:end] for row, end in zip(rows, ends) if end]


def difference(own, answer, how):
    """The first difference, in words; empty where there is none."""
    if own is None:
        return "refused"
    own, answer = trimmed(own), trimmed(answer)
    for at, (row, wanted) in enumerate(zip(own, answer)):
        width = max(len(row), len(wanted))
        row, wanted = row + [""] * (width - len(row)), wanted + [""] * (width - len(wanted))
        for column, (cell, other) in enumerate(zip(row, wanted)):
            # Columns without a name are called by their number here, by letters or not at all elsewhere.
            unnamed = at == 0 and cell == f"column {column + 1}" and other in ("", "_unnamed", chr(97 + column))
            if not unnamed and not alike(cell, other, how):
                return f"row {at + 1}, cell {column + 1}: {cell[:60]!r}, the answer {other[:60]!r}"
    return "" if len(own) == len(answer) else f"{len(own)} rows, the answer {len(answer)}"


class Set:
    """Counts what is as expected, and names what is not."""

    def __init__(self, name):
        self.name, self.good, self.all, self.bad = name, 0, 0, False

    def add(self, name, apart):
        self.all += 1
        self.good += not apart
        reason = CONTRADICTS.get(name)
        if apart and reason:
            print(f"  {name}: answer contradicts: {reason} ({apart})")
        elif apart:
            self.bad = True
            print(f"  {name}: {apart}")
        elif reason:
            self.bad = True
            print(f"  {name}: the answer does not contradict any more")

    def done(self):
        print(f"{self.name}: {self.good} of {self.all} as expected", flush=True)
        return self.bad


def spectrum(twinlane, data, folder):
    found = Set("csv-spectrum")
    for answer in sorted((data / "messy-csv-spectrum/json").glob("*.json")):
        path = answer.parent.parent / "csvs" / f"{answer.stem}.csv"
        wanted = json.loads(answer.read_bytes())
        wanted = wanted if isinstance(wanted, list) else [wanted]
        rows = read(twinlane, path, folder)
        keys = list(wanted[0])
        wanted = [keys, *([row[key] for key in keys] for row in wanted)]
        apart = "" if rows == wanted else difference(rows, wanted, {}) or "differs in blanks or line ends"
        found.add(path.name, apart)
    return found.done()


def text_of(path, encoding):
    """Rows of a text as Python's csv reads them, blank lines apart."""
    name = path.name
    delimiter = DELIMITERS.get(name) or DELIMITERS.get(path.suffix, ",")
    text = path.read_bytes().decode(encoding).removeprefix("\ufeff")
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]


def csvkit(twinlane, data, folder):
    base = data / "messy-csvkit/csvkit"
    found = Set("csvkit, files with their converted form")
    for name, answer, how in CSVKIT:
        options = {"sheet": how["sheet"]} if "sheet" in how else None
        rows = read(twinlane, base / name, folder, options)
        label = f"{name} → {answer}"
        found.add(label, difference(rows, text_of(base / answer, "utf-8"), how))
    bad = found.done()
    found = Set("csvkit, text read once more with Python's csv")
    plain = {"skip": 0, "header": False}
    patterns = ["*.csv", "*.tsv", "realdata/*.csv", "realdata/*.txt"]
    for path in sorted(path for pattern in patterns for path in base.glob(pattern)):
        wanted = text_of(path, ENCODINGS.get(path.name, "utf-8"))
        rows = read(twinlane, path, folder, plain) or []
        # Cell by cell and byte by byte; a table without a row is refused.
        apart = "" if rows == wanted else difference(rows, wanted, {}) or "differs in blanks or line ends"
        found.add(path.name, apart)
    return found.done() or bad


def workbooks(twinlane, data, folder):
    found = Set("xlsx2csv")
    for path in sorted((data / "xlsx-xlsx2csv").glob("*.xls[xm]")):
        text = path.with_suffix(".csv").read_text(encoding="utf-8")
        # Answers with all sheets have a line before each of them.
        parts = re.split(r"^(?:-------- |! )\d+ - (.*)\n", text, flags=re.MULTILINE)
        sheets = list(zip(parts[1::2], parts[2::2])) or [(None, text)]
        apart = ""
        for sheet, answer in sheets:
            delimiter = "\t" if path.stem == "variousdelim" else ","
            wanted = list(csv.reader(io.StringIO(answer, newline=""), delimiter=delimiter))
            if not trimmed(wanted):
                continue
            options = {"skip": 0, "header": False, **({"sheet": sheet} if sheet else {})}
            rows = read(twinlane, path, folder, options)
            apart = apart or difference(rows, wanted, {})
        found.add(path.name, apart)
    return found.done()


def measured(words):
    """Exit code, seconds and bytes of a run."""
    begun = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, time.perf_counter() - begun, usage.ru_maxrss * 1024


def bombs(folder):
    """The same ideas, large enough to hurt whoever expands them."""
    laughs = "".join(f'<!ENTITY l{at + 1} "{f"&l{at};" * 10}">' for at in range(12))
    laughs = f'<!DOCTYPE log [<!ENTITY l0 "lol">{laughs}]><log>&l12;</log>'
    (folder / "laughs.xml").write_text(laughs, encoding="utf-8")
    big = "a" * 1_000_000
    quadratic = f'<!DOCTYPE log [<!ENTITY a "{big}">]><log>{"&a;" * 50_000}</log>'
    (folder / "quadratic.xml").write_text(quadratic, encoding="utf-8")
    (folder / "deep.xml").write_text("<log>" * 200_000, encoding="utf-8")
    return [folder / name for name in ["laughs.xml", "quadratic.xml", "deep.xml"]]


def xml(twinlane, data, folder):
    found = Set("messy-xml, refused within 1 s and 50 MB")
    slowest = largest = 0
    for path in sorted((data / "messy-xml").glob("*.xml")) + bombs(folder):
        bpmn, xes = (folder / f"{path.stem}.{end}" for end in ("bpmn", "xes"))
        shutil.copyfile(path, bpmn)
        shutil.copyfile(path, xes)
        for what, words in {
            "as table": ["import", path, "--as", "table", "--dry-run", "--json"],
            "as log": ["log", path, "--json"],
            "as log .xes": ["import", xes, "--as", "log", "--dry-run", "--json"],
            "as sales": ["import", path, "--as", "sales", "--dry-run", "--json"],
            "as sales .bpmn": ["import", bpmn, "--as", "sales", "--dry-run", "--json"],
            "as workshop": ["import", path, "--as", "workshop", "--dry-run", "--json"],
            "guessed": ["import", path, "--dry-run", "--json"],
            "guessed .bpmn": ["import", bpmn, "--dry-run", "--json"],
        }.items():
            code, seconds, memory = measured([twinlane, *words])
            slowest, largest = max(slowest, seconds), max(largest, memory)
            sound = code == 1 and seconds < 1 and memory < 50_000_000
            found.add(f"{path.name} {what}", "" if sound else f"exit {code}, {seconds:.2f} s, {memory / 1e6:.0f} MB")
        for copy in {bpmn, xes, *([path] if path.parent == folder else [])}:
            copy.unlink()
    print(f"  the slowest took {slowest:.3f} s, the largest {largest / 1e6:.1f} MB")
    return found.done()


def main(twinlane, data, folder):
    data, folder = Path(data), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    # XML comes first: what is resident here before a child replaces it counts as the child's.
    failed = [part(twinlane, data, folder) for part in (xml, spectrum, csvkit, workbooks)]
    if any(failed):
        sys.exit("not as expected")


main(*sys.argv[1:])
