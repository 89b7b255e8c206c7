//! The command line as a script sees it: exit codes, standard output, files.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;
use twinlane_usecases::wire::ReportSection;
use twinlane_words::Locale;

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("twinlane runs")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_twinlane"));
        command
            .args(words)
            .current_dir(self.0.path())
            .env("XDG_DATA_HOME", self.path("data"));
        command
    }

    /// Runs and expects exit 0; returns standard output.
    fn done(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// Runs and expects exit 1 with one line on standard error; returns that line.
    fn refused(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{words:?}: {}",
            text(&output.stdout)
        );
        let error = text(&output.stderr);
        assert_eq!(error.lines().count(), 1, "one line says why: {error}");
        error
    }

    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.done(words)).expect("--json prints JSON")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn example(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../examples");
    root.join(name).display().to_string()
}

#[test]
fn gaps_of_the_example_come_with_stable_keys() {
    let place = Place::new();
    let gaps = place.json(&["gaps", &example("harbor.md"), "--json"]);
    let findings = gaps["findings"].as_array().expect("a list");
    let count = |code: &str| findings.iter().filter(|finding| finding["code"] == code).count();
    assert_eq!((count("C1"), count("C2"), count("O1"), count("E4")), (4, 3, 1, 4));
    let first = &findings[0];
    for key in [
        "code",
        "rule",
        "severity",
        "unfinished",
        "subjects",
        "title",
        "why",
        "ask",
        "numbers",
    ] {
        assert!(!first[key].is_null(), "a finding has {key}");
    }
    let coverage = &gaps["scorecard"]["coverage"];
    assert_eq!(
        (coverage["part"].as_f64(), coverage["whole"].as_f64()),
        (Some(9.0), Some(20.0))
    );
    assert!(
        gaps["scorecard"]["adoption"]["share"].is_null(),
        "unknown where the whole is 0"
    );
    assert_eq!(gaps["readiness"].as_array().map(Vec::len), Some(5));
}

#[test]
fn the_flow_of_the_example_has_the_numbers_of_the_design() {
    let place = Place::new();
    let words = ["flow", &example("golden-flow.md"), "--draws", "500", "--json"];
    let flow = place.json(&words);
    for (path, expected) in [
        ("/entries", 100.0),
        ("/wins", 8.421_052_63),
        ("/win_rate", 0.084_210_526),
        ("/feasible_wins", 3.2),
        ("/wins_at_capacity", 5.12),
        ("/cost_at_capacity", 59_712.0),
        ("/queue_growth/0/per_period", 0.8),
        ("/queue_growth/1/per_period", 12.0),
        ("/cost", 122_105.263),
        ("/cost_per_win", 14_500.0),
        ("/lead_time_all", 16.578_947_4),
        ("/lead_time_won", 43.578_947_4),
        ("/constraint/utilisation", 2.631_578_9),
        ("/steps/1/visits", 42.105_263_2),
        ("/steps/2/utilisation", 2.631_578_9),
        ("/steps/3/work_in_process", 15.789_473_7),
        ("/steps/0/win_chance", 0.084_210_5),
        ("/leak/2/wins", 3.886_639_7),
        ("/wins_per_hour/0/wins", 0.026_666_7),
    ] {
        let ours = flow.pointer(path).and_then(Value::as_f64).expect(path);
        assert!(
            (ours / expected - 1.0).abs() < 1e-5,
            "{path} is {ours}, the design has {expected}"
        );
    }
    assert_eq!(
        flow["constraint"]["pool"], "Poc",
        "a pool without a name goes by its step"
    );
    let first = &flow["sensitivity"][0];
    for key in ["from", "to", "wins_per_point", "cost_per_point"] {
        assert!(!first[key].is_null(), "a row has {key}");
    }
    for result in ["wins", "cost_per_win", "lead_time_won"] {
        let [low, half, high] =
            ["p10", "p50", "p90"].map(|part| flow["uncertainty"][result][part].as_f64().expect(result));
        assert!(low < half && half < high, "{result}: {low}, {half}, {high}");
    }
    assert!(flow["elasticity"][0]["cost"].is_number());
    // An outline has no ids of its own, so those differ from run to run.
    assert_eq!(
        flow["uncertainty"],
        place.json(&words)["uncertainty"],
        "the same seed, the same numbers"
    );
    let text = place.done(&words[..2]);
    assert!(
        text.contains("constraint") && text.contains("Poc (263.2 %)"),
        "{text}"
    );
    assert!(
        place
            .refused(&["flow", &example("golden-flow.md"), "--map", "No"])
            .contains("No")
    );
}

