//! Names of a log beside titles of a map.
#![allow(missing_docs, reason = "a test file")]

use proptest::prelude::*;
use twinlane_records::conformance::names::{Titles, normalised};
use twinlane_testkit::draw;

#[test]
fn names_are_normalised() {
    let cases = [
        ("Send  Offer", "send offer", "case and spaces"),
        ("send_offer", "send offer", "underscores"),
        ("  Send-offer! ", "send offer", "punctuation at the ends"),
        ("STRASSE", "strasse", "upper case"),
        ("Straße", "strasse", "sharp s folds to two letters"),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ", "final sigma is a sigma"),
        ("ﬁnal ﬀ", "final ff", "ligatures"),
        ("Ｏｆｆｅｒ", "offer", "wide letters"),
        ("Cafe\u{301}", "café", "marks join their letter"),
        ("प्रस्ताव", "प्रस्ताव", "marks of scripts that need them stay"),
        ("報価・送付", "報価 送付", "a middle dot is punctuation"),
        ("T02: Check (A/B)", "t02 check a b", "signs between words"),
        ("…", "", "nothing is left"),
    ];
    for (name, expected, why) in cases {
        assert_eq!(normalised(name), expected, "{why}");
    }
}

#[test]
fn equal_names_match_and_like_ones_are_suggested() {
    let map = draw(
        "# Sales process\n- Qualify by phone\n- Send offer\n- \"\" {id empty}\n- Discovery call {id one}\n\
         - Discovery call {id two}\n=> Won\n=> Lost",
    );
    let titles = Titles::of(&map.view());
    let view = map.view();
    let same = |name: &str| titles.same(name).len();
    assert_eq!(same("SEND_OFFER"), 1, "the writing does not matter");
    assert_eq!(
        same("discovery call"),
        2,
        "a title that repeats is matched to both"
    );
    assert_eq!(same("won"), 1, "outcomes have titles too");
    assert_eq!(same("—"), 0, "an untitled step matches nothing");
    let cases = [
        ("Send ofer", vec!["Send offer"], "a slip"),
        ("Offer send", vec!["Send offer"], "words in another order"),
        ("Qualify phone", vec!["Qualify by phone"], "a word left out"),
        (
            "Discovry call",
            vec!["Discovery call", "Discovery call"],
            "both of a title that repeats",
        ),
        ("Invoice", vec![], "nothing like it"),
        ("", vec![], "no name"),
    ];
    for (name, expected, why) in cases {
        let found: Vec<&str> = titles
            .like(name, 5)
            .iter()
            .map(|row| view.end_title(row.end))
            .collect();
        assert_eq!(found, expected, "{why}");
    }
    assert_eq!(
        titles.like("Discovery call", 1).len(),
        1,
        "no more than asked for"
    );
}

proptest! {
    #[test]
    fn a_normal_name_stays_as_it_is(name in "\\PC{0,40}") {
        let once = normalised(&name);
        prop_assert_eq!(normalised(&once), once.clone(), "normalising again changes nothing");
    }
}
