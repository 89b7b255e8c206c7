//! A kind of row is declared once, in the list of `model`. A file that tells three or more kinds apart lists them a
//! second time and would be forgotten when a kind is added.
//!
//! Found are files with patterns of three or more kinds (`Row::Step(step) =>`) and files that name the tables of three
//! or more kinds in strings. Making rows is no listing: a reader of BPMN makes steps, lanes and links. Tests are left
//! out, and sentences, in which "steps" is a noun.

use std::collections::BTreeSet;

use super::exceptions::Exceptions;
use super::sentences::is_for_sentences;
use super::tokens::{Placed, Token, closing, tokens, without_tests};
use super::tree::{File, Tree};

/// What declares the kinds.
const LIST: &str = "macro_rules! for_each_row_kind";

/// Kinds that a file may tell apart.
const FEW: usize = 2;

/// Enums whose variants are the kinds.
const ENUMS: [&str; 2] = ["Row", "RowKey"];

/// Files that may tell more apart.
const EXCEPTIONS: Exceptions = Exceptions(&[
    (
        "src-tauri/crates/cli/src/commands/maps.rs",
        "the summary of a workshop counts what a person asks for; its JSON keys are those of the tables",
    ),
    (
        "src-tauri/crates/exchange/src/sample/family.rs",
        "makes the scenario of the sample by hand, from rows that have one title",
    ),
    (
        "src-tauri/crates/exchange/src/sample/frame.rs",
        "finds the rows that the frame of the sample names by title",
    ),
    (
        "src-tauri/crates/picture/src/marks.rs",
        "marks what is drawn as a card or beside one; the rest is listed",
    ),
    (
        "src-tauri/crates/usecases/src/import.rs",
        "puts a side into a map that is there: map, stages and links join what they meet, all else is added",
    ),
    (
        "src-tauri/crates/usecases/src/improve/numbers.rs",
        "three kinds have numbers that can be tried, each with its fields",
    ),
]);

/// A kind: its variant and its table.
type Kinds<'a> = [(&'a str, &'a str)];

/// Finds the files.
pub fn check(tree: &Tree) -> Vec<String> {
    breaches(tree).map_or_else(|why| vec![why], |breaches| EXCEPTIONS.apply(breaches))
}

/// Files that tell kinds apart, or why nobody can know.
fn breaches(tree: &Tree) -> Result<Vec<(&str, String)>, String> {
    let list = tree
        .written(&["rs"])
        .find(|file| file.path.contains("/model/") && file.text.contains(LIST));
    let kinds = list.map(kinds).unwrap_or_default();
    if kinds.len() <= FEW {
        return Err(format!("there is no `{LIST}` that can be read"));
    }
    let mut breaches = Vec::new();
    for file in tree.written(&["rs"]) {
        if list.is_some_and(|list| list.path == file.path) || file.is_test() || is_for_sentences(file) {
            continue;
        }
        let all = tokens(&file.text);
        let tokens = without_tests(&all);
        for (what, told) in [
            ("tells kinds of rows apart", patterns(&tokens, &kinds)),
            ("names tables of rows", tables(&tokens, &kinds)),
        ] {
            if told.len() > FEW {
                let told: Vec<&str> = told.into_iter().collect();
                breaches.push((file.path.as_str(), format!("{what}: {}", told.join(", "))));
            }
        }
    }
    Ok(breaches)
}

/// The kinds of the list: `participant: Participant(Participant, ParticipantId), participants,`.
fn kinds(list: &File) -> Vec<(&str, &str)> {
    tokens(&list.text)
        .windows(8)
        .filter_map(|next| {
            let [kind, open, row, comma, id, close, after, table] = next else {
                return None;
            };
            let signs = open.is('(') && comma.is(',') && close.is(')') && after.is(',');
            let id = row.word().and(id.word())?.ends_with("Id");
            (signs && id).then_some((kind.word()?, table.word()?))
        })
        .collect()
}

/// Kinds that stand in a pattern: before `=>`, `|` or `if`, or behind `let` or `|`.
fn patterns<'a>(tokens: &[Placed<'a>], kinds: &Kinds<'_>) -> BTreeSet<&'a str> {
    let mut told = BTreeSet::new();
    for at in 0..tokens.len().saturating_sub(4) {
        let [row, colon, colons, kind, ..] = tokens[at..] else {
            continue;
        };
        let named = row.word().is_some_and(|word| ENUMS.contains(&word)) && colon.is(':') && colons.is(':');
        let Some(kind) = kind
            .word()
            .filter(|kind| kinds.iter().any(|(known, _)| known == kind))
        else {
            continue;
        };
        if !named {
            continue;
        }
        let open = at + 4;
        let behind = if tokens[open].is('(') || tokens[open].is('{') {
            closing(tokens, open) + 1
        } else {
            open
        };
        // Patterns of pairs end with more brackets.
        let behind = tokens[behind.min(tokens.len())..]
            .iter()
            .position(|placed| !placed.is(')'))
            .map(|more| &tokens[behind + more..]);
        let arm = behind.is_some_and(|rest| match rest {
            [first, second, ..] => {
                (first.is('=') && !second.is('=')) || first.is('|') || first.word() == Some("if")
            }
            _ => false,
        });
        let chosen = at > 0 && (tokens[at - 1].is('|') || tokens[at - 1].word() == Some("let"));
        if arm || chosen {
            told.insert(kind);
        }
    }
    told
}

/// Tables that stand in strings of their own.
fn tables<'a>(tokens: &[Placed<'a>], kinds: &Kinds<'_>) -> BTreeSet<&'a str> {
    tokens
        .iter()
        .filter_map(|placed| match placed.token {
            Token::Text(text) if kinds.iter().any(|(_, table)| *table == text) => Some(text),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "macro_rules! for_each_row_kind { () => { many { step: Step(Step, StepId), steps, \"A step.\"; \
                        lane: Lane(Lane, LaneId), lanes; link: Link(Link, LinkId), links; \
                        note: Note(Note, NoteId), notes; } } }";

    fn found(text: &str) -> Vec<String> {
        let tree = Tree::of(&[
            ("src-tauri/crates/model/src/rows/mod.rs", ROWS),
            ("src-tauri/crates/store/src/a.rs", text),
        ]);
        breaches(&tree)
            .expect("there is a list")
            .into_iter()
            .map(|(path, line)| format!("{path}: {line}"))
            .collect()
    }

    #[test]
    fn a_match_that_lists_the_kinds_is_found() {
        let breaches = found(
            "fn f(row: &Row) { match row { Row::Step(step) => 1, Row::Lane(_) | Row::Link(Link { .. }) => 2, _ => 3 } }",
        );
        assert_eq!(
            breaches,
            ["src-tauri/crates/store/src/a.rs: tells kinds of rows apart: Lane, Link, Step"]
        );
    }

    #[test]
    fn a_list_of_tables_is_found() {
        let breaches = found("const ALL: [&str; 3] = [\"steps\", \"lanes\", \"links\"];");
        assert_eq!(breaches.len(), 1, "{breaches:?}");
    }

    #[test]
    fn making_rows_and_telling_two_apart_is_no_listing() {
        let breaches = found(
            "fn f() -> Vec<Row> { if let Row::Step(step) = g() { h(step) } \
             vec![Row::Step(a), Row::Lane(b), Row::Link(c), Row::Note(d)] }",
        );
        assert!(breaches.is_empty(), "{breaches:?}");
    }
}
