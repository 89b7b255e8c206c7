//! From text to the tree of an outline, line by line: sections, stages, criteria, questions, outcomes.
//!
//! Header lines are read by [`super::header`], steps and flow by [`super::step`]. Nothing is looked up here;
//! what a title refers to is the business of [`super::build`].

use twinlane_model::{Actor, Criterion, CriterionId, Question, QuestionId, Side};
use uuid::Uuid;

use super::cursor::{Cursor, shorten, trim};
use super::flow::{as_kind, flow};
use super::header;
use super::part::{attributes, id_value, reference, title};
use super::step;
use super::title::{outcome_word, split_as};
use super::tree::{At, Flow, OutcomeBlock, OutcomeName, Outline, QuestionLine, SideBlock, StageBlock};
use crate::sentences::{LOCALE, LineFaults, LineRemedies, Noun};
use crate::{ExchangeError, Place};

/// The section the reader is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Header,
    Side,
    Outcomes,
}

struct Reader {
    outline: Outline,
    section: Section,
    outcomes_seen: bool,
}

/// Reads an outline into its tree.
pub(crate) fn parse(text: &str) -> Result<Outline, ExchangeError> {
    let mut reader = Reader {
        outline: Outline::default(),
        section: Section::Header,
        outcomes_seen: false,
    };
    for (at, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if !trim(line).is_empty() {
            let mut cursor = Cursor::new(at as u32 + 1, line);
            cursor.skip_spaces();
            reader.line(&mut cursor)?;
        }
    }
    Ok(reader.outline)
}

impl Reader {
    fn line(&mut self, cursor: &mut Cursor) -> Result<(), ExchangeError> {
        if cursor.sees("##") {
            return self.stage(cursor);
        }
        if cursor.sees("#") {
            return self.heading(cursor);
        }
        match self.section {
            Section::Header => header::line(&mut self.outline, cursor),
            Section::Outcomes => self.outcome_line(cursor),
            Section::Side => self.side_line(cursor),
        }
    }

    /// A line with one `#`: the title of the workshop or a section.
    fn heading(&mut self, cursor: &mut Cursor) -> Result<(), ExchangeError> {
        let place = cursor.place();
        cursor.advance(1);
        cursor.skip_spaces();
        if cursor.eat("Workshop:") {
            if self.section != Section::Header || self.outline.title.is_some() {
                return Err(LOCALE.workshop_not_first().syntax(place));
            }
            self.outline.title = Some(header::rest_of_line(cursor));
            return Ok(());
        }
        let text = trim(cursor.rest());
        if text == "Outcomes" {
            if std::mem::replace(&mut self.outcomes_seen, true) {
                return Err(again(place, text));
            }
            self.section = Section::Outcomes;
            return Ok(());
        }
        for (side, name) in [(Side::Buyer, "Buyer journey"), (Side::Seller, "Sales process")] {
            let Some(rest) = text.strip_prefix(name) else {
                continue;
            };
            let drawn = match trim(rest) {
                "" => true,
                "(not drawn)" => false,
                other => {
                    return Err(LOCALE.behind_heading(&shorten(other)).syntax(place));
                }
            };
            if self.outline.sides.iter().any(|block| block.side == side) {
                return Err(again(place, name));
            }
            self.outline.sides.push(SideBlock {
                side,
                drawn,
                stages: Vec::new(),
            });
            self.section = Section::Side;
            return Ok(());
        }
        Err(LOCALE.no_section(&shorten(text)).syntax(place))
    }

