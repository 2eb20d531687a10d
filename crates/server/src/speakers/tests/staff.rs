use image::ImageFormat;
use magnetiq_shared::scopes::Role;
use sea_orm::Set;
use serde_json::json;

use super::{PATH, aino, create, with_aino};
use crate::test_support::files::{PDF, file};
use crate::test_support::{SessionFixture, TestApp};

#[actix_web::test]
async fn a_speaker_is_added_changed_and_deleted() {
    let (app, editor, aino, path) = with_aino().await;
    assert_eq!(aino["slug"], "aino-saarinen");
    assert_eq!(
        (aino["isInternal"].as_bool(), aino["emailNotifications"].as_bool()),
        (Some(false), Some(true))
    );
    assert_eq!(aino["figures"]["averageRating"], json!(null), "nobody rated yet");
    let patch = json!({
        "slug": "aino", "phone": "+358 9 123456", "position": { "en": "Chief Engineer", "de": "Chefingenieurin" },
        "expertise": ["Grids", " grids ", "Grids", ""], "websiteUrl": "grid.example", "preferredDurationMinutes": 45,
        "availableTimezones": ["Europe/Helsinki", "UTC"], "technicalRequirements": "A headset", "calendarIntegration": true,
        "biography": { "en": "<p onclick='x'>Builds<script>1</script></p>", "de": " " },
    });
    let changed = app.patch(&path, &editor.access, patch).await.expect(200).json();
    assert_eq!(changed["biography"], json!({ "en": "<p>Builds</p>" }));
    assert_eq!(changed["expertise"], json!(["Grids", "grids"]));
    assert_eq!(
        (changed["slug"].as_str(), changed["preferredDurationMinutes"].as_u64()),
        (Some("aino"), Some(45))
    );
    let cleared =
        app.patch(&path, &editor.access, json!({ "position": null, "title": null })).await.expect(200).json();
    assert_eq!((&cleared["position"], &cleared["version"]), (&json!(null), &json!(3)));
    app.delete(&path, &editor.access).await.expect(204);
    app.get_as(&editor.access, &path).await.expect(404);
}

#[actix_web::test]
async fn every_wrong_field_of_a_speaker_is_named() {
    let (app, editor, _, path) = with_aino().await;
    let cases = [
        (
            json!({ "firstName": "A", "lastName": "" }),
            vec![("/firstName", "too-short"), ("/lastName", "required")],
        ),
        (json!({ "biography": { "en": "<p> </p>" } }), vec![("/biography/en", "required")]),
        (json!({ "biography": { "de": "x" } }), vec![("/biography/en", "required")]),
        (json!({ "position": { "en": "" } }), vec![("/position/en", "required")]),
        (json!({ "expertise": ["x".repeat(61)] }), vec![("/expertise/0", "too-long")]),
        (json!({ "expertise": vec!["x"; 21] }), vec![("/expertise", "too-long")]),
        (json!({ "availableTimezones": ["UTC", "Mars"] }), vec![("/availableTimezones/1", "timezone")]),
        (
            json!({ "preferredDurationMinutes": 4_000_000_000_u32 }),
            vec![("/preferredDurationMinutes", "type")],
        ),
        (json!({ "slug": "Aino S" }), vec![("/slug", "characters")]),
        (json!({ "consultantId": uuid::Uuid::nil() }), vec![("/consultantId", "unknown")]),
        (json!({ "photoMediaId": uuid::Uuid::nil() }), vec![("/photoMediaId", "unknown")]),
        (json!({ "figures": {} }), vec![("/figures", "unknown-field")]),
        (json!({ "isActive": null }), vec![]),
    ];
    for (body, expected) in cases {
        let answer = app.patch(&path, &editor.access, body.clone()).await;
        let json = answer.json();
        let errors = json["errors"].as_array().cloned().unwrap_or_default();
        let named: Vec<_> = errors
            .iter()
            .map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap()))
            .collect();
        assert_eq!(named, expected, "{body}");
        assert_eq!(answer.status.as_u16(), if expected.is_empty() { 200 } else { 422 }, "{body}");
    }
    let refused = app.post(PATH, Some(&editor.access), json!({})).await.expect(422).json();
    assert_eq!(refused["errors"].as_array().unwrap().len(), 4);
    let document = app.upload(&editor.access, "a.pdf", PDF).await.expect(201).json();
    let body = json!({ "photoMediaId": document["id"] });
    app.patch(&path, &editor.access, body).await.expect(422);
}

