//! Runs test programs and reads what they say. Each test answers for itself; a program that ends without a word counts as
//! a failed test.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use crate::build::Program;

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Passed,
    Failed,
    /// Marked as ignored: generators, measurements and pictures, which commands of their own run.
    Ignored,
}

/// A test that was run.
pub struct Test {
    pub package: String,
    pub target: String,
    pub name: String,
    pub end: End,
}

/// Runs programs, as many at once as said, each with so many tests at once. What failed is printed.
pub fn run(programs: &[&Program], at_once: usize, threads: usize, skipped: &Path) -> Vec<Test> {
    let open = Mutex::new(programs.iter());
    let tests = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                loop {
                    let next = lock(&open).next();
                    let Some(program) = next else { return };
                    let found = run_one(program, threads, skipped);
                    lock(&tests).extend(found);
                }
            });
        }
    });
    tests
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Number of tests that run at once where nothing else is said.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn run_one(program: &Program, threads: usize, skipped: &Path) -> Vec<Test> {
    let output = Command::new(&program.path)
        .args(["--test-threads", &threads.to_string()])
        .current_dir(&program.folder)
        .env("CARGO_MANIFEST_DIR", &program.folder)
        .env("TWINLANE_SKIPPED", skipped)
        .stdin(Stdio::null())
        .output();
    let (text, success) = match output {
        Ok(output) => {
            let text = [output.stdout, output.stderr].map(|out| String::from_utf8_lossy(&out).into_owned());
            (text.concat(), output.status.success())
        }
        Err(error) => (format!("{}: {error}", program.path.display()), false),
    };
    let test = |name: &str, end: End| Test {
        package: program.package.clone(),
        target: program.target.clone(),
        name: name.to_owned(),
        end,
    };
    let mut tests: Vec<Test> = text
        .lines()
        .filter_map(read)
        .map(|(name, end)| test(name, end))
        .collect();
    if !success {
        println!("-- {} of {}\n{text}", program.target, program.package);
        if tests.iter().all(|test| test.end != End::Failed) {
            tests.push(test("the program itself", End::Failed));
        }
    }
    tests
}

/// A line such as `test a::b ... ok`.
fn read(line: &str) -> Option<(&str, End)> {
    let (name, said) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    let end = if said.starts_with("ok") {
        End::Passed
    } else if said.starts_with("FAILED") {
        End::Failed
    } else if said.starts_with("ignored") {
        End::Ignored
    } else {
        return None;
    };
    Some((name.strip_suffix(" - should panic").unwrap_or(name), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_tests_are_read() {
        assert_eq!(read("test a::b ... ok"), Some(("a::b", End::Passed)));
        assert_eq!(read("test a - should panic ... FAILED"), Some(("a", End::Failed)));
        assert_eq!(
            read("test a ... ignored, a measurement"),
            Some(("a", End::Ignored))
        );
        assert_eq!(read("test result: ok. 3 passed"), None);
    }
}
