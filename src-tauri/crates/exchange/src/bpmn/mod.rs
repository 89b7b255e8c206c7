//! BPMN 2.0: a process read as the sales side of a map, and a map written as a diagram.
//!
//! Reading goes from bytes to a tree ([`xml`]), from there to a pool ([`read()`]), its lanes ([`lanes`]) and
//! its flow ([`process`], [`elements`], [`flows`]), whose gateways and events are folded into the steps around them ([`net`]); the
//! rows are made last ([`rows`], [`columns`]). Whatever a map has no place for is listed with its id
//! ([`account`]). A diagram of our own carries its rows along ([`own`]).
//!
//! Writing makes shapes and lines ([`write()`]), places them ([`place`]) and sets the XML ([`ink`]).
//!
//! No shares are invented: the links of a gateway are left open.

mod account;
mod columns;
mod diagram;
mod duration;
mod elements;
mod flows;
mod lanes;
mod net;
mod own;
mod place;
mod process;
mod reader;
mod rows;
mod words;
mod write;
mod xml;
mod xml_text;

pub use write::write;
pub use xml_text::Written;

use std::collections::BTreeSet;

use roxmltree::{Document, Node};
use twinlane_model::{IdSource, MapId};

use crate::sentences::{DiagramFaults, DiagramLosses, DiagramNames, LOCALE, Questions};
use crate::{Ask, ExchangeError, Imported, Place};
use account::{Account, place};
use lanes::Lanes;
use process::is_task;
use xml::{DIAGRAM, named, reference, tag};

/// What a reader of BPMN can be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options<'a> {
    /// The pool to read, by its name or id; without it, the one with most tasks.
    pub pool: Option<&'a str>,
}

/// Reads a BPMN 2.0 file as the sales side of the map `map`, whose row is among the rows. A diagram that we
/// wrote ourselves brings its own map along, both sides of it.
///
/// Lanes become functions (without lanes the pool's name is one), tasks and closed sub-processes activities,
/// open sub-processes their content, gateways and events flow, end events outcomes. Parallel work that no
/// step can carry gets a waypoint. [`Imported::left`] lists everything that was not kept, [`Imported::ask`]
/// what only a person knows.
pub fn read(
    bytes: &[u8],
    options: &Options<'_>,
    map: MapId,
    ids: &mut dyn IdSource,
) -> Result<Imported, ExchangeError> {
    let text = xml::decode(bytes)?;
    let document = xml::parse(&text)?;
    let root = document.root_element();
    if tag(root) != Some("definitions") {
        return Err(LOCALE
            .no_bpmn()
            .unknown(Place::Element(root.tag_name().name().to_owned())));
    }
    let mut account = Account::default();
    if options.pool.is_none()
        && let Some(mut imported) = own::rows(root, &mut account)
    {
        account.extensions(root);
        imported.left = account.left;
        return Ok(imported);
    }
    let pools = pools(root);
    let chosen = choose(&pools, options.pool)?;
    let pool = &pools[chosen];
    let mut lanes = Lanes::read(
        pool.process,
        pool.shown.as_deref().unwrap_or(LOCALE.company()),
        &mut account,
    );
    let closed = closed(&document);
    let mut process = process::read(pool.process, &closed, &mut lanes, &mut account)?;
    if lanes.titles.is_empty() {
        lanes.or_default(None);
    }
    process.net.fold();
    others(root, &pools, chosen, &mut account);
    account.extensions(root);
    if pools.iter().filter(|pool| pool.tasks > 0).count() > 1 {
        process.ask.insert(0, which_pool(&pools, chosen));
    }
    let name = [
        root.attribute("name"),
        pool.process.attribute("name"),
        Some(pool.title.as_str()),
    ]
    .into_iter()
    .flatten()
    .map(str::trim)
    .find(|name| !name.is_empty())
    .unwrap_or(LOCALE.imported_process())
    .to_owned();
    rows::rows(process, &lanes.titles, &name, map, account, ids).checked()
}

/// A pool, or a process that no pool shows.
struct Pool<'a, 'input> {
    id: &'a str,
    /// Name of the pool; `None` when the process is in none, or in one without a name.
    shown: Option<String>,
    /// The same, or the name of the process.
    title: String,
    process: Node<'a, 'input>,
    tasks: usize,
}

