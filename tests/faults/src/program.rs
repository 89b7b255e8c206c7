//! The program under test and the layer below it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use twinlane_model::Change;

/// The source of the layer.
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/preload.c");

/// A program that makes and edits files.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its executable.
    pub path: PathBuf,
}

/// What the layer is to do.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each switches one fault on; any may go together"
)]
pub struct Layer {
    /// The compiled library; none when empty.
    pub library: PathBuf,
    /// Folder whose files it looks at.
    pub folder: PathBuf,
    /// Where it writes its log.
    pub log: PathBuf,
    /// Syncs are swallowed.
    pub swallow: bool,
    /// There is no shared memory, so that the file is kept with a rollback journal.
    pub unshared: bool,
    /// The folder is read-only.
    pub read_only: bool,
    /// The call that fails, from 1; none when 0.
    pub fail_at: u64,
    /// `EIO`, `ENOSPC` or `SHORT`.
    pub error: &'static str,
    /// All later calls fail too.
    pub persist: bool,
}

/// What a program that ran to its end answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// Whether it ended well.
    pub success: bool,
    /// It crashed: a panic or a signal.
    pub crashed: bool,
}

/// Compiles the layer into a folder.
///
/// # Errors
/// There is no C compiler, or it refused.
pub fn compile(folder: &Path) -> Result<PathBuf, String> {
    let library = folder.join("preload.so");
    let status = Command::new("cc")
        .args([
            "-O1", "-fPIC", "-shared", "-Wall", "-Wextra", "-Werror", "-pthread", "-o",
        ])
        .arg(&library)
        .arg(SOURCE)
        .status()
        .map_err(|error| format!("cc: {error}"))?;
    if status.success() {
        Ok(library)
    } else {
        Err(format!("cc could not compile {SOURCE}"))
    }
}

impl Program {
    /// The command that makes a file.
    pub fn make(&self, file: &Path, layer: &Layer) -> Command {
        let mut command = self.command(layer);
        command.arg("new").arg(file);
        command
    }

    /// The command that applies changes to a file.
    pub fn apply(&self, file: &Path, layer: &Layer) -> Command {
        let mut command = self.command(layer);
        command.arg("apply").arg("--stream").arg(file);
        command
    }

    /// The command that copies a file over another; only the small program of this crate has it.
    pub fn copy(&self, from: &Path, to: &Path, layer: &Layer) -> Command {
        let mut command = self.command(layer);
        command.arg("copy").arg(from).arg(to);
        command
    }

    fn command(&self, layer: &Layer) -> Command {
        let mut command = Command::new(&self.path);
        if !layer.library.as_os_str().is_empty() {
            command
                .env("LD_PRELOAD", &layer.library)
                .env("FAULTS_FOLDER", &layer.folder)
                .env("FAULTS_LOG", &layer.log);
            if layer.swallow {
                command.env("FAULTS_SWALLOW", "1");
            }
            if layer.unshared {
                command.env("FAULTS_NO_SHARED_MEMORY", "1");
            }
            if layer.read_only {
                command.env("FAULTS_READ_ONLY", "1");
            }
            if layer.persist {
                command.env("FAULTS_PERSIST", "1");
            }
            if layer.fail_at > 0 {
                command
                    .env("FAULTS_FAIL_AT", layer.fail_at.to_string())
                    .env("FAULTS_ERROR", layer.error);
            }
        }
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// Starts a program.
///
/// # Errors
/// It does not start.
pub fn start(command: &mut Command) -> Result<Child, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.spawn().map_err(|error| format!("{name}: {error}"))
}

/// Runs a program to its end with changes on its standard input.
///
/// # Errors
/// It does not start or cannot be listened to.
pub fn run(command: &mut Command, changes: &[Change]) -> Result<Answer, String> {
    let mut child = start(command)?;
    if let Some(mut input) = child.stdin.take() {
        for change in changes {
            // A program that ended early says why by itself.
            if input.write_all(line(change)?.as_bytes()).is_err() {
                break;
            }
        }
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    Ok(Answer {
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
        success: output.status.success(),
        // A panic ends a Rust program with 101; a signal leaves no code.
        crashed: matches!(output.status.code(), None | Some(101)),
    })
}

/// A change as the program reads it.
///
/// # Errors
/// The change is not JSON.
pub fn line(change: &Change) -> Result<String, String> {
    serde_json::to_string(change)
        .map(|line| line + "\n")
        .map_err(|error| error.to_string())
}

/// The newest revision that was acknowledged; `None` when nothing was said yet.
pub fn acknowledged(out: &str) -> Option<u64> {
    // A line without its end was not yet said.
    let whole = &out[..out.rfind('\n')?];
    let revision = |line: &str| line.strip_prefix("ok ")?.trim().parse().ok();
    Some(whole.lines().filter_map(revision).max().unwrap_or(0))
}