    /// `## Title ~ Buyer stage, Buyer stage {after purchase}`
    fn stage(&mut self, cursor: &mut Cursor) -> Result<(), ExchangeError> {
        let start = cursor.clone();
        cursor.advance(2);
        if cursor.rest().starts_with('#') {
            return Err(start.error(LOCALE.heading_too_deep()));
        }
        let side = match self.outline.sides.last_mut() {
            Some(side) if self.section == Section::Side => side,
            _ => {
                return Err(start.error(LOCALE.stage_out_of_place()));
            }
        };
        let mut stage = StageBlock {
            title: title(cursor, &["~", "{"], Noun::Stage)?,
            id: None,
            paired: Vec::new(),
            after_purchase: false,
            criteria: Vec::new(),
            steps: Vec::new(),
        };
        let pairing = cursor.clone();
        if cursor.eat("~") {
            if side.side == Side::Buyer {
                return Err(pairing.error(LOCALE.buyer_stage_paired()));
            }
            loop {
                stage.paired.push(reference(cursor, &[",", "{"])?);
                if !cursor.eat(",") {
                    break;
                }
            }
        }
        let of_buyer = side.side == Side::Buyer;
        attributes(cursor, |cursor, key, here| {
            match key {
                "id" => stage.id = Some(id_value(cursor)?),
                "after" => {
                    if cursor.word() != "purchase" || !of_buyer {
                        return Err(here.error(LOCALE.no_attribute_of_stage()));
                    }
                    stage.after_purchase = true;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        side.stages.push(stage);
        Ok(())
    }

    /// A line below a stage: a step, its question or flow, or an exit criterion.
    fn side_line(&mut self, cursor: &mut Cursor) -> Result<(), ExchangeError> {
        let start = cursor.clone();
        let Some(side) = self.outline.sides.last_mut() else {
            return Err(unreadable(&start));
        };
        let kind = side.side;
        let Some(stage) = side.stages.last_mut() else {
            return Err(start.error(LOCALE.before_first_stage()));
        };
        if cursor.eat("=>") {
            return match stage.steps.last_mut() {
                Some(block) => flow(cursor, &start.place(), &mut block.flow),
                None => Err(start.error(LOCALE.flow_without_step())),
            };
        }
        if cursor.eat("?") {
            return match stage.steps.last_mut() {
                Some(block) if kind == Side::Buyer => {
                    block.questions.push(question(cursor)?);
                    Ok(())
                }
                _ => Err(start.error(LOCALE.question_out_of_place())),
            };
        }
        if cursor.eat("!") {
            if kind == Side::Buyer {
                return Err(start.error(LOCALE.criterion_out_of_place()));
            }
            stage.criteria.push(criterion(cursor)?);
            return Ok(());
        }
        if cursor.eat("-") {
            stage.steps.push(step::step(cursor, start.place(), kind)?);
            return Ok(());
        }
        Err(unreadable(&start))
    }

    /// `- Not ready`, and the returns below it.
    fn outcome_line(&mut self, cursor: &mut Cursor) -> Result<(), ExchangeError> {
        let start = cursor.clone();
        if cursor.eat("=>") {
            let Some(block) = self.outline.outcomes.last_mut() else {
                return Err(start.error(LOCALE.return_without_outcome()));
            };
            let mut returns = Flow::Links(std::mem::take(&mut block.returns));
            flow(cursor, &start.place(), &mut returns)?;
            return match returns {
                Flow::Links(links) => {
                    block.returns = links;
                    Ok(())
                }
                Flow::Silent | Flow::Nothing => Err(start.error(LOCALE.no_returns_said())),
            };
        }
        if cursor.eat("-") {
            cursor.skip_spaces();
            let place = cursor.place();
            let name = outcome_name(cursor)?;
            cursor.expect_end(LOCALE.only_name_of_outcome())?;
            self.outline.outcomes.push(OutcomeBlock {
                name: At { value: name, place },
                returns: Vec::new(),
            });
            return Ok(());
        }
        Err(unreadable(&start))
    }
}

fn outcome_name(cursor: &mut Cursor) -> Result<OutcomeName, ExchangeError> {
    if cursor.sees("\"") {
        let title = cursor.quoted()?;
        return Ok(match as_kind(cursor)? {
            Some(kind) => OutcomeName::Declared(title, kind),
            None => OutcomeName::Title(title),
        });
    }
    let text = cursor.bare(&[])?;
    Ok(match (outcome_word(text), split_as(text)) {
        (Some(kind), _) => OutcomeName::Word(kind),
        (None, Some((title, kind))) => OutcomeName::Declared(trim(title).to_owned(), kind),
        (None, None) => OutcomeName::Title(text.to_owned()),
    })
}

fn question(cursor: &mut Cursor) -> Result<QuestionLine, ExchangeError> {
    let text = title(cursor, &["{"], Noun::Question)?;
    let mut id = None;
    attributes(cursor, |cursor, key, _| {
        let known = key == "id";
        if known {
            id = Some(id_value(cursor)?);
        }
        Ok(known)
    })?;
    Ok(QuestionLine {
        question: Question {
            id: QuestionId(Uuid::nil()),
            text: text.value,
        },
        id,
    })
}

/// `! Text {buyer, action, objective, yes-no, recorded "…"}`
fn criterion(cursor: &mut Cursor) -> Result<Criterion, ExchangeError> {
    let text: At<String> = title(cursor, &["{"], Noun::Criterion)?;
    let mut criterion = Criterion {
        id: CriterionId(Uuid::nil()),
        text: text.value,
        actor: None,
        action: false,
        objective: false,
        yes_no: false,
        recorded: String::new(),
    };
    attributes(cursor, |cursor, key, here| {
        match key {
            "buyer" | "seller" => {
                let actor = if key == "buyer" {
                    Actor::Buyer
                } else {
                    Actor::Seller
                };
                if criterion
                    .actor
                    .replace(actor)
                    .is_some_and(|before| before != actor)
                {
                    return Err(here.error(LOCALE.criterion_of_two()));
                }
            }
            "action" => criterion.action = true,
            "objective" => criterion.objective = true,
            "yes-no" => criterion.yes_no = true,
            "recorded" => criterion.recorded = cursor.quoted()?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(criterion)
}

fn again(place: Place, name: &str) -> ExchangeError {
    LOCALE.section_twice(name).syntax(place)
}

fn unreadable(start: &Cursor) -> ExchangeError {
    start.error(LOCALE.no_line(&shorten(start.rest())))
}
