//! The main window. What differs by operating system is kept in this file.

use tauri::{App, WebviewUrl, WebviewWindowBuilder};

/// Label of the main window; capabilities name it.
pub const MAIN: &str = "main";

/// Size of the main window where there is room, and the least it may have, logical pixels.
const SIZE: (f64, f64) = (1440.0, 900.0);
const LEAST: (f64, f64) = (800.0, 560.0);

/// Opens the main window: sized for a laptop, usable on a small projector, never larger than the screen.
pub fn open(app: &App) -> tauri::Result<()> {
    let screen = app.primary_monitor().ok().flatten().map_or(SIZE, |monitor| {
        let size = monitor.size().to_logical::<f64>(monitor.scale_factor());
        (size.width, size.height)
    });
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Twinlane")
        .inner_size(SIZE.0.min(screen.0), SIZE.1.min(screen.1))
        .min_inner_size(LEAST.0.min(screen.0), LEAST.1.min(screen.1))
        .center()
        .build()?;
    Ok(())
}
