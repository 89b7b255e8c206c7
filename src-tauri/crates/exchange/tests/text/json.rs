//! Workshop JSON: export then import is equal, damage is found where it is, the schema describes it.

use proptest::prelude::*;
use serde_json::Value;
use twinlane_exchange::json::{changes_schema, read, schema, write};
use twinlane_exchange::{ExchangeError, Place};
use twinlane_model::{RowKey, Workshop};
use twinlane_testkit::random;

fn again(text: &str) -> Workshop {
    let imported = read(text).unwrap_or_else(|error| panic!("{error}"));
    Workshop::from_rows(imported.rows).expect("the reader has checked the rows")
}

#[test]
fn export_then_import_is_equal() {
    for seed in 0..60 {
        for steps in [0, 3, 60] {
            let workshop = random::full(seed, steps);
            let text = write(&workshop);
            let back = again(&text);
            assert_eq!(back, workshop, "seed {seed}");
            assert_eq!(write(&back), text, "and the bytes are the same");
        }
    }
    assert_eq!(again(&write(&Workshop::default())), Workshop::default());
}

#[test]
fn every_table_of_a_workshop_is_in_the_document() {
    let workshop = random::full(3, 40);
    let document: Value = serde_json::from_str(&write(&workshop)).unwrap();
    for row in workshop.rows() {
        let table = row.key().table();
        let held = &document[table];
        let found = match row.key() {
            RowKey::Charter | RowKey::Settings => held.is_object(),
            key => held.as_array().is_some_and(|rows| {
                let id = key.uuid().map(|id| id.to_string());
                rows.iter().any(|row| row["id"].as_str() == id.as_deref())
            }),
        };
        assert!(found, "{:?} is written", row.key());
    }
    let keys: Vec<&str> = write(&Workshop::default())
        .lines()
        .filter(|line| line.starts_with("  \""))
        .filter_map(|line| line.split('"').nth(1))
        .map(|key| Box::leak(key.to_owned().into_boxed_str()) as &str)
        .collect();
    let head = [
        "format",
        "version",
        "charter",
        "settings",
        "participants",
        "agenda",
        "notes",
        "tools",
        "maps",
        "lanes",
    ];
    assert_eq!(keys[..10], head, "the order of keys is part of the format");
}

/// What is damaged, how, and the path of the error.
type Damage = (&'static str, Box<dyn Fn(&mut Value)>, &'static str);

#[test]
fn damage_is_found_where_it_is() {
    let text = write(&random::full(1, 12));
    let step = "\"steps\": [";
    let at = text.find(step).unwrap() + step.len();
    let cut = &text[..at + 40];
    let error = read(cut).expect_err("cut off");
    assert!(
        matches!(error.place(), Place::Text { line, .. } if *line > 10),
        "{error}"
    );
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let cases: Vec<Damage> = vec![
        (
            "a wrong type",
            Box::new(|d| d["steps"][2]["title"] = 5.into()),
            "$.steps[2].title",
        ),
        (
            "an unknown key",
            Box::new(|d| d["steps"][0]["colour"] = 5.into()),
            "$.steps[0].colour",
        ),
        (
            "a missing id",
            Box::new(|d| drop(d["lanes"][1].as_object_mut().unwrap().remove("id"))),
            "$.lanes[1]",
        ),
        (
            "a bad id",
            Box::new(|d| d["maps"][0]["id"] = "x".into()),
            "$.maps[0].id",
        ),
        (
            "a bad date",
            Box::new(|d| d["charter"]["last_day"] = "soon".into()),
            "$.charter.last_day",
        ),
        (
            "a bad word",
            Box::new(|d| d["steps"][1]["side"] = "both".into()),
            "$.steps[1].side",
        ),
        (
            "an unknown table",
            Box::new(|d| d["wishes"] = Value::Array(vec![])),
            "$.wishes",
        ),
        (
            "a table that is none",
            Box::new(|d| d["steps"] = "many".into()),
            "$.steps",
        ),
        (
            "another format",
            Box::new(|d| d["format"] = "other".into()),
            "$.format",
        ),
        (
            "a newer version",
            Box::new(|d| d["version"] = 2.into()),
            "$.version",
        ),
        (
            "no version",
            Box::new(|d| d["version"] = Value::Null),
            "$.version",
        ),
        (
            "an id twice",
            Box::new(|d| d["steps"][1]["id"] = d["steps"][0]["id"].clone()),
            "$.steps[1].id",
        ),
    ];
    for (name, damage, path) in cases {
        let mut damaged = document.clone();
        damage(&mut damaged);
        let error = read(damaged.to_string()).expect_err(name);
        assert_eq!(error.place(), &Place::Path(path.to_owned()), "{name}: {error}");
    }
    document["links"][0]["to"] = document["links"][0]["from"].clone();
    document["steps"] = Value::Array(vec![]);
    let error = read(document.to_string()).expect_err("links without steps");
    assert_eq!(error.code(), "exchange.model", "{error}");
    for (text, what) in [
        ("", "nothing"),
        ("[1]", "a list"),
        ("{}", "an empty object"),
        ("{\"format\":", "half"),
    ] {
        assert!(read(text).is_err(), "{what}");
    }
}

#[test]
fn the_schema_describes_what_is_written() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let properties = schema["properties"].as_object().unwrap();
    let document: Value = serde_json::from_str(&write(&random::full(2, 30))).unwrap();
    for key in document.as_object().unwrap().keys() {
        assert!(properties.contains_key(key), "{key} is described");
    }
    assert_eq!(
        schema["additionalProperties"], false,
        "unknown keys are refused by the schema too"
    );
    let changes = changes_schema();
    for tag in ["\"add\"", "\"insert_on_link\"", "\"mark_drawn\"", "\"batch\""] {
        assert!(changes.contains(tag), "{tag} is described");
    }
}

#[test]
fn a_deep_document_is_refused_and_not_followed() {
    let deep = format!(
        "{{\"format\": \"twinlane-workshop\", \"version\": 1, \"x\": {}",
        "[".repeat(200_000)
    );
    assert!(matches!(read(deep), Err(ExchangeError::Syntax { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }

    #[test]
    fn a_byte_changed_never_panics(at in 0usize..20_000, byte in any::<u8>()) {
        let mut bytes = write(&random::full(5, 8)).into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read(&bytes);
    }
}
