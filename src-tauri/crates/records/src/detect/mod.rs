//! Proposes what the columns of a table mean: shape, roles, format of dates, decimal sign.
//!
//! Roles come from the names that programs give their columns, formats from every value in the table. What the values
//! leave open is an error that says how to settle it, never a guess.

mod complete;
mod order;
mod profile;
mod roles;
mod understood;

use twinlane_model::Watch;

use crate::mapping::{Decimal, Mapping, TableLayout};
use crate::stamp::DateOrder;
use crate::table::Table;
use crate::{Limits, RecordsError, Source};

use complete::{complete, date_columns, named, open};
use order::order;
pub use profile::Profile;
pub use understood::Understood;

/// A table, and what its columns are proposed to mean.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The table, opened as the mapping says.
    pub table: Table,
    /// The mapping that would be used, complete.
    pub mapping: Mapping,
    /// What was found in each column.
    pub columns: Vec<Profile>,
    /// Rows below the header.
    pub rows: u64,
    /// Values in the columns with dates that have one.
    pub dated: u64,
    /// How many of these each order of a date understands.
    pub dates: Vec<Understood<DateOrder>>,
    /// How many values of the columns with numbers each decimal sign understands.
    pub decimals: Vec<Understood<Decimal>>,
}

/// Looks at a whole table and completes a mapping, of which everything that it says is kept.
///
/// # Errors
/// The table cannot be read; no shape fits; a named column is not there; dates can be read in more than one way.
pub fn propose(
    source: &Source,
    given: &Mapping,
    limits: &Limits,
    watch: &dyn Watch,
) -> Result<Proposal, RecordsError> {
    let table = Table::open(source, &given.table, limits)?;
    let (rows, columns) = profile::profiles(&table, watch)?;
    for wanted in named(given) {
        if !table.columns().contains(wanted) {
            return Err(RecordsError::NoSuchColumn {
                wanted: wanted.clone(),
                known: table.columns().to_vec(),
            });
        }
    }
    let mut mapping = given.clone().or(Mapping {
        table: table.options(),
        ..Mapping::default()
    });
    complete(&mut mapping, &columns, &table, watch)?;
    let shape = mapping.shape.ok_or_else(|| RecordsError::NoShape {
        known: table.columns().to_vec(),
    })?;
    let missing = match shape {
        TableLayout::StageHistory => [&mapping.case, &mapping.activity, &mapping.time]
            .into_iter()
            .any(|role| open(role.as_ref())),
        TableLayout::Wide => open(mapping.case.as_ref()) || mapping.stage.is_empty(),
        TableLayout::ClosedDeals => {
            open(mapping.case.as_ref()) || (open(mapping.created.as_ref()) && open(mapping.closed.as_ref()))
        }
    };
    if missing {
        return Err(RecordsError::NoShape {
            known: table.columns().to_vec(),
        });
    }
    let dated: Vec<&Profile> = date_columns(&mapping)
        .filter_map(|name| columns.iter().find(|column| column.name == *name))
        .collect();
    let dates: Vec<Understood<DateOrder>> = DateOrder::ALL
        .into_iter()
        .map(|choice| Understood {
            choice,
            values: dated.iter().map(|column| column.dates[choice as usize]).sum(),
        })
        .collect();
    let filled = dated.iter().map(|column| column.filled).sum();
    if mapping.date.is_none() {
        mapping.date = Some(order(&dated, &dates)?);
    }
    let numbers = || {
        [&mapping.amount, &mapping.probability]
            .into_iter()
            .flatten()
            .filter_map(|name| columns.iter().find(|column| column.name == *name))
    };
    let decimals = vec![
        Understood {
            choice: Decimal::Point,
            values: numbers().map(|column| column.points).sum::<u64>(),
        },
        Understood {
            choice: Decimal::Comma,
            values: numbers().map(|column| column.commas).sum(),
        },
    ];
    if mapping.decimal.is_none() {
        let comma = decimals[1].values > decimals[0].values;
        mapping.decimal = Some(if comma { Decimal::Comma } else { Decimal::Point });
    }
    Ok(Proposal {
        table,
        mapping,
        columns,
        rows,
        dated: filled,
        dates,
        decimals,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        let source = Source::memory("table.csv", text.as_bytes().to_vec());
        let said = match propose(&source, &Mapping::default(), &Limits::default(), &()) {
            Ok(Proposal { mapping, .. }) => {
                let roles: Vec<String> = named(&mapping).cloned().collect();
                let shape = mapping.shape.map(|shape| format!("{shape:?}"));
                let date = mapping.date.map_or("", DateOrder::name);
                format!("{}: {} {date}", shape.unwrap_or_default(), roles.join(" | "))
            }
            Err(error) => error.to_string(),
        };
        assert_eq!(said, wanted, "{text}");
    }

    #[test]
    fn shapes_and_roles_are_found() {
        check(
            "Deal ID,Stage,Changed at,Changed by\n1,Demo,2020-01-02,Ann\n1,Won,2020-02-03,Ann\n",
            "StageHistory: Deal ID | Stage | Changed at | Changed by year-month-day",
        );
        check(
            "id;name;Date entered \"Demo\";Date entered \"Won\";Close date\n1;x;13.01.2020;14.01.2020;\n",
            "Wide: id | Close date | Date entered \"Demo\" | Date entered \"Won\" day-month-year",
        );
        check(
            "opportunity_id,deal_stage,engage_date,close_date,close_value\nA,Won,1/31/2020,2/1/2020,10\n",
            "ClosedDeals: A"
                .replace(
                    'A',
                    "opportunity_id | deal_stage | engage_date | close_date | close_value month-day-year",
                )
                .as_str(),
        );
        check(
            "a,b\n1,2\n",
            "the columns do not say what the records are; a mapping does (a, b)",
        );
    }

    #[test]
    fn a_role_that_no_column_has_stays_open() {
        let check = |given: Mapping, wanted: Result<(Option<&str>, TableLayout), &str>| {
            let text = "deal_id,owner,createdate,closedate\n1,x,2020-01-01,2020-02-01\n";
            let source = Source::memory("table.csv", text.as_bytes().to_vec());
            let proposal = propose(&source, &given, &Limits::default(), &());
            let found = proposal
                .as_ref()
                .map(|found| (found.mapping.resource.as_deref(), found.mapping.shape));
            match (found, wanted) {
                (Ok((owner, shape)), Ok((wanted, form))) => {
                    assert_eq!((owner, shape), (wanted, Some(form)), "{given:?}");
                }
                (Err(error), Err(wanted)) => assert_eq!(error.to_string(), wanted, "{given:?}"),
                (found, wanted) => panic!("{found:?} is not {wanted:?}"),
            }
        };
        check(Mapping::default(), Ok((Some("owner"), TableLayout::ClosedDeals)));
        let none = || Some(String::new());
        check(
            Mapping {
                resource: none(),
                ..Mapping::default()
            },
            Ok((Some(""), TableLayout::ClosedDeals)),
        );
        check(
            Mapping {
                case: none(),
                ..Mapping::default()
            },
            Err(
                "the columns do not say what the records are; a mapping does (deal_id, owner, createdate, closedate)",
            ),
        );
    }

    #[test]
    fn an_ambiguous_date_is_asked_about() {
        check(
            "case,activity,timestamp\n1,a,01/02/03\n",
            "line 2, column “timestamp”: 01/02/03 can be read as 2001-02-03 or 2003-02-01 or 2003-01-02; the mapping \
             has to say which: date = \"year-month-day\" or date = \"day-month-year\" or date = \"month-day-year\"",
        );
        check(
            "case,activity,timestamp\n1,a,5/5/2020\n1,b,3/4/2020\n",
            "line 3, column “timestamp”: 3/4/2020 can be read as 2020-04-03 or 2020-03-04; the mapping has to say \
             which: date = \"day-month-year\" or date = \"month-day-year\"",
        );
        check(
            "case,activity,timestamp\n1,a,3/4/2020\n1,b,13/4/2020\n",
            "StageHistory: case | activity | timestamp day-month-year",
        );
        check(
            "case,activity,timestamp\n1,a,5/5/2020\n",
            "StageHistory: case | activity | timestamp day-month-year",
        );
    }
}
