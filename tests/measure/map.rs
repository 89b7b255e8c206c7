//! A map of 500 and of 2,000 steps opened, panned, zoomed and dragged, beside bpmn-js with the same graph in the
//! same `WebKit`, on a canvas of the same size at the same scales.
//!
//! Script and layout are counted in the page: the time a step takes in its own task and in the frame after it,
//! with the layout of the page asked for at the end of both. Painting is not in it; the time from one frame to
//! the next, which has it, is a row of its own. The scale is that of the drawing: bpmn-js draws our export.

use std::time::Duration;

use serde_json::{Value, json};

use twinlane_tests::bpmn_js::WebKit;
use twinlane_tests::journey::Journey;

use crate::maps::{DRAWN, Saved, middle, row, saved};

/// Openings of each; the middle one counts.
const RUNS: usize = 3;
/// How long all strokes of one side may take.
const PATIENCE: Duration = Duration::from_mins(10);
const STROKES: &str = include_str!("strokes.js");

/// What is done, and its name in the answer.
const DONE: [(&str, &str); 4] = [
    ("pan at Fit", "pan"),
    ("zoom from Fit", "zoom"),
    ("pan at 1:1", "near"),
    ("drag a step at 1:1", "drag"),
];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement; cargo xtask bench map runs it"]
async fn map_beside_bpmn_js_in_the_same_webkit() {
    for steps in [500, 2000] {
        let map = saved(steps).await;
        let (ours, our_picture) = app(&map, steps).await;
        let (theirs, their_picture) = in_bpmn_js(&map, &ours).await;
        row(
            &format!("first picture of {steps} steps, from the start of the page"),
            &format!("{our_picture:.2} s"),
            &format!("{their_picture:.2} s, bpmn-js in the same WebKit"),
            &format!("{:.2}, below 1", our_picture / their_picture),
        );
        for (what, name) in DONE {
            let [our, their] = [&ours[name], &theirs[name]];
            for side in [our, their] {
                assert_eq!(side["idle"], json!(0), "{what}: every step shows: {side}");
            }
            compare(
                what,
                steps,
                "script and layout",
                "ms",
                [our, their].map(|of| &of["ms"]),
            );
            compare(
                what,
                steps,
                "DOM mutations",
                "",
                [our, their].map(|of| &of["mutations"]),
            );
            compare(
                what,
                steps,
                "from frame to frame",
                "ms",
                [our, their].map(|of| &of["frame"]),
            );
        }
    }
}

fn compare(what: &str, steps: usize, measure: &str, unit: &str, [ours, theirs]: [&Value; 2]) {
    let [ours, theirs] = [ours, theirs].map(|number| number.as_f64().unwrap_or(f64::NAN));
    let with = |number: f64| format!("{number:.1} {unit}").trim_end().to_owned();
    row(
        &format!("{what}, {steps} steps: {measure} per step"),
        &with(ours),
        &format!("{}, bpmn-js", with(theirs)),
        &format!("{:.2}, below 1", ours / theirs),
    );
}

/// Strokes over the map of the app, and the seconds until its picture.
async fn app(map: &Saved, steps: usize) -> (Value, f64) {
    let file = map.file.to_string_lossy().into_owned();
    let mut pictures = Vec::new();
    let mut answer = Value::Null;
    for run in 0..RUNS {
        let journey = map.journey.beside(&[&file]).await;
        pictures.push(journey.picture(DRAWN).await);
        journey.map_focused().await;
        journey.on_disk().await;
        if run + 1 == RUNS {
            answer = strokes(&journey, steps).await;
        }
        journey.press("Ctrl+W").await;
        journey.see("[data-screen=start]").await;
        journey.end().await;
    }
    (answer, middle(pictures))
}

async fn strokes(journey: &Journey, steps: usize) -> Value {
    // A step in the middle of the map is in sight, as it is for bpmn-js; then everything that fits.
    journey.find(&format!("Step {}", steps / 4)).await;
    journey.press("F").await;
    stroke(&journey.driver, vec![json!("app"), Value::Null]).await
}

async fn in_bpmn_js(map: &Saved, like: &Value) -> (Value, f64) {
    let mut pictures = Vec::new();
    let mut answer = Value::Null;
    for run in 0..RUNS {
        let (opened, report) = WebKit::open(map.diagram.clone()).await;
        assert_eq!(
            report.warnings,
            Vec::<String>::new(),
            "bpmn-js opens the export as it is"
        );
        pictures.push(report.picture);
        if run + 1 == RUNS {
            answer = stroke(&opened.driver, vec![json!("bpmn-js"), like.clone()]).await;
        }
        opened.end().await;
    }
    (answer, middle(pictures))
}

async fn stroke(driver: &thirtyfour::WebDriver, arguments: Vec<Value>) -> Value {
    driver.set_script_timeout(PATIENCE).await.expect("a time limit");
    let answer = driver
        .execute_async(STROKES, arguments)
        .await
        .expect("the page runs the strokes");
    let answer = answer.json().clone();
    assert!(answer.get("error").is_none(), "the strokes end: {answer}");
    answer
}
