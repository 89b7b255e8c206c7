//! What charts say: their words as snapshots, and what they do with nothing.

use std::fmt::Write;

use twinlane_picture::chart::*;
use twinlane_picture::{Shape, SvgText, Target, svg, theme::Theme};

use super::{CHARTS, options, samples};

/// All texts of a chart with their places, then its sentence.
fn told(chart: &Chart) -> String {
    let mut out = format!("{} × {}\n", chart.scene.width, chart.scene.height);
    for element in &chart.scene.elements {
        let _ = writeln!(out, "[{}] {}", element.key, element.title);
        for shape in &element.shapes {
            let _ = match shape {
                Shape::Text { lines, bounds, .. } => {
                    let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
                    writeln!(out, "  {:.0},{:.0} “{}”", bounds.x, bounds.y, text.join(" / "))
                }
                Shape::Rect { rect, paint, .. } => writeln!(
                    out,
                    "  {:.0},{:.0} rect {:.0} × {:.0} {:?}",
                    rect.x, rect.y, rect.width, rect.height, paint.fill
                ),
                Shape::Path { .. } | Shape::Route { .. } => Ok(()),
            };
        }
    }
    out + &chart.alt
}

#[test]
fn samples_say_what_they_show() {
    for (name, draw) in CHARTS {
        let chart = draw(options(640.0, Target::Screen)).expect("the sample has something to show");
        insta::assert_snapshot!(name, told(&chart));
    }
}

#[test]
fn nothing_to_show_is_no_chart() {
    let options = ChartOptions::default();
    assert_eq!(funnel(&Funnel::default(), options), None, "no stage");
    assert_eq!(time_in_stage(&TimeInStage::default(), options), None, "no stage");
    let unknown = TimeInStage {
        stages: vec![StageTime::default(); 3],
        ..TimeInStage::default()
    };
    assert_eq!(time_in_stage(&unknown, options), None, "no median in any stage");
    assert_eq!(queue(&Queue::default(), options), None, "no point");
    assert_eq!(variants(&Variants::default(), options), None, "no way");
    let unknown = Utilisation {
        pools: vec![Load::default()],
        ..Utilisation::default()
    };
    assert_eq!(utilisation(&unknown, options), None, "no pool with a load");
    let unknown = Columns {
        measures: vec!["Wins".to_owned()],
        scenarios: vec![Scenario::default()],
    };
    assert_eq!(columns(&unknown, options), None, "no number");
    let alone = Effort {
        alternatives: Vec::new(),
        ..samples::effort()
    };
    assert_eq!(effort(&alone, options), None, "no way from the present");
}

#[test]
fn the_same_data_gives_the_same_picture_with_its_sentence() {
    for (name, draw) in CHARTS {
        let [one, two] = [(); 2].map(|()| draw(ChartOptions::default()).expect("a chart"));
        assert_eq!(one, two, "{name} twice");
        let svg = svg(&one.scene, Theme::Light, SvgText::Embedded, &one.alt);
        let document = roxmltree::Document::parse(&svg.text).expect("an SVG is XML");
        let title = document.descendants().find(|node| node.has_tag_name("title"));
        assert_eq!(
            title.and_then(|node| node.text()),
            Some(one.alt.as_str()),
            "{name} has its sentence"
        );
        assert!(
            svg.text.contains("<text"),
            "{name}: text stays text in the window"
        );
    }
}

/// Draws the samples as pictures to look at: `TWINLANE_CHARTS=FOLDER cargo test -p twinlane-picture -- --ignored`.
#[test]
#[ignore = "writes files for people to look at"]
fn pictures_to_look_at() {
    let folder = std::path::PathBuf::from(std::env::var("TWINLANE_CHARTS").expect("a folder is named"));
    for (name, draw) in CHARTS {
        for (theme, target, width) in [
            (Theme::Light, Target::Screen, 640.0),
            (Theme::Dark, Target::Screen, 640.0),
            (Theme::Print, Target::Paper, 583.0),
            (Theme::Light, Target::Screen, 340.0),
        ] {
            let chart = draw(options(width, target)).expect("the sample has something to show");
            let png = twinlane_picture::png(&chart.scene, theme, 2.0).expect("it is a picture");
            let file = folder.join(format!("{name}-{theme:?}-{width}.png"));
            std::fs::write(file, png).expect("the folder can be written");
        }
    }
}
