//! File dialogs and the file manager of the system. They give back paths and show files; reading and writing is not
//! done here.

use std::ops::ControlFlow;
use std::path::Path;

use serde::Deserialize;
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use twinlane_wire::{Fault, FaultCode};

/// A kind of file that a dialog offers.
#[derive(Clone, Debug, Deserialize)]
pub struct FileKind {
    name: String,
    extensions: Vec<String>,
}

/// Asks for a file to read; blocks until answered.
pub fn open(app: &AppHandle, title: &str, kinds: &[FileKind]) -> Option<String> {
    if let ControlFlow::Break(answer) = hook::answer() {
        return answer;
    }
    text(dialog(app, title, kinds).blocking_pick_file())
}

/// Asks where to write; blocks until answered. A name without an extension gets the one of the proposal.
pub fn save(app: &AppHandle, title: &str, proposal: &str, kinds: &[FileKind]) -> Option<String> {
    if let ControlFlow::Break(answer) = hook::answer() {
        return answer;
    }
    let proposal = Path::new(proposal);
    let name = proposal.file_name().unwrap_or_default().to_string_lossy();
    let mut dialog = dialog(app, title, kinds).set_file_name(name);
    if let Some(folder) = proposal.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    let answer = text(dialog.blocking_save_file())?;
    match (Path::new(&answer).extension(), proposal.extension()) {
        (None, Some(extension)) => Some(format!("{answer}.{}", extension.to_string_lossy())),
        _ => Some(answer),
    }
}

/// Shows a file in the system's file manager.
pub fn show_in_folder(path: &str) -> Result<(), Fault> {
    tauri_plugin_opener::reveal_item_in_dir(path).map_err(|error| {
        tracing::warn!(%error, "the file manager could not show a file");
        Fault::new(
            FaultCode::InputOutput,
            format!("{path}: the file manager did not show it; the file itself is there"),
        )
    })
}

fn dialog(app: &AppHandle, title: &str, kinds: &[FileKind]) -> FileDialogBuilder<tauri::Wry> {
    let mut dialog = app.dialog().file().set_title(title);
    if let Some(window) = app.get_webview_window(crate::window::MAIN) {
        dialog = dialog.set_parent(&window);
    }
    for kind in kinds {
        let extensions: Vec<&str> = kind.extensions.iter().map(String::as_str).collect();
        dialog = dialog.add_filter(&kind.name, &extensions);
    }
    dialog
}

fn text(answer: Option<FilePath>) -> Option<String> {
    let path = answer?.into_path().ok()?;
    Some(path.to_string_lossy().into_owned())
}

#[cfg(not(feature = "test-hooks"))]
mod hook {
    use std::ops::ControlFlow;

    /// Dialogs are answered by people.
    pub fn answer() -> ControlFlow<Option<String>> {
        ControlFlow::Continue(())
    }
}

#[cfg(feature = "test-hooks")]
mod hook {
    use std::ops::ControlFlow;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static ASKED: AtomicUsize = AtomicUsize::new(0);

    /// In test builds the file named by `TWINLANE_DIALOG_ANSWERS` holds one answer a line, in the order of
    /// the dialogs; an empty line or none left cancels. It is read anew each time, so a test may go on
    /// writing it.
    pub fn answer() -> ControlFlow<Option<String>> {
        let Ok(file) = std::env::var("TWINLANE_DIALOG_ANSWERS") else {
            return ControlFlow::Continue(());
        };
        let answers = std::fs::read_to_string(file).unwrap_or_default();
        let answer = answers.lines().nth(ASKED.fetch_add(1, Ordering::Relaxed));
        ControlFlow::Break(answer.filter(|path| !path.is_empty()).map(str::to_owned))
    }
}
