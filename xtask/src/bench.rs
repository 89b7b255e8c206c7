//! `cargo xtask bench [NAME…]`: every measurement beside what it is compared to, taken in one run. The rows
//! of the last run are kept in docs/benchmarks.md.

use std::fmt::Write;
use std::process::Command;

use crate::shell::{Outcome, command, read, root, target};
use crate::system;

/// What prints the `| … |` lines that are the rows.
enum Printed {
    /// A command.
    By(&'static str),
    /// A command that has to be made.
    Made(fn() -> Result<Command, String>),
}

/// A measurement: its name, what it measures, whether it needs the window, whether it is taken beside bpmn-js,
/// and what prints the rows.
struct Bench {
    name: &'static str,
    about: &'static str,
    window: bool,
    bpmn_js: bool,
    rows: Printed,
}

const BENCHES: &[Bench] = &[
    Bench {
        name: "edit",
        about: "an edit made durable, beside a commit of one row with plain SQLite",
        window: false,
        bpmn_js: false,
        rows: Printed::By("cargo bench --quiet --package twinlane-store --bench edit"),
    },
    Bench {
        name: "catalogue",
        about: "the gap catalogue at 500, 2,000 and 20,000 steps",
        window: false,
        bpmn_js: false,
        rows: Printed::By("cargo bench --quiet --package twinlane-gaps --bench catalogue"),
    },
    Bench {
        name: "layout",
        about: "the layout of a map, cold and after an edit",
        window: false,
        bpmn_js: false,
        rows: Printed::By("cargo bench --quiet --package twinlane-picture --bench layout"),
    },
    Bench {
        name: "flow",
        about: "the draws of the flow arithmetic, beside numpy with the same model",
        window: false,
        bpmn_js: false,
        rows: Printed::By("cargo bench --quiet --package twinlane-flow --bench flow"),
    },
    Bench {
        name: "records",
        about: "import, directly-follows graph, durations and variants of an event log, whole processes on a cold file, \
                beside pm4py; the same log five and fifty times",
        window: false,
        bpmn_js: false,
        rows: Printed::Made(crate::oracle::bench),
    },
    // A part of the same in the window.
    Bench {
        name: "records",
        about: "titles typed in the window while the log fifty times is brought in, beside the same when idle; that import \
                cancelled",
        window: true,
        bpmn_js: false,
        rows: Printed::Made(crate::oracle::beside_import),
    },
    Bench {
        name: "report",
        about: "the report of the sample as PDF",
        window: false,
        bpmn_js: false,
        rows: Printed::By("cargo bench --quiet --package twinlane-usecases --bench report"),
    },
    Bench {
        name: "capture",
        about: "keys per element beyond the words; letters lost when one types fast over a slow disk",
        window: true,
        bpmn_js: false,
        rows: Printed::By(
            "cargo test --quiet --package twinlane-tests --test measure capture -- --ignored --nocapture",
        ),
    },
    Bench {
        name: "start",
        about: "start to a map, memory at rest (PSS of all processes) and first picture, beside the bare shell and beside \
                bpmn-js with the same map in a Chromium app window",
        window: true,
        bpmn_js: true,
        rows: Printed::By(
            "cargo test --quiet --package twinlane-tests --test measure start:: -- --ignored --nocapture",
        ),
    },
    Bench {
        name: "map",
        about: "first picture, panning, zooming and dragging, beside bpmn-js with the same map in the same WebKit: script \
                and layout, DOM mutations and the time to the next frame, each per step",
        window: true,
        bpmn_js: true,
        rows: Printed::By(
            "cargo test --quiet --package twinlane-tests --test measure map:: -- --ignored --nocapture",
        ),
    },
];

/// How the rows beside bpmn-js are to be read.
const BESIDE_BPMN_JS: &str = "\
Beside bpmn-js: it is its editor, and it opens our BPMN export of the same map. Chromium has an empty profile and a window
of the app's size. Memory is read after five seconds at rest, the map fitted into the window, while no other window shares
the same libraries. A picture stands two frames after it is in the page. The app is started through a driver, whose part is
in its times; Chromium has none.

A step of panning, zooming or dragging is measured in the page: its own task and the frame after it, with the layout of
the page asked for at the end of both. The app gets the event that a hand would cause; bpmn-js gets the call that its
handler of that event makes, or for a drag the event. Both canvases have the same size and scale. Mutations are nodes that
came or went, changed attributes and words, and transforms set through objects of SVG. Painting is in the time from frame
to frame only.
";

/// Runs the measurements named, or all.
pub fn run(words: &[String]) -> Outcome {
    let chosen: Vec<&Bench> = BENCHES
        .iter()
        .filter(|bench| words.is_empty() || words.iter().any(|word| word == bench.name))
        .collect();
    if chosen.is_empty() {
        let mut names: Vec<&str> = BENCHES.iter().map(|bench| bench.name).collect();
        names.dedup();
        return Err(format!("there are {}", names.join(", ")));
    }
    if chosen.iter().any(|bench| bench.bpmn_js) {
        system::need_bpmn_js()?;
    }
    if chosen.iter().any(|bench| bench.window) {
        system::need_test()?;
        system::build_pages()?;
        crate::shell::run(&mut command(
            "cargo build --quiet --release --package twinlane-app --package twinlane-cli --features twinlane-app/test-hooks",
        ))?;
    }
    let mut table = String::new();
    for bench in chosen {
        println!("== {}", bench.name);
        // Windows are measured in the release build, which is what people get.
        let programs = target().join("release");
        let mut line = match bench.rows {
            Printed::By(line) => command(line),
            Printed::Made(make) => make()?,
        };
        line.env("TWINLANE_PROGRAMS", programs);
        if bench.name == "flow" {
            line.env("TWINLANE_PYTHON", crate::oracle::python()?);
        }
        let text = read(&mut line)?;
        for row in rows(&text) {
            println!("{row}");
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{row}");
        }
    }
    if words.is_empty() {
        keep(&table)?;
    }
    Ok(())
}

/// Rows of the table: those a measurement prints itself, and the middle of each `time: [low middle high]`,
/// whose reference is the same at the other sizes.
fn rows(text: &str) -> Vec<String> {
    let mut rows = Vec::new();
    let mut name = "";
    for line in text.lines().map(str::trim) {
        if line.starts_with('|') {
            rows.push(line.to_owned());
        } else if let Some((before, times)) = line.split_once("time:") {
            let before = before.trim();
            let what = if before.is_empty() { name } else { before };
            let words: Vec<&str> = times.trim().trim_matches(['[', ']']).split_whitespace().collect();
            // A line of changes against the run before has percentages instead.
            if let [_, _, middle, unit, ..] = words[..]
                && middle.parse::<f64>().is_ok()
            {
                rows.push(format!(
                    "| {what} | {middle} {unit} | itself at the other sizes | |"
                ));
            }
        } else if !line.is_empty() {
            name = line;
        }
    }
    rows
}

fn keep(table: &str) -> Outcome {
    let path = root().join("docs/benchmarks.md");
    let mut commands = String::new();
    for bench in BENCHES {
        // Writing to a string cannot fail.
        let _ = writeln!(commands, "- `cargo xtask bench {}`: {}.", bench.name, bench.about);
    }
    let text = format!(
        "# Benchmarks\n\nWritten by `cargo xtask bench`: each figure beside its reference, taken in the same \
         run on two cores. Read the ratios; the figures themselves depend on the machine.\n\n\
         | what | measured | reference | ratio |\n|---|---|---|---|\n{table}\n\
         ## Commands\n\n{commands}\n{BESIDE_BPMN_JS}"
    );
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}
