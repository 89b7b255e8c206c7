//! From the records to the decision: a company's deals are brought in and corrected, their numbers go onto the map, the
//! constraint shows, an activity is forced in vain, its remedy stands beside it, and the report says all of it.

use std::process::Command;

use twinlane_tests::journey::Journey;

use crate::improve::{says, scenario, served, write};
use crate::records::{WIZARD, deals, found, open, ready};

/// The process that the deals go through. Two engineers give the demos, and have less time than is asked of them.
const PROCESS: &str = "# Workshop: Pumps
period: month, 20 days of 8 h
entry: Qualified 5

# Sales process
## Qualify
- [Sales] Qualified {touch 2 h, elapsed 4 d, owner \"Field sales\", people 2, capacity 320 h, cost 80}
  => Demo 50 %
  => Won 10 %
  => Lost 40 %
## Show
- [Engineering] Demo {touch 40 h, elapsed 10 d, owner \"Engineers\", people 2, capacity 100 h, cost 110}
  => Won 50 %
  => Lost 50 %
";

#[tokio::test(flavor = "multi_thread")]
async fn records_become_numbers_and_numbers_a_decision() {
    let journey = Journey::blank().await;
    let map = journey.path("process.md");
    std::fs::write(&map, PROCESS).expect("a file of the journey");
    journey.answer(&map);
    journey.press("Ctrl+I").await;
    journey.see("[data-testid=imported]").await;
    journey.press("Escape").await;
    journey.gone("[data-testid=imported]").await;

    // The wizard; a column that is none of the process is put right.
    open(&journey, &deals()).await;
    found(&journey, "cases", "30").await;
    journey.choose("select[data-column=amount]", "").await;
    ready(&journey).await;
    found(&journey, "events", "65").await;
    journey.press("Ctrl+Enter").await;
    journey.gone(WIZARD).await;
    journey.read("of 30 cases").await;

    // What was written goes, what was recorded comes: 15 of 25 deals that went on saw a demo.
    journey.click("[data-testid=apply-measures]").await;
    journey.see("[data-testid=measures-said]").await;
    journey
        .until(
            "the recorded share",
            "[...document.querySelectorAll('[data-cell$=share]')].some((cell) => \
             /measured\\s*60/.test(cell.textContent.replace(/\\s+/g, ' ')))",
        )
        .await;
    journey
        .until(
            "the constraint",
            "document.querySelector('[data-testid=results] [data-pool=Engineers] [data-testid=constraint]')",
        )
        .await;
    journey.on_disk().await;

    // Forcing more demos wins nothing and costs more.
    journey.press("Alt+6").await;
    journey.see("[data-screen=improve]").await;
    scenario(&journey, "More demos").await;
    let link = "[...document.querySelectorAll('[data-field=\"scenario:force\"] option')]\
                .find((option) => option.textContent === 'Qualified → Demo')?.value";
    journey.until("the link that can be forced", link).await;
    let value = journey.script(&format!("return {link}"), vec![]).await;
    let value = value.as_str().expect("the id of the link").to_owned();
    journey.choose("[data-field='scenario:force']", &value).await;
    write(&journey, &format!("[data-field='scenario:force:{value}']"), "80").await;
    served(&journey, "More demos", "as at present").await;
    says(&journey, "More demos", "Forcing “Qualified → Demo” to 80 %: cost").await;

    // Hours for those whom everything waits for, in a scenario beside it.
    scenario(&journey, "A third engineer").await;
    let field = "[data-lever^='Engineers: capacity'] .typed input";
    write(&journey, field, "400").await;
    says(&journey, "A third engineer", "wins rise").await;
    for column in ["present", "More demos", "A third engineer"] {
        journey.see(&format!("[data-column='{column}']")).await;
    }
    journey.see("[data-testid=effort]").await;
    journey.on_disk().await;

    // All of it on paper.
    let pdf = journey.path("report.pdf");
    journey.answer(&pdf);
    journey.press("Ctrl+P").await;
    assert!(journey.written(&pdf).await.starts_with(b"%PDF"), "a report");
    let read = Command::new("pdftotext").arg("-raw").arg(&pdf).arg("-").output();
    let text = String::from_utf8(read.expect("pdftotext runs").stdout).expect("text");
    for part in [
        "Map against records",
        "Engineers",
        "A third engineer",
        "More demos",
        "What to measure next",
    ] {
        assert!(text.contains(part), "“{part}” is on paper");
    }
    journey.end().await;
}
