use chrono::Duration;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::scopes::{Role, Scope};
use sea_orm::Set;
use serde_json::{Value, json};

use crate::test_support::{SessionFixture, TestApp, start};

const API: &str = "/api/v1/dashboard";

fn kinds(dashboard: &Value) -> Vec<(&str, u64)> {
    let tasks = dashboard["tasks"].as_array().unwrap().iter();
    tasks.map(|task| (task["kind"].as_str().unwrap(), task["count"].as_u64().unwrap())).collect()
}

#[actix_web::test]
async fn an_empty_house_has_an_empty_dashboard() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    let empty = app.get_as(&viewer.access, API).await.expect(200).json();
    assert_eq!(empty["figures"]["confirmed"], json!({ "now": 0, "before": 0 }));
    assert_eq!(empty["figures"]["attendance"], json!({ "now": null, "before": null }));
    assert_eq!(empty["figures"]["revenue"], json!([]));
    assert!(
        ["tasks", "nextSessions", "newestRegistrations", "germanMissing"]
            .iter()
            .all(|list| empty[list] == json!([]))
    );
    let weeks = empty["weeks"].as_array().unwrap();
    assert_eq!((weeks.len(), &weeks[11]["monday"]), (12, &json!("2026-11-30")));
}

#[actix_web::test]
async fn it_says_what_needs_doing() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    let soon = SessionFixture::new("soon").starts(start() + Duration::days(2)).but(|s| {
        s.meeting_url = None;
        s.requires_approval = true;
    });
    let soon = soon.create(&app).await;
    SessionFixture::new("draft")
        .starts(start() - Duration::days(1))
        .but(|s| s.status = "draft".into())
        .create(&app)
        .await;
    let english = SessionFixture::new("english")
        .but(|s| s.preparation = Some(TranslatedText::from("Bring a laptop.").into()));
    let english = english.create(&app).await;
    app.register_and_verify("soon", "jo@kestrel.example").await;
    let shown = app.get_as(&viewer.access, API).await.expect(200).json();
    assert_eq!(kinds(&shown), [("add-link", 0), ("approve", 1), ("draft-overdue", 0), ("translate", 1)]);
    assert_eq!(shown["tasks"][0]["sessionId"], soon.to_string());
    let missing = &shown["germanMissing"][0];
    assert_eq!((&missing["id"], &missing["fields"]), (&json!(english), &json!(["preparation"])));
    let next: Vec<_> =
        shown["nextSessions"].as_array().unwrap().iter().map(|s| s["slug"].as_str().unwrap()).collect();
    assert_eq!(next, ["soon", "english"]);
    let first = &shown["nextSessions"][0];
    assert_eq!((&first["taken"], &first["capacity"], &first["lastWeek"]), (&json!(1), &json!(10), &json!(1)));
    assert_eq!(first["speaker"], "Dr Hanna Rehwald");
    assert_eq!(shown["newestRegistrations"][0]["email"], "jo@kestrel.example");
}

#[actix_web::test]
async fn figures_stand_against_those_before() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let token = app.api_token(&admin, &[Scope::AnalyticsRead]).await;
    let session = SessionFixture::new("storage")
        .starts(start() + Duration::days(45))
        .but(|s| s.price_amount = Some(6900))
        .create(&app)
        .await;
    app.register_and_verify("storage", "first@kestrel.example").await;
    app.advance(Duration::days(40)).await;
    for (kind, times) in [("landing", 4), ("form_opened", 2)] {
        for number in 0..times {
            let view = actix_web::test::TestRequest::post()
                .uri("/api/v1/public/views")
                .insert_header(("user-agent", format!("Mozilla/5.0 (X11; Linux) Firefox/12{number}")))
                .set_json(json!({ "session": "storage", "kind": kind }));
            app.send(view).await.expect(202);
        }
    }
    app.refresh().await;
    for name in ["second", "third"] {
        app.register_and_verify("storage", &format!("{name}@{name}.example")).await;
    }
    let shown = app.get_as(&token, API).await.expect(200).json();
    let figures = &shown["figures"];
    assert_eq!(figures["confirmed"], json!({ "now": 2, "before": 1 }));
    let euros = |amount| json!({ "amount": amount, "currency": "EUR" });
    assert_eq!(
        figures["revenue"][0],
        json!({ "now": euros(13_800), "before": euros(6_900), "unpaid": euros(13_800) })
    );
    assert_eq!(figures["pageToRegistration"], json!({ "now": 0.5, "before": null }));
    assert_eq!(
        shown["funnel"],
        json!({ "pageOpened": 4, "formOpened": 2, "formSent": 0, "verified": 2, "confirmed": 2 })
    );
    let weeks: u64 =
        shown["weeks"].as_array().unwrap().iter().map(|week| week["registrations"].as_u64().unwrap()).sum();
    assert_eq!(weeks, 3);
    app.advance(Duration::days(6)).await;
    app.change_session(session, |row| row.status = Set("completed".to_owned())).await;
    let over = app.get_as(&token, API).await.expect(200).json();
    // After the session the house thanks on both networks; the speaker does so without it.
    assert_eq!(kinds(&over), [("mark-attendance", 3), ("share-posts", 2)]);
    app.everybody_attended(session).await;
    let marked = app.get_as(&token, API).await.expect(200).json();
    assert_eq!(marked["figures"]["attendance"]["now"], 1.0);
    assert_eq!(kinds(&marked), [("share-posts", 2)]);
}

#[actix_web::test]
async fn whoever_may_not_see_registrations_sees_none() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    SessionFixture::new("storage").create(&app).await;
    app.register("storage", "jo@kestrel.example").await.expect(202);
    let token = app.api_token(&admin, &[Scope::AnalyticsRead]).await;
    let shown = app.get_as(&token, API).await.expect(200);
    assert!(!String::from_utf8_lossy(&shown.body).contains("jo@kestrel.example"));
    let other = app.api_token(&admin, &[Scope::RegistrationsRead]).await;
    app.get_as(&other, API).await.expect(403);
}
