//! The main window. What differs by operating system is kept in this file.

use tauri::{App, WebviewUrl, WebviewWindowBuilder};

/// Label of the main window; capabilities name it.
pub const MAIN: &str = "main";

/// Opens the main window: sized for a laptop, usable on a small projector.
pub fn open(app: &App) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Twinlane")
        .inner_size(1440.0, 900.0)
        .min_inner_size(800.0, 560.0)
        .center()
        .build()?;
    Ok(())
}
