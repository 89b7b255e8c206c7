//! What a person does and sees in the window, in the words of a workshop. Built on the plain keys and looks of
//! a journey; nothing here knows how the app does it.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use thirtyfour::Key;
use thirtyfour::error::WebDriverResult;

use crate::journey::{Journey, wait};

/// A script that says where the drawing stands.
const PLACE: &str = "document.querySelector('[data-testid=map] svg > g').getAttribute('transform')";

/// The text field of a card being written.
pub const EDITOR: &str = "[data-testid=card-editor]";

impl Journey {
    /// An empty workshop with the map on the screen and the keyboard on the map.
    pub async fn blank() -> Self {
        let journey = Self::open(&["--blank"]).await;
        journey.map_focused().await;
        journey
    }

    /// The sample workshop with the map on the screen and the keyboard on the map.
    pub async fn sample() -> Self {
        let journey = Self::open(&["--sample"]).await;
        journey.see("[data-element^='step:']").await;
        journey.map_focused().await;
        journey
    }

    /// Waits until the map has the keyboard.
    pub async fn map_focused(&self) {
        self.see("[data-screen=map]").await;
        self.focused("[data-testid=map]").await;
    }

    /// Waits until an element has the keyboard.
    pub async fn focused(&self, selector: &str) {
        self.until(
            &format!("{selector} to have the keyboard"),
            &format!("document.activeElement?.matches({})", json!(selector)),
        )
        .await;
    }

    /// Types lines into the open card, Enter after each, and ends with Escape; the map has the keyboard then.
    pub async fn write(&self, lines: &[&str]) {
        self.focused(EDITOR).await;
        for line in lines {
            self.type_text(line).await;
            self.press("Enter").await;
        }
        self.press("Escape").await;
        self.gone(EDITOR).await;
        self.map_focused().await;
    }

    /// What the cards of the map say to a screen reader: title, lane, stage, gaps.
    pub async fn cards(&self) -> Vec<String> {
        let labels = self
            .script(
                "return [...document.querySelectorAll('.card[data-element^=\"step:\"]')]
                   .map((card) => card.getAttribute('aria-label'))",
                vec![],
            )
            .await;
        strings(&labels)
    }

    /// Waits until a card of this title is on the map.
    pub async fn card(&self, title: &str) {
        self.until(&format!("the card {title}"), &card_of(title)).await;
    }

    /// Waits until no card of this title is on the map.
    pub async fn no_card(&self, title: &str) {
        self.until(
            &format!("the card {title} to go"),
            &format!("!({})", card_of(title)),
        )
        .await;
    }

    /// Waits until a card says something besides its title, such as its gaps.
    pub async fn card_says(&self, title: &str, words: &str) {
        let code = format!(
            "{}?.getAttribute('aria-label').includes({})",
            card_of(title),
            json!(words)
        );
        self.until(&format!("the card {title} to say {words}"), &code)
            .await;
    }

    /// Waits until a card no longer says something.
    pub async fn card_is_silent(&self, title: &str, words: &str) {
        let code = format!(
            "{0} && !{0}.getAttribute('aria-label').includes({1})",
            card_of(title),
            json!(words)
        );
        let what = format!("the card {title} to say no more {words}");
        self.until(&what, &code).await;
    }

    /// Goes to a step, stage or lane by name, by keyboard; the map has the keyboard then.
    pub async fn find(&self, name: &str) {
        self.find_by(name, name).await;
    }

    /// The same by typing only some letters of the name.
    pub async fn find_by(&self, letters: &str, name: &str) {
        self.press("Ctrl+F").await;
        self.focused("[data-testid=find] [role=combobox]").await;
        self.type_text(letters).await;
        let first = "[data-testid=find] [role=option][aria-selected=true]";
        self.until(
            &format!("{name} to be found"),
            &format!(
                "document.querySelector({})?.textContent.includes({})",
                json!(first),
                json!(name)
            ),
        )
        .await;
        self.press("Enter").await;
        self.gone("[data-testid=find]").await;
        self.map_focused().await;
    }

    /// Does something through the palette, by keyboard.
    pub async fn do_it(&self, name: &str) {
        self.press("Ctrl+K").await;
        self.focused("[data-testid=palette] [role=combobox]").await;
        self.type_text(name).await;
        let first = "[data-testid=palette] [role=option][aria-selected=true]";
        self.until(
            &format!("{name} to be offered"),
            &format!(
                "document.querySelector({})?.textContent.includes({})",
                json!(first),
                json!(name)
            ),
        )
        .await;
        self.press("Enter").await;
        self.gone("[data-testid=palette]").await;
    }

    /// Waits until presenting shows titles as large as it promises.
    pub async fn presented(&self) {
        self.until(
            "titles of 20 px or more",
            "Math.max(...[...document.querySelectorAll('.presenting .card text')]\
             .map((text) => parseFloat(text.getAttribute('font-size')) * text.getScreenCTM().a)) >= 19.9",
        )
        .await;
    }

