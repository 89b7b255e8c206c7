//! Titles in other scripts and very long ones: they arrive whole, are shown inside their cards, and go out whole.

use twinlane_tests::journey::Journey;
use twinlane_tests::person::EDITOR;

/// A title per script, and one that no card can hold.
const TITLES: [&str; 6] = [
    "Betriebsunterbrechungsversicherungsgesellschaft benachrichtigen und Instandhaltungsverantwortlichen einbeziehen",
    "يقارن عرضين من الموردين",
    "比较两家供应商的报价并请财务部门审核投资回收期",
    "Feiert den Abschluss 🎉👩🏽‍🔧 mit dem Team",
    "ใช้งานระบบใหม่ในโรงงาน",
    "Überprüft die Übergabe mit Café-naïveté",
];

#[tokio::test(flavor = "multi_thread")]
async fn titles_of_every_script_arrive_whole() {
    let journey = Journey::blank().await;
    journey.press("Enter").await;
    for title in TITLES {
        journey.focused(EDITOR).await;
        // As an input method commits it: no key of it is a command.
        journey.commit_text(title).await;
        journey.press("Enter").await;
    }
    journey.press("Escape").await;
    for title in TITLES {
        journey.card(title).await;
    }
    let outside = journey
        .script(
            "return [...document.querySelectorAll('.card[data-element^=\"step:\"]')].flatMap((card) => {
               const frame = card.querySelector('rect').getBoundingClientRect();
               return [...card.querySelectorAll('text')].filter((text) => {
                 const box = text.getBoundingClientRect();
                 return box.left < frame.left - 2 || box.right > frame.right + 2;
               }).map((text) => text.textContent);
             })",
            vec![],
        )
        .await;
    assert_eq!(outside, serde_json::json!([]), "titles stay inside their cards");
    journey.on_disk().await;

    let outline = journey.outline("scripts.md").await;
    for title in TITLES {
        assert!(outline.contains(title), "{title:?} is not in\n{outline}");
    }
    let path = journey.path("scripts.pdf");
    journey.answer(&path);
    journey.press("Ctrl+P").await;
    assert!(journey.written(&path).await.starts_with(b"%PDF-"));
    journey.end().await;
}