/// The pools of a file that have a process, in the order of the processes.
fn pools<'a, 'input>(root: Node<'a, 'input>) -> Vec<Pool<'a, 'input>> {
    let participants: Vec<Node<'_, '_>> = named(root, "collaboration")
        .flat_map(|collaboration| named(collaboration, "participant"))
        .collect();
    named(root, "process")
        .map(|process| {
            let id = process.attribute("id").unwrap_or_default();
            let shown = participants
                .iter()
                .find(|pool| pool.attribute("processRef").map(reference) == Some(id) && !id.is_empty());
            let name = |node: &Node<'_, '_>| {
                node.attribute("name")
                    .map_or(String::new(), |name| name.trim().to_owned())
            };
            let named = shown.map(name).filter(|title| !title.is_empty());
            Pool {
                id: shown.and_then(|pool| pool.attribute("id")).unwrap_or(id),
                title: named.clone().unwrap_or_else(|| name(&process)),
                shown: named,
                process,
                tasks: process
                    .descendants()
                    .filter(|node| tag(*node).is_some_and(is_task))
                    .count(),
            }
        })
        .collect()
}

/// The pool that was asked for, else the one with most tasks, the first of them.
fn choose(pools: &[Pool<'_, '_>], wanted: Option<&str>) -> Result<usize, ExchangeError> {
    if let Some(wanted) = wanted {
        return pools
            .iter()
            .position(|pool| pool.id == wanted || pool.process.attribute("id") == Some(wanted))
            .or_else(|| pools.iter().position(|pool| pool.title == wanted))
            .ok_or_else(|| {
                let pools: Vec<_> = pools.iter().map(|pool| (pool.title.as_str(), pool.id)).collect();
                LOCALE.no_such_pool(wanted, &pools).reference(Place::Whole)
            });
    }
    // A diagram of our own shows which pool sells, however few its steps are.
    if let Some(own) = pools.iter().position(|pool| pool.id == diagram::SALES_POOL) {
        return Ok(own);
    }
    let most = pools.iter().map(|pool| pool.tasks).max();
    pools
        .iter()
        .position(|pool| Some(pool.tasks) == most)
        .ok_or_else(|| LOCALE.no_process().unknown(Place::Whole))
}

fn which_pool(pools: &[Pool<'_, '_>], chosen: usize) -> Ask {
    let mut order: Vec<usize> = (0..pools.len()).collect();
    order.sort_by_key(|at| (*at != chosen, *at));
    let name = |pool: &Pool<'_, '_>| {
        if pool.title.is_empty() {
            pool.id.to_owned()
        } else {
            pool.title.clone()
        }
    };
    Ask {
        question: LOCALE.which_pool().to_owned(),
        choices: order.iter().map(|at| name(&pools[*at])).collect(),
        pools: order.iter().map(|at| pools[*at].id.to_owned()).collect(),
        place: place(pools[chosen].process),
    }
}

/// Sub-processes that the diagram shows closed.
fn closed<'a>(document: &'a Document<'_>) -> BTreeSet<&'a str> {
    document
        .descendants()
        .filter(|node| node.tag_name().namespace() == Some(DIAGRAM) && node.tag_name().name() == "BPMNShape")
        .filter(|shape| matches!(shape.attribute("isExpanded"), Some("false" | "0")))
        .filter_map(|shape| shape.attribute("bpmnElement").map(reference))
        .collect()
}

/// Lists everything outside of the pool that is read.
fn others(root: Node<'_, '_>, pools: &[Pool<'_, '_>], chosen: usize, account: &mut Account) {
    for (_, pool) in pools.iter().enumerate().filter(|(at, _)| *at != chosen) {
        account.element(pool.process, LOCALE.other_pool());
        for node in pool
            .process
            .descendants()
            .filter(|node| tag(*node).is_some_and(process::is_flow_node))
        {
            account.element(node, LOCALE.in_other_pool());
        }
    }
    for collaboration in named(root, "collaboration") {
        for participant in named(collaboration, "participant") {
            let process = participant.attribute("processRef").map(reference);
            if !pools.iter().any(|pool| pool.process.attribute("id") == process) {
                account.element(participant, LOCALE.closed_pool());
            }
        }
        account.children(collaboration, |_| false);
    }
    account.children(root, |name| matches!(name, "process" | "collaboration"));
}
