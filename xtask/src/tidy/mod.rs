//! `cargo xtask tidy`: the rules of the house that a compiler does not check, one file each. Every breach is a line.

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

/// A check: what it is about, and what finds the breaches.
struct Check {
    about: &'static str,
    find: fn(&Tree) -> Vec<String>,
}

const CHECKS: &[Check] = &[
    Check {
        about: "arrows between crates, libraries of one crate",
        find: arrows::check,
    },
    Check {
        about: "modules open with what they are",
        find: heads::check,
    },
    Check {
        about: "no number in prose that would drift",
        find: prose::check,
    },
    Check {
        about: "documents name files that are there",
        find: links::check,
    },
    Check {
        about: "files that can be read in one sitting",
        find: lengths::check,
    },
    Check {
        about: "no circles of files inside a crate",
        find: circles::check,
    },
    Check {
        about: "no circles of files in the pages",
        find: pages::check,
    },
    Check {
        about: "kinds of rows are listed once",
        find: row_kinds::check,
    },
    Check {
        about: "sentences stand apart from logic",
        find: sentences::check,
    },
];

/// Makes every check.
pub fn run(_: &[String]) -> Outcome {
    let tree = Tree::read(&root())?;
    let mut number = 0;
    for check in CHECKS {
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
