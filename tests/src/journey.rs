//! A journey: the app in a real window on a display of its own, driven as a person would.

use std::future::Future;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::capabilities::desiredcapabilities::Capabilities;
use thirtyfour::prelude::*;

use crate::programs::{Display, Running, built};

/// How long anything a person waits for may take; generous, since machines differ.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long the app may take to come up before the start is tried as failed.
const START: Duration = Duration::from_secs(60);

/// The app in a window.
pub struct Journey {
    /// The session; journeys may use all of it.
    pub driver: WebDriver,
    /// Folder of this journey: settings, files, all of it gone afterwards.
    pub home: TempDir,
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
        let home = tempfile::tempdir().expect("a folder for the journey");
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

    /// Ends the app as a power cut would (SIGKILL) and opens it again in the same home.
    pub async fn crash_and_open(&mut self, arguments: &[&str]) {
        let app = self.app_id();
        let _ = Command::new("kill").args(["-9", &app.to_string()]).status();
        self.reopen(arguments).await;
    }

    /// Closes the app in good order and opens it again in the same home.
    pub async fn close_and_open(&mut self, arguments: &[&str]) {
        self.script("window.twinlane_close && window.twinlane_close()", vec![])
            .await;
        let _ = self.driver.clone().quit().await;
        self.reopen(arguments).await;
    }

    async fn reopen(&mut self, arguments: &[&str]) {
        drop(self.service.take());
        let (service, driver) = session(&self.home, &self.display, arguments, &self.variables).await;
        self.service = Some(service);
        self.driver = driver;
    }

    /// Process id of the app, a child of the driver.
    pub fn app_id(&self) -> u32 {
        let service = self.service.as_ref().expect("the driver runs").id();
        let output = Command::new("pgrep")
            .args(["-P", &service.to_string(), "-f", "twinlane-desktop"])
            .output()
            .expect("pgrep runs");
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .next()
            .and_then(|line| line.trim().parse().ok())
            .expect("the app is a child of the driver")
    }

    /// Runs JavaScript in the page and returns its value.
    pub async fn script(&self, code: &str, arguments: Vec<Value>) -> Value {
        self.driver
            .execute(code, arguments)
            .await
            .expect("the page runs the script")
            .json()
            .clone()
    }

    /// Waits until a script says true; says what was waited for when it never does.
    pub async fn until(&self, what: &str, code: &str) {
        let code = format!("return !!({code})");
        wait(what, || async {
            self.driver
                .execute(code.as_str(), vec![])
                .await
                .is_ok_and(|value| value.json().as_bool() == Some(true))
        })
        .await;
    }

    /// Waits until an element is there and returns it.
    pub async fn see(&self, selector: &str) -> WebElement {
        self.until(selector, &format!("document.querySelector({})", json!(selector)))
            .await;
        self.driver
            .find(By::Css(selector))
            .await
            .expect("the element was just there")
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

    /// Clicks the element once it is there.
    pub async fn click(&self, selector: &str) {
        self.see(selector)
            .await
            .click()
            .await
            .expect("the element can be clicked");
    }

    /// Types text into whatever has the focus.
    pub async fn type_text(&self, text: &str) {
        self.driver
            .action_chain()
            .send_keys(text)
            .perform()
            .await
            .expect("keys are taken");
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
        chain.perform().await.expect("keys are taken");
    }

    /// Everything acknowledged: the sign in the title bar says so.
    pub async fn on_disk(&self) {
        self.see("[data-disk=on-disk]").await;
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
        "F2" => Key::F2,
        other => return other.to_lowercase().chars().next().unwrap_or(' '),
    };
    char::from(value)
}

async fn wait<F: Future<Output = bool>>(what: &str, mut done: impl FnMut() -> F) {
    let end = Instant::now() + PATIENCE;
    while !done().await {
        assert!(
            Instant::now() < end,
            "waited {} s in vain for: {what}",
            PATIENCE.as_secs()
        );
        // The page works on; asking again at once would only slow it down.
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

async fn session(
    home: &TempDir,
    display: &Display,
    arguments: &[&str],
    variables: &[(String, String)],
) -> (Running, WebDriver) {
    let app = built("twinlane-desktop");
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|socket| socket.local_addr())
        .expect("a free port")
        .port();
    let folder = |name: &str| {
        let folder = home.path().join(name);
        std::fs::create_dir_all(&folder).expect("folders of the journey");
        folder
    };
    let mut command = Command::new("WebKitWebDriver");
    command
        .arg(format!("--port={port}"))
        .env("DISPLAY", &display.name)
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("XDG_DATA_HOME", folder("data"))
        .env("XDG_CONFIG_HOME", folder("config"))
        .env("XDG_CACHE_HOME", folder("cache"))
        .env("XDG_DOCUMENTS_DIR", folder("documents"))
        .env("HOME", home.path())
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    let service = Running::start(&mut command).expect("WebKitWebDriver starts");
    let mut capabilities = Capabilities::new();
    capabilities
        .set(
            "webkitgtk:browserOptions",
            json!({ "binary": app, "args": arguments }),
        )
        .expect("plain JSON");
    let url = format!("http://127.0.0.1:{port}");
    wait("the driver to listen", || async {
        tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok()
    })
    .await;
    let connect = WebDriver::new(url, capabilities);
    let driver = tokio::time::timeout(START, connect)
        .await
        .expect("the app comes up: its start hangs when it dies before its page is there")
        .expect("a session");
    (service, driver)
}
