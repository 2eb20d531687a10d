//! The library over HTTP.

use actix_web::test::TestRequest;
use chrono::Duration;
use image::ImageFormat;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::json;

use crate::test_support::files::{PDF, bomb, file, form, sideways};
use crate::test_support::{SessionFixture, TestApp};

#[actix_web::test]
async fn a_picture_is_uploaded_and_served_for_ever() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let alt = json!({ "en": "A storage site", "de": "Ein Speicher" }).to_string();
    let picture = file(700, 350, ImageFormat::Png);
    let parts = [("file", Some("site.png"), picture.as_slice()), ("alt", None, alt.as_bytes())];
    let made = app.upload_to("/api/v1/media", &editor.access, &parts).await.expect(201);
    let media = made.json();
    assert_eq!(media["contentType"], "image/jpeg");
    assert_eq!((media["width"].as_u64(), media["height"].as_u64()), (Some(700), Some(350)));
    assert_eq!(media["sizes"].as_array().unwrap().len(), 3);
    assert_eq!(media["alt"]["de"], "Ein Speicher");
    let location = made.header("location").to_owned();
    assert_eq!(app.get_as(&editor.access, &location).await.expect(200).json(), media);
    let url = media["sizes"][0]["url"].as_str().unwrap();
    let served = app.get(url).await.expect(200);
    assert_eq!(served.header("content-type"), "image/jpeg");
    assert_eq!(served.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(served.header("x-content-type-options"), "nosniff");
    assert_eq!(served.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(image::load_from_memory(&served.body).unwrap().width(), 320);
    let again = TestRequest::get().uri(url).insert_header(("if-none-match", served.header("etag")));
    assert!(app.send(again).await.expect(304).body.is_empty());
}

#[actix_web::test]
async fn the_same_file_is_there_once_unless_it_is_cut_otherwise() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let picture = sideways(400, 200);
    let first = app.upload(&editor.access, "a.jpg", &picture).await.expect(201).json();
    let second = app.upload(&editor.access, "b.jpg", &picture).await.expect(200).json();
    assert_eq!(first, second);
    let parts = [("file", Some("a.jpg"), picture.as_slice()), ("crop", None, b"0,0,200,200".as_slice())];
    let cut = app.upload_to("/api/v1/media", &editor.access, &parts).await.expect(201).json();
    assert_eq!((cut["width"].as_u64(), cut["height"].as_u64()), (Some(200), Some(200)));
    let list = app.get_as(&editor.access, "/api/v1/media").await.expect(200).json();
    assert_eq!(list["data"].as_array().unwrap().len(), 2);
}

#[actix_web::test]
async fn a_document_is_served_to_be_saved() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let media = app.upload(&editor.access, "../Übersicht \r\n.html", PDF).await;
    assert_eq!(media.status, 422, "a line end in a name breaks the form");
    let media = app.upload(&editor.access, "../../Übersicht.html", PDF).await.expect(201).json();
    assert_eq!(
        (media["kind"].as_str(), media["fileName"].as_str()),
        (Some("document"), Some("Übersicht.html"))
    );
    assert_eq!(media["sizes"], json!([]));
    let served = app.get(media["url"].as_str().unwrap()).await.expect(200);
    assert_eq!(served.header("content-type"), "application/pdf");
    assert_eq!(served.header("content-disposition"), "attachment; filename*=UTF-8''%C3%9Cbersicht.html.pdf");
    assert_eq!(served.body, PDF);
    // A document that is a page as well is still only saved.
    let polyglot = [PDF, b"<html><script>alert(1)</script>"].concat();
    let media = app.upload(&editor.access, "x.html", &polyglot).await.expect(201).json();
    let served = app.get(media["url"].as_str().unwrap()).await.expect(200);
    assert!(served.header("content-disposition").starts_with("attachment"));
}

#[actix_web::test]
async fn what_is_no_file_that_is_taken_is_refused() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let upload = async |name: &str, content: &[u8]| app.upload(&editor.access, name, content).await;
    let cases: [&[u8]; 6] = [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><title>no picture</title>",
        b"%PDF-1.7 without an end",
        b"GIF89a\x09\0\x09\0\0\0\0<script>alert(1)</script>",
        b"short",
        b"",
    ];
    for content in cases {
        let refused = upload("picture.png", content).await.expect(422);
        assert_eq!(refused.problem(), "validation", "{}", String::from_utf8_lossy(content));
    }
    assert_eq!(upload("bomb.png", &bomb(30_000, 30_000)).await.expect(413).problem(), "too-large");
    let mut large = file(10, 10, ImageFormat::Jpeg);
    large.resize(10 * 1024 * 1024 + 1, 0);
    assert_eq!(upload("large.jpg", &large).await.expect(413).problem(), "too-large");
    let list = app.get_as(&editor.access, "/api/v1/media").await.expect(200).json();
    assert_eq!(list["data"], json!([]), "nothing half-written");
}

