//! A journey: the app in a real window on a display of its own, driven as a person would.

use std::fs::OpenOptions;
use std::future::Future;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::error::WebDriverResult;
use thirtyfour::prelude::*;

use crate::driver::connect;
use crate::programs::{Display, Running, built, kill, tree_memory};

/// How long anything a person waits for may take; generous, since machines differ.
const PATIENCE: Duration = Duration::from_secs(40);
/// Where the app and its driver complain, in the home: a panic, an error of the window system.
const COMPLAINTS: &str = "complaints";
/// Where the answers to file dialogs stand, in the home.
const ANSWERS: &str = "dialog-answers";

/// The app in a window.
pub struct Journey {
    /// The session; journeys may use all of it.
    pub driver: WebDriver,
    /// Folder of this journey: settings, files, all of it gone afterwards.
    pub home: Arc<TempDir>,
    display: Display,
    service: Option<Running>,
    variables: Vec<(String, String)>,
}

impl Journey {
    /// Opens the app with the given arguments, in a fresh home.
    pub async fn open(arguments: &[&str]) -> Self {
        Self::with(arguments, &[]).await
    }

    /// The same with variables of the environment, for hooks of test builds.
    pub async fn with(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let home = Arc::new(tempfile::tempdir().expect("a folder for the journey"));
        Self::at(home, arguments, variables).await
    }

    /// A second window of the same person, on a display of its own.
    pub async fn beside(&self, arguments: &[&str]) -> Self {
        Self::at(Arc::clone(&self.home), arguments, &[]).await
    }

    async fn at(home: Arc<TempDir>, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let display = Display::start(1440, 900).expect("Xvfb starts");
        let variables: Vec<(String, String)> = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let (service, driver) = session(&home, &display, arguments, &variables).await;
        Self {
            driver,
            home,
            display,
            service: Some(service),
            variables,
        }
    }

