//! Every command of a window, each with its answer. The match is total: a new command does not compile
//! until the desk can do it.

use std::path::{Path, PathBuf};

use twinlane_model::{Change, GapRecord, GapState, RowKey};
use twinlane_store::DraftChange;
use twinlane_wire::{Command, Entered, Event, Fault, FaultCode, Reply, TakenLine};

use crate::aside::{Answer, Long};
use crate::desk::Thread;
use crate::fault::from_store;
use crate::import::ImportRequest;
use crate::open::Open;
use crate::session::Step;
use crate::{entry, logs, opening, print, recent, records, start};

/// How a command goes on.
enum Course {
    /// It is done.
    Answered(Reply),
    /// It takes long, and is to be done aside.
    Aside(Long),
}

impl Thread {
    /// Carries out a command and sees to it that it is answered: now, or when work done aside is over.
    pub(crate) fn answer(&mut self, command: Command, answer: Answer) {
        let reply = match self.call(command) {
            Ok(Course::Aside(long)) => {
                self.aside
                    .begin(long, answer, self.messages.clone(), self.environment.work_delay);
                self.tell_work();
                return;
            }
            Ok(Course::Answered(reply)) => Ok(reply),
            Err(fault) => Err(fault),
        };
        // Nobody waits any more when the window went in between.
        let _ = answer.send(reply);
    }

    fn call(&mut self, command: Command) -> Result<Course, Fault> {
        let reply = match command {
            Command::Start => {
                self.remembering.settle();
                Ok(Reply::Start(start::page(&self.environment.data_folder)))
            }
            Command::ForgetRecent { path } => {
                self.remembering.settle();
                recent::forget(&self.environment.data_folder, &path);
                Ok(Reply::Start(start::page(&self.environment.data_folder)))
            }
            Command::Open { path, snapshot } => self.open_file(Path::new(&path), snapshot),
            Command::Create {
                path,
                template,
                sample,
            } => self.create_file(path, template.as_deref(), sample),
            Command::Close => self.close_file(),
            Command::Snapshot => self.snapshot(),
            Command::More { of } => self.opened()?.more(of).map(|more| Reply::More(Box::new(more))),
            Command::Draw { columns } => self
                .opened()?
                .draw(columns)
                .map(|drawing| Reply::Drawing(Box::new(drawing))),
            Command::View { options } => {
                self.opened()?.show(options);
                self.snapshot()
            }
            Command::Change { change } => self.change(&change).map(done),
            Command::Enter {
                map,
                mode,
                side,
                from,
                lane,
                stage,
                text,
                line,
            } => {
                let at = entry::At {
                    map,
                    mode,
                    side,
                    from,
                    lane,
                    stage,
                };
                self.enter(&at, &text, line)
            }
            Command::Undo => self.pass(true),
            Command::Redo => self.pass(false),
            Command::Draft { key, text } => self.draft(key, text),
            Command::Explain { fingerprint } => self.opened()?.explain(&fingerprint).map(Reply::Reasons),
            Command::Judge {
                fingerprint,
                state,
                reason,
            } => self.judge(&fingerprint, |record, finding| {
                record.state = state;
                record.reason = if state == GapState::Dismissed {
                    reason.clone()
                } else {
                    String::new()
                };
                record.severity = Some(finding.severity);
                record.numbers = (&finding.numbers).into();
                record.check_again = false;
            }),
            Command::Comment { fingerprint, comment } => {
                self.judge(&fingerprint, |record, _| record.comment.clone_from(&comment))
            }
            Command::Copy { steps } => {
                let open = self.opened()?;
                Ok(Reply::Text(entry::copy(open.session.workshop(), &steps)))
            }
            Command::Differences { a, b } => {
                let open = self.opened()?;
                entry::differences(open.session.workshop(), a, b).map(Reply::Differences)
            }
            Command::Page { number } => self.page(number),
            Command::SaveCopy { path } => self.save_copy(Path::new(&path)),
            Command::SaveVersion { name } => self.save_version(name),
            Command::Versions => {
                let open = self.opened()?;
                let writer = open.writer.as_ref().ok_or_else(read_only)?;
                let versions = writer.versions().map_err(|error| from_store(&error))?;
                Ok(Reply::Versions(
                    versions.into_iter().map(opening::version).collect(),
                ))
            }
            Command::RestoreVersion { id } => self.restore_version(id),
            Command::Cancel { work } => {
                self.aside.cancel(|number, _| number == work);
                self.tell_work();
                Ok(nothing_more(self.rev()))
            }
            Command::Import {
                path,
                kind,
                replace,
                new_map,
                pool,
                instead,
            } => {
                let request = ImportRequest {
                    path: PathBuf::from(path),
                    kind,
                    replace,
                    new_map,
                    pool,
                };
                return self.import(request, instead).map(Course::Aside);
            }
            Command::Export { path, force } => {
                return self.export(PathBuf::from(path), force).map(Course::Aside);
            }
            Command::Preview { options } => return self.preview(options).map(Course::Aside),
            Command::Print { path, options } => {
                return self.print(PathBuf::from(path), options).map(Course::Aside);
            }
            Command::Flow => return self.flow().map(Course::Aside),
            Command::ReadRecords { path, mapping } => {
                return Ok(Course::Aside(self.read_records(PathBuf::from(path), mapping)));
            }
            Command::KeepRecords {
                path,
                mapping,
                name,
                kept,
            } => {
                return self
                    .keep_records(logs::request(path, mapping, name, kept))
                    .map(Course::Aside);
            }
            Command::WriteRefused { path, mapping, to } => {
                return Ok(Course::Aside(Self::write_refused(
                    PathBuf::from(path),
                    mapping,
                    PathBuf::from(to),
                )));
            }
            Command::Records => return self.records().map(Course::Aside),
            Command::RecordsCharts { width } => self.records_charts(width).map(Reply::Charts),
            Command::ProposeFromLog { least_share } => {
                let open = self.opened()?;
                records::proposed(open.session.workshop(), open.view.map, least_share)
                    .map(|proposed| Reply::Proposed(Box::new(proposed)))
            }
            Command::DrawFromLog { least_share } => self.draw_from_log(least_share),
            Command::ApplyMeasures => self.apply_measures(),
            Command::Compare { maps, draws, numbers } => {
                return self.compare(maps, draws, numbers).map(Course::Aside);
            }
            Command::TryOut { trial } => return self.try_out(trial).map(Course::Aside),
            Command::Keep { trial } => self.keep(&trial).map(done),
            Command::Recover { path, out } => {
                return Ok(Course::Aside(
                    self.recover(PathBuf::from(path), PathBuf::from(out)),
                ));
            }
            Command::Rules => Ok(Reply::Rules(
                twinlane_gaps::rules()
                    .iter()
                    .map(|rule| twinlane_wire::RuleInfo::from(*rule))
                    .collect(),
            )),
            Command::Locate { row } => {
                let open = self.opened()?;
                let (map, step) = entry::locate(open.session.workshop(), row);
                Ok(Reply::Place { map, step })
            }
        };
        reply.map(Course::Answered)
    }

