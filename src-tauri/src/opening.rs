//! What the app is started with: the command line of the desktop program. No decision about it is made here.

use clap::Parser;
use serde::Serialize;

/// Maps how customers buy and how a company sells, side by side.
#[derive(Clone, Debug, Default, Parser, Serialize)]
#[command(name = "twinlane-desktop", version)]
pub struct Opening {
    /// The workshop to open.
    pub file: Option<String>,
    /// Begin with the sample.
    #[arg(long)]
    pub sample: bool,
    /// Begin with an empty workshop.
    #[arg(long, hide = true)]
    pub blank: bool,
    /// Screen to show first: charter, map, gaps or report.
    #[arg(long)]
    pub screen: Option<String>,
    /// Theme: light, dark or projector.
    #[arg(long)]
    pub theme: Option<String>,
}

impl Opening {
    /// The same with an absolute path, since the folder of the program means nothing to the desk.
    pub fn absolute(mut self) -> Self {
        self.file = self.file.map(|file| {
            std::path::absolute(&file).map_or(file.clone(), |path| path.to_string_lossy().into_owned())
        });
        self
    }
}
