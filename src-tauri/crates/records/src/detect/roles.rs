//! The names that CRMs and logs give to their columns, by role, the surest first. Values are looked at elsewhere.

use super::Profile;
use crate::mapping::StageColumn;

/// What a column can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Case,
    Activity,
    /// The stage that a case is in now.
    Stage,
    /// The same in a history, beside the stage that was entered.
    StageNow,
    Time,
    Resource,
    Lifecycle,
    Created,
    Closed,
    Amount,
    Probability,
    Account,
    IsClosed,
    IsWon,
}

impl Role {
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Case => &[
                "case concept name",
                "case id",
                "caseid",
                "case key",
                "case",
                "trace id",
                "deal id",
                "dealid",
                "opportunity id",
                "opportunityid",
                "lead id",
                "ticket id",
                "order id",
                "contract id",
                "request id",
                "application id",
                "record id",
                "hs object id",
                "deal",
                "opportunity",
                "id",
            ],
            Self::Activity => &[
                "concept name",
                "activity",
                "activity name",
                "activityid",
                "activity id",
                "event name",
                "event",
                "task",
                "new stage",
                "to stage",
                "stage name",
                "stage",
                "deal stage",
                "dealstage",
                "new value",
                "value",
                "step",
                "status",
                "action",
            ],
            Self::Stage => &[
                "dealstage label",
                "deal stage label",
                "stage name",
                "deal stage",
                "dealstage",
                "stage",
                "status",
                "deal pipeline stage id",
            ],
            Self::StageNow => &[
                "stage now",
                "current stage",
                "current stage label",
                "current stage name",
                "dealstage label",
                "deal stage label",
                "current dealstage",
                "current deal stage",
                "dealstage",
                "deal stage",
            ],
            Self::Time => &[
                "time timestamp",
                "complete timestamp",
                "completion timestamp",
                "completetimestamp",
                "end timestamp",
                "end time",
                "finish time",
                "timestamp",
                "date entered",
                "entered at",
                "entered",
                "entered date",
                "changed at",
                "change date",
                "changed",
                "stage date",
                "stage entered",
                "event time",
                "event date",
                "time",
                "date",
                "datetime",
                "date time",
                "fivetran start",
                "start timestamp",
                "start time",
            ],
            Self::Resource => &[
                "org resource",
                "resource",
                "user",
                "changed by",
                "modified by",
                "hubspot owner",
                "deal owner",
                "sales agent",
                "owner name",
                "owner",
                "agent",
                "employee",
                "rep",
                "sales rep",
                "resource name",
                "owner id",
            ],
            Self::Lifecycle => &["lifecycle transition", "lifecycle", "transition"],
            Self::Created => &[
                "createdate",
                "create date",
                "created date",
                "created at",
                "created",
                "created on",
                "creation date",
                "property createdate",
                "engage date",
                "open date",
                "opened",
                "opened at",
                "start date",
            ],
            Self::Closed => &[
                "closedate",
                "close date",
                "closed date",
                "closed at",
                "closed",
                "closed on",
                "closing date",
                "property closedate",
                "end date",
            ],
            Self::Amount => &[
                "amount",
                "close value",
                "deal value",
                "property amount",
                "deal amount",
                "total amount",
                "contract value",
                "amount in company currency",
                "value",
                "revenue",
                "expected revenue",
            ],
            Self::Probability => &[
                "probability",
                "probability %",
                "deal probability",
                "hs deal stage probability",
            ],
            Self::Account => &[
                "account",
                "account name",
                "account id",
                "company",
                "company name",
                "customer",
                "customer name",
            ],
            Self::IsClosed => &["hs is closed", "is closed", "closed"],
            Self::IsWon => &["hs is closed won", "is won", "is closed won", "won"],
        }
    }

    fn is_date(self) -> bool {
        matches!(self, Self::Time | Self::Created | Self::Closed)
    }
}

/// A name in small letters, with single spaces for everything that is neither letter nor digit.
pub(crate) fn plain(name: &str) -> String {
    let spaced: String = name
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() || letter == '%' {
                letter
            } else {
                ' '
            }
        })
        .collect();
    spaced
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// The column with the surest name for a role, of those that are not taken. A role that is a date wants values that are dates, or none at all.
pub(crate) fn find<'a>(columns: &'a [Profile], role: Role, taken: &[&str]) -> Option<&'a Profile> {
    let fits = |column: &&Profile| {
        let epoch = column.dates[3..]
            .iter()
            .any(|count| *count > 0 && *count == column.filled);
        let date = column.is_date() || column.filled == 0 || epoch && role == Role::Time;
        if role.is_date() {
            date
        } else {
            matches!(role, Role::Case) || !column.is_date()
        }
    };
    role.names().iter().find_map(|name| {
        columns
            .iter()
            .filter(|column| plain(&column.name) == *name && !taken.contains(&column.name.as_str()))
            .find(fits)
    })
}

/// The last words of a name as they are written.
fn last_words(name: &str, count: usize) -> &str {
    let mut begins = Vec::new();
    let mut inside = false;
    for (at, letter) in name.char_indices() {
        let word = letter.is_alphanumeric() || letter == '%';
        if word && !inside {
            begins.push(at);
        }
        inside = word;
    }
    let begin = begins
        .len()
        .checked_sub(count)
        .and_then(|place| begins.get(place));
    begin.map_or(name, |begin| name[*begin..].trim_end())
}

/// The columns with a date for each stage, by the words that programs put before the name of the stage.
pub(crate) fn stage_columns(columns: &[Profile]) -> Vec<StageColumn> {
    const BEFORE: [&str; 5] = [
        "hs v2 date entered ",
        "hs date entered ",
        "date entered ",
        "entered ",
        "stage date ",
    ];
    columns
        .iter()
        .filter(|column| column.is_date() || column.filled == 0)
        .filter_map(|column| {
            let name = plain(&column.name);
            let stage = BEFORE.iter().find_map(|before| name.strip_prefix(before))?;
            if matches!(stage, "at" | "date" | "on" | "time") {
                return None;
            }
            // As it is written, not as it was compared.
            let own = column
                .name
                .split_once('"')
                .and_then(|(_, rest)| rest.rsplit_once('"'))
                .map(|(own, _)| own.to_owned());
            Some(StageColumn {
                column: column.name.clone(),
                name: own.unwrap_or_else(|| last_words(&column.name, stage.split(' ').count()).to_owned()),
            })
        })
        .collect()
}
