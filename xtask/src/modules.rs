//! The map of modules, docs/modules.md: the first sentence of every file, so that it cannot drift.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::tidy::tree::{File, Tree};

/// Where the map lies.
pub const PAGE: &str = "docs/modules.md";

/// The order of the crates is that of the arrows: what is used stands before what uses it.
const ORDER: [&str; 20] = [
    "src-tauri/crates/words/src",
    "src-tauri/crates/model/src",
    "src-tauri/crates/flow/src",
    "src-tauri/crates/records/src",
    "src-tauri/crates/gaps/src",
    "src-tauri/crates/text/src",
    "src-tauri/crates/picture/src",
    "src-tauri/crates/report/src",
    "src-tauri/crates/exchange/src",
    "src-tauri/crates/store/src",
    "src-tauri/crates/wire/src",
    "src-tauri/crates/usecases/src",
    "src-tauri/crates/cli/src",
    "src-tauri/src",
    "ui/src",
    "src-tauri/crates/testkit/src",
    "tests/src",
    "tests/faults/src",
    "fuzz/src",
    "xtask/src",
];

/// The page.
pub fn page(tree: &Tree) -> String {
    let mut homes: BTreeMap<(usize, &str), Vec<(&str, String)>> = BTreeMap::new();
    for file in tree.written(&["rs", "ts", "svelte"]) {
        let Some((home, below)) = home(&file.path) else {
            continue;
        };
        if let Some(sentence) = sentence(file) {
            let place = ORDER.iter().position(|known| *known == home);
            homes
                .entry((place.unwrap_or(ORDER.len()), home))
                .or_default()
                .push((below, sentence));
        }
    }
    let mut page = String::from(
        "# Map of modules\n\nWritten by `cargo xtask codegen` from the first sentence of each file; change it there. \
         [ARCHITECTURE](../ARCHITECTURE.md) says how the parts hang together.\n",
    );
    for ((_, home), mut files) in homes {
        files.sort_by_key(|(below, _)| (below.contains('/'), *below));
        // Writing to a string cannot fail.
        let _ = write!(page, "\n## {}\n\n", title(home));
        for (below, sentence) in files {
            let _ = writeln!(page, "- `{below}`: {sentence}");
        }
    }
    page
}

/// The folder of sources that a file belongs to, and its path below; tests are on no map.
fn home(path: &str) -> Option<(&str, &str)> {
    let at = path.find("/src/")?;
    let (home, below) = (&path[..at + 4], &path[at + 5..]);
    let test = below.ends_with(".test.ts") || below.starts_with("testing/");
    // The crates of the shell's folder come with their own.
    (!test && !home.contains("/tests/")).then_some((home, below))
}

fn title(home: &str) -> String {
    let folder = home.trim_end_matches("/src");
    let name = folder.rsplit('/').next().unwrap_or(folder);
    format!("{name} ({folder})")
}

/// The first sentence of the comment that a file opens with.
fn sentence(file: &File) -> Option<String> {
    let opening = file.text.trim_start();
    let text = match file.ending() {
        "rs" => lines(opening, "//!"),
        "ts" if opening.starts_with("//") => lines(opening, "//"),
        "ts" => inside(opening, "/**", "*/")?,
        _ => inside(opening, "<!--", "-->")?,
    };
    let text = text.replace("[`", "`").replace("`]", "`");
    let text = text.trim();
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    (!text.is_empty()).then(|| text[..end].to_owned())
}

/// The first paragraph of lines that begin with a mark.
fn lines(text: &str, mark: &str) -> String {
    let lines = text
        .lines()
        .map_while(|line| line.strip_prefix(mark))
        .map(str::trim);
    lines
        .take_while(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What stands between the marks of a comment, as one line; nothing when the text does not open with one.
fn inside(text: &str, begin: &str, end: &str) -> Option<String> {
    let (comment, _) = text.strip_prefix(begin)?.split_once(end)?;
    let lines = comment
        .lines()
        .map(|line| line.trim().trim_start_matches('*').trim())
        .filter(|line| *line != "@component");
    Some(lines.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_told_by_its_first_sentence() {
        let tree = Tree::of(&[
            (
                "src-tauri/crates/model/src/plan/set.rs",
                "//! Sets a [`Field`]\n//! of a row. More.\n//!\n//! Rest.\n",
            ),
            (
                "src-tauri/crates/model/src/lib.rs",
                "//! What a workshop is\n\nmod a;",
            ),
            ("src-tauri/crates/model/tests/it/main.rs", "//! A test."),
            (
                "ui/src/state/queue.ts",
                "/**\n * Commands in order. Then\n */\nexport const a = 1;",
            ),
            (
                "ui/src/App.svelte",
                "<!-- The window: one screen. More. -->\n<script>",
            ),
            ("ui/src/state/queue.test.ts", "// A test."),
        ]);
        let page = page(&tree);
        let wanted = "\n## model (src-tauri/crates/model)\n\n- `lib.rs`: What a workshop is\n\
                      - `plan/set.rs`: Sets a `Field` of a row.\n\n## ui (ui)\n\n\
                      - `App.svelte`: The window: one screen.\n- `state/queue.ts`: Commands in order.\n";
        assert!(page.ends_with(wanted), "{page}");
    }
}
