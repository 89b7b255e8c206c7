//! What the About page says of the program itself. The notices lie beside the installed program, put there by
//! `cargo xtask package`; nothing about a workshop is known here.

use serde::Serialize;
use tauri::path::BaseDirectory;
use tauri::{AppHandle, Manager};

/// File of the third-party notices among the resources of a package.
const NOTICES: &str = "THIRD-PARTY-NOTICES.txt";

/// Version, licence and notices.
#[derive(Clone, Debug, Serialize)]
pub struct About {
    /// Version of the program.
    pub version: String,
    /// Licence expression of the program (SPDX).
    pub licence: String,
    /// Who holds the rights.
    pub copyright: Option<String>,
    /// Folder of the log files, for a report of an error.
    pub logs: Option<String>,
    /// Licences of everything the program contains; absent when it was not installed from a package.
    pub notices: Option<String>,
}

/// Reads what the page says.
pub fn about(app: &AppHandle) -> About {
    let package = app.package_info();
    let bundle = &app.config().bundle;
    let path = app.path();
    let notices = path.resolve(NOTICES, BaseDirectory::Resource).ok();
    About {
        version: package.version.to_string(),
        licence: env!("CARGO_PKG_LICENSE").to_owned(),
        copyright: bundle.copyright.clone(),
        logs: path
            .app_log_dir()
            .ok()
            .map(|folder| folder.to_string_lossy().into_owned()),
        notices: notices.and_then(|file| std::fs::read_to_string(file).ok()),
    }
}
