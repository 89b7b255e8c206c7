//! What the project needs from the system: packages of Debian and Ubuntu, and the pages' npm packages.
//!
//! On other systems nothing is installed; the packages are named.

use std::process::{Command, Stdio};

use crate::shell::{Outcome, command, present, root, run};

/// What building the window needs.
const BUILD: &[&str] = &[
    "libwebkit2gtk-4.1-dev",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libxdo-dev",
    "libssl-dev",
    "build-essential",
    "pkg-config",
    "file",
];

/// What the tests need besides.
const TEST: &[&str] = &["xvfb", "xauth", "webkit2gtk-driver", "poppler-utils", "qpdf"];

/// What bpmn-js needs, which is measured and never shipped.
const BPMN_JS: &[&str] = &["xvfb", "xauth", "chromium"];

/// Sees to it that the window can be built.
pub fn need_build() -> Outcome {
    need(BUILD)
}

/// Sees to it that every test can run.
pub fn need_test() -> Outcome {
    need(BUILD)?;
    need(TEST)
}

/// Sees to it that bpmn-js can be measured, as its lock file says, and Chromium.
pub fn need_bpmn_js() -> Outcome {
    need(BPMN_JS)?;
    need_npm("tests/bpmn-js")
}

/// Sees to it that C++ can be compiled, which libFuzzer is written in.
pub fn need_compiler() -> Outcome {
    need(&["build-essential"])
}

/// Sees to it that the pages' packages are there, as the lock file says.
pub fn need_pages() -> Outcome {
    need_npm("ui")
}

fn need_npm(folder: &str) -> Outcome {
    if !present("npm") {
        return Err("Node.js 20 or newer with npm is needed; please install it".to_owned());
    }
    let folder = root().join(folder);
    let stamp = folder.join("node_modules/.package-lock.json");
    let lock = folder.join("package-lock.json");
    let newer = |a: &std::path::Path, b: &std::path::Path| -> bool {
        let time = |path: &std::path::Path| path.metadata().and_then(|meta| meta.modified()).ok();
        matches!((time(a), time(b)), (Some(a), Some(b)) if a >= b)
    };
    if newer(&stamp, &lock) {
        return Ok(());
    }
    run(command("npm ci --no-audit --no-fund").current_dir(folder))
}

/// Builds the pages into `ui/dist`.
pub fn build_pages() -> Outcome {
    need_pages()?;
    run(command("npm run --silent build").current_dir(root().join("ui")))
}

fn need(packages: &[&str]) -> Outcome {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !present("apt-get") {
        println!("Not a Debian or Ubuntu system: please see to it that these are installed: {list}");
        return Ok(());
    }
    println!("Installing {list}");
    install(&["update"])
        .and_then(|()| {
            let mut words = vec!["install", "-y", "--no-install-recommends"];
            words.extend(&missing);
            install(&words)
        })
        .map_err(|why| format!("{why}; please install {list} by hand"))
}

fn install(words: &[&str]) -> Outcome {
    let root_user = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == "0");
    let mut apt = if root_user {
        Command::new("apt-get")
    } else {
        Command::new("sudo")
    };
    if !root_user {
        apt.arg("apt-get");
    }
    run(apt
        .args(words)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdout(Stdio::null()))
}

fn installed(package: &str) -> bool {
    // Without dpkg nothing can be said; the build names what it lacks.
    Command::new("dpkg-query")
        .args(["-W", "-f=${Status}", package])
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("install ok installed"))
}
