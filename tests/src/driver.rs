//! Sessions of `WebKitWebDriver`, which drives whatever shows its pages with `WebKit`.

use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use thirtyfour::common::capabilities::desiredcapabilities::Capabilities;
use thirtyfour::prelude::*;

use crate::programs::Running;

/// How long a program may take to come up before its start is tried as failed.
const START: Duration = Duration::from_mins(1);

/// Starts the driver by a command that has its environment and a place for what it and the program complain of, and opens a session: with the program that the
/// options name, else with `WebKit`'s own small browser.
pub(crate) async fn connect(mut command: Command, options: Option<Value>) -> (Running, WebDriver) {
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|socket| socket.local_addr())
        .expect("a free port")
        .port();
    command
        .arg(format!("--port={port}"))
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null());
    let service = Running::start(&mut command).expect("WebKitWebDriver starts");
    let mut capabilities = Capabilities::new();
    if let Some(options) = options {
        capabilities
            .set("webkitgtk:browserOptions", options)
            .expect("plain JSON");
    }
    let begin = Instant::now();
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        assert!(begin.elapsed() < START, "WebKitWebDriver listens");
        // It starts; asking again at once would only slow it down.
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let connect = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities);
    let driver = tokio::time::timeout(START, connect)
        .await
        .expect("the program comes up: its start hangs when it dies before its page is there")
        .expect("a session");
    (service, driver)
}
