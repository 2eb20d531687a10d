use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::Duration;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::json;

use super::{API, people};
use crate::test_support::{SessionFixture, Staff, TestApp, form};

/// The header and the rows, each as its cells.
async fn table(app: &TestApp, who: &Staff, query: &str) -> Vec<Vec<String>> {
    let answer = app.get_as(&who.access, &format!("{API}/export?{query}")).await.expect(200);
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(answer.body.as_ref());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The cells of the workbook's one sheet.
async fn workbook(app: &TestApp, who: &Staff, query: &str) -> Vec<Vec<Data>> {
    let answer = app.get_as(&who.access, &format!("{API}/export?format=xlsx&{query}")).await.expect(200);
    assert!(answer.header("content-disposition").ends_with("registrations-2026-12-01.xlsx\""));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(answer.body.to_vec())).unwrap();
    let formulas = book.worksheet_formula("Registrations").unwrap();
    assert!(formulas.rows().flatten().all(String::is_empty), "texts are never formulas");
    book.worksheet_range("Registrations").unwrap().rows().map(<[Data]>::to_vec).collect()
}

#[actix_web::test]
async fn the_table_is_the_list_with_its_filters() {
    let (app, _, [storage, _]) = people().await;
    let editor = app.staff(Role::Editor).await;
    for (query, expected) in [
        ("", vec!["Adler", "Pichler", "Morel"]),
        ("sort=registeredAt&limit=1", vec!["Morel", "Pichler", "Adler"]),
        ("sort=name", vec!["Adler", "Morel", "Pichler"]),
        (&format!("session={storage}"), vec!["Pichler", "Morel"]),
        ("status=confirmed,pending_verification&search=alpenstrom", vec!["Pichler"]),
        ("search=nobody", vec![]),
    ] {
        let rows = table(&app, &editor, query).await;
        let names: Vec<&str> = rows[1..].iter().map(|row| row[5].as_str()).collect();
        assert_eq!(names, expected, "{query}");
        let cells = workbook(&app, &editor, query).await;
        let names: Vec<String> = cells[1..].iter().map(|row| row[5].to_string()).collect();
        assert_eq!(names, expected, "{query}");
    }
    let rows = table(&app, &editor, "status=confirmed").await;
    let cell = |name: &str| {
        let column = rows[0].iter().position(|title| title == name).unwrap();
        rows[1][column].as_str()
    };
    for (name, expected) in [
        ("session_title", "Battery storage that pays its way"),
        ("session_starts_at", "2026-12-08T09:00:00Z"),
        ("session_starts_at_local", "2026-12-08T10:00:00+01:00"),
        ("email", "juliette@kestrel-foods.example"),
        ("status", "confirmed"),
        ("payment_status", "pending"),
        ("price", "69.00"),
        ("currency", "EUR"),
        ("marketing_consent", "no"),
        ("registered_at", "2026-12-01T09:00:00Z"),
        ("attended", ""),
    ] {
        assert_eq!(cell(name), expected, "{name}");
    }
    for wrong in ["format=docx", "status=lost", "colour=red", "limit=0"] {
        let answer = app.get_as(&editor.access, &format!("{API}/export?{wrong}")).await.expect(422);
        assert_eq!(answer.problem(), "validation", "{wrong}");
    }
}

#[actix_web::test]
async fn a_workbook_has_times_and_numbers_and_what_was_typed() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    SessionFixture::new("storage").but(|s| s.price_amount = Some(6905)).create(&app).await;
    let mut form = form("a@kestrel.example");
    form["company"] = json!("=HYPERLINK(\"http://evil.example\")");
    form["phone"] = json!("+49 30 5550123");
    form["specialRequirements"] = json!("@ two\nlines");
    app.post("/api/v1/public/sessions/storage/registrations", None, form).await.expect(202);
    let rows = table(&app, &editor, "").await;
    let typed = |column: &str| &rows[1][rows[0].iter().position(|title| title == column).unwrap()];
    assert_eq!(typed("company"), "'=HYPERLINK(\"http://evil.example\")");
    assert_eq!(
        (typed("phone").as_str(), typed("requirements").as_str()),
        ("'+49 30 5550123", "'@ two\nlines")
    );
    let cells = workbook(&app, &editor, "").await;
    assert_eq!(cells[0].iter().map(ToString::to_string).collect::<Vec<_>>(), rows[0], "the same columns");
    let cell = |column: &str| &cells[1][rows[0].iter().position(|title| title == column).unwrap()];
    assert_eq!(cell("company"), &Data::String("=HYPERLINK(\"http://evil.example\")".to_owned()));
    assert_eq!(cell("price"), &Data::Float(69.05));
    let local = cell("session_starts_at_local");
    assert!(
        matches!(local, Data::DateTime(at) if at.as_datetime().unwrap().to_string() == "2026-12-08 10:00:00"),
        "{local:?}"
    );
    assert_eq!(cell("confirmed_at"), &Data::Empty);
}