#[actix_web::test]
async fn addresses_of_pages_are_unique() {
    let (app, editor, _, _) = with_aino().await;
    let second = create(&app, &editor, aino()).await;
    assert_eq!(second["slug"], "aino-saarinen-2");
    let path = format!("{PATH}/{}", second["id"].as_str().unwrap());
    let refused =
        app.patch(&path, &editor.access, json!({ "slug": "aino-saarinen" })).await.expect(422).json();
    assert_eq!(refused["errors"][0]["code"], "taken");
}

#[actix_web::test]
async fn a_consultant_gives_name_address_and_photo() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let photo = app.upload(&editor.access, "lena.png", &file(80, 80, ImageFormat::Png)).await.json();
    let lena = json!({
        "firstName": "Lena", "lastName": "Strohmeyer", "email": "lena@house.example", "language": "de",
        "photoMediaId": photo["id"],
    });
    let lena = app.post("/api/v1/consultants", Some(&editor.access), lena).await.expect(201).json();
    let body = json!({ "consultantId": lena["id"], "biography": { "en": "Plans." }, "lastName": "Adler" });
    let speaker = create(&app, &editor, body).await;
    assert_eq!((speaker["firstName"].as_str(), speaker["lastName"].as_str()), (Some("Lena"), Some("Adler")));
    assert_eq!(
        (speaker["email"].as_str(), speaker["language"].as_str()),
        (Some("lena@house.example"), Some("de"))
    );
    assert_eq!((speaker["isInternal"].as_bool(), &speaker["photoUrl"]), (Some(true), &lena["photoUrl"]));
    let id: uuid::Uuid = speaker["id"].as_str().unwrap().parse().unwrap();
    SessionFixture::new("storage").but(|row| row.speaker_id = id).create(&app).await;
    let shown = app.get("/api/v1/public/sessions/storage").await.expect(200).json();
    assert_eq!(shown["speaker"]["photoUrl"], lena["photoUrl"], "visitors see it");
    let path = format!("{PATH}/{id}");
    app.patch(&path, &editor.access, json!({ "firstName": "Helena" })).await.expect(200);
    let shown = app.get("/api/v1/public/sessions/storage").await.expect(200).json();
    assert_eq!(shown["speaker"]["name"], "Helena Adler", "at once");
    let refused = app.delete(&path, &editor.access).await.expect(409).json();
    assert!(refused["detail"].as_str().unwrap().contains("1 session"));
}

#[actix_web::test]
async fn figures_count_what_is_known_and_nothing_else() {
    let (app, editor, aino, path) = with_aino().await;
    let id: uuid::Uuid = aino["id"].as_str().unwrap().parse().unwrap();
    for (slug, status, registered, attended, rating) in [
        ("a", "completed", 40, 30, Some((4.0, 10))),
        ("b", "completed", 20, 0, Some((5.0, 30))),
        ("c", "published", 7, 0, None),
        ("d", "cancelled", 9, 0, None),
        ("e", "draft", 0, 0, None),
    ] {
        let fixture = SessionFixture::new(slug).but(|row| {
            row.speaker_id = id;
            row.status = status.to_owned();
            (row.registration_count, row.attendance_count) = (registered, attended);
            row.average_rating = rating.map(|(average, _)| average);
            row.rating_count = rating.map_or(0, |(_, count)| count);
        });
        fixture.create(&app).await;
    }
    let figures = app.get_as(&editor.access, &path).await.json()["figures"].clone();
    let expected = json!({
        "held": 2, "planned": 1, "registrations": 67, "attendanceRate": 0.75, "averageRating": 4.75,
    });
    assert_eq!(figures, expected);
    let list = app.get_as(&editor.access, PATH).await.expect(200).json();
    assert_eq!(list["data"][0]["figures"], expected);
}