#[test]
fn a_scenario_is_worked_out_with_what_no_map_can_draw() {
    let place = Place::new();
    place.done(&["import", &example("golden-flow.md"), "--into", "golden.twinlane"]);
    let rows = |place: &Place| {
        place.done(&["export", "golden.twinlane", "-o", "all.json", "--force"]);
        let bytes = std::fs::read(place.path("all.json")).expect("the export");
        serde_json::from_slice::<Value>(&bytes).expect("JSON")
    };
    let apply = |change: Value| {
        std::fs::write(place.path("changes.json"), json!([change]).to_string()).expect("written");
        place.done(&["apply", "golden.twinlane", "changes.json"]);
    };
    let present = rows(&place)["maps"][0]["id"].clone();
    apply(json!({ "do": "copy_map", "map": present, "name": "Try harder", "kind": "scenario" }));
    let map = rows(&place)["maps"][1]["id"].clone();
    let moves = json!([{ "move": "try_harder", "factor": 1.2 }]);
    apply(json!({ "do": "set", "of": { "map": map }, "values": { "moves": moves } }));
    assert_eq!(rows(&place)["maps"][1]["moves"], moves, "the JSON has the moves");

    let flow = place.json(&[
        "flow",
        "golden.twinlane",
        "--map",
        "Try harder",
        "--draws",
        "0",
        "--json",
    ]);
    let near = |found: &Value, expected: f64| {
        let found = found.as_f64().expect("a number");
        assert!(
            (found - expected).abs() < 1e-6 * expected,
            "{found} should be {expected}"
        );
    };
    near(&flow["wins"], 10.105_263_2);
    near(&flow["cost_at_capacity"], 61_312.0);
    let found = place.json(&["flow", "golden.twinlane", "--compare", "--draws", "250", "--json"]);
    let columns = found["columns"].as_array().expect("columns");
    assert_eq!(columns.len(), 2, "the present and its scenario");
    near(&columns[0]["at_capacity"]["wins"]["value"], 5.12);
    near(&columns[1]["at_capacity"]["cost"]["change"], 1_600.0);
    assert!(
        columns[1]["served"]["wins"]["range"]["p10"].is_number(),
        "with ranges"
    );
    let text = place.done(&["flow", "golden.twinlane", "--compare", "--draws", "250"]);
    assert!(
        text.contains("20 % more cases: cost rises by 1,600 a month, wins stay at 5.12."),
        "in words: {text}"
    );
}

#[test]
fn a_workshop_is_made_shown_and_not_overwritten() {
    let place = Place::new();
    place.done(&["new", "w.twinlane", "--sample"]);
    let shown = place.json(&["show", "w.twinlane", "--json"]);
    assert!(
        shown["maps"][0]["steps"]
            .as_u64()
            .is_some_and(|steps| steps >= 17),
        "{shown}"
    );
    let before = std::fs::read(place.path("w.twinlane")).expect("the file");
    assert!(
        place.refused(&["new", "w.twinlane"]).contains("w.twinlane"),
        "the file is named"
    );
    assert_eq!(std::fs::read(place.path("w.twinlane")).expect("the file"), before);
    assert!(
        place
            .refused(&["new", "x.twinlane", "--template", "no-such"])
            .contains("no-such")
    );
    assert!(!place.path("x.twinlane").exists(), "nothing half done");
}

