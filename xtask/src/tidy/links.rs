//! Documents name files that are there: links, and paths of sources in backticks (`gaps/src/rules/mod.rs`), from the
//! root of the project or from the folder of crates.
//!
//! Words in capitals stand for names (`gaps/src/rules/FAMILY/RULE.rs`): there the path up to them has to be.

use super::prose::is_dated;
use super::tree::{File, Tree};
use crate::shell::root;

/// Where crates without a folder lie.
const CRATES: &str = "src-tauri/crates";

/// Finds names of files that are not there.
pub fn check(tree: &Tree) -> Vec<String> {
    let root = root();
    breaches(tree, &|path| root.join(path).exists())
}

fn breaches(tree: &Tree, exists: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in tree.written(&["md"]).filter(|file| !is_dated(&file.path)) {
        for (at, line) in file.text.lines().enumerate() {
            let links = links(line).filter(|link| !exists(&beside(file, link)));
            let paths = sources(line).filter(|path| {
                let path = known_part(path);
                !exists(path) && !exists(&format!("{CRATES}/{path}"))
            });
            for missing in links.chain(paths) {
                found.push(format!("{}:{}: {missing} is not there", file.path, at + 1));
            }
        }
    }
    found
}

/// Targets of links to files of the project.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.split('#').next().unwrap_or_default())
        .filter(|target| !target.is_empty() && !target.contains(':'))
}

/// Paths of sources between backticks.
fn sources(line: &str) -> impl Iterator<Item = &str> {
    let quoted = line.split('`').skip(1).step_by(2);
    quoted.filter(|word| word.contains("/src/") && !word.contains([' ', '*']))
}

/// A path up to the first part in capitals.
fn known_part(path: &str) -> &str {
    let stands_for = |part: &&str| {
        let name = part.split('.').next().unwrap_or_default();
        name.len() > 1 && name.chars().all(|sign| sign.is_ascii_uppercase() || sign == '_')
    };
    match path.split('/').find(stands_for) {
        Some(part) => path.find(part).map_or(path, |at| &path[..at]),
        None => path,
    }
}

/// The path that a link means in a file.
fn beside(file: &File, link: &str) -> String {
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_that_are_not_there_are_found() {
        let tree = Tree::of(&[(
            "docs/guide.md",
            "[a](../README.md) [b](gone.md#x) [c](https://example.org) `model/src/gone.rs` `model/src/lib.rs`\n\
             `gaps/src/rules/FAMILY/RULE.rs` `flow/src/old/NAME.rs`",
        )]);
        let there = [
            "README.md",
            "src-tauri/crates/model/src/lib.rs",
            "src-tauri/crates/gaps/src/rules/",
        ];
        assert_eq!(
            breaches(&tree, &|path| there.contains(&path)),
            [
                "docs/guide.md:1: gone.md is not there",
                "docs/guide.md:1: model/src/gone.rs is not there",
                "docs/guide.md:2: flow/src/old/NAME.rs is not there"
            ]
        );
    }
}