#[actix_web::test]
async fn a_long_table_goes_on_after_its_first_piece() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    SessionFixture::new("storage").but(|s| s.capacity = None).create(&app).await;
    let people = 23;
    for number in 0..people {
        app.register("storage", &format!("p{number}@house-{number}.example")).await.expect(202);
    }
    for query in ["", "sort=name", "sort=status"] {
        let rows = table(&app, &editor, query).await;
        let each: std::collections::BTreeSet<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
        assert_eq!((rows.len(), each.len()), (people + 1, people), "each is there once");
    }
    assert_eq!(workbook(&app, &editor, "").await.len(), people + 1);
}

#[actix_web::test]
async fn taking_them_away_is_a_right_and_is_written_down() {
    let (app, viewer, _) = people().await;
    let (admin, editor) = (app.staff(Role::Admin).await, app.staff(Role::Editor).await);
    let path = format!("{API}/export");
    app.get(&path).await.expect(401);
    app.get_as(&viewer.access, &path).await.expect(403);
    let reads = app.api_token(&admin, &[Scope::RegistrationsRead, Scope::RegistrationsWrite]).await;
    app.get_as(&reads, &path).await.expect(403);
    let exports = app.api_token(&admin, &[Scope::RegistrationsExport]).await;
    app.get_as(&exports, &path).await.expect(200);
    app.advance(Duration::minutes(1)).await;
    app.get_as(&editor.access, &format!("{path}?status=confirmed&search=juliette")).await.expect(200);
    let log = "/api/v1/audit-log?action=registrations.exported";
    let log = app.get_as(&admin.access, log).await.expect(200).json();
    let log = log["data"].as_array().unwrap();
    assert_eq!(log.len(), 2, "what was refused is none");
    let changes = log[0]["changes"].as_array().unwrap();
    let told = |field: &str| &changes.iter().find(|change| change["field"] == field).unwrap()["to"];
    assert_eq!((told("rows"), told("status")), (&json!(1), &json!("confirmed")));
    assert_eq!(
        (told("format"), told("search")),
        (&json!("csv"), &json!(null)),
        "who was looked for is not told"
    );
}

#[actix_web::test]
async fn the_printed_list_has_everybody_on_numbered_pages() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let id = SessionFixture::new("storage").but(|row| row.capacity = None).create(&app).await;
    for at in 0..35 {
        let mut form = form(&format!("p{at}@kestrel.example"));
        form["lastName"] = json!(format!("Müßig{at}"));
        form["position"] = json!("Größen");
        app.post("/api/v1/public/sessions/storage/registrations", None, form).await.expect(202);
    }
    let path = format!("{API}/export?format=pdf&session={id}&sort=registeredAt");
    let answer = app.get_as(&editor.access, &path).await.expect(200);
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert!(answer.header("content-disposition").ends_with("registrations-2026-12-01.pdf\""));
    let pages = crate::test_support::files::pages(&answer.body);
    assert_eq!(pages.len(), 2);
    for (at, page) in pages.iter().enumerate() {
        let number = format!("Page {} of 2", at + 1);
        let parts = ["Battery storage that pays its way", "35 people", "Größen", "not validated", &number];
        for part in parts {
            assert!(page.contains(part), "{part} in {page}");
        }
    }
    let all = pages.concat();
    assert!((0..35).all(|at| all.contains(&format!("Juliette Müßig{at} "))), "{all}");
    let none =
        app.get_as(&editor.access, &format!("{API}/export?format=pdf&search=nobody")).await.expect(200);
    assert_eq!(crate::test_support::files::pages(&none.body).len(), 1);
    let viewer = app.staff(Role::Viewer).await;
    app.get_as(&viewer.access, &path).await.expect(403);
}