#[actix_web::test]
async fn a_form_that_is_none_is_refused() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let picture = file(20, 20, ImageFormat::Png);
    for (content_type, body, status) in [
        ("application/json", b"{}".to_vec(), 415),
        ("multipart/form-data", form(&[]), 422),
        ("multipart/form-data; boundary=cut", b"nonsense".to_vec(), 422),
        ("multipart/form-data; boundary=cut", form(&[]), 422),
        ("multipart/form-data; boundary=cut", form(&[("other", None, b"x")]), 422),
        (
            "multipart/form-data; boundary=cut",
            form(&[("file", None, &picture), ("alt", None, b"no json")]),
            422,
        ),
        ("multipart/form-data; boundary=cut", form(&[("file", None, &picture), ("crop", None, b"1,2")]), 422),
        (
            "multipart/form-data; boundary=cut",
            form(&[("file", None, &picture), ("crop", None, b"0,0,99,9")]),
            422,
        ),
        (
            "multipart/form-data; boundary=cut",
            form(&[("file", None, &picture), ("file", None, &picture)]),
            422,
        ),
        (
            "multipart/form-data; boundary=cut",
            form(&[("alt", None, &[b' '; 9_000]), ("file", None, &picture)]),
            413,
        ),
    ] {
        let request = TestRequest::post()
            .uri("/api/v1/media")
            .insert_header(("authorization", format!("Bearer {}", editor.access)))
            .insert_header(("content-type", content_type))
            .set_payload(body.clone());
        let answer = app.send(request).await;
        assert_eq!(answer.status.as_u16(), status, "{content_type} {}", String::from_utf8_lossy(&body));
    }
}

#[actix_web::test]
async fn nothing_outside_the_store_is_served() {
    let app = TestApp::new().await;
    let id = uuid::Uuid::nil();
    for path in [
        format!("/media/files/{id}/320.jpg"),
        format!("/media/files/{id}/..%2f..%2fsecret.key"),
        format!("/media/files/{id}/%2e%2e%2fsecret.pdf"),
        format!("/media/files/{id}/320.svg"),
        format!("/media/files/{id}/file.html"),
        "/media/files/../secret.key".to_owned(),
        "/media/files/x/320.jpg".to_owned(),
    ] {
        assert_eq!(app.get(&path).await.status.as_u16(), 404, "{path}");
    }
}

#[actix_web::test]
async fn a_file_is_renamed_found_and_deleted_once_nothing_uses_it() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let picture =
        app.upload(&editor.access, "Bühne.png", &file(40, 40, ImageFormat::Png)).await.expect(201).json();
    app.advance(Duration::seconds(1)).await;
    app.upload(&editor.access, "agenda.pdf", PDF).await.expect(201);
    let path = format!("/api/v1/media/{}", picture["id"].as_str().unwrap());
    let patch = json!({ "fileName": "Main STAGE.png", "alt": { "en": "The stage" } });
    let changed = app.patch(&path, &editor.access, patch).await.expect(200).json();
    assert_eq!(
        (changed["fileName"].as_str(), changed["version"].as_i64()),
        (Some("Main STAGE.png"), Some(2))
    );
    for (query, found) in [
        ("search=stage", 1),
        ("search=B%C3%BChne", 0),
        ("kind=document", 1),
        ("kind=image&search=agenda", 0),
        ("", 2),
    ] {
        let list = app.get_as(&editor.access, &format!("/api/v1/media?{query}")).await.expect(200).json();
        assert_eq!(list["data"].as_array().unwrap().len(), found, "{query}");
    }
    app.get_as(&editor.access, "/api/v1/media?kind=video").await.expect(422);
    let page = app.get_as(&editor.access, "/api/v1/media?limit=1").await.expect(200).json();
    let next = format!("/api/v1/media?limit=1&cursor={}", page["nextCursor"].as_str().unwrap());
    let second = app.get_as(&editor.access, &next).await.expect(200).json();
    assert_eq!(second["data"][0]["id"], picture["id"]);
    assert_eq!(second["nextCursor"], json!(null));

    let session = SessionFixture::new("storage").create(&app).await;
    let id = picture["id"].as_str().unwrap().parse().unwrap();
    app.change_session(session, |row| row.promotional_media_id = sea_orm::Set(Some(id))).await;
    let refused = app.delete(&path, &editor.access).await.expect(409);
    assert!(refused.json()["detail"].as_str().unwrap().contains("session \"storage\""));
    let uses = app.get_as(&editor.access, &format!("{path}/uses")).await.expect(200).json();
    assert_eq!(uses["data"][0]["kind"], "session");
    let shown = app.get("/api/v1/public/sessions/storage").await.expect(200).json();
    assert_eq!(shown["cover"]["drawn"], false);
    let cover = shown["cover"]["url"].as_str().unwrap();
    app.get(cover).await.expect(200);
    app.change_session(session, |row| row.promotional_media_id = sea_orm::Set(None)).await;
    app.delete(&path, &editor.access).await.expect(204);
    app.get(cover).await.expect(404);
    app.get_as(&editor.access, &path).await.expect(404);
}

#[actix_web::test]
async fn who_may_read_may_not_upload() {
    let app = TestApp::new().await;
    let (viewer, admin) = (app.staff(Role::Viewer).await, app.staff(Role::Admin).await);
    app.upload(&viewer.access, "a.pdf", PDF).await.expect(403);
    let token = app.api_token(&admin, &[Scope::MediaWrite]).await;
    let made = app.upload(&token, "a.pdf", PDF).await.expect(201).json();
    let path = format!("/api/v1/media/{}", made["id"].as_str().unwrap());
    app.get_as(&viewer.access, &path).await.expect(200);
    assert_eq!(app.patch(&path, &viewer.access, json!({ "fileName": "b" })).await.status.as_u16(), 403);
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=media").await.expect(200).json();
    assert_eq!(log["data"][0]["action"], "media.created");
    app.post("/api/v1/media", None, json!({})).await.expect(401);
}
