//! For packagers: completions and the manual page.

use clap::CommandFactory;

use super::outcome::Outcome;
use crate::arguments::Arguments;
use crate::sentences::{LOCALE, Refusals};

/// Prints completions for a shell.
pub fn completions(shell: clap_complete::Shell) {
    clap_complete::generate(
        shell,
        &mut Arguments::command(),
        "twinlane",
        &mut std::io::stdout(),
    );
}

/// Prints the manual page.
pub fn man() -> Outcome {
    clap_mangen::Man::new(Arguments::command())
        .render(&mut std::io::stdout())
        .map_err(|error| LOCALE.no_manual(&error.to_string()))
}
