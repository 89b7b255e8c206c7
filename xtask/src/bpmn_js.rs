//! `cargo xtask bpmn-js [FILE.bpmn…]`: our BPMN exports opened in the real bpmn-js, in Chromium without a window.
//!
//! Without files it makes exports itself, with the command line: of the examples, the sample and the templates,
//! and of every BPMN file of the real data (`TWINLANE_DATA`, by default `../shared/data`), imported first.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::shell::{Outcome, command, read, root, run as start, target};
use crate::system;

/// Opens the files named, or exports made for it.
pub fn run(words: &[String]) -> Outcome {
    system::need_bpmn_js()?;
    let files = if words.is_empty() {
        exports()?
    } else {
        let here = std::env::current_dir().map_err(|error| format!("the current folder: {error}"))?;
        words.iter().map(|word| here.join(word)).collect()
    };
    if let Some(missing) = files.iter().find(|file| !file.is_file()) {
        return Err(format!("{} is not a file", missing.display()));
    }
    let list = std::env::join_paths(&files)
        .map_err(|error| format!("a file name that cannot be in a list: {error}"))?;
    start(
        command("cargo test --quiet --package twinlane-tests --test bpmn_js -- --ignored --nocapture")
            .env("TWINLANE_DIAGRAMS", list),
    )
}

/// Makes exports in a folder of the target folder.
fn exports() -> Result<Vec<PathBuf>, String> {
    start(&mut command("cargo build --quiet --package twinlane-cli"))?;
    let folder = target().join("bpmn-js");
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(failed)?;
    }
    std::fs::create_dir_all(&folder).map_err(failed)?;

    let mut made = Vec::new();
    for example in files(&root().join("examples"), "md") {
        made.push(export(
            &example,
            &folder,
            &name(&root().join("examples"), &example),
        )?);
    }
    let sample = folder.join("sample.twinlane");
    read(twinlane().arg("new").arg("--sample").arg(&sample))?;
    made.push(export(&sample, &folder, "sample")?);
    for line in read(twinlane().args(["new", "--list-templates"]))?.lines() {
        let template = line.split_whitespace().next().unwrap_or_default();
        let file = folder.join(format!("{template}.twinlane"));
        read(twinlane().args(["new", "--template", template]).arg(&file))?;
        made.push(export(&file, &folder, template)?);
    }
    println!("{} exports of examples, the sample and templates", made.len());

    let data = std::env::var_os("TWINLANE_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let (mut read_in, mut refused) = (0, Vec::new());
    for (at, diagram) in files(&data, "bpmn").iter().enumerate() {
        let name = format!("{at:03}-{}", name(&data, diagram));
        let file = folder.join(format!("{name}.twinlane"));
        let import = twinlane()
            .arg("import")
            .arg(diagram)
            .arg("--into")
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .map_err(|error| format!("twinlane import: {error}"))?;
        if import.success() {
            made.push(export(&file, &folder, &name)?);
            read_in += 1;
        } else {
            refused.push(name);
        }
    }
    println!(
        "{read_in} exports of BPMN files of the real data; {} not imported {}",
        refused.len(),
        refused.join(", ")
    );
    Ok(made)
}

fn export(workshop: &Path, folder: &Path, name: &str) -> Result<PathBuf, String> {
    let file = folder.join(format!("{name}.bpmn"));
    read(twinlane().arg("export").arg(workshop).arg("-o").arg(&file))?;
    Ok(file)
}

fn twinlane() -> Command {
    Command::new(target().join("debug/twinlane"))
}

/// Name for the export of a file: its path below the folder in one word.
fn name(folder: &Path, file: &Path) -> String {
    let below = file.strip_prefix(folder).unwrap_or(file).with_extension("");
    let sign = |sign: char| {
        if sign.is_alphanumeric() || sign == '.' {
            sign
        } else {
            '-'
        }
    };
    below.to_string_lossy().chars().map(sign).collect()
}

/// Files of an ending below a folder, in order; none where there is no such folder.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|known| known == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
