//! Reading outlines: what each line means, and where each mistake is found.

use twinlane_exchange::Imported;
use twinlane_exchange::outline::read;
use twinlane_model::{
    Actor, Basis, Charter, End, Knowledge, Link, LinkKind, Map, MapKind, Outcome, OutcomeKind, Pool, Row,
    Side, Stage, Step, Strength,
};
use twinlane_testkit::Ids;

const HARBOR: &str = include_str!("../../../../../examples/harbor.md");
const GOLDEN: &str = include_str!("../../../../../examples/golden-flow.md");

fn outline(text: &str) -> Imported {
    match read(text, &mut Ids::new()) {
        Ok(imported) => imported,
        Err(error) => panic!("{error}\nin\n{text}"),
    }
}

macro_rules! all {
    ($name:ident, $variant:ident, $type:ty) => {
        fn $name(imported: &Imported) -> Vec<$type> {
            let row = |row: &Row| {
                if let Row::$variant(row) = row {
                    Some(row.clone())
                } else {
                    None
                }
            };
            imported.rows.iter().filter_map(row).collect()
        }
    };
}
all!(steps, Step, Step);
all!(stages, Stage, Stage);
all!(links, Link, Link);
all!(outcomes, Outcome, Outcome);
all!(pools, Pool, Pool);
all!(maps, Map, Map);
all!(charters, Charter, Charter);

fn step(imported: &Imported, title: &str) -> Step {
    let found = steps(imported).into_iter().find(|step| step.title == title);
    found.unwrap_or_else(|| panic!("there is a step “{title}”"))
}

/// Flow and returns as "From → To".
fn arrows(imported: &Imported, kind: LinkKind) -> Vec<String> {
    let name = |end: End| match end {
        End::Step(id) => {
            steps(imported)
                .into_iter()
                .find(|step| step.id == id)
                .unwrap()
                .title
        }
        End::Outcome(id) => {
            let all = outcomes(imported);
            all.iter()
                .find(|outcome| outcome.id == id)
                .unwrap()
                .name()
                .to_owned()
        }
    };
    links(imported)
        .iter()
        .filter(|link| link.kind == kind)
        .map(|link| format!("{} → {}", name(link.from), name(link.to)))
        .collect()
}

#[test]
fn harbor_is_read_whole() {
    let read = outline(HARBOR);
    let charter = charters(&read).remove(0);
    assert_eq!(charter.title, "Harbor Controls sales kaizen");
    assert_eq!(charter.client, "Harbor Controls");
    assert_eq!(
        (
            charter.period.as_str(),
            charter.days_per_period,
            charter.hours_per_day
        ),
        ("month", 20.0, 8.0)
    );
    let drawn = maps(&read)[0].drawn;
    assert!(drawn.buyer && drawn.seller, "an imported side counts as drawn");
    let of = |side| steps(&read).iter().filter(|step| step.side == side).count();
    assert_eq!((of(Side::Buyer), of(Side::Seller)), (9, 8));
    assert_eq!(stages(&read).len(), 12);
    assert_eq!(
        stages(&read).iter().filter(|stage| stage.after_purchase).count(),
        1
    );
    assert_eq!(step(&read, "Publish downtime guide").entry.unwrap().value, 250.0);
    assert_eq!(step(&read, "Misses the output target").motivation, Some(-1));
    assert_eq!(arrows(&read, LinkKind::Support).len(), 6);
    let names: Vec<String> = pools(&read).into_iter().map(|pool| pool.name).collect();
    assert_eq!(names, ["Mara", "Inside sales", "Field sales", "Lab", "Service"]);
    let field = pools(&read).remove(2);
    assert_eq!(
        field.capacity.unwrap().value,
        320.0,
        "one step says it for all of the pool"
    );
    let stage = stages(&read)
        .into_iter()
        .find(|stage| stage.title == "Qualify")
        .unwrap();
    assert_eq!(stage.criteria[0].actor, Some(Actor::Buyer));
    assert_eq!(stage.paired.len(), 1);
    let shares = links(&read);
    let share = shares
        .iter()
        .filter_map(|link| link.share.as_ref())
        .find(|share| share.n == Some(420))
        .unwrap();
    assert_eq!((share.value, share.basis), (0.4, Basis::Measured));
    assert_eq!(share.as_of, Some(jiff::civil::date(2026, 9, 30)));
}

