//! Our half of `cargo xtask oracle conformance`: logs of the real data beside their BPMN models, as they are and
//! damaged on purpose.
//!
//! `conformance DATA FOLDER` writes each log into FOLDER as a CSV of cases and activities, so that another
//! implementation reads exactly what was compared, and prints a line for each: name, model, file, cases,
//! fitting cases, cases given up, average fitness, milliseconds, separated by tabs.

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Instant;

use flate2::read::GzDecoder;
use twinlane_exchange::bpmn;
use twinlane_model::{End, MapId, MapView, Workshop};
use twinlane_records::conformance::names::Titles;
use twinlane_records::conformance::{Options, Variant, check};
use twinlane_testkit::Ids;
use twinlane_testkit::random::Dice;

/// Logs and models that belong together, below the folder of the data.
const PAIRS: [(&str, &str, &str); 4] = [
    (
        "loan-tests",
        "log-model-pairs/LoanApp_simplified.csv.gz",
        "log-model-pairs/LoanApp_simplified.tests.bpmn",
    ),
    (
        "loan-resources",
        "log-model-pairs/LoanApp_simplified.csv.gz",
        "log-model-pairs/LoanApp_simplified.resources.bpmn",
    ),
    (
        "running-example",
        "log-pm4py/running-example.csv",
        "log-pm4py/running-example.bpmn",
    ),
    ("receipt", "log-pm4py/receipt.csv", "log-pm4py/receipt.bpmn"),
];

/// Ways in which each log is damaged.
const WAYS: u64 = 10;

/// Of a hundred cases so many are damaged.
const DAMAGED: usize = 75;

/// Cases: the name of each, and its activities in the order of the file.
type Log = Vec<(String, Vec<String>)>;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [data, folder] = words.as_slice() else {
        return Err("conformance DATA FOLDER".into());
    };
    let (data, folder) = (Path::new(data), Path::new(folder));
    for (name, log, model) in PAIRS {
        let whole = read(&data.join(log))?;
        let model = data.join(model);
        let mut ids = Ids::new();
        let map = MapId::new(&mut ids);
        let imported = bpmn::read(&std::fs::read(&model)?, &bpmn::Options::default(), map, &mut ids)?;
        let workshop = Workshop::from_rows(imported.rows)?;
        let view = workshop.view(map).ok_or("the import has a map")?;
        let damaged = (1..=WAYS).map(|way| (format!("{name}-{way}"), damage(&whole, way)));
        for (name, log) in std::iter::once((name.to_owned(), whole.clone())).chain(damaged) {
            let file = folder.join(format!("{name}.csv"));
            write(&file, &log)?;
            let result = compare(&view, &log)?;
            println!("{name}\t{}\t{}\t{result}", model.display(), file.display());
        }
    }
    Ok(())
}

/// Reads a log whose columns are named as in XES. Cases come in the order of their first rows.
fn read(file: &Path) -> Result<Log, Box<dyn Error>> {
    let bytes: Box<dyn Read> = if file.extension().is_some_and(|ending| ending == "gz") {
        Box::new(GzDecoder::new(File::open(file)?))
    } else {
        Box::new(File::open(file)?)
    };
    let mut table = csv::Reader::from_reader(bytes);
    let column = |name: &str, heads: &csv::StringRecord| {
        let at = heads.iter().position(|head| head == name);
        at.ok_or(format!("there is no column {name}"))
    };
    let heads = table.headers()?.clone();
    let (case, activity) = (
        column("case:concept:name", &heads)?,
        column("concept:name", &heads)?,
    );
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut log = Log::new();
    for row in table.records() {
        let row = row?;
        let at = *places.entry(row[case].to_owned()).or_insert_with(|| {
            log.push((row[case].to_owned(), Vec::new()));
            log.len() - 1
        });
        log[at].1.push(row[activity].to_owned());
    }
    Ok(log)
}

fn write(file: &Path, log: &Log) -> Result<(), Box<dyn Error>> {
    let mut table = csv::Writer::from_path(file)?;
    table.write_record(["case", "activity"])?;
    for (case, activities) in log {
        for activity in activities {
            table.write_record([case, activity])?;
        }
    }
    Ok(table.flush()?)
}

/// Damages most cases: an activity removed, two swapped or one added.
fn damage(log: &Log, way: u64) -> Log {
    let mut dice = Dice::new(way);
    let mut names: Vec<String> = log
        .iter()
        .flat_map(|(_, activities)| activities)
        .cloned()
        .collect();
    names.sort();
    names.dedup();
    let mut out = log.clone();
    for (_, activities) in &mut out {
        if !dice.chance(DAMAGED) {
            continue;
        }
        let count = activities.len();
        match dice.below(3) {
            0 if count > 1 => {
                activities.remove(dice.below(count));
            }
            1 => {
                let (one, other) = (dice.below(count), dice.below(count));
                activities.swap(one, other);
            }
            _ => activities.insert(dice.below(count + 1), dice.pick(&names)),
        }
    }
    out
}

fn compare(view: &MapView<'_>, log: &Log) -> Result<String, Box<dyn Error>> {
    let begun = Instant::now();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names: Vec<&str> = Vec::new();
    let mut variants: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
    for (_, activities) in log {
        let activities = activities.iter().map(|name| {
            *numbers.entry(name).or_insert_with(|| {
                names.push(name);
                names.len() - 1
            })
        });
        *variants.entry(activities.collect()).or_default() += 1;
    }
    let titles = Titles::of(view);
    let matching: Vec<Vec<End>> = names.iter().map(|name| titles.same(name)).collect();
    if let Some(at) = matching.iter().position(|ends| ends.len() != 1) {
        return Err(format!("“{}” is the title of {} steps", names[at], matching[at].len()).into());
    }
    let variants: Vec<Variant> = variants
        .into_iter()
        .map(|(activities, cases)| Variant { activities, cases })
        .collect();
    let result = check(view, &matching, &variants, Options::default(), &())?;
    Ok(format!(
        "{}\t{}\t{}\t{:.6}\t{:.1}",
        result.cases,
        result.fitting,
        result.given_up,
        result.fitness.unwrap_or_default(),
        begun.elapsed().as_secs_f64() * 1000.0
    ))
}
