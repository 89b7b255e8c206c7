//! The `twinlane` program: everything is in the library beside it.

fn main() -> std::process::ExitCode {
    twinlane_cli::run(std::env::args_os().skip(1))
}
