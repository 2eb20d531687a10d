//! The mailbox over a folder that the file transport wrote into.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY};
use actix_web::{App as ActixApp, test as web_test};
use magnetiq_mail::messages::Confirmation;
use magnetiq_mail::{Brand, Envelope, Mail, Transport};
use magnetiq_shared::Language;
use serde_json::Value;

use super::letter::{Letter, links};
use super::{folder, mailbox_routes};
use crate::demo::test_support::{app, now};

#[actix_web::test]
async fn the_mailbox_shows_a_mail_and_nothing_outside_its_folder() {
    let (app, database, home) = app("mailbox").await;
    let service =
        web_test::init_service(ActixApp::new().app_data(app.clone()).configure(mailbox_routes)).await;
    let get = async |path: &str| {
        let answer =
            web_test::call_service(&service, web_test::TestRequest::get().uri(path).to_request()).await;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        (status, headers, String::from_utf8_lossy(&web_test::read_body(answer).await).into_owned())
    };
    let (status, _, page) = get("/dev/mailbox").await;
    assert_eq!(status, 200);
    assert!(page.contains("No mail yet") && page.contains("Choose a webinar"), "it says what to do");

    send(&app, "Jürgen <b>Weiß</b>").await;
    let (_, _, page) = get("/dev/mailbox").await;
    assert!(page.contains("juergen@acme.example") && !page.contains("No mail yet"));
    assert!(!page.contains("<b>Weiß"), "what strangers typed is text");
    let list: Value = serde_json::from_str(&get("/dev/mailbox.json").await.2).unwrap();
    let mail = &list[0];
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(mail["to"], "juergen@acme.example");
    assert_eq!(mail["messageId"], "0193a1b2.1@webinars.example");
    assert_eq!(mail["date"], now().to_rfc3339());
    assert!(
        mail["links"].as_array().unwrap().iter().any(|link| link.as_str().unwrap().starts_with("https://"))
    );

    let at = format!("/dev/mailbox/{}", mail["name"].as_str().unwrap());
    let (_, headers, page) = get(&at).await;
    assert!(page.contains("sandbox=\"allow-top-navigation-by-user-activation allow-popups "));
    assert!(headers.get(CONTENT_SECURITY_POLICY).unwrap().to_str().unwrap().contains("frame-src 'self'"));
    assert!(get(&format!("{at}?view=text")).await.2.contains("<a href=\"https:"));
    assert!(get(&format!("{at}?view=headers")).await.2.contains("auto-generated"));
    assert_eq!(get(&format!("{at}?view=source")).await.0, 422);

    let (_, headers, html) = get(&format!("{at}/html")).await;
    let policy = headers.get(CONTENT_SECURITY_POLICY).unwrap().to_str().unwrap();
    assert!(
        policy.contains("default-src 'none'") && policy.contains("sandbox") && !policy.contains("script-src")
    );
    assert!(html.contains("<head><base target=\"_top\">") && !html.contains("_blank"), "{html}");
    let (status, headers, calendar) = get(&format!("{at}/attachments/1")).await;
    assert_eq!(status, 200);
    assert!(calendar.starts_with("BEGIN:VCALENDAR"));
    assert!(headers.get(CONTENT_DISPOSITION).unwrap().to_str().unwrap().starts_with("attachment;"));
    for path in ["attachments/0", "attachments/2"] {
        assert_eq!(get(&format!("{at}/{path}")).await.0, 404);
    }

    std::fs::write(home.join("secret.eml"), "Subject: secret\r\n\r\nsecret").unwrap();
    std::fs::write(home.join("mails/notes.txt"), "secret").unwrap();
    std::fs::write(home.join("mails/.hidden.eml"), "secret").unwrap();
    std::os::unix::fs::symlink(home.join("secret.eml"), home.join("mails/link.eml")).unwrap();
    let outside = [
        "..%2Fsecret.eml",
        "../secret.eml",
        "%2e%2e%2fsecret.eml",
        "notes.txt",
        ".hidden.eml",
        "link.eml",
        "%00.eml",
    ];
    for name in outside {
        let (status, _, body) = get(&format!("/dev/mailbox/{name}")).await;
        assert_eq!(status, 404, "{name}");
        assert!(!body.contains("secret"), "{name}");
    }
    assert_eq!(folder::newest(&home.join("mails")).await.unwrap().len(), 1);
    drop(service);
    database.discard().await.unwrap();
    let _ = std::fs::remove_dir_all(home);
}

/// A confirmation, through the file transport.
async fn send(app: &crate::app::App, to_name: &str) {
    let brand = Brand::sample();
    let mail = Mail::Confirmation(Confirmation::sample(Language::De));
    let rendered = app.renderer.render(&mail, Language::De, &brand).unwrap();
    let envelope = Envelope {
        to_email: "juergen@acme.example".to_owned(),
        to_name: to_name.to_owned(),
        message_id: "0193a1b2.1@webinars.example".to_owned(),
        list_unsubscribe: None,
        date: now(),
    };
    assert!(matches!(app.transport, Transport::File(_)));
    app.transport.send(envelope.message(&rendered, &brand).unwrap()).await.unwrap();
}

#[tokio::test]
async fn the_mail_written_last_comes_first_and_there_is_an_end_to_the_list() {
    let home = std::env::temp_dir().join(format!("magnetiq-demo-many-{}", std::process::id()));
    std::fs::create_dir_all(&home).unwrap();
    let base = std::time::SystemTime::UNIX_EPOCH;
    for number in 0..folder::MAX_MAILS as u64 + 5 {
        let file = std::fs::File::create(home.join(format!("{number:03}.eml"))).unwrap();
        file.set_modified(base + std::time::Duration::from_secs(10_000 - number)).unwrap();
    }
    let names = folder::newest(&home).await.unwrap();
    assert_eq!((names.len(), names[0].as_str(), names[199].as_str()), (200, "000.eml", "199.eml"));
    assert!(folder::newest(&home.join("nowhere")).await.unwrap().is_empty());
    std::fs::remove_dir_all(home).unwrap();
}

#[test]
fn links_end_where_the_address_ends() {
    let text = "See <https://a.example/x?y=1>, or (http://b.example/). Then: https://c.example/d.\nhttps://e.example/f!";
    assert_eq!(
        links(text),
        ["https://a.example/x?y=1", "http://b.example/", "https://c.example/d", "https://e.example/f"]
    );
}

#[test]
fn what_is_no_mail_is_shown_as_far_as_it_goes() {
    for bytes in [
        &b""[..],
        b"\0\xff\xfe",
        b"Subject: x",
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n--a",
    ] {
        let letter = Letter::read("x.eml", bytes);
        assert_eq!(letter.name, "x.eml");
        assert!(letter.to.is_empty());
    }
}
