//! What the app is started with: the command line of the desktop program. No decision about it is made here.

use clap::Parser;
use serde::Serialize;
use twinlane_wire::Command;
use twinlane_wire::commands::{Create, Open, Snapshot, Start};

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
    /// Screen to show first: charter, map, measure, gaps or report.
    #[arg(long)]
    pub screen: Option<String>,
    /// Theme: light, dark or projector.
    #[arg(long)]
    pub theme: Option<String>,
}

impl Opening {
    /// What the window is going to ask first. The desk begins with it while the window is still being made.
    pub fn first_commands(&self) -> Vec<Command> {
        let first = match &self.file {
            Some(path) if path.to_lowercase().ends_with(".twinlane") => Command::from(Open {
                path: path.clone(),
                snapshot: false,
            }),
            None if self.sample || self.blank => Command::from(Create {
                path: None,
                template: None,
                sample: self.sample,
            }),
            _ => return vec![Start.into()],
        };
        vec![first, Snapshot.into()]
    }

    /// The same with an absolute path, since the folder of the program means nothing to the desk.
    pub fn absolute(mut self) -> Self {
        self.file = self.file.map(|file| {
            std::path::absolute(&file).map_or(file.clone(), |path| path.to_string_lossy().into_owned())
        });
        self
    }
}
