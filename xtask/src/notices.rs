//! Third-party notices: the licences of the crates, npm packages and fonts that a package of Twinlane contains.
//!
//! Crates come from `cargo metadata`, npm packages from the lock file, texts from the sources as they were fetched.
//! Equal texts stand once, under all that carry them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

use crate::shell::{Outcome, command, read, root};

/// A thing that a package contains.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    name: String,
    version: String,
    licence: String,
}

/// Parts by the text of their licence.
type Texts = BTreeMap<String, BTreeSet<Part>>;

/// Writes the notices to `file`.
pub fn write(file: &Path) -> Outcome {
    let mut texts = Texts::new();
    crates(&mut texts)?;
    npm(&mut texts)?;
    fonts(&mut texts)?;
    std::fs::write(file, page(&texts)).map_err(|error| format!("{}: {error}", file.display()))
}

fn page(texts: &Texts) -> String {
    let parts: BTreeSet<&Part> = texts.values().flatten().collect();
    let mut page =
        "Twinlane contains the following software and fonts of others. Their licences follow the list.\n\n"
            .to_owned();
    for part in &parts {
        let _ = writeln!(page, "{} {} ({})", part.name, part.version, part.licence);
    }
    for (text, parts) in texts {
        let names: Vec<String> = parts
            .iter()
            .map(|part| format!("{} {}", part.name, part.version))
            .collect();
        let _ = write!(
            page,
            "\n{}\n{}\n\n{}\n",
            "-".repeat(72),
            names.join(", "),
            text.trim_end()
        );
    }
    page
}

/// The crates that are linked into the desktop program: what it depends on, build and development tools apart.
fn crates(texts: &mut Texts) -> Outcome {
    let host = read(&mut command("rustc -vV"))?;
    let host = host
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap_or_default();
    let text = read(&mut command(&format!(
        "cargo metadata --format-version 1 --filter-platform {host}"
    )))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))?;
    let packages: BTreeMap<&str, &Value> = list(&metadata["packages"])
        .filter_map(|package| Some((package["id"].as_str()?, package)))
        .collect();
    let nodes: BTreeMap<&str, &Value> = list(&metadata["resolve"]["nodes"])
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    let root = packages
        .iter()
        .find(|(_, package)| package["name"] == "twinlane-app")
        .map(|(id, _)| *id)
        .ok_or("the workspace has no package twinlane-app")?;
    let (mut seen, mut open) = (BTreeSet::new(), vec![root]);
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(node) = nodes.get(id) else { continue };
        for used in list(&node["deps"]) {
            // The kind of a normal dependency is null.
            if list(&used["dep_kinds"]).any(|kind| kind["kind"].is_null())
                && let Some(id) = used["pkg"].as_str()
            {
                open.push(id);
            }
        }
    }
    for id in seen {
        let Some(package) = packages.get(id) else { continue };
        // Our own crates come from no registry.
        if package["source"].is_null() {
            continue;
        }
        let part = Part::read(package, "license");
        let folder = package["manifest_path"]
            .as_str()
            .map(Path::new)
            .and_then(Path::parent);
        add(texts, part, folder)?;
    }
    Ok(())
}

/// The npm packages that are bundled into the pages; those for development only are not.
fn npm(texts: &mut Texts) -> Outcome {
    let ui = root().join("ui");
    let file = ui.join("package-lock.json");
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let lock: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    for (path, package) in lock["packages"].as_object().into_iter().flatten() {
        let used = path.starts_with("node_modules/") && package["dev"].as_bool() != Some(true);
        // The compiler of the pages leaves its own runtime in them.
        if used || path == "node_modules/svelte" {
            let mut part = Part::read(package, "license");
            path.rsplit("node_modules/")
                .next()
                .unwrap_or(path)
                .clone_into(&mut part.name);
            add(texts, part, Some(&ui.join(path)))?;
        }
    }
    Ok(())
}

/// The fonts, whose licences lie beside them as `LICENSE-family-….txt`.
fn fonts(texts: &mut Texts) -> Outcome {
    let folder = root().join("src-tauri/crates/text/fonts");
    for file in entries(&folder)? {
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if let Some(font) = name.strip_prefix("LICENSE-") {
            let (family, licence) = font.split_once('-').unwrap_or((font, ""));
            let text =
                std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            texts.entry(text).or_default().insert(Part {
                name: format!("{family} (font)"),
                version: String::new(),
                licence: licence.to_owned(),
            });
        }
    }
    Ok(())
}

impl Part {
    fn read(package: &Value, licence: &str) -> Self {
        let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        Self {
            name: text("name"),
            version: text("version"),
            licence: text(licence),
        }
    }
}

/// Adds a part with every licence text in its folder; one without a text stands under the name of its licence.
fn add(texts: &mut Texts, part: Part, folder: Option<&Path>) -> Outcome {
    let mut found = false;
    for file in folder.map(entries).transpose()?.unwrap_or_default() {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_uppercase();
        let licence = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"]
            .iter()
            .any(|word| name.starts_with(word));
        if licence
            && file.is_file()
            && let Ok(text) = std::fs::read_to_string(&file)
        {
            texts
                .entry(text.replace("\r\n", "\n"))
                .or_default()
                .insert(part.clone());
            found = true;
        }
    }
    if !found {
        if part.licence.is_empty() {
            return Err(format!(
                "{} {} names no licence and holds no text of one",
                part.name, part.version
            ));
        }
        let text = format!(
            "Licensed under {}; its package holds no copy of the text.",
            part.licence
        );
        texts.entry(text).or_default().insert(part);
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let read = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = read.flatten().map(|entry| entry.path()).collect();
    files.sort();
    Ok(files)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_stand_once_under_all_that_carry_them() {
        let part = |name: &str| Part {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: "MIT".to_owned(),
        };
        let mut texts = Texts::new();
        for name in ["alpha", "beta"] {
            texts
                .entry("Permission is granted.".to_owned())
                .or_default()
                .insert(part(name));
        }
        let page = page(&texts);
        assert_eq!(
            page.matches("Permission is granted.").count(),
            1,
            "one copy: {page}"
        );
        assert!(
            page.contains("alpha 1.0.0, beta 1.0.0"),
            "under both names: {page}"
        );
    }

    #[test]
    fn a_part_without_licence_is_refused() {
        let part = Part {
            name: "gamma".to_owned(),
            version: "1.0.0".to_owned(),
            licence: String::new(),
        };
        assert!(
            add(&mut Texts::new(), part, None).is_err(),
            "nothing may be given away without a licence"
        );
    }

    #[test]
    fn the_fonts_bring_their_licences() {
        let mut texts = Texts::new();
        fonts(&mut texts).expect("the folder of fonts is there");
        let names: BTreeSet<&str> = texts.values().flatten().map(|part| part.name.as_str()).collect();
        assert!(
            names.contains("Inter (font)") && names.contains("NotoSans (font)"),
            "{names:?}"
        );
    }
}
