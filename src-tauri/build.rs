//! Lets Tauri read its configuration and embed the pages, and declares the shell's own commands, so that a
//! window may call only those its capability names. Pages are built by `npm run build` in `ui/`, not here.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&[
        "call",
        "opening",
        "about",
        "ask_open",
        "ask_save",
        "show_in_folder",
    ]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("the configuration of the shell is complete");
}
