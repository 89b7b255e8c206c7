//! The open workshop of the desk: session, writer, what was computed, and what a window has not been told yet.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use twinlane_gaps::Finding;
use twinlane_model::{Change, Row, RowKey};
use twinlane_picture::{Scene, SceneDiff, TextCache};
use twinlane_store::{DraftChange, EditBody, StoreError};
use twinlane_wire::{
    CapturedLine, Done, Draft, Drawing, Event, Fault, FaultCode, Notice, Patch, Reasons, Snapshot,
    SnapshotPart, Undone, View, ViewOptions,
};

use super::captured_line;
use super::derived::{Derived, derive, findings_patch};
use super::disk::Disk;
use super::gap_search::{FoundGaps, GapSearch};
use super::listener::Listener;
use super::session::{HistoryEntry, Session};
use super::snapshot_parts::{self, Look, SnapshotParts};
use super::writer::{Writer, Wrote};
use crate::Environment;
use crate::fault::from_store;
use crate::improve::family::family_of;
use crate::maps::map_of;
use crate::sentences::{Faults, LOCALE};

/// An open workshop.
pub(crate) struct OpenWorkshop {
    pub session: Session,
    /// Absent when the workshop is read-only.
    pub writer: Option<Writer>,
    pub path: PathBuf,
    pub read_only: Option<Notice>,
    pub notices: Vec<Notice>,
    pub drafts: BTreeMap<String, String>,
    /// The line of the card editor that was captured last.
    pub captured: Option<CapturedLine>,
    pub view: ViewOptions,
    /// The report last laid out, for its pages.
    pub report: Option<twinlane_report::Report>,
    pub disk: Disk,
    derived: Derived,
    gaps: GapSearch,
    /// Gaps were found in the background that are not yet shown.
    found: bool,
    /// What the last snapshot left out.
    parts: SnapshotParts,
    derived_rev: u64,
    cache: TextCache,
    /// Revision at which the recent list was told of it.
    remembered: Option<u64>,
    label: String,
    put: BTreeMap<RowKey, Row>,
    deleted: BTreeSet<RowKey>,
}

impl OpenWorkshop {
    /// A workshop as it was opened.
    pub fn new(session: Session, writer: Option<Writer>, path: &Path) -> Self {
        let disk_rev = session.rev();
        Self {
            session,
            writer,
            path: path.to_owned(),
            read_only: None,
            notices: Vec::new(),
            drafts: BTreeMap::new(),
            captured: None,
            view: ViewOptions::default(),
            report: None,
            disk: Disk::up_to(disk_rev),
            derived: Derived::default(),
            gaps: GapSearch::default(),
            found: false,
            parts: SnapshotParts::default(),
            // Nothing is computed yet; the first snapshot does it.
            derived_rev: u64::MAX,
            cache: TextCache::default(),
            remembered: None,
            label: String::new(),
            put: BTreeMap::new(),
            deleted: BTreeSet::new(),
        }
    }

    /// The present revision.
    pub fn rev(&self) -> u32 {
        self.session.rev() as u32
    }

    /// Refuses when the workshop cannot be edited.
    pub fn editable(&self) -> Result<(), Fault> {
        match &self.read_only {
            Some(notice) => Err(Fault::new(FaultCode::ReadOnlyWorkshop, notice.text.clone())),
            None => Ok(()),
        }
    }

    /// The writer; a fault when the workshop is read-only.
    pub fn writer(&self) -> Result<&Writer, Fault> {
        self.writer.as_ref().ok_or_else(read_only)
    }

    /// Applies a change and hands it to the writer.
    pub fn change(&mut self, change: &Change, environment: &mut Environment) -> Result<HistoryEntry, Fault> {
        self.editable()?;
        let at = environment.clock.now().stamp;
        let entry = self.session.change(change, &mut environment.ids, &at)?;
        self.took(&entry, None);
        Ok(entry)
    }

