//! Capture at talking speed: how many keys the map of examples/harbor.md takes beyond its own words, and that
//! nothing is lost or out of order when one types fast and the disk is slow.

use std::time::{Duration, Instant};

use twinlane_tests::journey::Journey;
use twinlane_tests::person::EDITOR;

/// What the hands do.
enum Hand {
    /// Words of the map itself: titles, questions, the name of a lane when it is new.
    Words(&'static str),
    /// Signs and keys beyond the words; every key of a chord counts, its modifiers too.
    Signs(&'static str),
    Keys(&'static str),
    /// Going to a step by find: its title, and the letters that suffice.
    Find(&'static str, &'static str),
}

use Hand::{Find, Keys, Signs, Words};

/// 17 steps in their lanes, 6 supports and 3 questions.
const ELEMENTS: usize = 17 + 6 + 3;
/// Keys per element that capture may take beyond the words.
const MOST: f64 = 2.5;
/// Between two keys of a fast typist: 15 a second.
const PACE: Duration = Duration::from_millis(66);

/// The map of examples/harbor.md as one would type it: along the row of the plant manager, what the company does
/// for a step at that step, then the branch of the engineer.
const HARBOR: &[Hand] = &[
    Keys("Enter"),
    Words("Plant manager"),
    Signs(": "),
    Words("Misses the output target"),
    Keys("Enter"),
    Signs("?"),
    Words("How much does an hour of downtime cost us?"),
    Keys("Ctrl+Enter"),
    Words("Sales"),
    Signs(": "),
    Words("Send proposal"),
    Keys("Enter"),
    Words("Owns the problem"),
    Keys("Ctrl+Enter"),
    Words("Qualify by phone"),
    Keys("Enter"),
    Words("Agrees what good looks like"),
    Keys("Enter"),
    Words("Builds the case for the money"),
    Keys("Enter"),
    Signs("?"),
    Words("What will finance ask?"),
    Keys("Enter"),
    Words("Sees output recover"),
    Keys("Shift+Enter"),
    Words("Maintenance engineer"),
    Signs(": "),
    Words("Learns to maintain it"),
    Keys("Ctrl+Enter"),
    Words("Service"),
    Signs(": "),
    Words("Commission"),
    Keys("Enter"),
    Find("Owns the problem", "Ow"),
    Keys("Shift+Enter"),
    Keys("Alt+ArrowDown"),
    Words("Finds the drive at fault"),
    Keys("Ctrl+Enter"),
    Words("Marketing"),
    Signs(": "),
    Words("Publish downtime guide"),
    Keys("Enter"),
    Words("Looks for options"),
    Keys("Enter"),
    Signs("?"),
    Words("Who has replaced this drive before?"),
    Keys("Ctrl+Enter"),
    Words("Discovery visit"),
    Keys("Enter"),
    Words("Compares two vendors"),
    Keys("Ctrl+Enter"),
    Words("Application engineering"),
    Signs(": "),
    Words("Proof of concept"),
    Keys("Enter"),
    Find("Publish downtime guide", "Pu"),
    Keys("N"),
    Words("Score lead"),
    Keys("Enter"),
    Find("Proof of concept", "Pr"),
    Keys("N"),
    Words("Negotiate"),
    Keys("Escape"),
];

/// Every step with its lane and support, and every question, as the outline writes them.
const WANTED: [&str; 20] = [
    "- [Plant manager] Misses the output target\n",
    "  ? How much does an hour of downtime cost us?\n",
    "- [Plant manager] Owns the problem\n",
    "- [Plant manager] Agrees what good looks like\n",
    "- [Plant manager] Builds the case for the money\n",
    "  ? What will finance ask?\n",
    "- [Plant manager] Sees output recover\n",
    "- [Maintenance engineer] Learns to maintain it\n",
    "- [Maintenance engineer] Finds the drive at fault\n",
    "- [Maintenance engineer] Looks for options\n",
    "  ? Who has replaced this drive before?\n",
    "- [Maintenance engineer] Compares two vendors\n",
    "] Send proposal -> Misses the output target\n",
    "] Qualify by phone -> Owns the problem\n",
    "- [Service] Commission -> Learns to maintain it\n",
    "- [Marketing] Publish downtime guide -> Finds the drive at fault\n",
    "] Discovery visit -> Looks for options\n",
    "- [Application engineering] Proof of concept -> Compares two vendors\n",
    "] Score lead\n",
    "] Negotiate\n",
];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement; cargo xtask bench capture runs it"]
async fn capture_takes_few_keys_beyond_the_words() {
    let journey = Journey::blank().await;
    let outline = capture(&journey, None).await;
    for part in WANTED {
        assert!(outline.contains(part), "{part:?} is not in\n{outline}");
    }
    assert_eq!(outline.matches("\n- [").count(), 17, "{outline}");
    journey.end().await;

    let keys: usize = HARBOR.iter().map(beyond).sum();
    let each = keys as f64 / ELEMENTS as f64;
    println!(
        "| capture, keys per element beyond text | {each:.2} | at most {MOST} | {:.2} |",
        each / MOST
    );
    assert!(each <= MOST, "{keys} keys for {ELEMENTS} elements");

    // The same over a disk on which every commit takes 300 ms longer: at a fast typist's pace, then as fast as
    // keys can be sent.
    for (words, pace) in [
        ("at 15 keys a second", Some(PACE)),
        ("as fast as keys can be sent", None),
    ] {
        slow_disk(words, pace, &outline).await;
    }
}

async fn slow_disk(words: &str, pace: Option<Duration>, outline: &str) {
    let slow = Journey::with(&["--blank"], &[("TWINLANE_COMMIT_DELAY_MS", "300")]).await;
    slow.map_focused().await;
    let begin = Instant::now();
    let fast = capture(&slow, pace).await;
    let letters: usize = HARBOR.iter().map(letters).sum();
    let rate = letters as f64 / begin.elapsed().as_secs_f64();
    assert_eq!(
        fast, outline,
        "typed fast over a slow disk, the map is the same to the letter"
    );
    println!(
        "| capture {words} ({rate:.0} with all waiting), commits 300 ms slower: letters lost or out of order | 0 | 0 | – |"
    );
    slow.end().await;
}

/// Types the map and reads it back.
async fn capture(journey: &Journey, pace: Option<Duration>) -> String {
    let mut beat = pace.map(tokio::time::interval);
    for hand in HARBOR {
        match hand {
            Words(text) | Signs(text) => match &mut beat {
                Some(beat) => journey.type_paced(text, beat).await,
                None => journey.type_text(text).await,
            },
            Keys(chord) => journey.press(chord).await,
            Find(title, letters) => journey.find_by(letters, title).await,
        }
    }
    journey.gone(EDITOR).await;
    journey.on_disk().await;
    journey.outline("captured.md").await
}

/// Letters and signs typed.
fn letters(hand: &Hand) -> usize {
    match hand {
        Words(text) | Signs(text) | Find(_, text) => text.chars().count(),
        Keys(_) => 1,
    }
}

/// Keys beyond the words.
fn beyond(hand: &Hand) -> usize {
    match hand {
        Words(_) => 0,
        Signs(signs) => signs.chars().count(),
        Keys(chord) => chord.split('+').count(),
        // Ctrl, F, the letters, Enter.
        Find(_, letters) => 3 + letters.chars().count(),
    }
}
