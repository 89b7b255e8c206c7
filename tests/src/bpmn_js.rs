//! bpmn-js, the editor of BPMN diagrams, in Chromium as a window of its own or without a window, and
//! in the `WebKit` that the app uses.
//!
//! Its page and its lock file lie in `tests/bpmn-js`; `cargo xtask` installs both it and the browser.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{ChildStderr, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::WebDriver;

use crate::driver::connect;
use crate::programs::{Display, Running, age, root, tree_memory};

/// How long a diagram may take until it is reported.
const PATIENCE: Duration = Duration::from_mins(2);

/// A diagram to open.
#[derive(Clone, Debug)]
pub struct Diagram {
    /// Name in the report.
    pub name: String,
    /// BPMN 2.0.
    pub xml: String,
}

/// What bpmn-js made of a diagram.
#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    /// Name of the diagram.
    pub name: String,
    /// Warnings of the import.
    pub warnings: Vec<String>,
    /// Why nothing was imported, when nothing was.
    pub error: Option<String>,
    /// Shapes drawn: pools, lanes, tasks, events, gateways.
    pub shapes: usize,
    /// Connections drawn: flows, message flows, associations.
    pub connections: usize,
    /// Ids of elements that the diagram has and the picture has not.
    pub undrawn: Vec<String>,
    /// Seconds from the start of the page until the picture was painted.
    pub picture: f64,
    /// Width and height of the page in CSS pixels.
    pub size: (u32, u32),
}

/// Where the page is shown.
pub enum Place<'a> {
    /// Without a window.
    Headless,
    /// In an app window (no tabs, no address) on the display of this name, of this size in pixels.
    Window(&'a str, (u32, u32)),
}

/// The page with diagrams, in a folder that is gone when this is dropped.
pub struct Page {
    folder: TempDir,
}

impl Page {
    /// Lays the diagrams down beside the page.
    pub fn new(diagrams: &[Diagram]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the diagrams");
        let list: Vec<Value> = diagrams
            .iter()
            .map(|diagram| json!({ "name": diagram.name, "xml": diagram.xml }))
            .collect();
        let script = format!("window.diagrams = {};\n", Value::from(list));
        std::fs::write(folder.path().join("diagrams.js"), script).expect("the diagrams can be written");
        Self { folder }
    }

    /// Its address.
    pub fn address(&self) -> String {
        let page = root().join("tests/bpmn-js/page.html");
        let script = self.folder.path().join("diagrams.js");
        format!("file://{}?diagrams=file://{}", page.display(), script.display())
    }

    fn profile(&self) -> PathBuf {
        self.folder.path().join("profile")
    }
}

/// Chromium with the page.
pub struct Chromium {
    process: Running,
    reports: Receiver<Report>,
    _page: Page,
}

impl Chromium {
    /// Starts it with an empty profile; it opens the diagrams one after the other and keeps the last.
    pub fn open(diagrams: &[Diagram], place: &Place) -> Self {
        let page = Page::new(diagrams);
        let mut command = Command::new("chromium");
        command
            .args([
                // Containers offer no sandbox, and nothing but our own page is shown.
                "--no-sandbox",
                // A display without a screen has no graphics card; a measurement makes no calls home.
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // The reports of the page come as lines of its console.
                "--enable-logging=stderr",
            ])
            .arg(format!("--user-data-dir={}", page.profile().display()))
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        match place {
            Place::Headless => command.args(["--headless", &page.address()]),
            Place::Window(display, (width, height)) => command
                .env("DISPLAY", display)
                .arg(format!("--app={}", page.address()))
                .arg("--window-position=0,0")
                .arg(format!("--window-size={width},{height}")),
        };
        let mut child = command.spawn().expect("chromium starts; cargo xtask installs it");
        let errors = child.stderr.take().expect("standard error was asked for");
        Self {
            process: Running::from(child),
            reports: reports(errors),
            _page: page,
        }
    }

    /// The next report.
    pub fn report(&self) -> Report {
        self.reports
            .recv_timeout(PATIENCE)
            .expect("bpmn-js reports every diagram")
    }

    /// Memory of all its processes, MiB, counted as that of the app is.
    pub fn memory(&self) -> f64 {
        tree_memory(self.process.id())
    }

    /// How long it has been running.
    pub fn age(&self) -> Duration {
        age(self.process.id())
    }
}

/// Reports among the lines of the browser. Reading goes on to the end: a browser whose pipe is full would stop.
fn reports(errors: ChildStderr) -> Receiver<Report> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(errors).lines().map_while(Result::ok) {
            if let Some((_, rest)) = line.split_once("\"REPORT ") {
                let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Report>();
                if let Some(Ok(report)) = values.next() {
                    // Nobody may be waiting any more.
                    let _ = send.send(report);
                }
            }
        }
    });
    receive
}

/// `WebKit`'s own small browser with the page.
pub struct WebKit {
    /// The session.
    pub driver: WebDriver,
    _service: Running,
    _display: Display,
    _page: Page,
}

impl WebKit {
    /// Opens a diagram and waits until it is reported.
    pub async fn open(diagram: Diagram) -> (Self, Report) {
        let display = Display::start(1440, 900).expect("Xvfb starts");
        let page = Page::new(&[diagram]);
        let mut command = Command::new("WebKitWebDriver");
        command
            .env("DISPLAY", &display.name)
            .env("HOME", page.folder.path())
            .stderr(Stdio::null());
        let (service, driver) = connect(command, None).await;
        driver.goto(page.address()).await.expect("the page is there");
        let code = "const [done] = arguments;\n\
             const look = () => (window.report ? done(window.report) : requestAnimationFrame(look));\n\
             look();";
        driver.set_script_timeout(PATIENCE).await.expect("a time limit");
        let report = driver
            .execute_async(code, vec![])
            .await
            .expect("bpmn-js reports the diagram");
        let report = serde_json::from_value(report.json().clone()).expect("a report");
        let opened = Self {
            driver,
            _service: service,
            _display: display,
            _page: page,
        };
        (opened, report)
    }

    /// Closes it.
    pub async fn end(self) {
        // It is over either way.
        let _ = self.driver.quit().await;
    }
}
