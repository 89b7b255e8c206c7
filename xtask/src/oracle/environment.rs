//! What the oracles share: the folder with real data, and Python with its packages in a virtual environment below the
//! target folder, made when it is not there.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::shell::{command, present, root, run as start, target};

/// The folder with real data.
pub fn data() -> PathBuf {
    std::env::var_os("TWINLANE_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from)
}

/// The Python of a virtual environment that has a package.
pub fn environment(name: &str, package: &str, version: &str) -> Result<PathBuf, String> {
    let folder = target().join("oracle").join(name);
    let python = folder.join("bin/python");
    if !python.is_file() {
        if !present("python3") {
            return Err("Python 3 with its venv module is needed; please install it".to_owned());
        }
        start(command("python3 -m venv").arg(&folder))?;
    }
    let known = Command::new(&python)
        .args(["-c", &format!("import {package}")])
        .stderr(Stdio::null())
        .status();
    if !known.is_ok_and(|status| status.success()) {
        let mut install = Command::new(&python);
        install.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            version,
        ]);
        start(&mut install)?;
    }
    Ok(python)
}
