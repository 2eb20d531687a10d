use serde_json::{Value, json};

use crate::test_support::{Staff, TestApp};

fn form(code: &str) -> Value {
    json!({
        "code": code, "name": "Katharina Voss", "email": "katharina@house.example",
        "password": "seven herons on the weir", "language": "de", "timezone": "Europe/Berlin",
        "organisation": "voltAIc Systems",
    })
}

#[actix_web::test]
async fn the_code_of_the_log_makes_the_first_admin_and_no_second_one() {
    let app = TestApp::new().await;
    assert_eq!(app.get("/api/v1/public/set-up").await.expect(200).json()["isOpen"], true);
    let wrong = app.post("/api/v1/public/set-up", None, form("AAAA-AAAA-AAAA")).await.expect(422).json();
    assert_eq!(wrong["errors"][0]["pointer"], "/code");
    let code = app.app.keys.set_up_code();
    let admin = Staff::of("", &app.post("/api/v1/public/set-up", None, form(&code)).await.expect(200));
    let me = app.get_as(&admin.access, "/api/v1/auth/me").await.expect(200).json();
    assert_eq!((me["role"].as_str(), me["language"].as_str()), (Some("admin"), Some("de")));
    app.refresh().await;
    let closed = app.get("/api/v1/public/set-up").await.expect(200);
    assert_eq!(closed.header("access-control-allow-origin"), "");
    let closed = closed.json();
    assert_eq!(
        (&closed["isOpen"], &closed["smtp"], &closed["mailFrom"]),
        (&json!(false), &json!(null), &json!(null))
    );
    app.post("/api/v1/public/set-up", None, form(&code)).await.expect(410);
    let mail = json!({ "code": code, "email": "a@b.example" });
    app.post("/api/v1/public/set-up/test-mail", None, mail).await.expect(410);
}

#[actix_web::test]
async fn of_two_who_set_it_up_at_once_one_is_first() {
    let app = TestApp::new().await;
    let code = app.app.keys.set_up_code();
    let (a, b) = tokio::join!(
        app.post("/api/v1/public/set-up", None, form(&code)),
        app.post("/api/v1/public/set-up", None, form(&code)),
    );
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 410]);
}

#[actix_web::test]
async fn a_mail_shows_whether_mails_go_out() {
    let app = TestApp::new().await;
    let code = app.app.keys.set_up_code();
    let mail = json!({ "code": code.to_lowercase(), "email": "katharina@house.example", "language": "de" });
    let outcome = app.post("/api/v1/public/set-up/test-mail", None, mail).await.expect(200).json();
    assert_eq!(outcome, json!({ "sent": true, "error": null }));
    assert_eq!(app.mails()[0].to, "katharina@house.example");
    let mail = json!({ "code": "AAAA", "email": "katharina@house.example" });
    app.post("/api/v1/public/set-up/test-mail", None, mail).await.expect(422);
}
