//! The desktop shell: a window, file dialogs, and a desk that does the work. A handler here has about five
//! lines; what a person can do is decided in the use cases, what is shown in the pages.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod dialogs;
mod faces;
mod opening;
mod shell;
mod window;

use clap::Parser;
use tauri::{Manager, RunEvent};

fn main() {
    let opening = opening::Opening::parse().absolute();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .register_uri_scheme_protocol(faces::SCHEME, |_, request| faces::answer(&request))
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::opening,
            commands::ask_open,
            commands::ask_save
        ])
        .setup(move |app| {
            app.manage(shell::Shell::start(app.handle(), opening));
            window::open(app)?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => app.run(|handle, event| {
            if matches!(event, RunEvent::Exit) {
                handle.state::<shell::Shell>().end();
            }
        }),
        Err(error) => complain(&error.to_string()),
    }
}

/// Says why there is no window; there is no other place to say it.
#[expect(
    clippy::print_stderr,
    reason = "without a window the terminal is the only place left"
)]
fn complain(why: &str) {
    eprintln!("Twinlane could not open its window: {why}");
    std::process::exit(1);
}