    /// A path inside the home of the journey.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The answer to the next file dialog; several are given in the order of the dialogs.
    pub fn answer(&self, path: &Path) {
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.path(ANSWERS))
            .expect("the answers can be written");
        writeln!(file, "{}", path.display()).expect("the answers can be written");
    }

    /// Ends the app at once (SIGKILL): what the program held is gone, what it had written is there.
    pub async fn crash_and_open(&mut self, arguments: &[&str]) {
        kill(self.app_id());
        self.reopen(arguments).await;
    }

    /// Closes the app in good order and opens it again in the same home.
    pub async fn close_and_open(&mut self, arguments: &[&str]) {
        self.press("Ctrl+W").await;
        self.see("[data-screen=start]").await;
        // The driver ends with the app; that is what was asked for.
        let _ = self.driver.clone().quit().await;
        self.reopen(arguments).await;
    }

    /// Opens the app again in the same home, whatever became of it.
    pub async fn reopen(&mut self, arguments: &[&str]) {
        drop(self.service.take());
        let (service, driver) = session(&self.home, &self.display, arguments, &self.variables).await;
        self.service = Some(service);
        self.driver = driver;
    }

    /// Process id of the app, a child of the driver.
    pub fn app_id(&self) -> u32 {
        self.find_app().expect("the app is a child of the driver")
    }

    fn find_app(&self) -> Option<u32> {
        let service = self.service.as_ref()?.id();
        let output = Command::new("pgrep")
            .args(["-P", &service.to_string(), "-f", "twinlane-desktop"])
            .output()
            .expect("pgrep runs");
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .next()
            .and_then(|line| line.trim().parse().ok())
    }

    /// Memory of the app and all its processes: the sum of what each uses and its part of what they share,
    /// in MiB.
    pub fn memory(&self) -> f64 {
        tree_memory(self.app_id())
    }

    /// Runs JavaScript in the page and returns its value.
    pub async fn script(&self, code: &str, arguments: Vec<Value>) -> Value {
        let answer = self.driver.execute(code, arguments).await;
        self.answered("the page runs the script", answer).json().clone()
    }

    /// Waits until a script says true; says what was waited for when it never does.
    pub async fn until(&self, what: &str, code: &str) {
        let code = format!("return !!({code})");
        let came = comes(|| async {
            self.driver
                .execute(code.as_str(), vec![])
                .await
                .is_ok_and(|value| value.json().as_bool() == Some(true))
        })
        .await;
        assert!(
            came,
            "waited {} s in vain for: {what}; the window then: {}",
            PATIENCE.as_secs(),
            self.leave_picture().await
        );
    }

    /// Whether an element is there now.
    pub async fn is_there(&self, selector: &str) -> bool {
        let code = format!("return !!document.querySelector({})", json!(selector));
        self.script(&code, vec![]).await == json!(true)
    }

    /// What the window answered. Where it did not, the failure says whether the app still runs: the driver calls a lost
    /// connection to the app a "page crash or hang", whatever ended it.
    fn answered<T>(&self, what: &str, answer: WebDriverResult<T>) -> T {
        match answer {
            Ok(answer) => answer,
            Err(error) => panic!("{what}: {error}; {}", self.state()),
        }
    }

    /// Whether the app runs, and the last that it and its driver complained of.
    fn state(&self) -> String {
        let state = if self.find_app().is_some() {
            "the app runs"
        } else {
            "the app has ended"
        };
        let complaints = std::fs::read(self.path(COMPLAINTS)).unwrap_or_default();
        let complaints = String::from_utf8_lossy(&complaints);
        let last: Vec<&str> = complaints.lines().rev().take(12).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        format!("{state}, and said last: {}", last.join(" / "))
    }

    /// Leaves a picture of the window for whoever reads why a journey failed; returns where, and the words at
    /// the bottom and in a dialog.
    async fn leave_picture(&self) -> String {
        let name = std::thread::current()
            .name()
            .unwrap_or("journey")
            .replace("::", "-");
        let folder = std::env::temp_dir().join("twinlane-journeys");
        let path = folder.join(format!("{name}.png"));
        if let Ok(picture) = self.driver.screenshot_as_png().await {
            let _ = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, picture));
        }
        let words = self
            .driver
            .execute(
                "return [...document.querySelectorAll('.remarks, dialog[open]')]\
                 .map((part) => part.textContent.trim()).join(' / ').slice(0, 400)",
                vec![],
            )
            .await
            .map(|value| value.json().to_string())
            .unwrap_or_default();
        format!("{} {words}; {}", path.display(), self.state())
    }

    /// Waits until an element is there and returns it.
    pub async fn see(&self, selector: &str) -> WebElement {
        self.until(selector, &format!("document.querySelector({})", json!(selector)))
            .await;
        let element = self.driver.find(By::Css(selector)).await;
        self.answered("the element was just there", element)
    }

    /// Waits until an element is there and painted; returns the seconds from the start of the page to then.
    pub async fn picture(&self, selector: &str) -> f64 {
        let code = "const [selector, done] = arguments;\n\
             const painted = () => done(performance.now() / 1000);\n\
             const look = () => requestAnimationFrame(document.querySelector(selector)\n\
                 ? () => requestAnimationFrame(painted) : look);\n\
             look();";
        // A page that is still being loaded forgets the script; the next one is remembered.
        for _ in 0..8 {
            let answer = self.driver.execute_async(code, vec![json!(selector)]).await;
            if let Some(seconds) = answer.ok().and_then(|value| value.json().as_f64()) {
                return seconds;
            }
        }
        panic!("no picture of {selector}: {}", self.leave_picture().await);
    }

    /// Waits until the page shows a text anywhere.
    pub async fn read(&self, text: &str) {
        self.until(
            text,
            &format!("document.body.textContent.includes({})", json!(text)),
        )
        .await;
    }

    /// Waits until no element matches.
    pub async fn gone(&self, selector: &str) {
        let what = format!("{selector} to go");
        self.until(&what, &format!("!document.querySelector({})", json!(selector)))
            .await;
    }

    /// Clicks the element once it is there and in sight: what appears after a moment can be hidden until then.
    pub async fn click(&self, selector: &str) {
        let shown = format!(
            "(element => element && element.getClientRects().length > 0 \
             && getComputedStyle(element).visibility === 'visible')(document.querySelector({}))",
            json!(selector)
        );
        self.until(&format!("{selector} in sight"), &shown).await;
        let clicked = self.see(selector).await.click().await;
        self.answered("the element can be clicked", clicked);
    }

    /// Types text into whatever has the focus.
    pub async fn type_text(&self, text: &str) {
        let taken = self.driver.action_chain().send_keys(text).perform().await;
        self.answered("keys are taken", taken);
    }

    /// Presses a chord such as `Ctrl+Shift+P`, `Enter` or `ArrowDown`.
    pub async fn press(&self, chord: &str) {
        let keys: Vec<char> = chord.split('+').map(key).collect();
        let mut chain = self.driver.action_chain();
        for key in &keys {
            chain = chain.key_down(*key);
        }
        for key in keys.iter().rev() {
            chain = chain.key_up(*key);
        }
        let taken = chain.perform().await;
        self.answered("keys are taken", taken);
    }

    /// Everything acknowledged: no command is under way, what is shown is on disk, and the title bar says so.
    pub async fn on_disk(&self) {
        self.until(
            "everything to be on disk",
            "(() => { const at = document.querySelector('[data-rev]')?.dataset; \
             return at && at.waiting === '0' && at.rev === at.diskRev \
             && document.querySelector('[data-disk=on-disk]'); })()",
        )
        .await;
    }

    /// Ends the app and leaves the home, for another one to open.
    pub async fn quit(&self) {
        // The driver may have ended with the app; that is what was asked for.
        let _ = self.driver.clone().quit().await;
    }

    /// Ends the journey in good order.
    pub async fn end(self) {
        // The driver may have ended with the app; a journey is over either way.
        let _ = self.driver.quit().await;
    }
}

