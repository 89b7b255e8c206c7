//! Workshop files: made, imported into, changed, looked at, recovered.

use std::process::Stdio;

use super::{Place, example, text};

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
