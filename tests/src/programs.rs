//! Where the built programs lie, and processes that end with the test that started them.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The root of the project.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// A built program: in the folder that `TWINLANE_PROGRAMS` names (measurements take the release build), else
/// beside the test that asks.
pub fn built(name: &str) -> PathBuf {
    let named = std::env::var_os("TWINLANE_PROGRAMS").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| {
        let test = std::env::current_exe().expect("a running test has a path");
        let folder = test.parent().and_then(Path::parent);
        folder.expect("tests lie in target/PROFILE/deps").to_path_buf()
    });
    let program = folder.join(name);
    assert!(
        program.is_file(),
        "{} is not built; `cargo xtask test` builds it first",
        program.display()
    );
    program
}

/// A process that is ended when it is dropped.
pub struct Running(Child);

impl Running {
    /// Starts a process.
    pub fn start(command: &mut Command) -> std::io::Result<Self> {
        command.spawn().map(Self)
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Ends it at once (SIGKILL) and waits until it is gone.
    pub fn kill(&mut self) {
        // A process that has ended by itself cannot be killed, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl From<Child> for Running {
    fn from(child: Child) -> Self {
        Self(child)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A display without a screen; its number is chosen by the server.
pub struct Display {
    /// Name for `DISPLAY`.
    pub name: String,
    _server: Running,
}

impl Display {
    /// Starts a display of the given size in pixels.
    pub fn start(width: u32, height: u32) -> std::io::Result<Self> {
        let mut child = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"])
            .arg(format!("{width}x{height}x24"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let out = child.stdout.take().expect("standard output was asked for");
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let server = Running(child);
        Ok(Self {
            name: format!(":{}", line.trim()),
            _server: server,
        })
    }
}

/// Memory of a process and all below it, MiB: what each has for itself and its part of what is shared (PSS).
///
/// Another window of the same browser takes part in what is shared and would make this one look smaller, so it
/// waits for a moment without one; where none comes it reads all the same.
pub fn tree_memory(process: u32) -> f64 {
    let tree = tree(process);
    let end = Instant::now() + QUIET;
    while has_sharer(&tree) && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(20));
    }
    tree.into_iter().map(memory).sum()
}

/// How long to wait for other windows to go.
const QUIET: Duration = Duration::from_mins(1);

fn memory(process: u32) -> f64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let own = rollup
        .lines()
        .find_map(|line| line.strip_prefix("Pss:"))
        .and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    own.unwrap_or_default() / 1024.0
}

/// A process and all below it.
fn tree(process: u32) -> Vec<u32> {
    let below = Command::new("pgrep")
        .args(["-P", &process.to_string()])
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    let children = below.lines().filter_map(|line| line.trim().parse().ok());
    std::iter::once(process).chain(children.flat_map(tree)).collect()
}

/// Whether a process outside of the tree runs a program that also runs in the tree.
fn has_sharer(tree: &[u32]) -> bool {
    let program = |process: u32| std::fs::read_link(format!("/proc/{process}/exe")).ok();
    let ours: Vec<PathBuf> = tree.iter().copied().filter_map(program).collect();
    let all = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    all.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|process| !tree.contains(process))
        .filter_map(program)
        .any(|other| ours.contains(&other))
}

/// Ends a process at once (SIGKILL) and waits until it holds no file any more.
pub fn kill(process: u32) {
    let killed = Command::new("kill").args(["-9", &process.to_string()]).status();
    assert!(
        killed.is_ok_and(|status| status.success()),
        "process {process} can be killed"
    );
    while alive(process) {
        std::thread::yield_now();
    }
}

/// Whether any thread of a process runs; one that only waits to be counted by its parent does not. While a
/// thread is still ending, the process holds its files, though its first thread may be gone.
fn alive(process: u32) -> bool {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else {
        return false;
    };
    threads.flatten().any(|thread| {
        let stat = std::fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        let state = stat.rsplit(')').next().unwrap_or_default().trim_start();
        !state.is_empty() && !state.starts_with('Z')
    })
}

/// How long a process has been running.
pub fn age(process: u32) -> Duration {
    let read = |path: String| std::fs::read_to_string(path).unwrap_or_default();
    let stat = read(format!("/proc/{process}/stat"));
    // After the name, which may hold blanks, the start is the twentieth word, in hundredths of a second.
    let started: f64 = stat
        .rsplit(')')
        .next()
        .and_then(|rest| rest.split_whitespace().nth(19))
        .and_then(|ticks| ticks.parse().ok())
        .unwrap_or_default();
    let up: f64 = read("/proc/uptime".to_owned())
        .split_whitespace()
        .next()
        .and_then(|seconds| seconds.parse().ok())
        .unwrap_or_default();
    Duration::from_secs_f64((up - started / 100.0).max(0.0))
}
