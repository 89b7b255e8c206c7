//! Property tests: whatever is entered in whatever order, the file gives it back.

mod common;

use common::Bench;
use proptest::prelude::*;
use twinlane_model::{Change, RowKey};
use twinlane_store::{Edit, EditKind};

/// What a person does next.
#[derive(Clone, Debug)]
enum Act {
    Add(String),
    Rename(prop::sample::Index, String),
    Remove(prop::sample::Index),
    Contribute(prop::sample::Index, String),
    Undo,
    Redo,
    Draft(String),
    Reopen,
    Idle,
    /// Several edits in one commit.
    Together(Vec<String>),
}

fn acts() -> impl Strategy<Value = Act> {
    let text = || any::<String>();
    let index = || any::<prop::sample::Index>();
    prop_oneof![
        4 => text().prop_map(Act::Add),
        3 => (index(), text()).prop_map(|(at, title)| Act::Rename(at, title)),
        2 => index().prop_map(Act::Remove),
        1 => (index(), text()).prop_map(|(at, title)| Act::Contribute(at, title)),
        4 => Just(Act::Undo),
        3 => Just(Act::Redo),
        1 => text().prop_map(Act::Draft),
        2 => Just(Act::Reopen),
        1 => Just(Act::Idle),
        1 => prop::collection::vec(text(), 0..5).prop_map(Act::Together),
    ]
}

fn step_at(bench: &Bench, at: prop::sample::Index) -> Option<RowKey> {
    let steps: Vec<_> = bench.workshop.steps().keys().copied().collect();
    (!steps.is_empty()).then(|| RowKey::Step(*at.get(&steps)))
}

fn act(bench: &mut Bench, act: Act) {
    match act {
        Act::Add(title) => {
            bench.add_step(&title);
        }
        Act::Rename(at, title) => {
            if let Some(of) = step_at(bench, at) {
                bench.act(&Change::Rename { of, title });
            }
        }
        Act::Remove(at) => {
            if let Some(of) = step_at(bench, at) {
                bench.act(&Change::Remove {
                    of: vec![of],
                    move_to: None,
                });
            }
        }
        Act::Contribute(at, title) => {
            // A participant's row under an undo is the business of the Desk; here it is one undo never touches.
            if bench.store().history().undo.len() == 1
                && bench.store().history().redo.is_empty()
                && let Some(of) = step_at(bench, at)
            {
                bench.contribute(&Change::Rename { of, title });
            }
        }
        Act::Undo => {
            if bench.store().history().undo.len() > 1 {
                bench.undo();
            }
        }
        Act::Redo => {
            bench.redo();
        }
        Act::Draft(text) => bench.store().set_draft("field", &text).expect("kept"),
        Act::Reopen => bench.reopen(),
        Act::Idle => bench.store().idle().expect("checkpoint"),
        Act::Together(titles) => {
            let first = bench.store().rev() + 1;
            let edits: Vec<Edit> = titles
                .iter()
                .zip(first..)
                .map(|(title, rev)| Edit {
                    rev,
                    ..bench.edit_add(title)
                })
                .collect();
            bench.store().commit(&edits).expect("committed");
        }
    }
}

proptest! {
    #![proptest_config(common::cases(48))]

    #[test]
    fn a_file_gives_back_what_was_entered(list in prop::collection::vec(acts(), 1..40)) {
        let mut bench = Bench::new();
        for next in list {
            act(&mut bench, next);
        }
        bench.reopen();
        let after = bench.workshop.clone();
        let undone = bench.store().history().undo.len() - 1;
        for _ in 0..undone {
            bench.undo();
            bench.reopen();
        }
        for _ in 0..undone {
            bench.redo();
        }
        prop_assert_eq!(&bench.workshop, &after, "undo and redo of everything, over restarts, is nothing");
        bench.reopen();
    }
}

#[test]
fn hostile_text_comes_back_byte_for_byte() {
    let texts = [
        "",
        " ",
        "\0",
        "a\0b",
        "\r\n",
        "\u{FEFF}bom",
        "\u{FFFD}",
        "\u{10FFFF}",
        "\u{202E}backwards\u{202C}",
        "e\u{301}",
        "\u{E9}",
        "Z\u{361}\u{34F}\u{33A}a\u{489}l\u{32B}g\u{30B}o",
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
        "'; DROP TABLE steps; --",
        "\" OR \"\"=\"",
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "{{7*7}} ${x} %s %n",
        "../../../etc/passwd",
        "NULL",
        "NaN",
        "1e400",
        "-0",
        "true",
        "\\u0000 \\ \"",
        "\u{2028}\u{2029}",
        "\u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{645}\u{631}\u{62D}\u{628}\u{627}",
        "\u{4F60}\u{597D}",
    ];
    let mut bench = Bench::new();
    for text in texts {
        bench.add_step(text);
        bench.store().set_draft(text, text).expect("kept");
    }
    bench.add_step(&"\u{1F600}".repeat(10_000));
    bench.reopen();
    let titles = bench.titles();
    assert_eq!(titles[..texts.len()], texts);
    let drafts = bench.store().drafts().expect("read");
    for text in texts {
        assert_eq!(drafts.get(text).map(String::as_str), Some(text));
    }
}

#[test]
fn an_undo_out_of_turn_is_refused() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    bench.add_step("Visit");
    let rev = bench.store().rev() + 1;
    let refused = bench.store().commit(&[Edit {
        rev,
        at: String::new(),
        kind: EditKind::Undo { of: 2 },
        put: Vec::new(),
        deleted: Vec::new(),
    }]);
    assert_eq!(refused.expect_err("3 is on top").code(), "file_history");
    bench.reopen();
}
