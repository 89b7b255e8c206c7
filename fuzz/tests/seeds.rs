//! Every seed goes through its target once: the checks hold for what the fuzzer begins with, on a stable
//! compiler and without the fuzzer.

#![allow(clippy::print_stdout, reason = "a failing test shows which seed it was at")]

use std::fs;
use std::path::{Path, PathBuf};

use twinlane_fuzz::TARGETS;

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the package lies in the project").to_owned()
}

/// The lines of `targets.txt`: name, longest input, dictionary, folders.
fn table() -> Vec<Vec<&'static str>> {
    include_str!("../targets.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_whitespace().collect())
        .collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn the_table_names_every_target() {
    let names: Vec<&str> = table().iter().map(|line| line[0]).collect();
    assert_eq!(
        names,
        TARGETS.map(|(name, _)| name),
        "fuzz/targets.txt and fuzz/src/lib.rs agree"
    );
    for line in table() {
        let program = root().join(format!("fuzz/bin/{}.rs", line[0]));
        assert!(program.is_file(), "{} is there", program.display());
        let dictionary = root().join(format!("fuzz/dict/{}.dict", line[2]));
        assert!(
            line[2] == "-" || dictionary.is_file(),
            "{} is there",
            dictionary.display()
        );
    }
}

/// One test for each target, so that a failing one has its name.
macro_rules! seeds_of {
    ($($target:ident)*) => {$(
        #[test]
        fn $target() {
            let name = stringify!($target);
            let table = table();
            let line = table.iter().find(|line| line[0] == name).expect("it is in the table");
            let longest: usize = line[1].parse().expect("the longest input");
            let mut count = 0;
            for path in line[3..].iter().flat_map(|folder| files(&root().join(folder))) {
                let data = fs::read(&path).expect("a seed is read");
                println!("{}", path.display());
                // As the fuzzer cuts its seeds.
                twinlane_fuzz::$target::check(&data[..data.len().min(longest)]);
                count += 1;
            }
            assert!(count > 2, "{name} has seeds");
        }
    )*};
}

seeds_of!(bpmn capture catalogue changes csv file json layout mermaid outline records text);
