//! Consultants over HTTP.

use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};

use crate::test_support::{Staff, TestApp};

const PATH: &str = "/api/v1/consultants";

fn lena() -> Value {
    json!({ "firstName": "Lena", "lastName": "Strohmeyer", "email": "lena@house.example", "language": "de" })
}

async fn create(app: &TestApp, who: &Staff, body: Value) -> Value {
    app.post(PATH, Some(&who.access), body).await.expect(201).json()
}

#[actix_web::test]
async fn somebody_of_the_house_is_added_changed_and_deleted() {
    let app = TestApp::new().await;
    let (editor, admin) = (app.staff(Role::Editor).await, app.staff(Role::Admin).await);
    let me = app.get_as(&editor.access, "/api/v1/auth/me").await.json();
    let made = app.post(PATH, Some(&editor.access), lena()).await.expect(201);
    let path = made.header("location").to_owned();
    let lena = made.json();
    assert_eq!((lena["timezone"].as_str(), lena["isActive"].as_bool()), (Some("Europe/Berlin"), Some(true)));
    assert!(lena["photoUrl"].as_str().unwrap().starts_with("/media/portraits/LS-"));
    let patch = json!({
        "phone": "+49 30 123456", "bookingUrl": "cal.example/lena", "userId": me["id"], "odooUserId": 7,
        "title": "Senior Consultant", "timezone": "Europe/Vienna", "isActive": false,
    });
    let changed = app.patch(&path, &editor.access, patch).await.expect(200).json();
    assert_eq!(changed["bookingUrl"], "https://cal.example/lena");
    assert_eq!((changed["odooUserId"].as_i64(), changed["version"].as_i64()), (Some(7), Some(2)));
    app.advance(chrono::Duration::seconds(1)).await;
    let cleared = app.patch(&path, &editor.access, json!({ "phone": null })).await.expect(200).json();
    assert_eq!(cleared["phone"], json!(null));
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=consultant.updated").await.json();
    assert_eq!(log["data"][0]["changes"], json!([{ "field": "phone", "from": "+49 30 123456", "to": null }]));
    app.delete(&path, &editor.access).await.expect(204);
    app.get_as(&editor.access, &path).await.expect(404);
}

#[actix_web::test]
async fn every_wrong_field_is_named() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let me = app.get_as(&editor.access, "/api/v1/auth/me").await.json();
    let body = json!({
        "firstName": "L", "email": "nobody", "phone": "call me", "timezone": "Mars/Base", "linkedinUrl": "javascript:x",
        "photoMediaId": uuid::Uuid::nil(), "userId": uuid::Uuid::nil(), "odooUserId": 0,
    });
    let refused = app.post(PATH, Some(&editor.access), body).await.expect(422).json();
    let errors = refused["errors"].as_array().unwrap().iter();
    let named: Vec<_> =
        errors.map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap())).collect();
    assert_eq!(
        named,
        [
            ("/lastName", "required"),
            ("/firstName", "too-short"),
            ("/email", "email"),
            ("/phone", "phone"),
            ("/linkedinUrl", "url"),
            ("/timezone", "timezone"),
            ("/odooUserId", "type"),
            ("/photoMediaId", "unknown"),
            ("/userId", "unknown"),
        ]
    );
    let mut body = lena();
    body["userId"] = me["id"].clone();
    create(&app, &editor, body.clone()).await;
    let refused = app.post(PATH, Some(&editor.access), body).await.expect(422).json();
    assert_eq!(
        (refused["errors"][0]["pointer"].as_str(), refused["errors"][0]["code"].as_str()),
        (Some("/userId"), Some("taken"))
    );
}

#[actix_web::test]
async fn whoever_speaks_or_manages_the_program_is_not_deleted() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    app.appoint_manager("manager@house.example").await;
    let list = app.get_as(&editor.access, PATH).await.expect(200).json();
    let manager = format!("{PATH}/{}", list["data"][0]["id"].as_str().unwrap());
    let refused = app.delete(&manager, &editor.access).await.expect(409).json();
    assert!(refused["detail"].as_str().unwrap().contains("the program's manager"));
    let lena = create(&app, &editor, lena()).await;
    let body = json!({ "consultantId": lena["id"], "biography": { "en": "Plans dispatch." } });
    app.post("/api/v1/speakers", Some(&editor.access), body).await.expect(201);
    let path = format!("{PATH}/{}", lena["id"].as_str().unwrap());
    let refused = app.delete(&path, &editor.access).await.expect(409);
    assert_eq!(refused.problem(), "invalid-state");
    assert!(refused.json()["detail"].as_str().unwrap().contains("speaker \"Lena Strohmeyer\""));
}

#[actix_web::test]
async fn the_list_is_searched_and_paged_by_name() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    for (first, last) in [("Ömer", "Öztürk"), ("Anna", "Berg"), ("Zoe", "berg"), ("Lena", "Adler")] {
        let email = "someone@house.example";
        create(&app, &editor, json!({ "firstName": first, "lastName": last, "email": email })).await;
    }
    let names = async |query: &str| {
        let page = app.get_as(&editor.access, &format!("{PATH}?{query}")).await.expect(200).json();
        let rows = page["data"].as_array().unwrap().clone();
        let names = rows.iter().map(|row| row["firstName"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        (names, page)
    };
    assert_eq!(names("").await.0, ["Lena", "Anna", "Zoe", "Ömer"]);
    assert_eq!(names("search=%C3%96ZT").await.0, ["Ömer"]);
    assert_eq!(names("active=false").await.0, [""; 0]);
    let (first, page) = names("limit=3").await;
    assert_eq!((first.len(), page["total"].as_u64()), (3, Some(4)));
    assert_eq!(names(&format!("limit=3&cursor={}", page["nextCursor"].as_str().unwrap())).await.0, ["Ömer"]);
}

#[actix_web::test]
async fn the_same_wish_sent_twice_is_done_once() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let send = async || {
        let request = actix_web::test::TestRequest::post()
            .uri(PATH)
            .insert_header(("authorization", format!("Bearer {}", editor.access)))
            .insert_header(("idempotency-key", "one"))
            .set_json(lena());
        app.send(request).await.expect(201).json()
    };
    assert_eq!(send().await["id"], send().await["id"]);
    let list = app.get_as(&editor.access, PATH).await.json();
    assert_eq!(list["total"], 1);
}
