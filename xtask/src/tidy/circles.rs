//! Circles of files inside a crate: a file that uses an item of another that, in the end, uses an item of the first.
//! Whoever reads one of them has to read them all.
//!
//! What is an arrow and what is not:
//! - a use of an item (`use crate::a::Item`, `super::b::f()`, `child::f()`) is an arrow to the file that defines it,
//!   through whatever it is re-exported by;
//! - `mod` declarations, re-exports and imports of a module itself are none;
//! - a method that is called on `self` and stands in another file's `impl` of the same type is an arrow to that file;
//! - tests inside a file are left out.
//!
//! Other calls of methods are not followed: that would need types.

use std::collections::BTreeMap;

use super::graph::Arrows;
use super::modules::{ELSEWHERE, Module, Names, module_of};
use super::tree::{File, Tree};

/// Finds the circles of all crates.
pub fn check(tree: &Tree) -> Vec<String> {
    let mut crates: BTreeMap<&str, Vec<&File>> = BTreeMap::new();
    for file in tree.written(&["rs"]) {
        if let Some((home, below)) = file.path.split_once("/src/")
            && !below.starts_with("bin/")
        {
            crates.entry(home).or_default().push(file);
        }
    }
    crates.values().flat_map(|files| circles(files)).collect()
}

fn circles(files: &[&File]) -> Vec<String> {
    let library = files.iter().any(|file| file.path.ends_with("/src/lib.rs"));
    let mut modules = Modules::default();
    for file in files {
        // Beside a library the program is a crate of its own, with one file.
        if !(library && file.path.ends_with("/src/main.rs")) {
            let module = module_of(&file.path);
            modules.0.insert(module.clone(), Module::read(file, module));
        }
    }
    let mut arrows = Arrows::default();
    for module in modules.0.values() {
        for path in module.uses() {
            if let Some(target) = modules.definer(&path, 0) {
                arrows.add(&module.file, target, path.last().map_or("", String::as_str));
            }
        }
        for (of, method) in &module.self_calls {
            let key = (of.clone(), method.clone());
            if module.methods.contains(&key) {
                continue;
            }
            let mut homes = modules.0.values().filter(|other| other.methods.contains(&key));
            if let (Some(home), None) = (homes.next(), homes.next()) {
                arrows.add(&module.file, &home.file, &format!("self.{method}()"));
            }
        }
    }
    arrows.circles()
}

#[derive(Default)]
struct Modules(BTreeMap<Names, Module>);

impl Modules {
    /// The file that defines what a path from the root of the crate names; nothing for a module itself.
    fn definer(&self, path: &[String], depth: usize) -> Option<&str> {
        // Re-exports may lead in circles of their own.
        if depth > 16 || path.first().is_some_and(|name| name == ELSEWHERE) {
            return None;
        }
        let length = (0..=path.len())
            .rev()
            .find(|length| self.0.contains_key(&path[..*length]))?;
        let module = self.0.get(&path[..length])?;
        let name = path.get(length)?;
        if name == "*" {
            return (!module.defined.is_empty()).then_some(module.file.as_str());
        }
        if module.defined.contains(name) {
            return Some(&module.file);
        }
        if let Some(import) = module.imports.get(name) {
            let mut onward = import.path.clone();
            onward.extend_from_slice(&path[length + 1..]);
            // A name from another crate belongs to nobody here.
            return self.definer(&onward, depth + 1);
        }
        let from_all = module.globs.iter().find_map(|glob| {
            let mut onward = glob.path.clone();
            onward.push(name.clone());
            let target = self.definer(&onward, depth + 1)?;
            (self
                .0
                .get(&glob.path)
                .is_some_and(|of| of.file != target || of.defined.contains(name)))
            .then_some(target)
        });
        // What no file defines comes from a macro, which the module calls.
        from_all.or(Some(&module.file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<(String, &str)> = files
            .iter()
            .map(|(path, text)| (format!("x/src/{path}"), *text))
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        check(&Tree::of(&files))
    }

    #[test]
    fn two_files_that_use_each_other_are_a_circle() {
        let circle = found(&[
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b::f; pub struct A; fn g() { f() }"),
            ("b.rs", "pub fn f() -> super::a::A { crate::a::A }"),
        ]);
        assert_eq!(
            circle,
            ["2 files in a circle: x/src/a.rs -(f)-> b.rs -(A)-> a.rs"]
        );
    }

    #[test]
    fn a_parent_whose_code_calls_its_child_must_not_lend_it_items() {
        let circle = found(&[
            ("lib.rs", "mod a;"),
            ("a/mod.rs", "mod b; pub struct A; pub fn f() { b::g() }"),
            ("a/b.rs", "use super::A; pub fn g() -> A { A }"),
        ]);
        assert_eq!(circle.len(), 1, "{circle:?}");
    }

    #[test]
    fn declarations_and_re_exports_are_no_arrows() {
        let circle = found(&[
            ("lib.rs", "mod a; pub use a::A; pub use a::b::{self, *};"),
            ("a/mod.rs", "pub mod b; pub(crate) use b::g; pub struct A;"),
            ("a/b.rs", "use crate::A; pub fn g() -> A { A }"),
        ]);
        assert!(circle.is_empty(), "{circle:?}");
    }

    #[test]
    fn re_exports_are_followed_to_the_file_that_defines() {
        let circle = found(&[
            ("lib.rs", "mod a; mod b; mod c; pub use b::*; pub use c::F as G;"),
            ("a.rs", "use crate::{B, G}; pub struct A(B, G);"),
            ("b.rs", "pub struct B(crate::a::A);"),
            ("c.rs", "pub struct F;"),
        ]);
        assert_eq!(circle.len(), 1, "{circle:?}");
        assert!(circle[0].contains("x/src/a.rs -(B)-> b.rs"), "{circle:?}");
    }

    #[test]
    fn methods_of_a_type_spread_over_files_are_followed() {
        let circle = found(&[
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "pub struct A; impl A { fn f(&self) { self.g(); } }"),
            ("b.rs", "use crate::a::A; impl A { pub fn g(&self) {} }"),
        ]);
        assert_eq!(
            circle,
            ["2 files in a circle: x/src/a.rs -(self.g())-> b.rs -(A)-> a.rs"]
        );
    }

    #[test]
    fn tests_and_other_crates_are_left_out() {
        let circle = found(&[
            ("lib.rs", "mod a; mod b;"),
            (
                "a.rs",
                "use std::b::f; pub struct A; #[cfg(test)] mod tests { use crate::b::B; }",
            ),
            ("b.rs", "use crate::a::A; pub struct B(A);"),
        ]);
        assert!(circle.is_empty(), "{circle:?}");
    }
}
