//! The desktop shell: a window, file dialogs, and a desk that does the work. A handler here has about five
//! lines; what a person can do is decided in the use cases, what is shown in the pages.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod about;
mod commands;
mod dialogs;
mod faces;
mod log_file;
mod opening;
mod shell;
mod window;

use std::process::ExitCode;

use clap::Parser;
use tauri::{Manager, RunEvent};

/// The word after which the program is the `twinlane` command. The package's `twinlane` script says it.
const COMMAND_LINE: &str = "command-line";

fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|word| word == COMMAND_LINE)
    {
        return twinlane_cli::run(std::env::args_os().skip(2));
    }
    run_window();
    ExitCode::SUCCESS
}

fn run_window() {
    let opening = opening::Opening::parse().absolute();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(window::state_plugin())
        .register_uri_scheme_protocol(faces::SCHEME, |_, request| faces::answer(&request))
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::opening,
            commands::about,
            commands::ask_open,
            commands::ask_save,
            commands::show_in_folder
        ])
        .setup(move |app| {
            if let Ok(folder) = app.path().app_log_dir() {
                log_file::start(&folder);
            }
            app.manage(shell::Shell::start(app.handle(), opening));
            if let Err(error) = window::open(app) {
                complain(&error.to_string());
            }
            Ok(())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => app.run(|handle, event| match event {
            RunEvent::Exit => handle.state::<shell::Shell>().end(),
            // A double click on a workshop comes as an event there, and as an argument everywhere else.
            #[cfg(target_os = "macos")]
            RunEvent::Opened { urls } => {
                let files = urls.iter().filter_map(|url| url.to_file_path().ok());
                handle.state::<shell::Shell>().open_files(handle, files);
            }
            _ => {}
        }),
        Err(error) => complain(&error.to_string()),
    }
}

/// Says why there is no window, in a dialog of the system where one can be shown and on the terminal, and ends.
#[expect(
    clippy::print_stderr,
    reason = "without a window the terminal may be the only place left"
)]
fn complain(why: &str) -> ! {
    tracing::error!(why, "no window could be opened");
    let message = format!(
        "Twinlane could not open its window: {why}\n\n\
         Workshops are not harmed. {}",
        window::REMEDY
    );
    eprintln!("{message}");
    if window::dialogs_work() {
        rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title("Twinlane")
            .set_description(message)
            .show();
    }
    std::process::exit(1);
}
