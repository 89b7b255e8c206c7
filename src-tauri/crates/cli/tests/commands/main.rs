//! The command line as a script sees it: exit codes, standard output, files.

mod files;
mod numbers;
mod output;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("twinlane runs")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_twinlane"));
        command
            .args(words)
            .current_dir(self.0.path())
            .env("XDG_DATA_HOME", self.path("data"));
        command
    }

    /// Runs and expects exit 0; returns standard output.
    fn done(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// Runs and expects exit 1 with one line on standard error; returns that line.
    fn refused(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{words:?}: {}",
            text(&output.stdout)
        );
        let error = text(&output.stderr);
        assert_eq!(error.lines().count(), 1, "one line says why: {error}");
        error
    }

    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.done(words)).expect("--json prints JSON")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn example(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../examples");
    root.join(name).display().to_string()
}
