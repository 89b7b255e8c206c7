//! Every type and command that crosses to the UI; TypeScript is generated from here.
//!
//! Domain rows cross as they are (they derive `TS` behind a feature); this crate adds the commands, the
//! replies, the patch, the snapshot and the codes of everything that can go wrong. Integers cross as `u32`
//! or `f64`. It must hold no logic beyond conversions.

mod command;
mod event;
mod fault;
mod finding;
mod flow;
mod improve;
mod records;
mod reply;
mod rules;
mod state;

pub use command::{Command, EntryMode, ExportKind, ImportKind, Paper, ReportOptions, ThemeName, ViewOptions};
pub use event::{DiskState, Event, FindingsPatch, Patch, WorkKind, WorkState};
pub use fault::{Fault, FaultCode};
pub use finding::{About, Finding, Reasons};
pub use flow::{FlowResult, FlowTotals, GrowingQueue, HourMore, PointMore, PoolLoad, StepLeak};
pub use improve::{
    Compared, ComparedTotals, Comparison, FlowColumn, NamedQueue, NumberField, NumberKey, NumberSet, Picture,
    Range, ScenarioNumber, Trial,
};
pub use records::{
    DateChoice, DateQuestion, DateReading, DriftRow, MatchRow, ProposedProcess, RecordsActivity,
    RecordsChart, RecordsColumn, RecordsEnding, RecordsFound, RecordsReading, RecordsRefused, RecordsRow,
    RecordsView, RefusedLine, SkippedStep, UndrawnWay,
};
pub use reply::{
    Differences, Entered, FoundVersion, Imported, LeftOut, OpenQuestion, PageInfo, Preview, Recent, Reply,
    StartPage, TemplateInfo,
};
pub use rules::{RuleInfo, ThresholdInfo};
pub use state::{Draft, Drawing, HistoryState, More, Notice, ScenePlace, Snapshot, TakenLine, View};
pub use twinlane_report::Section as ReportSection;