    /// The open workshop.
    pub(crate) fn opened(&mut self) -> Result<&mut Open, Fault> {
        self.open
            .as_mut()
            .ok_or_else(|| Fault::new(FaultCode::NothingOpen, "no workshop is open"))
    }

    fn snapshot(&mut self) -> Result<Reply, Fault> {
        let open = self
            .open
            .as_mut()
            .ok_or_else(|| Fault::new(FaultCode::NothingOpen, "no workshop is open"))?;
        Ok(Reply::Snapshot(Box::new(open.snapshot(&self.environment))))
    }

    /// Applies a change to the open workshop and hands it to the writer.
    pub(crate) fn change(&mut self, change: &Change) -> Result<Step, Fault> {
        let at = self.environment.clock.now().stamp;
        let open = self
            .open
            .as_mut()
            .ok_or_else(|| Fault::new(FaultCode::NothingOpen, "no workshop is open"))?;
        open.editable()?;
        let step = open.session.change(change, &mut self.environment.ids, &at)?;
        open.took(&step);
        Ok(step)
    }

    fn enter(&mut self, at: &entry::At, text: &str, line: Option<u32>) -> Result<Reply, Fault> {
        let open = self
            .open
            .as_mut()
            .ok_or_else(|| Fault::new(FaultCode::NothingOpen, "no workshop is open"))?;
        open.editable()?;
        let captured = entry::plan(open.session.workshop(), at, text, &mut self.environment.ids)?;
        let also = entry::also(open.session.workshop(), &captured.also);
        let step = if entry::is_blank(&captured.change) {
            None
        } else {
            let at = self.environment.clock.now().stamp;
            Some(
                open.session
                    .change(&captured.change, &mut self.environment.ids, &at)?,
            )
        };
        let step_at = captured.next;
        open.entered(step.as_ref(), line.map(|line| TakenLine { line, step: step_at }));
        Ok(Reply::Entered(Entered {
            rev: self.rev(),
            step: captured.next,
            made: captured.made,
            also,
            said: captured.said,
        }))
    }

    fn rev(&self) -> u32 {
        self.open.as_ref().map_or(0, |open| open.session.rev() as u32)
    }

    pub(crate) fn pass(&mut self, back: bool) -> Result<Reply, Fault> {
        let at = self.environment.clock.now().stamp;
        let open = self
            .open
            .as_mut()
            .ok_or_else(|| Fault::new(FaultCode::NothingOpen, "no workshop is open"))?;
        open.editable()?;
        let ids = &mut self.environment.ids;
        let writer = open.writer.as_ref();
        let stored = |rev| match writer {
            Some(writer) => writer.body(rev).map_err(|error| from_store(&error)),
            None => Err(read_only()),
        };
        let step = if back {
            open.session.undo(stored, ids, &at)?
        } else {
            open.session.redo(stored, ids, &at)?
        };
        open.took(&step);
        Ok(Reply::Undone {
            rev: step.edit.rev as u32,
            label: step.applied.label.clone(),
            at: step.place(),
        })
    }

