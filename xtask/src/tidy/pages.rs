//! Circles of files in the pages (`ui/src`, `ui/phone`): a file that imports another that, in the end, imports the
//! first. Imports of types count as well, since whoever reads one file has to read the other. Tests are left out.

use std::collections::BTreeSet;

use super::graph::Arrows;
use super::tree::Tree;

/// Finds the circles.
pub fn check(tree: &Tree) -> Vec<String> {
    let files: Vec<_> = tree
        .files
        .iter()
        .filter(|file| file.path.starts_with("ui/src/") && matches!(file.ending(), "ts" | "svelte"))
        .filter(|file| !file.path.ends_with(".test.ts"))
        .collect();
    let known: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut arrows = Arrows::default();
    for file in files {
        for target in imports(&file.text) {
            if let Some(found) = resolve(&file.path, target, &known) {
                arrows.add(&file.path, found, "imports");
            }
        }
    }
    arrows.circles()
}

/// What stands in quotes behind `from` or `import`.
fn imports(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let line = line.trim_start();
        if line.starts_with("//") || line.starts_with('*') {
            continue;
        }
        for word in ["from ", "import ", "import("] {
            for (at, _) in line.match_indices(word) {
                let rest = &line[at + word.len()..];
                let quoted = rest
                    .strip_prefix('"')
                    .and_then(|rest| rest.split_once('"'))
                    .or_else(|| rest.strip_prefix('\'').and_then(|rest| rest.split_once('\'')));
                found.extend(quoted.map(|(target, _)| target));
            }
        }
    }
    found
}

/// The file that a relative import names.
fn resolve<'a>(from: &str, target: &str, known: &BTreeSet<&'a str>) -> Option<&'a str> {
    if !target.starts_with('.') {
        return None;
    }
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    let path = path.join("/");
    let candidates = [
        path.clone(),
        format!("{path}.ts"),
        format!("{path}.svelte.ts"),
        format!("{path}/index.ts"),
        format!("{}.ts", path.trim_end_matches(".js")),
    ];
    candidates
        .iter()
        .find_map(|path| known.get(path.as_str()).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_of_imports_is_found_and_a_test_makes_none() {
        let tree = Tree::of(&[
            ("ui/src/a.ts", "import { b } from \"./state/b.svelte\";\n"),
            (
                "ui/src/state/b.svelte.ts",
                "import type { C } from '../C.svelte';",
            ),
            (
                "ui/src/C.svelte",
                "<script>\n  import {\n    a,\n  } from \"./a\";\n",
            ),
            ("ui/src/d.ts", "import { e } from \"./d.test\";"),
            ("ui/src/d.test.ts", "import { d } from \"./d\";"),
        ]);
        let circles = check(&tree);
        assert_eq!(circles.len(), 1, "{circles:?}");
        assert!(
            circles[0].starts_with("3 files in a circle: ui/src/C.svelte"),
            "{circles:?}"
        );
    }
}
