//! How commands and replies cross: a command names its call, a reply is its value and nothing around it.

use serde_json::{json, to_value};
use twinlane_wire::commands::{Create, Open, Undo};
use twinlane_wire::{Answer, Command, Handler, Opened, Reply, Request, Undone};

#[test]
fn a_command_names_its_call_and_what_it_is_asked_with() {
    let undo = to_value(Command::from(Undo)).expect("JSON");
    assert_eq!(undo, json!({ "call": "undo" }));
    let open = Command::from(Open {
        path: "/a.twinlane".to_owned(),
        snapshot: false,
    });
    let crossed = json!({ "call": "open", "path": "/a.twinlane", "snapshot": false });
    assert_eq!(to_value(&open).expect("JSON"), crossed);
    let read: Command =
        serde_json::from_value(json!({ "call": "open", "path": "/a.twinlane" })).expect("read");
    assert_eq!(read, open, "what may be left out is");
}

#[test]
fn a_field_that_nobody_knows_is_refused() {
    for odd in [
        json!({ "call": "open", "path": "/a", "fast": true }),
        json!({ "call": "fly" }),
    ] {
        let read: Result<Command, _> = serde_json::from_value(odd.clone());
        assert!(read.is_err(), "{odd}");
    }
}

#[test]
fn a_reply_crosses_as_its_value() {
    let undone = Undone {
        rev: 7,
        label: "Rename".to_owned(),
        at: None,
    };
    assert_eq!(
        to_value(Reply::Undo(undone)).expect("JSON"),
        json!({ "rev": 7, "label": "Rename", "at": null })
    );
    assert_eq!(
        to_value(Reply::Copy("Buyer: Asks".to_owned())).expect("JSON"),
        json!("Buyer: Asks")
    );
}

/// A host that takes every command and answers none.
struct Silent;

impl<R: Request> Handler<R> for Silent {
    fn handle(&mut self, _: R, _: Answer<R::Reply>) {}
}

#[test]
fn an_answer_that_is_turned_reaches_whoever_asked() {
    let (tell, told) = std::sync::mpsc::channel();
    let answer: Answer<Reply> = Answer::new(move |reply| tell.send(reply).expect("the test listens"));
    answer.after(Reply::Create).give(Ok(Opened {
        path: "/b.twinlane".to_owned(),
    }));
    let opened = told.recv().expect("an answer").expect("no fault");
    assert_eq!(
        opened,
        Reply::Create(Opened {
            path: "/b.twinlane".to_owned()
        })
    );
    let create = Command::from(Create {
        path: None,
        template: None,
        sample: true,
    });
    let (tell, told) = std::sync::mpsc::channel::<()>();
    create.hand_to(
        &mut Silent,
        Answer::new(move |_| tell.send(()).expect("the test listens")),
    );
    assert!(told.recv().is_err(), "an answer that nobody gives is cut off");
}
