//! Starting other programs: where the project lies, and commands that fail with a sentence.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a command answers: nothing, or why it failed, in one sentence.
pub type Outcome = Result<(), String>;

/// The root of the project.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// A command in the project's root, split at spaces. Arguments with spaces are added by the caller.
pub fn command(line: &str) -> Command {
    let mut words = line.split_whitespace();
    let mut command = Command::new(match words.next().unwrap_or_default() {
        // A script there, which is not found without its extension.
        "npm" if cfg!(windows) => "npm.cmd",
        program => program,
    });
    command.args(words).current_dir(root());
    command
}

/// Runs a command and shows what it prints.
pub fn run(command: &mut Command) -> Outcome {
    let line = describe(command);
    println!("$ {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` ended with {status}")),
        Err(error) => Err(format!("`{line}` could not be started: {error}")),
    }
}

/// Runs a command and returns what it prints on standard output; standard error is shown.
pub fn read(command: &mut Command) -> Result<String, String> {
    let line = describe(command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("`{line}` could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("`{line}` ended with {}", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program can be found.
pub fn present(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        let names = [
            program.to_owned(),
            format!("{program}{}", std::env::consts::EXE_SUFFIX),
        ];
        std::env::split_paths(&path).any(|folder| names.iter().any(|name| folder.join(name).is_file()))
    })
}

/// The target folder, wherever it was moved to.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn describe(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for word in command.get_args() {
        line.push(' ');
        line.push_str(&word.to_string_lossy());
    }
    line
}
