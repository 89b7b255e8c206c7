//! The commands a window may call. Each hands on and waits; none decides anything.

use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, State};
use twinlane_wire::{Command, Fault, Reply};

use crate::about::{self, About};
use crate::dialogs::{self, FileKind};
use crate::opening::Opening;
use crate::shell::{Shell, ended};

/// Hands a command to the desk and waits for its reply.
#[tauri::command]
pub async fn call(shell: State<'_, Shell>, command: Command) -> Result<Reply, Fault> {
    let reply = shell.send(command)?;
    spawn_blocking(move || reply.recv().unwrap_or_else(|_| Err(ended())))
        .await
        .unwrap_or_else(|_| Err(ended()))
}

/// What the app was started with.
#[tauri::command]
#[expect(
    clippy::needless_pass_by_value,
    reason = "a command is handed its state by value"
)]
pub fn opening(shell: State<'_, Shell>) -> Opening {
    shell.opening()
}

/// What the About page says of the program.
#[tauri::command]
pub async fn about(app: AppHandle) -> Result<About, Fault> {
    spawn_blocking(move || about::about(&app))
        .await
        .map_err(|_| ended())
}

/// Shows a written file in the system's file manager.
#[tauri::command]
pub async fn show_in_folder(path: String) -> Result<(), Fault> {
    spawn_blocking(move || dialogs::show_in_folder(&path))
        .await
        .unwrap_or_else(|_| Err(ended()))
}

/// Asks for a file to read; nothing when cancelled.
#[tauri::command]
pub async fn ask_open(app: AppHandle, title: String, kinds: Vec<FileKind>) -> Result<Option<String>, Fault> {
    spawn_blocking(move || dialogs::open(&app, &title, &kinds))
        .await
        .map_err(|_| ended())
}

/// Asks where to write; nothing when cancelled.
#[tauri::command]
pub async fn ask_save(
    app: AppHandle,
    title: String,
    proposal: String,
    kinds: Vec<FileKind>,
) -> Result<Option<String>, Fault> {
    spawn_blocking(move || dialogs::save(&app, &title, &proposal, &kinds))
        .await
        .map_err(|_| ended())
}
