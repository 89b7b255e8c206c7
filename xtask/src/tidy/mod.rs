//! `cargo xtask tidy [--all]`: the rules of the house that a compiler does not check, one file each. Every breach is a
//! line.
//!
//! Checks that the house does not pass yet are made with `--all` only; they are switched on when they find nothing.

mod arrows;
mod circles;
mod exceptions;
mod graph;
mod heads;
mod lengths;
mod links;
mod modules;
mod pages;
mod prose;
mod row_kinds;
mod sentences;
mod tokens;
pub mod tree;

use crate::shell::{Outcome, root};
use tree::Tree;

/// A check: what it is about, whether every run makes it, and what finds the breaches.
struct Check {
    about: &'static str,
    always: bool,
    find: fn(&Tree) -> Vec<String>,
}

const CHECKS: &[Check] = &[
    Check {
        about: "arrows between crates, libraries of one crate",
        always: true,
        find: arrows::check,
    },
    Check {
        about: "modules open with what they are",
        always: true,
        find: heads::check,
    },
    Check {
        about: "no number in prose that would drift",
        always: true,
        find: prose::check,
    },
    Check {
        about: "documents name files that are there",
        always: true,
        find: links::check,
    },
    Check {
        about: "files that can be read in one sitting",
        always: true,
        find: lengths::check,
    },
    Check {
        about: "no circles of files inside a crate",
        always: true,
        find: circles::check,
    },
    Check {
        about: "no circles of files in the pages",
        always: true,
        find: pages::check,
    },
    Check {
        about: "kinds of rows are listed once",
        always: true,
        find: row_kinds::check,
    },
    Check {
        about: "sentences stand apart from logic",
        always: true,
        find: sentences::check,
    },
];

/// Checks; with `--all` also what is not switched on yet.
pub fn run(words: &[String]) -> Outcome {
    let all = words.iter().any(|word| word == "--all");
    let tree = Tree::read(&root())?;
    let mut number = 0;
    for check in CHECKS.iter().filter(|check| all || check.always) {
        let breaches = (check.find)(&tree);
        println!("{:5}  {}", breaches.len(), check.about);
        for breach in &breaches {
            println!("         {breach}");
        }
        number += breaches.len();
    }
    if number == 0 {
        println!("tidy: 0 breaches");
        return Ok(());
    }
    Err(format!("{number} breaches of the rules of the house"))
}
