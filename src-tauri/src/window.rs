//! The main window. What differs by operating system is kept in this file.

use tauri::{App, Runtime, WebviewUrl, WebviewWindowBuilder, plugin::TauriPlugin};
use tauri_plugin_window_state::StateFlags;

/// Label of the main window; capabilities name it.
pub const MAIN: &str = "main";

/// Size of the main window where there is room, and the least it may have, logical pixels.
const SIZE: (f64, f64) = (1440.0, 900.0);
const LEAST: (f64, f64) = (800.0, 560.0);

/// What helps when no window can be made.
#[cfg(target_os = "linux")]
pub const REMEDY: &str = "Twinlane needs a graphical session (X11 or Wayland) and WebKitGTK 4.1; \
                          install the package libwebkit2gtk-4.1-0. Without a window the twinlane command works.";
#[cfg(target_os = "windows")]
pub const REMEDY: &str = "Twinlane needs the WebView2 Runtime of Microsoft; run the installer of Twinlane again, \
                          it contains it.";
#[cfg(not(any(target_os = "linux", target_os = "windows")))]
pub const REMEDY: &str = "Please start it again, and tell us when that does not help.";

/// Whether the system can show a dialog although the window could not be made.
pub fn dialogs_work() -> bool {
    // GTK ends the process when it finds no display.
    cfg!(not(target_os = "linux"))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some())
}

/// Keeps size, place and whether the window was maximized from one start to the next. Full screen is not kept: it is
/// for a presentation.
pub fn state_plugin<R: Runtime>() -> TauriPlugin<R> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// Opens the main window: sized for a laptop, usable on a small projector, never larger than the screen.
/// From the second start on it is as it was left.
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
