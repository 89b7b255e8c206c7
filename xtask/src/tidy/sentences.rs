//! Sentences stand apart from logic, in files of sentences, so that another language is one more file a crate.
//!
//! A sentence is a string that begins with a capital letter, has a blank and ends with a full stop, a question mark or
//! an exclamation mark. A heuristic: it passes over sentences that a program puts together from pieces, and it leaves
//! out what is no sentence of the product: tests, tools, attributes (`#[error("…")]`, `#[ignore = "…"]`, help of the
//! command line), messages of `expect`, `assert!` and `panic!`, and what describes the tables of the file to other
//! programs (`column(…)`, `about: "…"` in the tables of the crate `store`).

use super::exceptions::Exceptions;
use super::tokens::{Placed, Token, closing, tokens, without_tests};
use super::tree::{File, Tree};

/// Files that may hold sentences beside logic.
const EXCEPTIONS: Exceptions = Exceptions(&[
    (
        "src-tauri/crates/exchange/src/templates.rs",
        "a template is content: its title and purpose stand beside its outline, which is in the same language",
    ),
    (
        "src-tauri/crates/model/src/ids.rs",
        "documentation of the types that are made from the list",
    ),
    (
        "src-tauri/crates/model/src/rows/list.rs",
        "documentation of the types and tables that are made from the list",
    ),
    (
        "src-tauri/crates/store/src/tables/meta.rs",
        "what the file says of itself to whoever opens it without Twinlane",
    ),
    (
        "src-tauri/src/window.rs",
        "what helps differs by operating system, and such things lie in one file",
    ),
]);

/// The tables of the file.
const FILE_TABLES: &str = "src-tauri/crates/store/src/tables/";

/// Calls whose messages are for developers.
const DEVELOPERS: [&str; 9] = [
    "expect",
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "panic",
    "unreachable",
    "todo",
    "expect_err",
];

/// Finds them.
pub fn check(tree: &Tree) -> Vec<String> {
    EXCEPTIONS.apply(breaches(tree))
}

/// Files with sentences beside logic.
fn breaches(tree: &Tree) -> Vec<(&str, String)> {
    let mut breaches = Vec::new();
    for file in tree.written(&["rs"]) {
        if !file.path.starts_with("src-tauri/") || file.is_test() || is_for_sentences(file) {
            continue;
        }
        let all = tokens(&file.text);
        let tokens = without_tests(&all);
        let found = if file.path.starts_with(FILE_TABLES) {
            sentences(&without_descriptions(&tokens))
        } else {
            sentences(&tokens)
        };
        if let Some((line, first)) = found.first() {
            let start: String = first.chars().take(60).collect();
            breaches.push((
                file.path.as_str(),
                format!("{} sentences, the first in line {line}: {start}", found.len()),
            ));
        }
    }
    breaches
}

/// Whether a file exists for sentences: `sentences.rs`, or all below `sentences/`; and the crate of words itself.
pub(super) fn is_for_sentences(file: &File) -> bool {
    file.path.contains("/sentences/")
        || file.path.ends_with("/sentences.rs")
        || file.path.contains("/crates/words/")
}

/// The tokens of a table of the file without what describes it.
fn without_descriptions<'a>(tokens: &[Placed<'a>]) -> Vec<Placed<'a>> {
    let mut rest = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let next = |ahead: usize, sign| tokens.get(at + ahead).is_some_and(|placed| placed.is(sign));
        match tokens[at].token {
            Token::Word("column") if next(1, '(') => at = closing(tokens, at + 1),
            Token::Word("about") if next(1, ':') => at += 2,
            _ => rest.push(tokens[at]),
        }
        at += 1;
    }
    rest
}

/// Sentences of a source and their lines, tables of sentences apart.
fn sentences<'a>(tokens: &[Placed<'a>]) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let next = |ahead: usize| tokens.get(at + ahead).copied();
        let opens = |ahead: usize| next(ahead).is_some_and(|placed| placed.is('(') || placed.is('{'));
        let marked = |ahead: usize| next(ahead).is_some_and(|placed| placed.is('!'));
        match tokens[at].token {
            // An attribute, also of the whole file.
            Token::Sign('#') if next(1).is_some_and(|placed| placed.is('[')) => at = closing(tokens, at + 1),
            Token::Sign('#') if marked(1) => at = closing(tokens, at + 2),
            // A table of sentences beside its logic: that is where a rule's belong.
            Token::Word("sentences") if marked(1) && opens(2) => at = closing(tokens, at + 2),
            Token::Word(word) if DEVELOPERS.contains(&word) && opens(1) => at = closing(tokens, at + 1),
            Token::Word(word) if DEVELOPERS.contains(&word) && marked(1) && opens(2) => {
                at = closing(tokens, at + 2);
            }
            Token::Text(text) if is_sentence(text) => found.push((tokens[at].line, text)),
            _ => {}
        }
        at += 1;
    }
    found
}

fn is_sentence(text: &str) -> bool {
    let begins = text.chars().next().is_some_and(char::is_uppercase);
    begins && text.contains(' ') && text.ends_with(['.', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let tree = Tree::of(&[(path, text)]);
        breaches(&tree)
            .into_iter()
            .map(|(path, line)| format!("{path}: {line}"))
            .collect()
    }

    #[test]
    fn a_sentence_in_logic_is_found() {
        let breaches = found(
            "src-tauri/crates/gaps/src/a.rs",
            "//! A rule.\nfn f() -> String {\n format!(\"Nobody helps with {step}.\")\n}",
        );
        assert_eq!(
            breaches,
            ["src-tauri/crates/gaps/src/a.rs: 1 sentences, the first in line 3: Nobody helps with {step}."]
        );
    }

    #[test]
    fn what_describes_a_table_of_the_file_is_none() {
        let table = "const T: RowTable = RowTable { about: \"Steps of all maps.\", columns: &[column(\"a\", \"What it is.\")] };";
        assert!(found("src-tauri/crates/store/src/tables/a.rs", table).is_empty());
        assert_eq!(found("src-tauri/crates/store/src/a.rs", table).len(), 1);
        let logic = "fn f() { g(\"A sentence here.\") }";
        assert_eq!(found("src-tauri/crates/store/src/tables/a.rs", logic).len(), 1);
    }

    #[test]
    fn tables_of_sentences_errors_and_messages_for_developers_are_none() {
        let text = "sentences! { pub trait T for English { fn a() => \"Nobody helps.\"; } }\n\
                    #[error(\"It is not there.\")]\n\
                    fn f() { g().expect(\"A map is there.\"); assert!(h(), \"It must be so.\"); k(\"no capital.\") }\n\
                    #[cfg(test)] mod tests { const A: &str = \"A sentence here.\"; }";
        assert!(found("src-tauri/crates/gaps/src/a.rs", text).is_empty());
        let logic = "fn f() { g(\"A sentence here.\") }";
        assert!(found("src-tauri/crates/gaps/src/sentences.rs", logic).is_empty());
        assert!(found("src-tauri/crates/gaps/tests/a.rs", logic).is_empty());
    }
}
