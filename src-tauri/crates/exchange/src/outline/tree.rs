//! What the lines of an outline say, with their places, before anything is looked up.

use twinlane_model::{Criterion, Link, Measure, OutcomeKind, Question, Side, Step, Strength};

use crate::Place;

/// Something with the place it stands at.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub value: T,
    pub place: Place,
}

/// How a step, stage, lane or question is referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    Title(String),
    Id(String),
}

/// A whole outline.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    pub title: Option<String>,
    pub client: Option<At<String>>,
    pub period: Option<At<Period>>,
    pub map: Option<At<String>>,
    pub scenario: Option<At<bool>>,
    pub about: Vec<String>,
    pub entries: Vec<EntryLine>,
    pub pools: Vec<PoolLine>,
    pub lanes: Vec<LaneLine>,
    pub sides: Vec<SideBlock>,
    pub outcomes: Vec<OutcomeBlock>,
}

#[derive(Clone, Debug)]
pub(crate) struct Period {
    pub name: String,
    pub days: Option<f64>,
    pub hours: Option<f64>,
}

#[derive(Clone, Debug)]
pub(crate) struct EntryLine {
    pub step: At<Reference>,
    pub volume: Measure,
}

/// What a line says about a pool; each value with its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct PoolValues {
    pub people: Option<At<u32>>,
    pub capacity: Option<At<Measure>>,
    pub cost: Option<At<Measure>>,
}

impl PoolValues {
    pub fn is_empty(&self) -> bool {
        self.people.is_none() && self.capacity.is_none() && self.cost.is_none()
    }
}

#[derive(Clone, Debug)]
pub(crate) struct PoolLine {
    pub name: At<String>,
    pub values: PoolValues,
}

#[derive(Clone, Debug)]
pub(crate) struct LaneLine {
    pub side: Side,
    pub title: At<String>,
    pub id: Option<At<String>>,
    pub owner: String,
}

#[derive(Clone, Debug)]
pub(crate) struct SideBlock {
    pub side: Side,
    pub drawn: bool,
    pub stages: Vec<StageBlock>,
}

#[derive(Clone, Debug)]
pub(crate) struct StageBlock {
    pub title: At<String>,
    pub id: Option<At<String>>,
    pub paired: Vec<At<Reference>>,
    pub after_purchase: bool,
    pub criteria: Vec<Criterion>,
    pub steps: Vec<StepBlock>,
}

/// A step; `draft` carries everything that needs no looking up, under ids that are not given yet.
#[derive(Clone, Debug)]
pub(crate) struct StepBlock {
    pub draft: Step,
    pub place: Place,
    pub lane: At<Reference>,
    pub id: Option<At<String>>,
    pub owner: Option<At<String>>,
    pub pool: PoolValues,
    pub tools: Vec<String>,
    pub supports: Vec<SupportPart>,
    pub questions: Vec<QuestionLine>,
    pub flow: Flow,
}

#[derive(Clone, Debug)]
pub(crate) struct QuestionLine {
    pub question: Question,
    pub id: Option<At<String>>,
}

#[derive(Clone, Debug)]
pub(crate) struct SupportPart {
    pub to: At<Reference>,
    pub strength: Strength,
    pub answers: Vec<At<Reference>>,
}

/// The flow of a step: not said (the next step of its lane), none, or these links.
#[derive(Clone, Debug, Default)]
pub(crate) enum Flow {
    #[default]
    Silent,
    Nothing,
    Links(Vec<FlowLine>),
}

/// A flow or a return; `draft` carries share, criterion and wait.
#[derive(Clone, Debug)]
pub(crate) struct FlowLine {
    pub to: At<FlowEnd>,
    pub draft: Link,
}

#[derive(Clone, Debug)]
pub(crate) enum FlowEnd {
    Step(Reference),
    /// Title of its own (empty when none) and kind.
    Outcome(String, OutcomeKind),
}

#[derive(Clone, Debug)]
pub(crate) struct OutcomeBlock {
    pub name: At<OutcomeName>,
    pub returns: Vec<FlowLine>,
}

#[derive(Clone, Debug)]
pub(crate) enum OutcomeName {
    /// One of the words, without quotes.
    Word(OutcomeKind),
    /// A title of its own.
    Title(String),
    /// A title of its own with its kind, which may stand without any flow.
    Declared(String, OutcomeKind),
}