    /// Takes the last change back.
    pub fn undo(&mut self, environment: &mut Environment) -> Result<Undone, Fault> {
        self.editable()?;
        let at = environment.clock.now().stamp;
        let stored = stored_by(self.writer.as_ref());
        let entry = self.session.undo(stored, &mut environment.ids, &at)?;
        self.took(&entry, None);
        Ok(entry.into())
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self, environment: &mut Environment) -> Result<Undone, Fault> {
        self.editable()?;
        let at = environment.clock.now().stamp;
        let stored = stored_by(self.writer.as_ref());
        let entry = self.session.redo(stored, &mut environment.ids, &at)?;
        self.took(&entry, None);
        Ok(entry.into())
    }

    /// Applies what a line of the card editor makes, if anything, and keeps which line it was, in one commit.
    pub fn capture(
        &mut self,
        change: Option<&Change>,
        line: Option<CapturedLine>,
        environment: &mut Environment,
    ) -> Result<(), Fault> {
        if let Some(change) = change {
            let at = environment.clock.now().stamp;
            let entry = self.session.change(change, &mut environment.ids, &at)?;
            self.took(&entry, line.map(captured_line::mark));
        } else if let (Some(writer), Some(line)) = (&self.writer, line) {
            writer.draft(captured_line::mark(line));
        }
        self.captured = line.or(self.captured);
        Ok(())
    }

    /// Takes an edit over: to the writer, together with a draft, and into the next patch.
    fn took(&mut self, entry: &HistoryEntry, draft: Option<DraftChange>) {
        self.note(entry);
        self.hand_over(entry, draft);
    }

    /// Into the next patch.
    fn note(&mut self, entry: &HistoryEntry) {
        self.label.clone_from(&entry.applied.label);
        for row in &entry.edit.put {
            let key = row.key();
            self.deleted.remove(&key);
            self.put.insert(key, row.clone());
        }
        for key in &entry.edit.deleted {
            self.put.remove(key);
            self.deleted.insert(*key);
        }
        self.report = None;
    }

    /// Keeps the text of an open field, or forgets it when empty.
    pub fn draft(&mut self, key: String, text: String) {
        if text.is_empty() {
            self.drafts.remove(&key);
        } else {
            self.drafts.insert(key.clone(), text.clone());
        }
        if let Some(writer) = &self.writer {
            writer.draft(DraftChange {
                key,
                text: (!text.is_empty()).then_some(text),
            });
        }
    }

    fn hand_over(&mut self, entry: &HistoryEntry, draft: Option<DraftChange>) {
        if let Some(writer) = &self.writer {
            writer.edit(entry.edit.clone(), draft);
            self.disk.handed_over();
        }
    }

    /// News of the writer.
    pub fn wrote(&mut self, news: Wrote, clock: &str, listener: &Listener) {
        self.disk.wrote(news, self.session.rev(), clock, listener);
    }

    /// What was computed, brought up to the present revision.
    pub fn derived(&mut self, environment: &Environment) -> &Derived {
        if self.derived_rev != self.session.rev() {
            let today = environment.clock.now().date;
            self.derived = derive(
                self.session.workshop(),
                self.session.rev(),
                &self.view,
                today,
                &mut self.gaps,
                &mut self.cache,
            );
            self.derived_rev = self.session.rev();
            self.found = false;
        }
        &self.derived
    }

    /// Searches the gaps of a very large map in the background, when they are not known as it is.
    pub fn search_gaps(&mut self, environment: &Environment, tell: impl FnOnce(FoundGaps) + Send + 'static) {
        // Before a window has asked nobody wants to know.
        let Some(map) = self.derived.map else { return };
        let rev = self.session.rev();
        let today = environment.clock.now().date;
        let workshop = self.session.shared();
        self.gaps.begin(workshop, map, rev, today, tell);
    }

    /// Takes the gaps found in the background; the next [`Self::catch_up`] tells them.
    pub fn take_gaps(&mut self, found: FoundGaps) {
        // Another map may be shown by now.
        self.found = self.derived.map == Some(found.map);
        self.gaps.take(found);
    }

