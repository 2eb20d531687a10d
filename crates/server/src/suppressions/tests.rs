//! Addresses that take no mail: how they come on the list, what that keeps from going out, and how they leave it.

use actix_web::http::Method;
use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use crate::test_support::{SessionFixture, Staff, TestApp};

const LIST: &str = "/api/v1/suppressed-addresses";
const LINA: &str = "lina@kestrel.example";

/// A mail server that knows nobody called Lina, and whom it takes for a nuisance all called Spam.
async fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    actix_web::rt::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            actix_web::rt::spawn(async move {
                let mut stream = BufReader::new(stream);
                let _ = stream.write_all(b"220 mail\r\n").await;
                let (mut line, mut in_mail) = (String::new(), false);
                while {
                    line.clear();
                    stream.read_line(&mut line).await.unwrap_or(0) > 0
                } {
                    let answer: &[u8] = match line.get(..4).unwrap_or_default() {
                        _ if in_mail && line != ".\r\n" => continue,
                        _ if in_mail => {
                            in_mail = false;
                            b"250 taken\r\n"
                        }
                        "EHLO" => b"250-mail\r\n250 8BITMIME\r\n",
                        "RCPT" if line.contains("lina@") => {
                            b"550 5.1.1 <lina@kestrel.example>: unknown user\r\n"
                        }
                        "RCPT" if line.contains("spam@") => b"550 5.7.1 refused as spam\r\n",
                        "DATA" => {
                            in_mail = true;
                            b"354 go on\r\n"
                        }
                        _ => b"250 ok\r\n",
                    };
                    if stream.write_all(answer).await.is_err() {
                        break;
                    }
                }
            });
        }
    });
    format!("smtp://{address}")
}

async fn list(app: &TestApp, who: &Staff, query: &str) -> Value {
    app.get_as(&who.access, &format!("{LIST}{query}")).await.expect(200).json()
}

async fn messages(app: &TestApp, who: &Staff, email: &str) -> Vec<(String, String)> {
    let path = format!("/api/v1/registrations?search={email}");
    let row = app.get_as(&who.access, &path).await.expect(200).json()["data"][0]["id"].clone();
    let path = format!("/api/v1/registrations/{}", row.as_str().unwrap());
    let one = app.get_as(&who.access, &path).await.expect(200).json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    one["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (text(&row["state"]), text(&row["reason"])))
        .collect()
}

#[actix_web::test]
async fn an_address_that_bounces_gets_no_more_mail_until_staff_say_so() {
    let url = server().await;
    let app = TestApp::with(|config| config.smtp_url = Some(url)).await;
    SessionFixture::new("storage").create(&app).await;
    let (editor, viewer) = (app.staff(Role::Editor).await, app.staff(Role::Viewer).await);
    for email in [LINA, "spam@kestrel.example", "anna@kestrel.example"] {
        app.register("storage", email).await.expect(202);
    }
    app.run_jobs().await;
    let found = list(&app, &editor, "").await;
    assert_eq!((&found["total"], &found["data"][0]["address"]), (&json!(1), &json!(LINA)), "{found}");
    assert_eq!(found["data"][0]["reason"], "bounced");
    assert!(found["data"][0]["detail"].as_str().unwrap().contains("unknown user"));
    assert_eq!(messages(&app, &editor, LINA).await[0].0, "failed");
    // To ask for the mail anew lifts nothing.
    app.register("storage", LINA).await.expect(202);
    app.run_jobs().await;
    let told = messages(&app, &editor, LINA).await;
    let skipped = ("skipped".to_owned(), "the address does not take mail".to_owned());
    assert!(told.len() == 2 && told.contains(&skipped), "{told:?}");
    assert_eq!(list(&app, &viewer, "?search=lina").await["total"], 1);
    assert_eq!(list(&app, &viewer, "?search=anna").await["total"], 0);

    let one = format!("{LIST}/LINA%40kestrel.example");
    app.request(Method::DELETE, &one, Some(&viewer.access), None).await.expect(403);
    app.request(Method::DELETE, &one, Some(&editor.access), None).await.expect(204);
    app.request(Method::DELETE, &one, Some(&editor.access), None).await.expect(404);
    assert_eq!(list(&app, &editor, "").await["total"], 0);
}

#[actix_web::test]
async fn the_list_comes_in_pages() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let tx = app.app.db.begin().await.unwrap();
    for number in 0..3 {
        let (key, reason) =
            (format!("a{number}@b.example"), magnetiq_shared::suppressions::SuppressionReason::Complained);
        super::suppress(&tx, &app.ctx(), &key, reason, None).await.unwrap();
    }
    tx.commit().await.unwrap();
    let first = list(&app, &editor, "?limit=2").await;
    let next = first["nextCursor"].as_str().unwrap();
    let second = list(&app, &editor, &format!("?limit=2&cursor={next}")).await;
    let addresses: Vec<_> = [&first, &second]
        .iter()
        .flat_map(|page| page["data"].as_array().unwrap())
        .map(|row| row["address"].as_str().unwrap())
        .collect();
    assert_eq!(addresses, ["a2@b.example", "a1@b.example", "a0@b.example"]);
    app.get_as(&editor.access, &format!("{LIST}?cursor=x")).await.expect(422);
}
