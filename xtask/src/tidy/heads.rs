//! Every module opens with `//!`: what it is and what it must not hold.

use super::tree::Tree;

/// Finds modules without.
pub fn check(tree: &Tree) -> Vec<String> {
    tree.written(&["rs"])
        .filter(|file| !file.text.starts_with("//!"))
        .map(|file| format!("{}: a module opens with //!", file.path))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_without_a_head_is_found() {
        let tree = Tree::of(&[
            ("tests/src/a.rs", "//! What it is.\n"),
            ("tests/src/b.rs", "fn f() {}"),
        ]);
        assert_eq!(check(&tree), ["tests/src/b.rs: a module opens with //!"]);
    }
}