#[test]
fn every_template_makes_a_workshop_with_both_sides() {
    let place = Place::new();
    let list = place.done(&["new", "--list-templates"]);
    let names: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(names.len(), 5, "{list}");
    for name in names {
        let file = format!("{name}.twinlane");
        place.done(&["new", &file, "--template", name]);
        let shown = place.json(&["show", &file, "--json"]);
        assert!(
            shown["maps"][0]["supports"]
                .as_u64()
                .is_some_and(|number| number > 0),
            "{name}: {shown}"
        );
    }
}

#[test]
fn importing_into_a_side_with_steps_is_refused_unless_replaced() {
    let place = Place::new();
    place.done(&["import", &example("harbor.md"), "--into", "w.twinlane"]);
    let again = ["import", &example("harbor.md"), "--into", "w.twinlane"];
    assert!(place.refused(&again).contains("replace"), "the remedy is named");
    place.done(&[again.as_slice(), &["--replace"]].concat());
    assert_eq!(
        place.json(&["show", "w.twinlane", "--json"])["maps"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    place.done(&[again.as_slice(), &["--map", "Second segment"]].concat());
    let shown = place.json(&["show", "w.twinlane", "--json"]);
    assert_eq!(shown["maps"][1]["name"], "Second segment");
    assert_eq!(shown["maps"][1]["steps"], shown["maps"][0]["steps"]);
}

#[test]
fn an_unreadable_import_names_the_line_and_leaves_no_file() {
    let place = Place::new();
    std::fs::write(
        place.path("bad.md"),
        "# Workshop: X\n# Buyer journey\n## One\n- no lane\n",
    )
    .expect("written");
    let why = place.refused(&["import", "bad.md", "--into", "w.twinlane"]);
    assert!(why.contains("bad.md") && why.contains("line 4"), "{why}");
    assert!(
        !place.path("w.twinlane").exists(),
        "nothing was imported, so no file was made"
    );
}

#[test]
fn a_dry_run_says_what_it_would_keep_and_does_nothing() {
    let place = Place::new();
    let answer = place.json(&[
        "import",
        &example("harbor.md"),
        "--into",
        "w.twinlane",
        "--dry-run",
        "--json",
    ]);
    assert!(answer["kept"].as_array().is_some_and(|kept| !kept.is_empty()));
    assert!(!place.path("w.twinlane").exists());
}

#[test]
fn the_report_is_the_same_bytes_and_replaces_only_by_force() {
    let place = Place::new();
    let words = |out: &'static str| ["report", "w.twinlane", "-o", out, "--date", "2026-01-31"];
    place.done(&["new", "w.twinlane", "--sample"]);
    place.done(&words("a.pdf"));
    place.done(&words("b.pdf"));
    let pdf = std::fs::read(place.path("a.pdf")).expect("the report");
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(pdf.len() < 480 * 1024, "{} bytes", pdf.len());
    assert_eq!(
        pdf,
        std::fs::read(place.path("b.pdf")).expect("the report"),
        "same input, same bytes"
    );
    assert!(place.refused(&words("a.pdf")).contains("a.pdf"));
    place.done(&[words("a.pdf").as_slice(), &["--force", "--paper", "letter"]].concat());
    assert!(
        place
            .refused(&["report", "w.twinlane", "-o", "c.pdf", "--date", "31.1."])
            .contains("2026-01-31")
    );
    let unknown = place.run(&["report", "w.twinlane", "-o", "c.pdf", "--sections", "cover,plan"]);
    assert_eq!(
        unknown.status.code(),
        Some(2),
        "a word the command line does not know"
    );
    assert!(
        text(&unknown.stderr).contains("'plan'"),
        "{}",
        text(&unknown.stderr)
    );
    place.done(&[
        "report",
        "w.twinlane",
        "-o",
        "c.pdf",
        "--sections",
        "Cover,records",
    ]);
}

#[test]
fn help_names_every_section_of_the_report() {
    let place = Place::new();
    let help = place.done(&["report", "--help"]);
    for section in ReportSection::ALL {
        let line = format!("- {}:", section.key());
        assert!(
            help.contains(&line) && help.contains(section.title(Locale::English)),
            "{line} {help}"
        );
    }
    assert!(place.done(&["report", "-h"]).contains("records"), "also in short");
}

#[test]
fn every_format_is_written_and_those_that_can_be_read_come_back() {
    let place = Place::new();
    place.done(&["new", "w.twinlane", "--sample"]);
    for extension in [
        "json", "bpmn", "svg", "png", "csv", "xlsx", "mmd", "dot", "md", "ics",
    ] {
        let out = format!("w.{extension}");
        place.done(&["export", "w.twinlane", "-o", &out]);
        assert!(
            place.path(&out).metadata().is_ok_and(|meta| meta.len() > 100),
            "{out} has content"
        );
    }
    assert!(
        place
            .refused(&["export", "w.twinlane", "-o", "w.docx"])
            .contains(".json"),
        "what is possible is named"
    );
    place.done(&["import", "w.json", "--into", "again.twinlane"]);
    place.done(&["export", "again.twinlane", "-o", "again.json"]);
    let read = |name: &str| std::fs::read_to_string(place.path(name)).expect("the file");
    assert_eq!(
        read("w.json"),
        read("again.json"),
        "export then import gives an equal workshop"
    );
}

#[test]
fn one_side_of_a_table_comes_without_loose_links() {
    let place = Place::new();
    place.done(&["export", &example("harbor.md"), "-o", "steps.csv"]);
    place.done(&["import", "steps.csv", "--into", "w.twinlane", "--as", "sales"]);
    let map = &place.json(&["show", "w.twinlane", "--json"])["maps"][0];
    assert_eq!(
        (map["steps"].as_u64(), map["supports"].as_u64()),
        (Some(8), Some(0)),
        "{map}"
    );
}

#[test]
fn our_own_bpmn_comes_back_whole() {
    let place = Place::new();
    place.done(&["import", &example("harbor.md"), "--into", "w.twinlane"]);
    place.done(&["export", "w.twinlane", "-o", "w.bpmn"]);
    place.done(&["import", "w.bpmn", "--into", "again.twinlane"]);
    for file in ["w", "again"] {
        place.done(&[
            "export",
            &format!("{file}.twinlane"),
            "-o",
            &format!("{file}.json"),
        ]);
    }
    let read = |name: &str| -> Value {
        let text = std::fs::read_to_string(place.path(name)).expect("the file");
        let mut value: Value = serde_json::from_str(&text).expect("JSON");
        // The charter is no part of a diagram.
        value["charter"] = Value::Null;
        value
    };
    assert!(read("w.json") == read("again.json"), "an equal map, ids and all");
}

#[test]
fn changes_are_applied_all_or_none() {
    let place = Place::new();
    place.done(&["new", "w.twinlane"]);
    let good = r#"{"do":"rename","of":"charter","title":"Kaizen"}"#;
    let bad = r#"{"do":"rename","of":{"step":"00000000-0000-0000-0000-000000000001"},"title":"x"}"#;
    std::fs::write(place.path("bad.json"), format!("[{good},{bad}]")).expect("written");
    assert!(
        place
            .refused(&["apply", "w.twinlane", "bad.json"])
            .contains("nothing was applied")
    );
    assert_eq!(place.json(&["show", "w.twinlane", "--json"])["title"], "");
    std::fs::write(place.path("good.json"), format!("[{good}]")).expect("written");
    place.done(&["apply", "w.twinlane", "good.json"]);
    assert_eq!(place.json(&["show", "w.twinlane", "--json"])["title"], "Kaizen");
}

#[test]
fn a_stream_is_answered_line_by_line() {
    use std::io::Write;
    let place = Place::new();
    place.done(&["new", "w.twinlane"]);
    let mut child = place
        .command(&["apply", "w.twinlane", "--stream"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("twinlane runs");
    let mut input = child.stdin.take().expect("a pipe");
    writeln!(input, r#"{{"do":"rename","of":"charter","title":"One"}}"#).expect("written");
    writeln!(input, "nonsense").expect("written");
    writeln!(input, r#"{{"do":"rename","of":"charter","title":"Two"}}"#).expect("written");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let answers = text(&output.stdout);
    let lines: Vec<&str> = answers.lines().collect();
    assert_eq!((lines[0], lines[2]), ("ok 1", "ok 2"));
    assert!(lines[1].starts_with("refused "), "{answers}");
}

#[test]
fn a_damaged_file_is_named_and_recovered_into_a_new_one() {
    let place = Place::new();
    place.done(&["new", "w.twinlane", "--sample"]);
    assert!(place.done(&["check", "w.twinlane"]).contains("sound"));
    let mut bytes = std::fs::read(place.path("w.twinlane")).expect("the file");
    let at = bytes.len() / 2;
    bytes[at..at + 4096].fill(0xff);
    std::fs::write(place.path("w.twinlane"), &bytes).expect("written");
    let output = place.run(&["check", "w.twinlane"]);
    assert_eq!(output.status.code(), Some(1), "damage is found");
    place.done(&["check", "w.twinlane", "--recover", "new.twinlane"]);
    place.done(&["check", "new.twinlane"]);
    assert_eq!(
        std::fs::read(place.path("w.twinlane")).expect("the file"),
        bytes,
        "the damaged one stays as it was"
    );
}

#[test]
fn files_that_are_none_are_refused_in_one_line() {
    let place = Place::new();
    std::fs::write(place.path("noise.twinlane"), [7u8; 5000]).expect("written");
    for words in [
        ["show", "nothing.twinlane"],
        ["show", "noise.twinlane"],
        ["gaps", "."],
    ] {
        let why = place.refused(&words);
        assert!(why.starts_with("twinlane: "), "{why}");
    }
    assert_eq!(place.run(&["report"]).status.code(), Some(2), "wrong usage");
    assert_eq!(place.run(&["dance"]).status.code(), Some(2), "wrong usage");
}

#[test]
fn what_the_program_knows_is_listed_and_explained() {
    let place = Place::new();
    let rules = place.json(&["rules", "--json"]);
    assert_eq!(
        rules.as_array().map(Vec::len),
        Some(45),
        "families C, O, F, H, E, B and R"
    );
    let page = place.done(&["explain", "c1"]);
    assert!(
        page.contains("unserved-buyer-step") && page.contains("Why it matters"),
        "{page}"
    );
    assert!(place.refused(&["explain", "Z9"]).contains("Z9"));
    for words in [["schema"].as_slice(), &["schema", "--changes"]] {
        let schema = place.json(words);
        assert!(schema["$schema"].is_string(), "{words:?}");
    }
    assert!(place.done(&["completions", "bash"]).contains("twinlane"));
    assert!(place.done(&["man"]).contains(".TH"));
}

#[test]
fn maps_are_compared_and_named_when_they_are_not_there() {
    let place = Place::new();
    place.done(&["import", &example("harbor.md"), "--into", "w.twinlane"]);
    let refused = place.refused(&["diff", "w.twinlane", "Here", "There"]);
    assert!(refused.contains("Here"), "{refused}");
    let name = place.json(&["show", "w.twinlane", "--json"])["maps"][0]["name"]
        .as_str()
        .map(str::to_owned);
    let name = name.expect("the map has a name");
    assert!(
        place
            .done(&["diff", "w.twinlane", &name, &name])
            .contains("the same")
    );
}