#[test]
fn golden_flow_is_read_whole() {
    let read = outline(GOLDEN);
    assert_eq!(
        arrows(&read, LinkKind::Flow),
        [
            "Qualify → Demo",
            "Qualify → Lost",
            "Demo → Poc",
            "Demo → Proposal",
            "Demo → Lost",
            "Poc → Proposal",
            "Poc → Demo",
            "Poc → Lost",
            "Proposal → Won",
            "Proposal → Lost",
        ]
    );
    assert!(
        !maps(&read)[0].drawn.buyer,
        "a side that is not there is not drawn"
    );
    assert_eq!(
        pools(&read).len(),
        4,
        "capacity without an owner makes a pool of the step's own"
    );
    assert!(pools(&read).iter().all(|pool| pool.name.is_empty()));
}

#[test]
fn every_attribute_is_read() {
    let read = outline(
        "# Workshop: W\r\nmap: To be\r\nkind: scenario\r\nabout: first\r\nabout: second\r\n\
         pool: Field, 4 people, 320 h measured n=3, cost 95 assumed\r\n\
         lane: buyer [Owner]\r\nlane: sales [Empty] owner \"Ann\"\r\nentry: Ask 12.5 measured n=9 source \"CRM\"\r\n\
         # Buyer journey (not drawn)\r\n## Use {after purchase}\r\n\
         - [Owner] Looks {importance 3, value -1, motivation -2, heard 4 as-of 2026-01-31, start, all, waits, volume 5, ca 85 %, note \"a\\nb\"}\r\n\
         \x20 ? \"Who pays, and when?\"\r\n- [Owner] Sees {observed}\r\n- [Owner] Hopes {guess}\r\n\
         # Sales process\r\n## Sell ~ Use\r\n! Yes {seller, objective, recorded \"CRM\"}\r\n\
         - [Sales] Ask -> Looks (strong, answers \"Who pays, and when?\"), Sees (weak), Hopes {required, ask, owner \"Field\", accountable \"Bo\", tool \"CRM\", tool \"Deck\", touch 2 h low 1 high 4, elapsed 5 d}\r\n\
         \x20 => Ask 10 % {criterion \"it is ready\", wait 3 d estimated}\r\n  => Went elsewhere as Lost 60 %\r\n  => Not ready\r\n\
         - [Sales] \"\" {waypoint, id w}\r\n  => -\r\n\
         # Outcomes\r\n- Went elsewhere\r\n  => #w 5 % {wait 90 d}\r\n- Not ready\r\n  => Ask\r\n- Won\r\n- No decision\r\n",
    );
    let map = maps(&read).remove(0);
    assert_eq!((map.name.as_str(), map.kind), ("To be", MapKind::Scenario));
    assert_eq!(map.about, "first\nsecond");
    assert!(!map.drawn.buyer && map.drawn.seller);
    let looks = step(&read, "Looks");
    assert_eq!(
        (looks.importance, looks.value, looks.motivation),
        (Some(3), Some(-1), Some(-2))
    );
    let on = Some(jiff::civil::date(2026, 1, 31));
    assert_eq!(looks.knowledge, Some(Knowledge::Heard { buyers: 4, on }));
    assert!(looks.start && looks.all && looks.waits);
    assert_eq!(looks.complete_accurate.as_ref().unwrap().value, 0.85);
    assert_eq!(looks.note, "a\nb");
    assert_eq!(looks.questions[0].text, "Who pays, and when?");
    assert_eq!(step(&read, "Sees").knowledge, Some(Knowledge::Observed));
    assert_eq!(step(&read, "Hopes").knowledge, Some(Knowledge::Guess));
    let ask = step(&read, "Ask");
    assert!(ask.required && ask.ask);
    assert_eq!(ask.accountable, "Bo");
    assert_eq!(ask.tools.len(), 2);
    assert_eq!(ask.entry.as_ref().unwrap().source.as_deref(), Some("CRM"));
    let touch = ask.touch.unwrap();
    assert_eq!((touch.low, touch.high), (Some(1.0), Some(4.0)));
    let pool = pools(&read).remove(0);
    assert_eq!((pool.name.as_str(), pool.people), ("Field", Some(4)));
    assert_eq!(
        (pool.capacity.unwrap().n, pool.cost.unwrap().basis),
        (Some(3), Basis::Assumed)
    );
    let links = links(&read);
    let strengths: Vec<Strength> = links
        .iter()
        .filter(|link| link.kind == LinkKind::Support)
        .map(|link| link.strength)
        .collect();
    assert_eq!(strengths, [Strength::Strong, Strength::Weak, Strength::Helps]);
    assert!(links.iter().any(|link| link.answers == [looks.questions[0].id]));
    let retry = links.iter().find(|link| link.from == link.to).unwrap();
    assert_eq!(
        (retry.criterion.as_str(), retry.wait.as_ref().unwrap().value),
        ("it is ready", 3.0)
    );
    assert_eq!(
        arrows(&read, LinkKind::Flow),
        [
            "Looks → Sees",
            "Sees → Hopes",
            "Ask → Ask",
            "Ask → Went elsewhere",
            "Ask → Not ready",
        ]
    );
    assert_eq!(
        arrows(&read, LinkKind::Return),
        ["Went elsewhere → ", "Not ready → Ask"]
    );
    let kinds: Vec<OutcomeKind> = outcomes(&read).iter().map(|outcome| outcome.kind).collect();
    use OutcomeKind::{Lost, NoDecision, NotReady, Won};
    assert_eq!(
        kinds,
        [Lost, NotReady, Won, NoDecision],
        "an outcome's word needs no flow"
    );
    assert_eq!(stages(&read)[1].criteria[0].recorded, "CRM");
}

