//! `twinlane new | import | show | diff | check`: files and what lies in them.

use std::path::Path;

use serde_json::json;
use twinlane_usecases::model::{LinkKind, Workshop};
use twinlane_usecases::wire::ImportKind;
use twinlane_usecases::{Environment, File, ImportRequest};

use super::outcome::{Outcome, print_json};
use super::output::map_of;
use crate::arguments::Kind;
use crate::sentences::{FileLines, LOCALE, Refusals};

/// The kind of an import; `None` for records, which are read by other use cases.
pub fn kind(kind: Kind) -> Option<ImportKind> {
    match kind {
        Kind::Buyer => Some(ImportKind::Buyer),
        Kind::Sales => Some(ImportKind::Sales),
        Kind::Map => Some(ImportKind::Map),
        Kind::Workshop => Some(ImportKind::Workshop),
        Kind::Log | Kind::Table => None,
    }
}

/// Makes a workshop file, or lists the templates.
pub fn new(
    file: Option<&Path>,
    template: Option<&str>,
    sample: bool,
    list: bool,
    environment: &mut Environment,
) -> Outcome {
    if list {
        for template in twinlane_usecases::templates() {
            println!("{:24} {}: {}", template.name, template.title, template.about);
        }
        return Ok(());
    }
    let Some(file) = file else {
        return Err(LOCALE.file_needed().to_owned());
    };
    let made = File::create(file, template, sample, environment).map_err(|fault| fault.to_string())?;
    made.close().map_err(|fault| fault.to_string())?;
    println!("{}", file.display());
    Ok(())
}

/// Imports a file into a workshop file, which is made when it is absent; trying it out needs none.
pub fn import(
    request: &ImportRequest,
    into: Option<&Path>,
    dry: bool,
    json: bool,
    environment: &mut Environment,
) -> Outcome {
    let fresh = into.is_none_or(|into| !into.exists());
    let mut file = match into {
        Some(into) if !fresh => Some(File::open(into, environment).map_err(|fault| fault.to_string())?),
        Some(into) if !dry => Some(
            File::create_with(into, Workshop::default(), environment).map_err(|fault| fault.to_string())?,
        ),
        _ => None,
    };
    let outcome = match &mut file {
        Some(file) => file.import(request, dry, environment),
        None => twinlane_usecases::dry_import(request, environment),
    };
    if let Some(file) = file {
        file.close().map_err(|fault| fault.to_string())?;
    }
    let answer = outcome.map_err(|fault| {
        if let Some(into) = into.filter(|_| fresh && !dry) {
            // Nothing was imported: the file made for it says nothing and goes.
            let _ = std::fs::remove_file(into);
        }
        fault.to_string()
    })?;
    if json {
        return print_json(&answer);
    }
    for line in &answer.kept {
        println!("{}", LOCALE.kept(line));
    }
    for left in &answer.left {
        println!("{}", LOCALE.left_out(&left.what, &left.place, &left.why));
    }
    for ask in &answer.ask {
        println!("{}", LOCALE.please_check(&ask.question));
    }
    Ok(())
}

/// Shows a workshop in summary.
pub fn show(file: &Path, json: bool, environment: &mut Environment) -> Outcome {
    let loaded = twinlane_usecases::load(file, environment).map_err(|fault| fault.to_string())?;
    let workshop = &loaded.workshop;
    let maps: Vec<serde_json::Value> = workshop
        .maps_in_order()
        .iter()
        .filter_map(|map| workshop.view(map.id))
        .map(|view| {
            let links = |kind: LinkKind| view.links.iter().filter(|link| link.kind == kind).count();
            json!({
                "name": view.map.name,
                "lanes": view.lanes.len(),
                "stages": view.stages.len(),
                "steps": view.steps.len(),
                "flows": links(LinkKind::Flow),
                "supports": links(LinkKind::Support),
                "returns": links(LinkKind::Return),
                "outcomes": view.outcomes.len(),
            })
        })
        .collect();
    let charter = workshop.charter();
    if json {
        return print_json(&json!({
            "title": charter.title,
            "client": charter.client,
            "maps": maps,
            "participants": workshop.participants().len(),
            "notes": workshop.notes().len(),
            "tools": workshop.tools().len(),
        }));
    }
    println!(
        "{}",
        if charter.title.is_empty() {
            LOCALE.untitled()
        } else {
            &charter.title
        }
    );
    if !charter.client.is_empty() {
        println!("{}", LOCALE.for_client(&charter.client));
    }
    for map in &maps {
        let name = map["name"].as_str().unwrap_or_default();
        let counts = [
            "steps", "stages", "lanes", "flows", "supports", "returns", "outcomes",
        ];
        let counts = counts.map(|of| map[of].as_u64().unwrap_or_default() as usize);
        println!("{}", LOCALE.map_counts(name, counts));
    }
    let counts = [
        workshop.participants().len(),
        workshop.notes().len(),
        workshop.tools().len(),
    ];
    println!("{}", LOCALE.frame_counts(counts));
    for notice in &loaded.notices {
        eprintln!("{}", LOCALE.note(notice));
    }
    Ok(())
}

/// Says what changed between two maps.
pub fn diff(file: &Path, a: &str, b: &str, json: bool, environment: &mut Environment) -> Outcome {
    let loaded = twinlane_usecases::load(file, environment).map_err(|fault| fault.to_string())?;
    let workshop = &loaded.workshop;
    let (Some(a), Some(b)) = (map_of(workshop, Some(a))?, map_of(workshop, Some(b))?) else {
        return Err(LOCALE.two_maps_needed().to_owned());
    };
    let (diff, sentences) = twinlane_usecases::compare(workshop, a, b).map_err(|fault| fault.to_string())?;
    if json {
        return print_json(&diff);
    }
    if sentences.is_empty() {
        println!("{}", LOCALE.same_maps());
    }
    for sentence in sentences {
        println!("{sentence}");
    }
    Ok(())
}

/// Checks a file, or recovers a damaged one into a new one.
pub fn check(file: &Path, recover: Option<&Path>, environment: &mut Environment) -> Outcome {
    if let Some(out) = recover {
        let answer = twinlane_usecases::recover(file, out, environment).map_err(|fault| fault.to_string())?;
        for line in &answer.kept {
            println!("{line}");
        }
        for left in &answer.left {
            println!("{}", LOCALE.lost(&left.what));
        }
        return Ok(());
    }
    let findings = twinlane_usecases::check(file).map_err(|fault| fault.to_string())?;
    if findings.is_empty() {
        println!("{}", LOCALE.sound(&file.display().to_string()));
        return Ok(());
    }
    for finding in &findings {
        println!("{finding}");
    }
    Err(LOCALE.damaged(&file.display().to_string()))
}
