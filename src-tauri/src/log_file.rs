//! The log file and the panic hook: what went wrong, for whoever has to find out why.
//!
//! One file a day in the system's folder for logs, seven kept. Errors and warnings only, by code and path; no title,
//! note or name of a workshop is written here, and nothing leaves the computer.

use std::path::{Path, PathBuf};

use tracing_appender::rolling::{RollingFileAppender, Rotation};

/// Days whose files are kept.
const KEPT_DAYS: usize = 7;

/// Opens the log file in `folder` and sends errors, warnings and panics to it. A folder that cannot be written means
/// no log, and is no reason not to start.
pub fn start(folder: &Path) {
    hook_panics(folder.to_path_buf());
    if std::fs::create_dir_all(folder).is_err() {
        return;
    }
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("twinlane")
        .filename_suffix("log")
        .max_log_files(KEPT_DAYS)
        .build(folder);
    let Ok(appender) = appender else { return };
    // A second subscriber can only come from a test; the first one goes on.
    let _ = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_ansi(false)
        .with_writer(appender)
        .try_init();
}

/// Adds panics to the log, with their place and the thread, before the usual message goes to the terminal. The
/// backtrace has a file of its own, since it is long and rarely wanted.
fn hook_panics(folder: PathBuf) {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let thread = std::thread::current();
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        tracing::error!(
            thread = thread.name().unwrap_or("unnamed"),
            place,
            "panic: {}",
            panic.payload_as_str().unwrap_or("no message")
        );
        let trace = std::backtrace::Backtrace::force_capture();
        // The log has said what matters already.
        let _ = std::fs::write(folder.join("last-panic.txt"), format!("{panic}\n\n{trace}\n"));
        usual(panic);
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_reaches_the_log_and_leaves_its_backtrace() {
        let folder = std::env::temp_dir().join(format!("twinlane-log-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        start(&folder);
        let ended = std::thread::Builder::new()
            .name("desk".to_owned())
            .spawn(|| panic!("a step without a lane"))
            .expect("a thread")
            .join();
        assert!(ended.is_err(), "the thread has panicked");
        let logs: String = std::fs::read_dir(&folder)
            .expect("the folder is there")
            .flatten()
            .filter(|entry| entry.path().extension().is_some_and(|kind| kind == "log"))
            .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
            .collect();
        assert!(
            logs.contains("a step without a lane"),
            "the log names the panic: {logs}"
        );
        assert!(logs.contains("desk"), "and the thread: {logs}");
        let trace = std::fs::read_to_string(folder.join("last-panic.txt")).expect("the backtrace is kept");
        assert!(
            trace.contains("a step without a lane"),
            "with its message: {trace}"
        );
        let _ = std::fs::remove_dir_all(&folder);
    }
}
