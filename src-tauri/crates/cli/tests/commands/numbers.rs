//! What comes of a map: gaps, flow, scenarios.

use serde_json::{Value, json};

use super::{Place, example};

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