fn key(name: &str) -> char {
    let value = match name {
        "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Delete" => Key::Delete,
        "Backspace" => Key::Backspace,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "F1" => Key::F1,
        "F2" => Key::F2,
        other => return other.to_lowercase().chars().next().unwrap_or(' '),
    };
    char::from(value)
}

/// Waits until something is done, and says what was waited for when it never is.
pub(crate) async fn wait<F: Future<Output = bool>>(what: &str, done: impl FnMut() -> F) {
    assert!(
        comes(done).await,
        "waited {} s in vain for: {what}",
        PATIENCE.as_secs()
    );
}

/// Whether something comes to be within the patience of a journey.
async fn comes<F: Future<Output = bool>>(mut done: impl FnMut() -> F) -> bool {
    let end = Instant::now() + PATIENCE;
    while !done().await {
        if Instant::now() >= end {
            return false;
        }
        // The page works on; asking again at once would only slow it down.
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    true
}

async fn session(
    home: &TempDir,
    display: &Display,
    arguments: &[&str],
    variables: &[(String, String)],
) -> (Running, WebDriver) {
    let app = built("twinlane-desktop");
    // A new program asks from the first line on.
    let answers = home.path().join(ANSWERS);
    std::fs::write(&answers, "").expect("the answers can be written");
    let folder = |name: &str| {
        let folder = home.path().join(name);
        std::fs::create_dir_all(&folder).expect("folders of the journey");
        folder
    };
    let complaints = OpenOptions::new()
        .create(true)
        .append(true)
        .open(home.path().join(COMPLAINTS))
        .expect("complaints can be kept");
    let mut command = Command::new("WebKitWebDriver");
    command
        .stderr(complaints)
        .env("DISPLAY", &display.name)
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("XDG_DATA_HOME", folder("data"))
        .env("XDG_CONFIG_HOME", folder("config"))
        .env("XDG_CACHE_HOME", folder("cache"))
        .env("HOME", home.path())
        .env("TWINLANE_DIALOG_ANSWERS", answers);
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    connect(command, Some(json!({ "binary": app, "args": arguments }))).await
}
