"""`cargo xtask oracle history`: the same deals as a table with a date for each stage and as a history of stages.

Usage: history.py TWINLANE DATA FOLDER, with a Python that has openpyxl. The wide file of crm-hubspot-wide is turned into
a history joined to its deals (a row for each date of a stage, the other columns of the deal repeated), shuffled with a
fixed seed, and written as CSV with commas, CSV with semicolons and XLSX, dates in three formats each. `twinlane log` has
to say the same of all of them. A history without the columns of the deal cannot say when deals were created and closed:
there everything else has to be the same.
"""

import csv
import datetime
import json
import random
import subprocess
import sys
from pathlib import Path

import openpyxl

SEED = 20_200_131
BEFORE = "hs_date_entered_"
DATES = ["createdate", "closedate", "hs_lastmodifieddate", "date_entered"]
#   name: as strftime writes it, as a workbook shows it
FORMATS = {
    "iso": ("%Y-%m-%d %H:%M:%S", "yyyy-mm-dd hh:mm:ss"),
    "dmy": ("%d.%m.%Y %H:%M:%S", "dd.mm.yyyy hh:mm:ss"),
    "mdy": ("%m/%d/%Y %H:%M:%S", "mm/dd/yyyy hh:mm:ss"),
}
# What follows from stages and their dates alone.
BARE = ["cases", "events", "period", "activities", "variants", "most_frequent", "transitions", "time_in_stage"]
KINDS = [("comma", "csv"), ("semicolon", "csv"), ("dates", "xlsx"), ("text", "xlsx")]
FIVETRAN = [
    ("crm-fivetran-hubspot/deal_stage_data.csv", (14, 14, 3)),
    ("crm-fivetran-salesforce/sf_opportunity_history_data.csv", (10, 10, 3)),
]


def moment(text):
    return datetime.datetime.fromisoformat(text)


def history(deals):
    """A row for each date of a stage, shuffled."""
    rows = []
    for deal in deals:
        own = {name: value for name, value in deal.items() if not name.startswith(BEFORE)}
        for name, value in deal.items():
            if name.startswith(BEFORE) and value:
                rows.append({**own, "stage": name.removeprefix(BEFORE), "date_entered": value})
    random.Random(SEED).shuffle(rows)
    return rows


def write_csv(path, rows, delimiter, style):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        for row in rows:
            dates = {name: moment(row[name]).strftime(style) for name in DATES if row.get(name)}
            writer.writerow({**row, **dates})


def write_xlsx(path, rows, style, shown, as_text):
    """Dates as numbers with a format, as spreadsheets keep them, or as text, as exports of programs do."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(rows[0]))
    for row in rows:
        cells = []
        for name, value in row.items():
            if name not in DATES or not value:
                cells.append(value)
                continue
            cell = openpyxl.cell.Cell(sheet, value=moment(value).strftime(style) if as_text else moment(value))
            if not as_text:
                cell.number_format = shown
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


def first_difference(found, wanted):
    """Where two answers part, as a path, and what stands there."""
    if isinstance(found, dict) and isinstance(wanted, dict):
        for key in {**wanted, **found}:
            if found.get(key) != wanted.get(key):
                return f".{key}{first_difference(found.get(key), wanted.get(key))}"
    if isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        at = next(at for at, pair in enumerate(zip(found, wanted)) if pair[0] != pair[1])
        return f"[{at}]{first_difference(found[at], wanted[at])}"
    return f": {str(found)[:80]}, wanted {str(wanted)[:80]}"


def run(*words):
    return subprocess.run(words, capture_output=True, text=True)


def main(twinlane, data, folder):
    data, folder = Path(data), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    wide = data / "crm-hubspot-wide/deals_extract.csv"
    failed = []

    def said(path, *more):
        done = run(twinlane, "log", path, "--json", *more)
        return json.loads(done.stdout) if done.returncode == 0 else {"refused": done.stderr.strip()}

    def check(name, found, wanted, keys=None):
        apart = [key for key in keys or {**wanted, **found} if found.get(key) != wanted.get(key)]
        if apart:
            failed.append(name)
            first = first_difference(found.get(apart[0]), wanted.get(apart[0]))
            print(f"{name}: differs in {', '.join(apart)}; {apart[0]}{first}")
        else:
            print(f"{name}: the same")

    with open(wide, newline="", encoding="utf-8") as file:
        deals = list(csv.DictReader(file))
    wanted = said(wide)
    if "refused" in wanted:
        sys.exit(wanted["refused"])
    rows = history(deals)
    print(f"{len(deals)} deals, {len(rows)} stages entered")
    for name, (style, shown) in FORMATS.items():
        files = [folder / f"{kind}-{name}.{end}" for kind, end in KINDS]
        write_csv(files[0], rows, ",", style)
        write_csv(files[1], rows, ";", style)
        write_xlsx(files[2], rows, style, shown, as_text=False)
        write_xlsx(files[3], rows, style, shown, as_text=True)
        for path in files:
            check(path.name, said(path), wanted)

    bare = [{name: row[name] for name in ["deal_id", "stage", "date_entered", "hubspot_owner"]} for row in rows]
    for name, (style, _) in FORMATS.items():
        path = folder / f"bare-{name}.csv"
        write_csv(path, bare, ",", style)
        found = said(path)
        check(f"{path.name}, in what stages and dates say", found, wanted, BARE)
        ends = {key: found.get("outcomes", {}).get(key) for key in ["won", "lost", "open"]}
        check(f"{path.name}, in how deals ended", ends, wanted["outcomes"], list(ends))

    # Days up to the 12th only: every date can be read in two ways.
    def early(name, text):
        if not text or not (name in DATES or name.startswith(BEFORE)):
            return text
        return moment(text).replace(day=(moment(text).day - 1) % 12 + 1).isoformat(" ")

    rows = history([{name: early(name, value) for name, value in deal.items()} for deal in deals])
    plain, doubtful = folder / "early-iso.csv", folder / "early-dmy.csv"
    write_csv(plain, rows, ",", FORMATS["iso"][0])
    write_csv(doubtful, rows, ",", "%d/%m/%Y %H:%M:%S")
    asked = run(twinlane, "log", doubtful, "--json")
    lines = [line for line in asked.stdout.splitlines() if line.startswith("date = ")]
    print(f"{doubtful.name}: exit {asked.returncode}, asks for one of: {' | '.join(lines)}")
    if asked.returncode != 1 or len(lines) != 2 or asked.stdout.splitlines() == lines:
        failed.append(doubtful.name)
    for line in lines:
        mapping = folder / "early.toml"
        mapping.write_text(line + "\n", encoding="utf-8")
        found = said(doubtful, "--mapping", mapping)
        if "day-month-year" in line:
            check(f"{doubtful.name} with {line}", found, said(plain))
        elif "refused" in found or found == said(plain):
            failed.append(line)
            print(f"{doubtful.name} with {line}: {found.get('refused', 'reads the same, which it should not')}")

    for name, size in FIVETRAN:
        found = json.loads(run(twinlane, "import", data / name, "--as", "log", "--dry-run", "--json").stdout or "{}")
        counts = tuple(found.get(key) for key in ["cases", "events", "activities"])
        print(f"{name}: {counts[0]} cases, {counts[1]} events, {counts[2]} stages, shape {found.get('shape')}")
        if counts != size or found.get("shape") != "stage-history" or found.get("refused_rows"):
            failed.append(name)
    if failed:
        sys.exit(f"not as expected: {', '.join(failed)}")
    print("all as expected")


main(*sys.argv[1:])
