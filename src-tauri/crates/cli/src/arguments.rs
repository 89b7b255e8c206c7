//! The words of the command line.

use std::path::PathBuf;

use crate::sentences::{LOCALE, Refusals};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use twinlane_usecases::wire::ReportSection;
use twinlane_words::Locale;

/// Map how the customer buys and how the company sells, find the gaps, print the report.
#[derive(Debug, Parser)]
#[command(name = "twinlane", version, about, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the command line can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a workshop file
    New {
        /// The file to make
        #[arg(required_unless_present = "list_templates")]
        file: Option<PathBuf>,
        /// Start from a template
        #[arg(long, conflicts_with = "sample")]
        template: Option<String>,
        /// Start from the sample workshop
        #[arg(long)]
        sample: bool,
        /// List the templates
        #[arg(long)]
        list_templates: bool,
    },
    /// Import a map or a workshop from another format, or see how a table or log would be read
    Import {
        /// The file to import: BPMN, outline, CSV of steps, Mermaid journey, workshop JSON; CSV, XLSX, XES as log
        input: PathBuf,
        /// The workshop file; made when absent
        #[arg(long, required_unless_present = "dry_run")]
        into: Option<PathBuf>,
        /// As what; guessed from the file when not given
        #[arg(long = "as")]
        kind: Option<Kind>,
        /// Replace the steps of that side
        #[arg(long)]
        replace: bool,
        /// Import into a new map of this name
        #[arg(long)]
        map: Option<String>,
        /// Pool of a BPMN file; the one with most tasks when not given
        #[arg(long)]
        pool: Option<String>,
        /// What the columns of a table or log mean, in TOML; found in the data when not given
        #[arg(long)]
        mapping: Option<PathBuf>,
        /// What of a log stays in the workshop file
        #[arg(long, value_enum, default_value = "summary")]
        keep: Keep,
        /// Write the rows of a log that cannot be used to this CSV file
        #[arg(long)]
        refused: Option<PathBuf>,
        /// Only say what would be kept and what not
        #[arg(long)]
        dry_run: bool,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Apply a list of changes, all or none
    Apply {
        /// The workshop file
        file: PathBuf,
        /// JSON list of changes; `-` for standard input
        #[arg(required_unless_present = "stream")]
        changes: Option<PathBuf>,
        /// Take one change a line from standard input and answer `ok REV` after each is on disk
        #[arg(long, conflicts_with = "changes")]
        stream: bool,
    },
    /// Show a workshop in summary
    Show {
        /// The workshop: .twinlane, .md or .json
        file: PathBuf,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Find the gaps: findings, scorecard, readiness
    Gaps {
        /// The workshop: .twinlane, .md or .json
        file: PathBuf,
        /// Name of the map; the first when not given
        #[arg(long)]
        map: Option<String>,
        /// The date that ages are counted to, YYYY-MM-DD; the workshop's last day when not given
        #[arg(long)]
        date: Option<String>,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Say what the records of a company say: counts, transitions, variants, outcomes
    Log {
        /// The log: CSV, XLSX, XLS, ODS, XES, also packed with gzip; or a workshop that keeps one
        file: PathBuf,
        /// Name of the map that the log of a workshop is compared with; the first when not given
        #[arg(long)]
        map: Option<String>,
        /// What the columns mean, in TOML; found in the data when not given
        #[arg(long)]
        mapping: Option<PathBuf>,
        /// The date that open cases are aged to, YYYY-MM-DD; the last event when not given
        #[arg(long)]
        date: Option<String>,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Work out the flow: demand, capacity, what would change the result, uncertainty
    Flow {
        /// The workshop: .twinlane, .md or .json
        file: PathBuf,
        /// Name of the map; the first when not given
        #[arg(long)]
        map: Option<String>,
        /// Seed of the draws; the same seed gives the same numbers
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Number of draws, in steps of 250, a million at most; 0 for no uncertainty
        #[arg(long, default_value_t = 10_000)]
        draws: usize,
        /// The present and its scenarios side by side
        #[arg(long)]
        compare: bool,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Say what changed between two maps
    Diff {
        /// The workshop: .twinlane, .md or .json
        file: PathBuf,
        /// Name of the first map
        map_a: String,
        /// Name of the second map
        map_b: String,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Write the report as PDF
    Report {
        /// The workshop: .twinlane, .md or .json
        file: PathBuf,
        /// The PDF to write
        #[arg(short, long)]
        output: PathBuf,
        /// Name of the map; the first when not given
        #[arg(long)]
        map: Option<String>,
        /// Paper
        #[arg(long, default_value = "a4")]
        paper: Paper,
        /// Sections, separated by commas; all of them when not given
        #[arg(long, value_delimiter = ',', ignore_case = true, value_parser = section_parser())]
        sections: Vec<ReportSection>,
        /// The date printed, YYYY-MM-DD; today when not given
        #[arg(long)]
        date: Option<String>,
        /// Print private notes and reasons too
        #[arg(long)]
        private: bool,
        /// Replace an existing file
        #[arg(long)]
        force: bool,
    },
    /// Write another format, by the extension of the output
    Export {
        /// The workshop: .twinlane, .md or .json
        file: PathBuf,
        /// The file to write: .json .bpmn .svg .png .csv .xlsx .mmd .dot .md .ics
        #[arg(short, long)]
        output: PathBuf,
        /// Name of the map; the first when not given
        #[arg(long)]
        map: Option<String>,
        /// Replace an existing file
        #[arg(long)]
        force: bool,
    },
    /// Check that a file is sound, or recover a damaged one
    Check {
        /// The workshop file
        file: PathBuf,
        /// Write what can be read into a new file
        #[arg(long)]
        recover: Option<PathBuf>,
    },
    /// List the rules of the gap catalogue
    Rules {
        /// For machines
        #[arg(long)]
        json: bool,
        /// Write the documentation pages into this folder
        #[arg(long, hide = true)]
        pages: Option<PathBuf>,
    },
    /// Explain a rule
    Explain {
        /// Its code, such as C1, or its name
        code: String,
    },
    /// Print the JSON Schema of the workshop JSON
    Schema {
        /// That of the changes instead
        #[arg(long)]
        changes: bool,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// What a file is imported as.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Kind {
    /// A buyer journey
    Buyer,
    /// A sales process
    Sales,
    /// Both sides
    Map,
    /// A whole workshop
    Workshop,
    /// An event log
    Log,
    /// A table, as it is read
    Table,
}

/// What of a log stays in the workshop file.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Keep {
    /// What it says, as numbers: no case can be told from another
    Summary,
    /// Every event
    Events,
}

/// Paper.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Paper {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 in
    Letter,
}

/// Takes the sections that the report has, each by its key.
fn section_parser() -> impl TypedValueParser<Value = ReportSection> {
    let values = ReportSection::ALL
        .iter()
        .map(|section| PossibleValue::new(section.key()).help(section.title(Locale::English)));
    PossibleValuesParser::new(values)
        .try_map(|key| ReportSection::from_key(&key).ok_or(LOCALE.no_such_section()))
}
