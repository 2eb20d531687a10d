use chrono::Duration;
use image::{GrayImage, Luma};
use magnetiq_shared::messages::Reason;
use magnetiq_shared::scopes::Role;
use qrcode::{Color, QrCode};
use sea_orm::sea_query::Expr;
use sea_orm::{EntityTrait, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use super::service;
use crate::test_support::files::pages as read;
use crate::test_support::{SessionFixture, Staff, TestApp};

const ANNA: &str = "anna@kestrel.example";

/// Anna was there, and has a certificate: her registration and its number.
async fn certified(app: &TestApp, template: &str) -> (Uuid, Uuid, String) {
    let id = SessionFixture::new("storage").create(app).await;
    app.register_and_verify("storage", ANNA).await;
    app.run_jobs().await;
    app.advance(Duration::days(8)).await;
    app.everybody_attended(id).await;
    let template = template.to_owned();
    app.change_session(id, |row| row.certificate_template = Set(Some(template))).await;
    let ctx = app.ctx();
    let tx = ctx.db.begin().await.unwrap();
    assert_eq!(service::issue(&tx, &ctx, id).await.unwrap(), 1);
    assert_eq!(service::issue(&tx, &ctx, id).await.unwrap(), 0, "everybody has theirs");
    tx.commit().await.unwrap();
    let row = magnetiq_entity::certificates::Entity::find().one(app.app.db.read()).await.unwrap().unwrap();
    (id, row.registration_id, row.number)
}

async fn verify(app: &TestApp, number: &str) -> Value {
    app.get(&format!("/api/v1/public/certificates/{number}")).await.expect(200).json()
}

async fn post(app: &TestApp, who: &Staff, registration: Uuid, verb: &str) -> crate::test_support::Answer {
    let path = format!("/api/v1/registrations/{registration}/certificate/{verb}");
    app.post(&path, Some(&who.access), json!({})).await
}

#[actix_web::test]
async fn it_is_mailed_and_anybody_checks_it_by_its_number() {
    let app = TestApp::new().await;
    let (_, _, number) = certified(&app, "classic").await;
    let mail = app.mail_to(ANNA).await;
    let pages = read(&mail.pdf);
    for words in
        ["Juliette Morel", &number, "Battery storage that pays its way", "60 minutes", "Hanna Rehwald"]
    {
        assert!(pages[0].contains(words), "{words} in {pages:?}");
    }
    let shown = verify(&app, &number.to_lowercase()).await;
    assert_eq!((&shown["valid"], &shown["name"]), (&json!(true), &json!("Juliette Morel")));
    assert!(!shown.to_string().contains(ANNA));
    let page = app.get(&format!("/certificates/{number}")).await.expect(200);
    let html = String::from_utf8(page.body.to_vec()).unwrap();
    assert!(html.contains("This certificate is genuine") && html.contains("Juliette Morel"), "{html}");
    assert!(html.contains("noindex"));
    app.get("/api/v1/public/certificates/MC-0000-0000-0000").await.expect(404);
    let unknown = app.get("/certificates/MC-0000-0000-%3Cb%3E").await.expect(404);
    let html = String::from_utf8(unknown.body.to_vec()).unwrap();
    assert!(html.contains("We don’t know this certificate") && !html.contains("<b>"), "{html}");
    // The owner's link, and no other.
    let link = own_link(&mail.text, &number);
    let own = String::from_utf8(app.get(&link).await.expect(200).body.to_vec()).unwrap();
    assert!(own.contains("Load the certificate") && own.contains(&format!("{link}/pdf")), "{own}");
    assert!(!html.contains("Load the certificate"), "the page for everybody else");
    let file = app.get(&format!("{link}/pdf")).await.expect(200);
    assert_eq!((file.header("content-type"), file.body.to_vec()), ("application/pdf", mail.pdf));
    for dead in [link[..link.len() - 6].to_owned(), format!("{}/pdf", &link[..link.len() - 6])] {
        let page = app.get(&dead).await.expect(410);
        assert!(String::from_utf8(page.body.to_vec()).unwrap().contains("doesn’t work any more"));
    }
}

/// Where the mail's button leads.
fn own_link(text: &str, number: &str) -> String {
    let page = format!("https://webinars.example/certificates/{number}/");
    let link = text.split_whitespace().find(|word| word.starts_with(&page)).unwrap();
    link.trim_start_matches("https://webinars.example").to_owned()
}

/// The only registration is somebody's who is called so.
async fn rename(app: &TestApp, first: &str, last: &str) {
    use magnetiq_entity::registrations::{Column, Entity};
    let tx = app.app.db.begin().await.unwrap();
    let renamed = Entity::update_many()
        .col_expr(Column::FirstName, Expr::value(first))
        .col_expr(Column::LastName, Expr::value(last));
    renamed.exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[actix_web::test]
async fn names_of_many_scripts_are_drawn_whole_and_others_are_told_instead_of_cut() {
    for (first, last, is_drawn) in [
        ("Ольга", "Іванова", true),
        ("Ελένη", "Παπαδοπούλου", true),
        ("Nguyễn", "Thị Ánh", true),
        ("Þórður", "Ħ. Łącki-Şahin", true),
        ("花子", "Yamada", false),
    ] {
        let app = TestApp::new().await;
        let id = SessionFixture::new("storage").create(&app).await;
        app.register_and_verify("storage", ANNA).await;
        rename(&app, first, last).await;
        app.run_jobs().await;
        app.advance(Duration::days(8)).await;
        app.everybody_attended(id).await;
        app.change_session(id, |row| row.certificate_template = Set(Some("modern".to_owned()))).await;
        let ctx = app.ctx();
        let tx = ctx.db.begin().await.unwrap();
        service::issue(&tx, &ctx, id).await.unwrap();
        tx.commit().await.unwrap();
        app.run_jobs().await;
        let log = crate::messages::log(&ctx).await.unwrap();
        let mail = log.into_iter().find(|row| row.kind == "certificate").unwrap();
        let sent = app.mails().into_iter().rev().find(|mail| !mail.pdf.is_empty());
        if is_drawn {
            assert!(read(&sent.unwrap().pdf)[0].contains(&format!("{first} {last}")), "{first} {last}");
        } else {
            assert!(sent.is_none());
            assert_eq!(mail.reason.as_deref(), Some(Reason::NoLetters.text()));
            let editor = app.staff(Role::Editor).await;
            let registration = mail.registration_id.unwrap();
            let again = post(&app, &editor, registration, "send").await.expect(409).json();
            assert_eq!(again["detail"], Reason::NoLetters.text());
        }
    }
}

#[actix_web::test]
async fn staff_load_send_revoke_and_restore_it() {
    let app = TestApp::new().await;
    let (_, registration, number) = certified(&app, "plain").await;
    let (editor, viewer) = (app.staff(Role::Editor).await, app.staff(Role::Viewer).await);
    let path = format!("/api/v1/registrations/{registration}/certificate");
    let one = app.get_as(&viewer.access, &path).await.expect(200).json();
    assert_eq!(
        (&one["number"], &one["template"], &one["sendings"]),
        (&json!(number), &json!("plain"), &json!(1))
    );
    assert_eq!(one["verifyUrl"], format!("https://webinars.example/certificates/{number}"));
    let file = app.get_as(&viewer.access, &format!("{path}/pdf")).await.expect(200);
    assert!(read(&file.body)[0].contains(&number));
    post(&app, &viewer, registration, "send").await.expect(403);
    assert_eq!(post(&app, &editor, registration, "send").await.expect(200).json()["sendings"], 2);
    app.run_jobs().await;
    assert_eq!(app.mails().iter().filter(|mail| !mail.pdf.is_empty()).count(), 2);
    for _ in 0..2 {
        assert!(
            post(&app, &editor, registration, "revoke").await.expect(200).json()["revokedAt"].is_string()
        );
    }
    let revoked = verify(&app, &number).await;
    assert_eq!((&revoked["valid"], &revoked["name"]), (&json!(false), &json!(null)));
    let own = own_link(&app.mail_to(ANNA).await.text, &number);
    for page in [format!("/certificates/{number}"), own.clone(), format!("{own}/pdf")] {
        let html = app.get(&page).await.expect(200);
        let html = String::from_utf8(html.body.to_vec()).unwrap();
        assert!(html.contains("was revoked") && !html.contains("Juliette"), "{html}");
    }
    assert_eq!(post(&app, &editor, registration, "send").await.expect(409).problem(), "invalid-state");
    assert_eq!(
        post(&app, &editor, registration, "restore").await.expect(200).json()["revokedAt"],
        json!(null)
    );
    assert_eq!(verify(&app, &number).await["valid"], true);
    // Whoever was not there after all has none that stands.
    let verb = format!("/api/v1/registrations/{registration}/no-show");
    app.post(&verb, Some(&editor.access), json!({})).await.expect(200);
    assert_eq!(verify(&app, &number).await["valid"], false);
    app.get_as(&editor.access, &format!("/api/v1/registrations/{}/certificate", Uuid::nil()))
        .await
        .expect(404);
}

#[actix_web::test]
async fn who_is_forgotten_has_none() {
    let app = TestApp::new().await;
    let (_, registration, number) = certified(&app, "modern").await;
    app.run_jobs().await;
    let ctx = app.ctx();
    let tx = ctx.db.begin().await.unwrap();
    let row = crate::registrations::queries::find(&tx, registration).await.unwrap().unwrap();
    crate::registrations::queries::erase(&tx, &row, ctx.now).await.unwrap();
    tx.commit().await.unwrap();
    app.get(&format!("/api/v1/public/certificates/{number}")).await.expect(404);
    let tx = ctx.db.begin().await.unwrap();
    super::forget(&tx, registration).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(app.tables_with(&number).await, [""; 0]);
}

/// The code as a camera would see it.
fn photographed(url: &str) -> GrayImage {
    let code = QrCode::with_error_correction_level(url.as_bytes(), qrcode::EcLevel::M).unwrap();
    let (count, colours) = (code.width() as u32, code.to_colors());
    GrayImage::from_fn((count + 8) * 6, (count + 8) * 6, |x, y| {
        let (column, row) = ((x / 6).wrapping_sub(4), (y / 6).wrapping_sub(4));
        let inside = column < count && row < count;
        let dark = inside && colours[(row * count + column) as usize] == Color::Dark;
        Luma([if dark { 0 } else { 255 }])
    })
}

/// The code that the document draws, module by module, from the rectangles of its path.
fn drawn(file: &[u8]) -> GrayImage {
    let document = lopdf::Document::load_mem(file).unwrap();
    let page = *document.get_pages().values().next().unwrap();
    let content = document.get_and_decode_page_content(page).unwrap();
    let number = |value: &lopdf::Object| value.as_float().unwrap();
    // The code is the path with the most subpaths: a rectangle each, by its moves and lines.
    let (mut best, mut path, mut last) = (Vec::new(), Vec::new(), (0.0_f32, 0.0_f32));
    for operation in &content.operations {
        match operation.operator.as_str() {
            "m" => last = (number(&operation.operands[0]), number(&operation.operands[1])),
            "re" => path.push((number(&operation.operands[0]), number(&operation.operands[1]))),
            "h" => path.push(last),
            "f" | "f*" | "S" | "B" | "n" => {
                if path.len() > best.len() {
                    best = std::mem::take(&mut path);
                }
                path.clear();
            }
            _ => {}
        }
    }
    let (left, top) = best.iter().fold((f32::MAX, f32::MAX), |(x, y), at| (x.min(at.0), y.min(at.1)));
    let right = best.iter().fold(f32::MIN, |x, at| x.max(at.0));
    let mut steps: Vec<f32> = best.iter().map(|at| at.0 - left).filter(|step| *step > 0.1).collect();
    steps.sort_by(f32::total_cmp);
    let module = steps[0];
    let count = ((right - left) / module).round() as u32 + 1;
    let mut dark = std::collections::HashSet::new();
    for (x, y) in &best {
        dark.insert((((x - left) / module).round() as u32, ((y - top) / module).round() as u32));
    }
    GrayImage::from_fn((count + 8) * 6, (count + 8) * 6, |x, y| {
        let at = ((x / 6).wrapping_sub(4), (y / 6).wrapping_sub(4));
        Luma([if dark.contains(&at) { 0 } else { 255 }])
    })
}

fn decoded(picture: GrayImage) -> String {
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(
        picture.width() as usize,
        picture.height() as usize,
        |x, y| picture.get_pixel(x as u32, y as u32)[0],
    );
    prepared.detect_grids()[0].decode().unwrap().1
}

#[actix_web::test]
async fn its_code_leads_to_where_it_is_checked() {
    let app = TestApp::new().await;
    for template in ["classic", "modern", "plain"] {
        let app = if template == "classic" { &app } else { &TestApp::new().await };
        let (_, _, number) = certified(app, template).await;
        let url = format!("https://webinars.example/certificates/{number}");
        assert_eq!(decoded(photographed(&url)), url, "the test itself reads codes");
        assert_eq!(decoded(drawn(&app.mail_to(ANNA).await.pdf)), url, "{template}");
    }
}