    /// Where the drawing stands in the window: its pan and zoom.
    pub async fn place(&self) -> String {
        let place = self.script(&format!("return {PLACE}"), vec![]).await;
        place.as_str().unwrap_or_default().to_owned()
    }

    /// Presses a key that moves the map and waits until it has moved.
    pub async fn walk(&self, chord: &str) {
        let before = self.place().await;
        self.press(chord).await;
        self.until("the map to move on", &format!("{PLACE} !== {}", json!(before)))
            .await;
    }

    /// Waits until the chosen card has this title.
    pub async fn chosen_is(&self, title: &str) {
        let code = format!(
            "(() => {{ const id = document.querySelector('[data-testid=map]')\
             ?.getAttribute('aria-activedescendant'); \
             return id && document.getElementById(id)?.getAttribute('aria-label').startsWith({}); }})()",
            json!(title)
        );
        self.until(&format!("{title} to be chosen"), &code).await;
    }

    /// Waits for a short remark at the bottom that has these words.
    pub async fn remark(&self, words: &str) {
        let code = format!(
            "document.querySelector('.remarks')?.textContent.includes({})",
            json!(words)
        );
        self.until(&format!("the remark: {words}"), &code).await;
    }

    /// Codes of the gaps that the panel lists, in its order.
    pub async fn gaps(&self) -> Vec<String> {
        let codes = self
            .script(
                "return [...document.querySelectorAll('[data-testid=panel] [data-finding]')]
                   .map((card) => card.dataset.finding)",
                vec![],
            )
            .await;
        strings(&codes)
    }

    /// Exports the map under a name into the home, by keyboard, and reads the file.
    pub async fn export(&self, name: &str) -> Vec<u8> {
        let path = self.path(name);
        self.answer(&path);
        self.press("Ctrl+E").await;
        self.written(&path).await
    }

    /// The map as an outline, by exporting it.
    pub async fn outline(&self, name: &str) -> String {
        String::from_utf8(self.export(name).await).expect("an outline is text")
    }

    /// Waits until a file is there and the app has said so.
    pub async fn written(&self, path: &Path) -> Vec<u8> {
        let words = path.file_name().unwrap_or_default().to_string_lossy();
        self.remark(&words).await;
        std::fs::read(path).expect("a file that was written can be read")
    }

    /// The workshop file that a new workshop got in the documents folder.
    pub fn workshop_file(&self) -> PathBuf {
        let folder = self.path("Documents").join("Twinlane");
        let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
            .expect("new workshops are kept in the documents folder")
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|end| end == "twinlane"))
            .collect();
        files.sort();
        files.into_iter().next().expect("a workshop file")
    }

    /// Waits until the bytes of a workshop file, or of its log of writes, hold a text.
    pub async fn file_holds(&self, file: &Path, text: &str) {
        let mut log = file.as_os_str().to_owned();
        log.push("-wal");
        let files = [file.to_path_buf(), PathBuf::from(log)];
        wait(&format!("{text:?} in the file"), || async {
            files.iter().any(|file| {
                let bytes = std::fs::read(file).unwrap_or_default();
                bytes.windows(text.len()).any(|part| part == text.as_bytes())
            })
        })
        .await;
    }

    /// Puts text into the field that has the keyboard as an input method does: at once, whole.
    pub async fn commit_text(&self, text: &str) {
        self.script(
            "document.execCommand('insertText', false, arguments[0])",
            vec![json!(text)],
        )
        .await;
    }

    /// Chooses from a list of words. The list itself is the system's, and no driver can open it.
    pub async fn choose(&self, selector: &str, value: &str) {
        self.see(selector).await;
        self.script(
            "const list = document.querySelector(arguments[0]);
             list.focus();
             list.value = arguments[1];
             list.dispatchEvent(new Event('change', { bubbles: true }))",
            vec![json!(selector), json!(value)],
        )
        .await;
    }

    /// The last revision on disk, as the window knows it; nothing when the window does not answer.
    pub async fn disk_revision(&self) -> Option<u64> {
        let value = self
            .driver
            .execute(
                "return Number(document.querySelector('[data-disk-rev]').dataset.diskRev)",
                vec![],
            )
            .await
            .ok()?;
        value.json().as_u64()
    }

    /// Types a line and Enter into whatever has the focus; an error when the window does not answer.
    pub async fn try_line(&self, line: &str) -> WebDriverResult<()> {
        let enter = char::from(Key::Enter);
        self.driver
            .action_chain()
            .send_keys(format!("{line}{enter}"))
            .perform()
            .await
    }

    /// Types text at a steady pace: a key each time the beat comes round.
    pub async fn type_paced(&self, text: &str, beat: &mut tokio::time::Interval) {
        for letter in text.chars() {
            beat.tick().await;
            self.type_text(&letter.to_string()).await;
        }
    }
}

/// A script that finds the card of a title.
fn card_of(title: &str) -> String {
    format!(
        "[...document.querySelectorAll('.card[data-element^=\"step:\"]')]\
         .find((card) => card.getAttribute('aria-label').startsWith({}))",
        json!(format!("{title}, "))
    )
}

/// The strings of a JSON list.
pub fn strings(list: &Value) -> Vec<String> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}
