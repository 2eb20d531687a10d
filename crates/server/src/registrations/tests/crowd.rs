//! Many at once.

use futures_util::future::join_all;

use crate::test_support::{SessionFixture, TestApp};

#[actix_web::test]
async fn a_crowd_takes_each_seat_once() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("storage").but(|s| s.capacity = Some(30)).create(&app).await;
    let emails: Vec<String> = (0..100).map(|n| format!("a{}@kestrel.example", n / 2)).collect();
    let answers = join_all(emails.iter().map(|email| app.register("storage", email))).await;
    let seats = answers.iter().filter(|answer| answer.json()["holdExpiresAt"].is_string()).count();
    assert!(answers.iter().all(|answer| answer.status == 202));
    assert_eq!(app.counters(session).await.0, 30);
    assert!(seats >= 30, "duplicates are told what a newcomer would be: {seats}");
    app.run_jobs().await;
    let mut to: Vec<String> = app.mails().into_iter().map(|mail| mail.message_id).collect();
    to.sort();
    to.dedup();
    assert_eq!(to.len(), 100, "each wish has one mail of its own");
    app.assert_sound().await;
}