#[test]
fn header_lines_take_text_as_it_is() {
    let read = outline(
        "client:  (A) & \"B\" \nmap: Plan {1}, west\npool: R&D (east), 2 people\nlane: sales [R&D (east)]\n\
         entry: Call 3 high (or low) 40 measured n=5 source \"a 7\"\nentry: \"7\" 2\n\
         # Sales process\n## S\n- [\"R&D (east)\"] \"Call 3 high (or low)\" {owner \"R&D (east)\"}\n- [\"R&D (east)\"] 7\n",
    );
    assert_eq!(
        charters(&read)[0].client,
        " (A) & \"B\" ",
        "one space behind the colon is left off, no more"
    );
    assert_eq!(maps(&read)[0].name, "Plan {1}, west");
    assert_eq!(pools(&read).len(), 1);
    assert_eq!(
        step(&read, "Call 3 high (or low)")
            .entry
            .unwrap()
            .source
            .as_deref(),
        Some("a 7")
    );
    assert_eq!(step(&read, "7").entry.unwrap().value, 2.0);
}

#[test]
fn flow_goes_to_the_next_step_of_the_lane_when_nothing_is_said() {
    let read = outline(
        "# Sales process\n## One\n- [A] a1\n- [B] b1\n- [A] a2\n  => -\n## Two\n- [B] b2\n- [A] a3\n",
    );
    assert_eq!(arrows(&read, LinkKind::Flow), ["a1 → a2", "b1 → b2"]);
}

#[test]
fn quotes_tell_steps_from_outcomes_and_titles_from_shares() {
    let read = outline(
        "# Sales process\n## S\n- [A] \"Lost\"\n  => \"Give 10 %\" 40 %\n  => \"Gone as Lost\" 30%\n  => Lost 30 %\n\
         - [A] \"Give 10 %\"\n  => \"Lost\" as Won\n- [A] \"Gone as Lost\"\n  => \"Lost\"\n- [A] Grow 3 % a year\n  => -\n",
    );
    assert_eq!(
        arrows(&read, LinkKind::Flow),
        [
            "Lost → Give 10 %",
            "Lost → Gone as Lost",
            "Lost → Lost",
            "Give 10 % → Lost",
            "Gone as Lost → Lost"
        ]
    );
    let kinds: Vec<_> = outcomes(&read)
        .iter()
        .map(|o| (o.title.clone(), o.kind))
        .collect();
    assert_eq!(
        kinds,
        [
            (String::new(), OutcomeKind::Lost),
            ("Lost".to_owned(), OutcomeKind::Won)
        ]
    );
}
