//! Where the columns that a mapping names are in a row. What stands in them is read elsewhere.

use crate::RecordsError;
use crate::log::NONE;
use crate::mapping::Mapping;
use crate::table::Table;

/// Where the roles of a mapping are in a row.
pub(super) struct Columns {
    pub case: Option<usize>,
    pub activity: Option<usize>,
    pub time: Option<usize>,
    pub resource: Option<usize>,
    pub lifecycle: Option<usize>,
    pub stage_now: Option<usize>,
    pub created: Option<usize>,
    pub closed: Option<usize>,
    pub amount: Option<usize>,
    pub probability: Option<usize>,
    pub account: Option<usize>,
    pub is_closed: Option<usize>,
    pub is_won: Option<usize>,
    /// What parts the cases, when only some of them are meant.
    pub part: Option<usize>,
    /// Columns with a date for each stage, and the activities they have become; [`NONE`] before their first date.
    pub stages: Vec<(usize, u32)>,
}

impl Columns {
    /// Finds them.
    ///
    /// # Errors
    /// A column is not there.
    pub fn new(mapping: &Mapping, table: &Table) -> Result<Self, RecordsError> {
        let find = |name: &str| {
            table
                .columns()
                .iter()
                .position(|column| column == name)
                .ok_or_else(|| RecordsError::NoSuchColumn {
                    wanted: name.to_owned(),
                    known: table.columns().to_vec(),
                })
        };
        let role = |name: &Option<String>| {
            let named = name.as_deref().filter(|name| !name.is_empty());
            named.map(find).transpose()
        };
        Ok(Self {
            case: role(&mapping.case)?,
            activity: role(&mapping.activity)?,
            time: role(&mapping.time)?,
            resource: role(&mapping.resource)?,
            lifecycle: role(&mapping.lifecycle)?,
            stage_now: role(&mapping.stage_now)?,
            created: role(&mapping.created)?,
            closed: role(&mapping.closed)?,
            amount: role(&mapping.amount)?,
            probability: role(&mapping.probability)?,
            account: role(&mapping.account)?,
            is_closed: role(&mapping.is_closed)?,
            is_won: role(&mapping.is_won)?,
            part: role(&mapping.only.column)?,
            stages: mapping
                .stage
                .iter()
                .map(|stage| Ok((find(&stage.column)?, NONE)))
                .collect::<Result<_, RecordsError>>()?,
        })
    }

    /// True when rows say more of a case than its events.
    pub fn say_facts(&self) -> bool {
        [
            self.stage_now,
            self.created,
            self.closed,
            self.amount,
            self.probability,
            self.account,
            self.is_closed,
            self.is_won,
        ]
        .iter()
        .any(Option::is_some)
    }
}