    fn draft(&mut self, key: String, text: String) -> Result<Reply, Fault> {
        let open = self.opened()?;
        if text.is_empty() {
            open.drafts.remove(&key);
        } else {
            open.drafts.insert(key.clone(), text.clone());
        }
        if let Some(writer) = &open.writer {
            writer.draft(DraftChange {
                key,
                text: (!text.is_empty()).then_some(text),
            });
        }
        Ok(nothing_more(open.session.rev() as u32))
    }

    fn judge(
        &mut self,
        fingerprint: &str,
        decide: impl Fn(&mut GapRecord, &twinlane_gaps::Finding),
    ) -> Result<Reply, Fault> {
        let open = self
            .open
            .as_mut()
            .ok_or_else(|| Fault::new(FaultCode::NothingOpen, "no workshop is open"))?;
        let finding = open
            .derived(&self.environment)
            .findings
            .iter()
            .find(|finding| finding.fingerprint == fingerprint)
            .cloned()
            .ok_or_else(|| Fault::new(FaultCode::Outdated, "this gap is no longer there"))?;
        let known = open
            .session
            .workshop()
            .gaps()
            .values()
            .find(|gap| gap.fingerprint == fingerprint)
            .cloned();
        let fresh = known.is_none();
        let mut record = known.unwrap_or_else(|| entry::gap_record(fingerprint, &mut self.environment.ids));
        let key = RowKey::Gap(record.id);
        decide(&mut record, &finding);
        let label = match record.state {
            GapState::Open => format!("Reopen “{}”", finding.title),
            GapState::Confirmed => format!("Confirm “{}”", finding.title),
            GapState::Dismissed => format!("Dismiss “{}”", finding.title),
            GapState::Resolved => format!("Resolve “{}”", finding.title),
        };
        // A record that says nothing any more goes, so that undoing a decision and reopening look alike.
        let says_nothing =
            record.state == GapState::Open && record.comment.is_empty() && record.votes == 0 && !fresh;
        let change = if says_nothing {
            Change::Rows {
                label,
                put: Vec::new(),
                delete: vec![key],
            }
        } else {
            Change::Rows {
                label,
                put: vec![twinlane_model::Row::Gap(record)],
                delete: Vec::new(),
            }
        };
        self.change(&change).map(done)
    }

    fn page(&mut self, number: u32) -> Result<Reply, Fault> {
        let open = self.opened()?;
        let report = open
            .report
            .as_ref()
            .ok_or_else(|| Fault::new(FaultCode::Outdated, "the report has changed since"))?;
        print::page(report, number).map(Reply::Text)
    }

    fn save_copy(&mut self, path: &Path) -> Result<Reply, Fault> {
        let now = self.environment.clock.now().stamp;
        let open = self.opened()?;
        twinlane_store::save_copy(open.session.workshop(), path, &now).map_err(|error| from_store(&error))?;
        let rev = open.session.rev() as u32;
        if open.failing() {
            // The old place is lost: go on in the copy, which has everything.
            self.open = None;
            self.open_file(path, false)?;
            (self.listener)(&Event::Closed);
            return Ok(Reply::Opened {
                path: path.display().to_string(),
            });
        }
        Ok(Reply::Done {
            rev,
            label: format!("Saved a copy to {}", path.display()),
            conflicts: Vec::new(),
        })
    }

    fn save_version(&mut self, name: String) -> Result<Reply, Fault> {
        let at = self.environment.clock.now().stamp;
        let open = self.opened()?;
        let writer = open.writer.as_ref().ok_or_else(read_only)?;
        let label = format!("Kept as “{name}”");
        writer
            .save_version(name, at)
            .map_err(|error| from_store(&error))?;
        Ok(Reply::Done {
            rev: open.session.rev() as u32,
            label,
            conflicts: Vec::new(),
        })
    }

    fn restore_version(&mut self, id: u32) -> Result<Reply, Fault> {
        let open = self.opened()?;
        let writer = open.writer.as_ref().ok_or_else(read_only)?;
        let rows = writer.version(id).map_err(|error| from_store(&error))?;
        let change = opening::back_to(open.session.workshop(), rows);
        self.change(&change).map(done)
    }
}

/// The answer to what makes no revision and has nothing to say.
fn nothing_more(rev: u32) -> Reply {
    Reply::Done {
        rev,
        label: String::new(),
        conflicts: Vec::new(),
    }
}

pub(crate) fn done(step: Step) -> Reply {
    Reply::Done {
        rev: step.edit.rev as u32,
        label: step.applied.label,
        conflicts: step.applied.conflicts,
    }
}

fn read_only() -> Fault {
    Fault::new(FaultCode::ReadOnlyWorkshop, "the workshop is open read-only")
}
