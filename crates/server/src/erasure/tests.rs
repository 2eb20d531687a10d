use magnetiq_integrations::outbound::AllowList;
use magnetiq_shared::scopes::Role;
use serde_json::json;

use crate::test_support::{SessionFixture, TestApp};

/// What the form's person typed that nobody else did.
const TYPED: [&str; 4] = ["victim@kestrel.example", "Juliette", "Morel", "kestrel-foods.example"];

#[actix_web::test]
async fn nothing_that_the_person_typed_is_left_anywhere() {
    let app = TestApp::with(|config| config.outbound_allow = AllowList::parse(["127.0.0.1"]).unwrap()).await;
    let admin = app.staff(Role::Admin).await;
    // Nobody answers there: what is told is tried again and again.
    let hook = json!({ "url": "http://127.0.0.1:9/hook", "events": ["registration.created"] });
    app.post("/api/v1/webhooks", Some(&admin.access), hook).await.expect(201);
    SessionFixture::new("storage").create(&app).await;
    app.register("storage", TYPED[0]).await.expect(202);
    let token = app.mail_to(TYPED[0]).await.token("step=forget");
    let found = app.tables_with(TYPED[0]).await;
    for table in ["messages", "registrations", "visits", "webhook_deliveries"] {
        assert!(found.iter().any(|name| name == table), "{table} is looked through: {found:?}");
    }
    app.post("/api/v1/public/registrations/forget", None, json!({ "token": token })).await.expect(204);
    app.run_jobs().await;
    for typed in TYPED {
        assert_eq!(app.tables_with(typed).await, [""; 0], "{typed}");
    }
    assert!(app.mails().is_empty(), "the folder of mails");
    let queued = magnetiq_jobs::pending(app.app.db.read()).await.unwrap();
    assert!(queued.iter().all(|job| !job.payload.to_string().contains(TYPED[0])), "{queued:?}");
}
