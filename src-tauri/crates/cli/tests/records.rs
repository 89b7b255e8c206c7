//! Records on the command line, as a script sees them: exit codes, standard output, keys.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

struct Place(TempDir);

impl Place {
    fn with(name: &str, text: &str) -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        place.write(name, text);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("the folder can be written");
    }

    fn run(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_twinlane"))
            .args(words)
            .current_dir(self.0.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .output()
            .expect("twinlane runs")
    }

    fn done(&self, words: &[&str]) {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", text(&output.stderr));
    }

    fn json(&self, words: &[&str]) -> Value {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("--json prints JSON")
    }

    /// Runs and expects exit 1 with one line on standard error; returns standard output and that line.
    fn refused(&self, words: &[&str]) -> (String, String) {
        let output = self.run(words);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{words:?}: {}",
            text(&output.stdout)
        );
        let error = text(&output.stderr);
        assert_eq!(error.lines().count(), 1, "one line says why: {error}");
        (text(&output.stdout), error)
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn a_table_is_shown_as_it_is_read() {
    let place = Place::with("t.csv", "a;b\r\n\r\n1;\"x\r\ny\"\r\n2;ü\r\n");
    let table = place.json(&["import", "t.csv", "--as", "table", "--dry-run", "--json"]);
    assert_eq!(table["columns"], json!(["a", "b"]));
    assert_eq!(table["rows"], json!([["1", "x\r\ny"], ["2", "ü"]]));
    assert_eq!(table["lines"], json!([3, 5]), "each row knows its line");
    assert_eq!(
        (&table["delimiter"], &table["encoding"]),
        (&json!(";"), &json!("utf-8"))
    );
}

#[test]
fn an_ambiguous_date_is_settled_by_the_line_that_is_printed() {
    let place = Place::with(
        "t.csv",
        "case,activity,timestamp\n1,a,01/02/2003\n1,b,02/03/2003\n",
    );
    let (lines, error) = place.refused(&["import", "t.csv", "--as", "log", "--dry-run", "--json"]);
    assert!(
        error.contains("t.csv: line 2, column “timestamp”"),
        "file and place: {error}"
    );
    let choices: Vec<&str> = lines.lines().filter(|line| line.starts_with("date = ")).collect();
    assert_eq!(choices.len(), 2, "{lines}");
    place.write("m.toml", choices[1]);
    let words = [
        "import",
        "t.csv",
        "--as",
        "log",
        "--dry-run",
        "--json",
        "--mapping",
        "m.toml",
    ];
    let proposal = place.json(&words);
    assert_eq!((&proposal["cases"], &proposal["events"]), (&json!(1), &json!(2)));
    assert!(
        proposal["mapping"]
            .as_str()
            .is_some_and(|mapping| mapping.contains("date = \"month-day-year\"")),
        "the whole mapping comes back: {proposal}"
    );
    place.refused(&["log", "t.csv", "--json"]);
    place.write("m.toml", "colour = 1\n");
    let (_, error) = place.refused(&words);
    assert!(error.contains("m.toml") && error.contains("line 1"), "{error}");
}

#[test]
fn a_log_says_what_is_in_it() {
    let place = Place::with(
        "t.csv",
        "case,activity,timestamp,user\n1,Demo,2020-01-06 09:00,Ann\n1,Won,2020-01-07 09:00,Ann\n\
         2,Demo,2020-01-06 09:00,Bob\n2,Lost,2020-01-08 09:00,Bob\n3,Demo,soon,Bob\n3,Demo,,\n",
    );
    let output = place.run(&["log", "t.csv", "--json"]);
    assert!(!text(&output.stdout).contains("Ann"), "nobody is named");
    let log = place.json(&["log", "t.csv", "--json"]);
    assert_eq!(
        (&log["cases"], &log["events"], &log["variants"]),
        (&json!(2), &json!(4), &json!(2))
    );
    assert_eq!(log["outcomes"]["won"], 1);
    assert_eq!(log["activities"][0]["name"], "Demo");
    assert_eq!(
        (&log["activities"][0]["events"], &log["activities"][0]["cases"]),
        (&json!(2), &json!(2))
    );
    let transitions = log["transitions"].as_array().expect("a list");
    let to = |name: &str| transitions.iter().find(|transition| transition["to"] == name);
    let first = to("Won").expect("a deal was won");
    let keys = ["from", "to", "count", "median_h", "mean_h", "p90_h"];
    let working = ["median_working_h", "mean_working_h", "p90_working_h"];
    for key in keys.iter().chain(&working) {
        assert!(!first[key].is_null(), "{key} is a key: {first}");
    }
    assert_eq!(
        (&first["median_h"], &first["median_working_h"]),
        (&json!(24.0), &json!(8.0))
    );
    assert_eq!(log["lead_time_days"]["max"], 2.0);
    assert_eq!(
        log["refused_rows"],
        json!([{"reason": "no-time", "count": 1}, {"reason": "unreadable-time", "count": 1}])
    );
}

#[test]
fn refused_rows_are_written_and_nothing_is_replaced() {
    let place = Place::with(
        "t.csv",
        "case,activity,timestamp\n1,a,2020-01-06\n,b,2020-01-06\n",
    );
    let words = [
        "import",
        "t.csv",
        "--as",
        "log",
        "--dry-run",
        "--json",
        "--refused",
        "out.csv",
    ];
    place.json(&words);
    let rows = std::fs::read_to_string(place.path("out.csv")).expect("it was written");
    assert_eq!(rows, "line,reason,value\n3,no case,\n");
    place.refused(&words);
}

#[test]
fn what_is_no_log_is_refused() {
    let place = Place::with("bomb.xes", "<!DOCTYPE log [<!ENTITY a \"a\">]><log/>");
    place.refused(&["log", "bomb.xes"]);
    place.refused(&["log", "absent.csv"]);
    place.write("t.csv", "a,b\n1,2\n");
    let (_, error) = place.refused(&["log", "t.csv"]);
    assert!(error.contains("a, b"), "the columns are named: {error}");
    place.refused(&["import", "t.csv", "--as", "log", "--into", "w.twinlane"]);
    let output = place.run(&["import", "t.csv", "--as", "log"]);
    assert_eq!(
        output.status.code(),
        Some(2),
        "a file to import into is missing: wrong usage"
    );
    let workshop = place.run(&["new", "w.twinlane"]);
    assert!(workshop.status.success(), "{}", text(&workshop.stderr));
    place.refused(&["log", "w.twinlane"]);
}

/// A stage history of four deals.
const HISTORY: &str = "deal,stage,date,user
1,Qualify,2026-01-05T09:00:00Z,Ann
1,Demo,2026-01-06T09:00:00Z,Ann
1,Won,2026-01-09T09:00:00Z,Bob
2,Qualify,2026-01-05T09:00:00Z,Ann
2,Lost,2026-01-07T09:00:00Z,Ann
3,Qualify,2026-01-08T09:00:00Z,Bob
3,Demo,2026-01-12T09:00:00Z,Bob
4,,2026-01-12T09:00:00Z,Bob
";

#[test]
fn a_workshop_keeps_what_a_log_says_and_compares_its_map() {
    let place = Place::with("history.csv", HISTORY);
    place.write(
        "map.md",
        "# Workshop: W\n\n# Sales process\n## Sell\n- [Sales] Qualify\n  => Demo\n  => Lost\n- [Sales] Demo\n  => Won\n  => Lost\n",
    );
    place.done(&["import", "map.md", "--into", "w.twinlane"]);
    for keep in ["summary", "events"] {
        let kept = place.json(&[
            "import",
            "history.csv",
            "--as",
            "log",
            "--into",
            "w.twinlane",
            "--keep",
            keep,
            "--json",
        ]);
        assert_eq!(
            (&kept["cases"], &kept["events"], &kept["refused_rows"][0]["count"]),
            (&json!(3), &json!(7), &json!(1)),
            "{keep}: {kept}"
        );
    }
    let mut own = place.json(&["log", "history.csv", "--json"]);
    let said = place.json(&["log", "w.twinlane", "--json"]);
    let conformance = &said["conformance"];
    assert_eq!(
        (&conformance["cases"], &conformance["fitting_cases"]),
        (&json!(3), &json!(2)),
        "the open deal has not come to an end that is drawn: {conformance}"
    );
    own["conformance"] = conformance.clone();
    assert_eq!(said, own, "the log says the same, kept or not");
    let (_, error) = place.refused(&["log", "map.md"]);
    assert!(!error.is_empty(), "an outline is no log");
}

#[test]
fn a_workshop_without_a_log_says_so() {
    let place = Place::with("none", "");
    place.done(&["new", "w.twinlane"]);
    let (_, error) = place.refused(&["log", "w.twinlane"]);
    assert!(error.contains("keeps no log"), "{error}");
    let (_, error) = place.refused(&["import", "none", "--as", "log", "--into", "new.twinlane"]);
    assert!(
        !place.path("new.twinlane").exists(),
        "nothing is left of it: {error}"
    );
    place.write(
        "bad.csv",
        "case,activity,timestamp\n1,a,2026-01-32\n,b,2026-01-01\n",
    );
    let (_, error) = place.refused(&["import", "bad.csv", "--as", "log", "--into", "new.twinlane"]);
    assert!(
        error.contains("none of its rows can be used") && error.contains("1: no case"),
        "{error}"
    );
    assert!(!place.path("new.twinlane").exists(), "nothing is kept of nothing");
}

#[test]
fn a_history_says_the_same_as_the_wide_table_of_its_deals() {
    let place = Place::with(
        "wide.csv",
        "deal_id,amount,dealstage_label,createdate,closedate,is_closed,is_won,hs_date_entered_demo,hs_date_entered_offer,\
         hs_date_entered_won\n\
         1,10,Won,2020-01-02,2020-03-01,true,true,2020-01-01,2020-02-01,2020-03-01\n\
         2,,Demo,2020-01-05,2020-01-20,false,false,2020-03-02,2020-03-01,\n\
         3,30,Won,2020-01-05,2020-04-13,true,true,2020-03-13,2020-03-14,2020-04-13\n",
    );
    let rows = [
        "3;won;13.04.2020;30;Won;05.01.2020;13.04.2020;true;true",
        "1;offer;01.02.2020;10;Won;02.01.2020;01.03.2020;true;true",
        "2;demo;02.03.2020;;Demo;05.01.2020;20.01.2020;false;false",
        "3;demo;13.03.2020;30;Won;05.01.2020;13.04.2020;true;true",
        "1;won;01.03.2020;10;Won;02.01.2020;01.03.2020;true;true",
        "2;offer;01.03.2020;;Demo;05.01.2020;20.01.2020;false;false",
        "1;demo;01.01.2020;10;Won;02.01.2020;01.03.2020;true;true",
        "3;offer;14.03.2020;30;Won;05.01.2020;13.04.2020;true;true",
    ];
    let head = "deal_id;stage;date_entered;amount;dealstage_label;createdate;closedate;is_closed;is_won";
    place.write("history.csv", &format!("{head}\n{}\n", rows.join("\n")));
    let wide = place.json(&["log", "wide.csv", "--json"]);
    assert_eq!(wide["lead_time_days"]["max"], 99.0, "from created to closed");
    assert_eq!(place.json(&["log", "history.csv", "--json"]), wide);
}

#[test]
fn xml_is_no_table() {
    let place = Place::with("t.csv", "<?xml version='1.0'?>\n<a>1,2</a>\n");
    let (_, error) = place.refused(&["import", "t.csv", "--as", "table", "--dry-run"]);
    assert!(error.contains("this is XML"), "{error}");
}

#[test]
fn a_log_in_the_workshop_is_held_against_the_map() {
    let place = Place::with(
        "deals.csv",
        "deal,stage,date,user\n1,Call,2025-01-06,Ann\n1,Offer,2025-01-08,Ann\n1,Won,2025-01-09,Ann\n\
         2,Call,2025-01-06,Ann\n2,Check the budget,2025-01-07,Bob\n2,Offer,2025-01-08,Bob\n",
    );
    place.write(
        "map.md",
        "# Sales process\n## Ask\n- [Sales] Call\n## Prove\n- [Sales] Demo\n## Close\n- [Sales] Offer\n  => Won\n",
    );
    place.done(&["import", "map.md", "--into", "w.twinlane"]);
    let titles = || {
        let found = place.json(&["gaps", "w.twinlane", "--json"]);
        let found = found["findings"].as_array().cloned().unwrap_or_default();
        let of_records = found
            .iter()
            .filter(|found| found["code"].as_str().is_some_and(|code| code.starts_with('R')))
            .map(|found| format!("{} {}", found["code"], found["title"]));
        of_records.collect::<Vec<String>>().join("\n")
    };
    assert_eq!(titles(), "", "nothing is said without records");
    place.done(&["import", "deals.csv", "--as", "log", "--into", "w.twinlane"]);
    let said = titles();
    for part in [
        "“Check the budget” is recorded in 1 of 2 deals",
        "straight to “Offer”",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(
        !said.contains("Ann") && !said.contains("Bob"),
        "nobody is named: {said}"
    );
}