    /// Whether the recent list was never told of it. What changes later it is told when the workshop closes.
    pub fn is_new(&self) -> bool {
        self.remembered.is_none()
    }

    /// The drawing for the recent list, which counts as told from now on; `None` when it knows already. The
    /// drawing is the one last computed, empty before a window has asked.
    pub fn unremembered(&mut self) -> Option<Arc<Scene>> {
        let due = self.remembered != Some(self.session.rev());
        self.remembered = Some(self.session.rev());
        due.then(|| self.derived.scene.clone().unwrap_or_default())
    }

    /// Chooses what the window shows; the next [`Self::snapshot`] has it.
    pub fn show(&mut self, view: ViewOptions) {
        self.view = view;
        self.derived_rev = u64::MAX;
    }

    /// Computes what is stale and tells the window what changed since it was told last.
    pub fn catch_up(&mut self, environment: &Environment, listener: &Listener) {
        let current = self.derived_rev == self.session.rev() && !self.found;
        if current || self.derived_rev == u64::MAX {
            return;
        }
        let from = self.derived_rev;
        let old = std::mem::take(&mut self.derived);
        self.derived_rev = u64::MAX;
        self.derived(environment);
        let empty = Scene::default();
        let diff = match (old.scene.as_deref(), self.derived.scene.as_deref()) {
            (Some(old), Some(new)) => Scene::diff(old, new),
            (None, Some(new)) => Scene::diff(&empty, new),
            (Some(old), None) => Scene::diff(old, &empty),
            (None, None) => SceneDiff::default(),
        };
        let shown = self.derived.map;
        let put = std::mem::take(&mut self.put);
        let patch = Patch {
            from: from as u32,
            rev: self.session.rev() as u32,
            label: std::mem::take(&mut self.label),
            put: put
                .into_values()
                .filter(|row| map_of(row).is_none_or(|map| Some(map) == shown))
                .map(snapshot_parts::lean)
                .collect(),
            deleted: std::mem::take(&mut self.deleted).into_iter().collect(),
            map: shown,
            family: family_of(self.session.workshop(), shown),
            findings_rev: self.derived.findings_rev as u32,
            findings: findings_patch(&old.findings, &self.derived.findings),
            scorecard: self.derived.scorecard.clone(),
            readiness: self.derived.readiness.clone(),
            scene: diff,
            history: self.session.history(),
        };
        listener(&Event::Patch(Box::new(patch)));
    }

    /// The whole state, but for what [`Self::part`] brings. What a patch would have said is in it.
    pub fn snapshot(&mut self, environment: &Environment) -> Snapshot {
        self.derived(environment);
        self.put.clear();
        self.deleted.clear();
        let shown = self.derived.map;
        let workshop = self.session.workshop();
        let shown_rows = workshop
            .rows()
            .map(snapshot_parts::lean)
            .filter(|row| map_of(row).is_none_or(|map| Some(map) == shown));
        let number = self.parts.number().wrapping_add(1);
        let large = self
            .derived
            .scene
            .as_deref()
            .filter(|scene| SnapshotParts::is_needed(scene));
        let mut rows = Vec::new();
        let (scene, drawn, findings) = if let Some(scene) = large {
            let mut wait = VecDeque::new();
            for row in shown_rows {
                if snapshot_parts::can_wait(&row) {
                    wait.push_back(row.key());
                } else {
                    rows.push(row);
                }
            }
            self.parts = SnapshotParts::new(number, scene, wait, Arc::clone(&self.derived.findings));
            let (scene, drawn) = snapshot_parts::beginning(scene);
            (Some(scene), Some(drawn), Vec::new())
        } else {
            rows.extend(shown_rows);
            self.parts = SnapshotParts::nothing(number);
            (
                self.derived.scene.as_deref().cloned(),
                None,
                self.derived.findings.iter().map(Into::into).collect(),
            )
        };
        Snapshot {
            rev: self.session.rev() as u32,
            path: self.path.display().to_string(),
            read_only: self.read_only.clone(),
            notices: self.notices.clone(),
            rows,
            number,
            left: self.parts.left(),
            view: View {
                map: shown,
                family: family_of(workshop, shown),
                rev: self.derived_rev as u32,
                findings_rev: self.derived.findings_rev as u32,
                findings,
                scorecard: self.derived.scorecard.clone(),
                readiness: self.derived.readiness.clone(),
                scene,
                drawn,
            },
            history: self.session.history(),
            drafts: self
                .drafts
                .iter()
                .map(|(key, text)| Draft {
                    key: key.clone(),
                    text: text.clone(),
                })
                .collect(),
            captured: self.captured,
            disk: self.disk.state().clone(),
        }
    }

