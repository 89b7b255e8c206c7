//! `cargo xtask package`: the installable packages of this system, with the `twinlane` command, its manual page and
//! completions, the file type and the licences of everything inside.

use std::path::Path;

use crate::shell::{Outcome, command, present, read, root, run as start, target};
use crate::{notices, system};

/// Completions: shell, file in the package.
const COMPLETIONS: [(&str, &str); 3] = [
    ("bash", "twinlane.bash"),
    ("zsh", "_twinlane"),
    ("fish", "twinlane.fish"),
];

/// Builds the release and its packages. The bundler is installed when it is missing. A bundle may be named
/// (`deb`, `rpm`, `appimage`, `nsis`, `app`, `dmg`); without a name those that can be made here without a network.
pub fn run(words: &[String]) -> Outcome {
    let bundles = match words {
        [] if cfg!(target_os = "windows") => "nsis".to_owned(),
        [] if cfg!(target_os = "macos") => "app,dmg".to_owned(),
        [] => "deb,rpm".to_owned(),
        named => named.join(","),
    };
    system::need_build()?;
    system::build_pages()?;
    if !present("cargo-tauri") {
        start(&mut command("cargo install tauri-cli --version ^2 --locked"))?;
    }
    let shell = root().join("src-tauri");
    start(command("cargo tauri build --no-bundle").current_dir(&shell))?;
    let folder = root().join("out/package");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    notices::write(&folder.join("THIRD-PARTY-NOTICES.txt"))?;
    if cfg!(target_os = "linux") {
        command_files(&folder)?;
    }
    start(
        command(&format!(
            "cargo tauri bundle --config tauri.package.conf.json --bundles {bundles}"
        ))
        .current_dir(&shell),
    )
}

/// Writes the manual page and the completions of the `twinlane` command.
fn command_files(folder: &Path) -> Outcome {
    let program = target().join("release/twinlane-desktop");
    let say = |words: &[&str]| {
        read(
            std::process::Command::new(&program)
                .arg("command-line")
                .args(words),
        )
    };
    let keep = |name: &str, text: String| {
        let file = folder.join(name);
        std::fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))
    };
    keep("twinlane.1", say(&["man"])?)?;
    start(command("gzip --best --no-name --force").arg(folder.join("twinlane.1")))?;
    for (shell, file) in COMPLETIONS {
        keep(file, say(&["completions", shell])?)?;
    }
    Ok(())
}