#[actix_web::test]
async fn the_directory_is_filtered_sorted_and_paged() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    for (first, last, sessions, rating) in [
        ("Zoe", "Adler", 0, None),
        ("Ömer", "Öztürk", 2, Some(4.5)),
        ("Anna", "Berg", 1, Some(4.9)),
        ("Lars", "berg", 1, None),
    ] {
        let mut body = aino();
        (body["firstName"], body["lastName"]) = (json!(first), json!(last));
        if first == "Zoe" {
            (body["expertise"], body["isActive"]) = (json!(["Law"]), json!(false));
        }
        let speaker = create(&app, &editor, body).await;
        let id: uuid::Uuid = speaker["id"].as_str().unwrap().parse().unwrap();
        for number in 0..sessions {
            let slug = format!("{}-{number}", speaker["slug"].as_str().unwrap());
            let fixture = SessionFixture::new(&slug).but(|row| {
                row.speaker_id = id;
                row.status = "completed".to_owned();
                (row.average_rating, row.rating_count) = (rating, i32::from(rating.is_some()));
            });
            fixture.create(&app).await;
        }
    }
    let names = async |query: &str| {
        let page = app.get_as(&editor.access, &format!("{PATH}?{query}")).await.expect(200).json();
        let rows = page["data"].as_array().unwrap().clone();
        let first = |name: &str| name.split(' ').nth(1).unwrap().to_owned();
        (rows.iter().map(|row| first(row["name"].as_str().unwrap())).collect::<Vec<_>>(), page)
    };
    assert_eq!(names("").await.0, ["Zoe", "Anna", "Lars", "Ömer"]);
    assert_eq!(names("sort=sessions").await.0, ["Ömer", "Anna", "Lars", "Zoe"]);
    assert_eq!(names("sort=rating").await.0, ["Anna", "Ömer", "Zoe", "Lars"]);
    assert_eq!(names("search=grid%20berg").await.0, ["Anna", "Lars"]);
    assert_eq!(names("expertise=law").await.0, ["Zoe"]);
    assert_eq!(names("active=true&internal=false").await.0.len(), 3);
    assert_eq!(names("internal=true").await.0.len(), 0);
    for sort in ["name", "sessions", "rating"] {
        let (whole, _) = names(&format!("sort={sort}")).await;
        let (mut seen, mut next) = (Vec::new(), String::new());
        loop {
            let (rows, page) = names(&format!("sort={sort}&limit=1{next}")).await;
            assert_eq!(page["total"], 4);
            seen.extend(rows);
            let Some(cursor) = page["nextCursor"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(seen, whole, "{sort}");
    }
    app.get_as(&editor.access, &format!("{PATH}?sort=beauty")).await.expect(422);
}

#[actix_web::test]
async fn of_people_outside_the_log_has_only_names_of_fields() {
    let (app, editor, _, path) = with_aino().await;
    let admin = app.staff(Role::Admin).await;
    app.advance(chrono::Duration::seconds(1)).await;
    app.patch(&path, &editor.access, json!({ "phone": "+358 9 123456" })).await.expect(200);
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=speaker").await.expect(200).json();
    assert_eq!(log["data"][0]["changes"], json!([{ "field": "phone", "from": null, "to": null }]));
    assert!(!log.to_string().contains("aino@outside"));
}

#[actix_web::test]
async fn an_uploaded_photo_of_a_topic_is_its_cover() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let picture = app.upload(&editor.access, "a.png", &file(900, 400, ImageFormat::Png)).await.json();
    let session = SessionFixture::new("storage").create(&app).await;
    let before = app.get("/api/v1/public/sessions/storage").await.json();
    assert_eq!(before["cover"]["drawn"], true);
    let id = picture["id"].as_str().unwrap().parse().unwrap();
    app.change_topic(session, |row| row.thumbnail_media_id = Set(Some(id))).await;
    let shown = app.get("/api/v1/public/sessions/storage").await.json();
    assert_eq!(shown["cover"]["url"], picture["url"]);
    let html = app.get("/webinars/storage").await;
    assert!(html.status.is_success());
    app.get("/api/v1/public/sessions/storage/card.png").await.expect(200);
}
