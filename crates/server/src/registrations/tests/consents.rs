//! What people agreed to, as evidence.

use actix_web::http::Method;
use chrono::Duration;
use magnetiq_entity::consents;
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::json;

use super::REGISTRATIONS;
use crate::test_support::{SessionFixture, TestApp, form, start};

/// Kind, granted, version and source, in the order in which they were written down.
async fn logged(app: &TestApp) -> Vec<(String, bool, Option<i32>, String)> {
    let rows = consents::Entity::find().order_by_asc(consents::Column::Id).all(app.app.db.read()).await;
    rows.unwrap().into_iter().map(|row| (row.kind, row.granted, row.text_version, row.source)).collect()
}

fn line(
    kind: &str,
    granted: bool,
    version: Option<i32>,
    source: &str,
) -> (String, bool, Option<i32>, String) {
    (kind.to_owned(), granted, version, source.to_owned())
}

#[actix_web::test]
async fn what_was_agreed_to_is_written_down_when_the_address_is_validated() {
    let app = TestApp::new().await;
    app.write_terms().await;
    SessionFixture::new("one").create(&app).await;
    SessionFixture::new("two").create(&app).await;
    let verified = app.register_and_verify("one", "juliette@kestrel.example").await;
    let terms = line("terms", true, Some(1), "form");
    let privacy = line("privacy", true, None, "form");
    let mut both = vec![terms, privacy];
    let mut rows = logged(&app).await;
    rows.sort();
    both.sort();
    assert_eq!(rows, both);
    let row = consents::Entity::find().one(app.app.db.read()).await.unwrap().unwrap();
    assert_eq!((row.at.utc(), row.email_key.as_str()), (start(), "juliette@kestrel.example"));

    let news = json!({ "marketingConsent": true });
    let mut wish = form("juliette@kestrel.example");
    wish.as_object_mut().unwrap().extend(news.as_object().unwrap().clone());
    let visit = verified["visit"]["token"].as_str();
    app.post("/api/v1/public/sessions/two/registrations", visit, wish).await.expect(201);
    assert_eq!(logged(&app).await.len(), 5, "a validated visit agrees at once");
}

#[actix_web::test]
async fn what_nobody_validated_nobody_agreed_to() {
    let app = TestApp::new().await;
    SessionFixture::new("one").create(&app).await;
    app.register("one", "juliette@kestrel.example").await.expect(202);
    assert_eq!(logged(&app).await, []);
}

#[actix_web::test]
async fn taking_news_back_and_giving_it_again_are_both_written_down() {
    let app = TestApp::new().await;
    SessionFixture::new("one").create(&app).await;
    let verified = app.register_and_verify("one", "juliette@kestrel.example").await;
    let manage = verified["manageToken"].as_str();
    let current = format!("{REGISTRATIONS}/current");
    for wanted in [true, true, false] {
        app.advance(Duration::minutes(1)).await;
        let patch = json!({ "marketingConsent": wanted });
        app.request(Method::PATCH, &current, manage, Some(patch)).await.expect(200);
    }
    let news: Vec<_> = logged(&app).await.into_iter().filter(|(kind, ..)| kind == "marketing").collect();
    let expected = [line("marketing", true, None, "manage"), line("marketing", false, None, "manage")];
    assert_eq!(news, expected, "what does not change is not written down again");
    let last = consents::Entity::find().order_by_desc(consents::Column::Id).one(app.app.db.read()).await;
    assert_eq!(last.unwrap().unwrap().at.utc(), start() + Duration::minutes(3));
}
