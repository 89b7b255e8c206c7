//! One file a group of commands. Each returns the one line that says why it was refused.

mod apply;
mod catalogue;
mod compare;
mod flow;
mod gaps;
mod maps;
mod outcome;
mod output;
mod packaging;
mod records;

use twinlane_usecases::Environment;
use twinlane_usecases::records::RecordsRequest;

use crate::arguments::{Command, Kind};
pub use outcome::Outcome;

/// Carries out a command.
pub fn run(command: Command, environment: &mut Environment) -> Outcome {
    match command {
        Command::New {
            file,
            template,
            sample,
            list_templates,
        } => maps::new(
            file.as_deref(),
            template.as_deref(),
            sample,
            list_templates,
            environment,
        ),
        Command::Import {
            input,
            into,
            kind,
            replace,
            map,
            pool,
            mapping,
            keep,
            refused,
            dry_run,
            json,
        } => {
            let kind = kind.or_else(|| records::is_log(&input).then_some(Kind::Log));
            if let Some(kind @ (Kind::Log | Kind::Table)) = kind {
                let request = RecordsRequest { path: input, mapping };
                let how = records::How {
                    kind,
                    into,
                    keep,
                    name: map,
                    refused,
                    dry: dry_run,
                    json,
                };
                return records::import(&request, &how, environment);
            }
            let request = twinlane_usecases::ImportRequest {
                path: input,
                kind: kind.and_then(maps::kind),
                replace,
                new_map: map,
                pool,
            };
            maps::import(&request, into.as_deref(), dry_run, json, environment)
        }
        Command::Apply {
            file,
            changes,
            stream,
        } => match changes {
            Some(changes) if !stream => apply::list(&file, &changes, environment),
            _ => apply::stream(&file, environment),
        },
        Command::Show { file, json } => maps::show(&file, json, environment),
        Command::Log {
            file,
            map,
            mapping,
            date,
            json,
        } => {
            let request = RecordsRequest { path: file, mapping };
            records::log(&request, map.as_deref(), date.as_deref(), json, environment)
        }
        Command::Gaps {
            file,
            map,
            date,
            json,
        } => gaps::gaps(&file, map.as_deref(), date.as_deref(), json, environment),
        Command::Flow {
            file,
            map,
            seed,
            draws,
            compare,
            json,
        } => {
            let work_out = if compare { compare::compare } else { flow::flow };
            work_out(&file, map.as_deref(), seed, draws, json, environment)
        }
        Command::Diff {
            file,
            map_a,
            map_b,
            json,
        } => maps::diff(&file, &map_a, &map_b, json, environment),
        Command::Report {
            file,
            output,
            map,
            paper,
            sections,
            date,
            private,
            force,
        } => {
            let request = output::Print {
                output,
                map,
                paper,
                sections,
                date,
                private,
                force,
            };
            output::report(&file, request, environment)
        }
        Command::Export {
            file,
            output,
            map,
            force,
        } => output::export(&file, &output, map.as_deref(), force, environment),
        Command::Check { file, recover } => maps::check(&file, recover.as_deref(), environment),
        Command::Rules { json, pages } => catalogue::rules(json, pages.as_deref()),
        Command::Explain { code } => catalogue::explain(&code),
        Command::Schema { changes } => {
            catalogue::schema(changes);
            Ok(())
        }
        Command::Completions { shell } => {
            packaging::completions(shell);
            Ok(())
        }
        Command::Man => packaging::man(),
    }
}
