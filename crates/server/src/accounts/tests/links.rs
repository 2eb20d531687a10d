use chrono::Duration;
use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};

use crate::test_support::staff::PASSWORD;
use crate::test_support::{Staff, TestApp};

const NEW: &str = "seven herons on the weir";

async fn invite(app: &TestApp, admin: &Staff, email: &str) -> Value {
    let body = json!({ "email": email, "name": "Jonas Weidner", "role": "editor", "language": "de" });
    app.post("/api/v1/users", Some(&admin.access), body).await.expect(201).json()
}

async fn choose(app: &TestApp, token: &str, password: &str) -> crate::test_support::Answer {
    app.post("/api/v1/auth/links/password", None, json!({ "token": token, "password": password })).await
}

#[actix_web::test]
async fn an_invitation_is_accepted_by_choosing_a_password_once() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let user = invite(&app, &admin, "jonas@house.example").await;
    assert_eq!(user["isInvited"], true);
    let mail = app.mail_to("jonas@house.example").await;
    let token = mail.token("/admin/welcome");
    let preview =
        app.post("/api/v1/auth/links/preview", None, json!({ "token": token })).await.expect(200).json();
    assert_eq!(
        (preview["isNew"].as_bool(), preview["email"].as_str()),
        (Some(true), Some("jonas@house.example"))
    );
    let weak = choose(&app, &token, "jonasweidner").await.expect(422).json();
    assert_eq!(weak["errors"][0]["code"], "weak", "one's own name is guessed first");
    let jonas = Staff::of("", &choose(&app, &token, NEW).await.expect(200));
    app.get_as(&jonas.access, "/api/v1/auth/me").await.expect(200);
    choose(&app, &token, NEW).await.expect(410);
}

#[actix_web::test]
async fn an_invitation_lasts_a_week_and_can_be_sent_again() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let user = invite(&app, &admin, "jonas@house.example").await;
    let old = app.mail_to("jonas@house.example").await.token("/admin/welcome");
    app.advance(Duration::days(7)).await;
    choose(&app, &old, NEW).await.expect(410);
    let admin = app.sign_in(&admin.email).await;
    let again = format!("/api/v1/users/{}/invite", user["id"].as_str().unwrap());
    app.post(&again, Some(&admin.access), json!({})).await.expect(204);
    let new = app.mail_to("jonas@house.example").await.token("/admin/welcome");
    choose(&app, &new, NEW).await.expect(200);
    app.post(&again, Some(&admin.access), json!({})).await.expect(409);
}

#[actix_web::test]
async fn a_forgotten_password_is_replaced_and_all_sign_ins_end() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    app.post("/api/v1/auth/forgot", None, json!({ "email": "VIEWER@house.example" })).await.expect(202);
    let token = app.mail_to(&viewer.email).await.token("/admin/reset");
    choose(&app, &token, NEW).await.expect(200);
    app.get_as(&viewer.access, "/api/v1/auth/me").await.expect(401);
    let old = json!({ "email": viewer.email, "password": PASSWORD });
    app.post("/api/v1/auth/sign-in", None, old).await.expect(401);
    let notice = app.mail_to(&viewer.email).await;
    assert!(notice.text.contains("/admin/account"), "{}", notice.text);
}

#[actix_web::test]
async fn nobody_learns_whether_an_address_has_an_account() {
    let app = TestApp::new().await;
    app.staff(Role::Viewer).await;
    let known =
        app.post("/api/v1/auth/forgot", None, json!({ "email": "viewer@house.example" })).await.expect(202);
    let unknown =
        app.post("/api/v1/auth/forgot", None, json!({ "email": "nobody@house.example" })).await.expect(202);
    assert_eq!(known.body, unknown.body);
    app.run_jobs().await;
    assert_eq!(app.mails().len(), 1);
}

#[actix_web::test]
async fn a_link_to_a_new_password_lasts_an_hour_and_is_no_link_to_anything_else() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    app.post("/api/v1/auth/forgot", None, json!({ "email": viewer.email })).await.expect(202);
    let token = app.mail_to(&viewer.email).await.token("/admin/reset");
    let verify = app.post("/api/v1/public/registrations/verify", None, json!({ "token": token })).await;
    assert_eq!(verify.expect(401).problem(), "unauthenticated");
    app.advance(Duration::hours(1)).await;
    choose(&app, &token, NEW).await.expect(410);
    choose(&app, "nonsense", NEW).await.expect(401);
}

#[actix_web::test]
async fn ones_password_is_changed_with_the_old_one_and_other_sign_ins_end() {
    let app = TestApp::new().await;
    let here = app.staff(Role::Viewer).await;
    let there = app.sign_in(&here.email).await;
    let change = async |current: &str, password: &str| {
        let body = json!({ "current": current, "password": password });
        app.post("/api/v1/auth/password", Some(&here.access), body).await
    };
    assert_eq!(change("a guess", NEW).await.expect(422).json()["errors"][0]["pointer"], "/current");
    assert_eq!(change(PASSWORD, "12345678901").await.expect(422).json()["errors"][0]["code"], "weak");
    change(PASSWORD, NEW).await.expect(204);
    app.get_as(&here.access, "/api/v1/auth/me").await.expect(200);
    app.get_as(&there.access, "/api/v1/auth/me").await.expect(401);
}

#[actix_web::test]
async fn the_same_is_written_whether_or_not_somebody_has_the_address() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    let queued = async |email: &str| {
        app.run_jobs().await;
        app.post("/api/v1/auth/forgot", None, json!({ "email": email })).await.expect(202);
        let jobs = magnetiq_jobs::pending(app.app.db.read()).await.unwrap().into_iter();
        jobs.map(|job| job.kind).collect::<Vec<_>>()
    };
    let known = queued(&viewer.email).await;
    assert_eq!(known.len(), 1);
    assert_eq!(known, queued("nobody@house.example").await);
    app.run_jobs().await;
    assert_eq!(app.mails().len(), 1);
    app.post("/api/v1/auth/forgot", None, json!({ "email": "nobody" })).await.expect(422);
}

#[actix_web::test]
async fn nobody_gets_more_than_three_links_an_hour_and_ten_a_day() {
    let app = TestApp::with(|config| config.rate_limits = true).await;
    crate::accounts::for_tests(&app.ctx(), "viewer@house.example", Role::Viewer).await;
    let mut mails = Vec::new();
    for _ in 0..5 {
        for _ in 0..4 {
            let body = json!({ "email": "viewer@house.example" });
            app.post("/api/v1/auth/forgot", None, body).await.expect(202);
            app.app.limits.share(&app.app.db, app.app.clock.now()).await.unwrap();
            app.advance(Duration::minutes(10)).await;
        }
        app.run_jobs().await;
        mails.push(app.mails().len());
        app.advance(Duration::minutes(20)).await;
    }
    assert_eq!(mails, [3, 6, 9, 10, 10]);
}