    /// What some columns show, of the drawing that windows were told of last.
    pub fn draw(&self, columns: Vec<u32>) -> Result<Drawing, Fault> {
        let none = || Fault::new(FaultCode::Outdated, LOCALE.not_drawn_yet());
        let scene = self.derived.scene.as_ref().ok_or_else(none)?;
        let look = Look::at(scene, &columns);
        let elements = scene.elements.iter().filter(|element| look.shows(scene, element));
        Ok(Drawing {
            rev: self.derived_rev as u32,
            elements: elements.cloned().collect(),
            columns,
        })
    }

    /// A finding of the map shown, as it is at the present revision.
    pub fn finding(&mut self, fingerprint: &str, environment: &Environment) -> Result<Finding, Fault> {
        let mut findings = self.derived(environment).findings.iter();
        let finding = findings.find(|finding| finding.fingerprint == fingerprint);
        finding.cloned().ok_or_else(no_longer_there)
    }

    /// What a finding says, of those that windows were told of last.
    pub fn explain(&self, fingerprint: &str) -> Result<Reasons, Fault> {
        let mut findings = self.derived.findings.iter();
        let finding = findings.find(|finding| finding.fingerprint == fingerprint);
        finding.map(Reasons::from).ok_or_else(no_longer_there)
    }

    /// The next part of what the last snapshot left out.
    pub fn part(&mut self, of: u32) -> Result<SnapshotPart, Fault> {
        let outdated = || Fault::new(FaultCode::Outdated, LOCALE.snapshot_is_whole());
        self.parts.next(of, self.session.workshop()).ok_or_else(outdated)
    }

    /// Commits what is left and leaves one file.
    pub fn close(mut self) -> Result<(), Fault> {
        self.close_writer().map_err(|error| from_store(&error))
    }

    /// The same, and the workshop stays open when it fails.
    pub fn close_writer(&mut self) -> Result<(), StoreError> {
        match &mut self.writer {
            Some(writer) => writer.close(),
            None => Ok(()),
        }
    }
}

/// Fetches a change that was made before this opening from the file.
fn stored_by(writer: Option<&Writer>) -> impl FnOnce(u64) -> Result<EditBody, Fault> {
    move |rev| match writer {
        Some(writer) => writer.body(rev).map_err(|error| from_store(&error)),
        None => Err(read_only()),
    }
}

fn no_longer_there() -> Fault {
    Fault::new(FaultCode::Outdated, LOCALE.gap_is_gone())
}

fn read_only() -> Fault {
    Fault::new(FaultCode::ReadOnlyWorkshop, LOCALE.read_only_workshop())
}

impl From<HistoryEntry> for Done {
    fn from(entry: HistoryEntry) -> Self {
        Self {
            rev: entry.edit.rev as u32,
            label: entry.applied.label,
            conflicts: entry.applied.conflicts,
        }
    }
}

impl From<HistoryEntry> for Undone {
    fn from(entry: HistoryEntry) -> Self {
        Self {
            rev: entry.edit.rev as u32,
            at: entry.place(),
            label: entry.applied.label,
        }
    }
}
