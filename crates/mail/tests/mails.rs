//! Every mail in every language, and what strangers may try with what they type.

use std::sync::LazyLock;

use chrono::{Duration, TimeZone, Utc};
use icalendar::Component;
use magnetiq_mail::messages::{Confirmation, NewRegistration, ValidateAddress};
use magnetiq_mail::{Brand, Envelope, Mail, NamedLink, Rendered, Renderer, SendError, Transport};
use magnetiq_shared::Language;
use mail_parser::{MessageParser, MimeHeaders};

static RENDERER: LazyLock<Renderer> = LazyLock::new(|| Renderer::new().unwrap());

fn render(mail: &Mail, language: Language) -> Rendered {
    RENDERER.render(mail, language, &Brand::sample()).unwrap()
}

fn envelope(to_name: &str) -> Envelope {
    Envelope {
        to_email: "juliette@acme.example".into(),
        to_name: to_name.into(),
        message_id: "0193a1b2.1@webinars.example".into(),
        list_unsubscribe: None,
        date: Utc.with_ymd_and_hms(2026, 12, 1, 9, 30, 0).unwrap(),
    }
}

#[test]
fn every_mail_renders_in_every_language() {
    let renderer = Renderer::new().unwrap();
    for language in Language::ALL {
        let samples = Mail::samples(language);
        assert_eq!(samples.iter().map(Mail::kind).collect::<Vec<_>>(), Mail::KINDS);
        for mail in samples {
            let rendered = renderer.render(&mail, language, &Brand::sample()).unwrap();
            let about = format!("{} {language}", mail.kind());
            assert!(rendered.html.contains(&format!("<html lang=\"{language}\"")), "{about}");
            assert!(
                rendered.html.contains("display:none") && rendered.html.contains("width:600px"),
                "{about}"
            );
            assert!(rendered.html.contains("prefers-color-scheme: dark"), "{about}");
            assert!(
                !rendered.html.contains("<img") && !rendered.html.contains("fonts.googleapis"),
                "{about}"
            );
            let tables: Vec<_> =
                rendered.html.split("<table").skip(1).filter_map(|tag| tag.split('>').next()).collect();
            assert!(tables.iter().all(|tag| tag.contains("role=\"presentation\"")), "{about}: {tables:?}");
            for text in [&rendered.subject, &rendered.html, &rendered.text] {
                assert!(
                    !text.contains("{{") && !text.contains("{%") && !text.contains("[["),
                    "{about}: {text}"
                );
            }
            assert!(!rendered.subject.is_empty() && rendered.subject.chars().count() < 100, "{about}");
            let about_it = mail.session().is_none_or(|session| rendered.text.contains(&session.title));
            assert!(about_it, "{about}");
            assert!(rendered.html.len() < 100_000, "{about}: programs cut longer mails");
        }
    }
}

#[test]
fn html_and_plain_text_have_the_same_links() {
    for language in Language::ALL {
        for mail in Mail::samples(language) {
            let rendered = render(&mail, language);
            for link in rendered.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let link = link.replace("&amp;", "&");
                assert!(rendered.text.contains(&link), "{} {language}: {link}", mail.kind());
            }
        }
    }
}

#[test]
fn times_are_the_viewers_with_the_hosts_beside() {
    let english = render(&Mail::Confirmation(Confirmation::sample(Language::En)), Language::En);
    for text in [&english.html, &english.text] {
        assert!(
            text.contains("15:00–16:30 GMT, your time in London")
                && text.contains("16:00–17:30 CET in Berlin")
        );
    }
    let german = render(&Mail::Confirmation(Confirmation::sample(Language::De)), Language::De);
    assert!(german.text.contains("Dienstag, 8. Dezember 2026\n16:00–17:30 Uhr MEZ\n"));
}

#[test]
fn a_mail_before_validation_repeats_nothing_that_was_typed_but_a_plain_first_name() {
    let mut mail = ValidateAddress::sample(Language::En);
    let links = |mail: &ValidateAddress| render(&Mail::ValidateAddress(mail.clone()), Language::En);
    assert!(links(&mail).text.contains("Hello Juliette,"));
    for name in ["evil.example/win", "Visit http://evil.example", "win 1000 now", "<b>x</b> 7"] {
        mail.first_name = name.into();
        let rendered = links(&mail);
        assert!(
            rendered.text.contains("Hello,")
                && !rendered.html.contains("evil")
                && !rendered.text.contains("win")
        );
        assert!(rendered.calendar.is_none());
    }
}

#[test]
fn what_strangers_type_stays_text() {
    let nasty = [
        "Eve\r\nBcc: victim@evil.example",
        "<script>alert(1)</script>",
        "{{ 7*7 }} {% for x in [1] %}",
        "\u{202e}evil\u{2066}",
        "Doe, John; \"Joe\" <x@evil.example>",
        "👩‍🔬 Zoë Ünïcödé",
        "' onmouseover='x",
    ];
    for name in nasty {
        let mut mail = NewRegistration::sample(Language::En);
        mail.registrant_name = name.into();
        mail.company = name.into();
        mail.requirements = format!("{name}\n{name}");
        let mut confirmation = Confirmation::sample(Language::En);
        confirmation.first_name = name.into();
        confirmation.entry.attendee_name = name.into();
        confirmation.materials = vec![NamedLink { label: name.into(), url: "javascript:alert(1)".into() }];
        for mail in [Mail::NewRegistration(mail), Mail::Confirmation(confirmation)] {
            let rendered = render(&mail, Language::En);
            assert!(!rendered.html.contains("<script") && !rendered.html.contains("' onmouseover"), "{name}");
            assert!(!rendered.html.contains("javascript:") && !rendered.html.contains('\u{202e}'), "{name}");
            assert!(!rendered.text.contains("49 {%") && !rendered.subject.contains('\n'), "{name}");

            let raw = envelope(name).message(&rendered, &Brand::sample()).unwrap().formatted();
            let read = MessageParser::default().parse(&raw).unwrap();
            assert_eq!(read.subject(), Some(rendered.subject.as_str()));
            assert!(read.bcc().is_none() && read.cc().is_none(), "{name}");
            let to: Vec<_> = read.to().unwrap().iter().collect();
            assert_eq!(to.len(), 1);
            assert_eq!(to[0].address(), Some("juliette@acme.example"), "{name}");
            assert_eq!(read.message_id(), Some("0193a1b2.1@webinars.example"));
        }
    }
}

#[test]
fn a_calendar_mail_has_the_parts_programs_look_for() {
    for (kind, method) in [
        ("confirmation", "REQUEST"),
        ("session-changed", "REQUEST"),
        ("cancelled", "CANCEL"),
        ("session-cancelled", "CANCEL"),
    ] {
        let mail = Mail::sample(kind, Language::De).unwrap();
        let rendered = render(&mail, Language::De);
        let raw = envelope("Juliette Moreau").message(&rendered, &Brand::sample()).unwrap().formatted();
        let read = MessageParser::default().parse(&raw).unwrap();
        let types: Vec<String> = (read.parts.iter())
            .map(|part| part.content_type().map(|t| format!("{}/{}", t.ctype(), t.subtype().unwrap_or(""))))
            .map(Option::unwrap_or_default)
            .collect();
        let expected = [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "text/calendar",
        ];
        assert_eq!(types, expected);
        assert_eq!(read.body_html(0).unwrap().replace("\r\n", "\n"), rendered.html.replace("\r\n", "\n"));
        assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n"), rendered.text);
        for part in &read.parts[4..] {
            let kind = part.content_type().unwrap();
            assert_eq!((kind.attribute("method"), kind.attribute("charset")), (Some(method), Some("utf-8")));
            let object = part.text_contents().unwrap();
            assert_eq!(
                object.replace("\r\n", "\n"),
                rendered.calendar.as_ref().unwrap().text.replace("\r\n", "\n")
            );
            let calendar: icalendar::Calendar = object.parse().unwrap();
            assert_eq!(calendar.property_value("METHOD"), Some(method));
            assert_eq!(
                calendar.events().next().unwrap().get_summary(),
                Some("Batteriespeicher, die sich rechnen")
            );
        }
        assert_eq!(read.parts[5].attachment_name(), Some("invite.ics"));
    }
}

#[test]
fn headers_say_that_a_machine_writes_and_who_reads_the_answers() {
    let rendered = render(&Mail::sample("waitlist-joined", Language::En).unwrap(), Language::En);
    let mut envelope = envelope("Juliette");
    envelope.list_unsubscribe = Some("https://webinars.example/unsubscribe/abc".into());
    let raw = envelope.message(&rendered, &Brand::sample()).unwrap().formatted();
    let read = MessageParser::default().parse(&raw).unwrap();
    let header = |name: &str| read.header_raw(name).map(str::trim).map(str::to_owned);
    assert_eq!(header("Auto-Submitted").as_deref(), Some("auto-generated"));
    assert_eq!(header("X-Auto-Response-Suppress").as_deref(), Some("OOF, AutoReply"));
    assert_eq!(header("List-Unsubscribe").as_deref(), Some("<https://webinars.example/unsubscribe/abc>"));
    assert_eq!(header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
    assert_eq!(read.reply_to().unwrap().first().unwrap().address(), Some("greta.lindholm@voltaic.example"));
    assert_eq!(read.date().unwrap().to_timestamp(), envelope.date.timestamp());
}

#[test]
fn an_envelope_refuses_what_is_no_address_or_id() {
    let rendered = render(&Mail::sample("cancelled", Language::En).unwrap(), Language::En);
    let brand = Brand::sample();
    let good = envelope("");
    assert!(good.message(&rendered, &brand).is_ok());
    let bad = |change: &dyn Fn(&mut Envelope)| {
        let mut envelope = good.clone();
        change(&mut envelope);
        envelope.message(&rendered, &brand).is_err()
    };
    assert!(bad(&|e| e.to_email = "a@b.example\r\nBcc: x@y.example".into()));
    assert!(bad(&|e| e.to_email = "nobody".into()));
    assert!(bad(&|e| e.message_id = "a b@c".into()));
    assert!(bad(&|e| e.message_id = "<>".into()));
}

#[test]
fn a_place_on_the_waitlist_is_confirmed_as_one() {
    for (language, words) in [(Language::En, "waitlist"), (Language::De, "Warteliste")] {
        let mail = ValidateAddress { waitlist: true, ..ValidateAddress::sample(language) };
        let rendered = render(&Mail::ValidateAddress(mail), language);
        assert!([&rendered.subject, &rendered.html, &rendered.text].iter().all(|text| text.contains(words)));
    }
}

#[test]
fn a_strange_accent_falls_back() {
    let brand = Brand { accent: "red;} body{display:none".into(), ..Brand::sample() };
    let mail = Mail::sample("confirmation", Language::En).unwrap();
    let rendered = Renderer::new().unwrap().render(&mail, Language::En, &brand).unwrap();
    assert!(!rendered.html.contains("red;}") && rendered.html.contains("#7c3aed"));
}

#[test]
fn a_paid_place_and_a_free_one_say_so() {
    let mut mail = Confirmation::sample(Language::En);
    assert!(
        render(&Mail::Confirmation(mail.clone()), Language::En)
            .text
            .contains("€69 incl. VAT (early bird), by invoice")
    );
    mail.price = None;
    mail.preparation = String::new();
    mail.materials = Vec::new();
    let rendered = render(&Mail::Confirmation(mail), Language::En);
    assert!(rendered.text.contains("Free of charge") && !rendered.html.contains("To prepare"));
}

#[test]
fn a_day_that_differs_at_the_hosts_place_is_named() {
    let mut mail = Confirmation::sample(Language::En);
    mail.session.viewer_timezone = chrono_tz::Tz::Australia__Sydney;
    let rendered = render(&Mail::Confirmation(mail), Language::En);
    assert!(rendered.text.contains("Wednesday 9 December 2026\n02:00–03:30 AEDT, your time in Sydney\n"));
    assert!(rendered.text.contains("Tuesday 8 December 2026, 16:00–17:30 CET in Berlin"));
}

#[tokio::test]
async fn memory_and_folder_take_mails() -> Result<(), SendError> {
    let rendered = render(&Mail::sample("confirmation", Language::En).unwrap(), Language::En);
    let message = envelope("Juliette").message(&rendered, &Brand::sample()).unwrap();
    let memory = Transport::memory();
    memory.clone().send(message.clone()).await?;
    assert_eq!(memory.taken().len(), 1);

    let folder = std::env::temp_dir().join(format!("magnetiq-mail-{}", std::process::id()));
    let files = Transport::open(&format!("file:{}", folder.display()), 1).unwrap();
    files.send(message.clone()).await?;
    files.send(message).await?;
    let names: Vec<_> = (std::fs::read_dir(&folder).unwrap())
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(names, ["20261201T093000Z-0193a1b2.1@webinars.example.eml"]);
    Ok(())
}

#[tokio::test]
async fn a_server_that_is_not_there_may_be_there_later() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let server = Transport::open(&format!("smtp://127.0.0.1:{port}"), 1).unwrap();
    let rendered = render(&Mail::sample("cancelled", Language::En).unwrap(), Language::En);
    let message = envelope("").message(&rendered, &Brand::sample()).unwrap();
    assert!(matches!(server.send(message).await, Err(SendError::Transient(_))));
}

#[test]
fn an_hours_shift_does_not_pass_unseen() {
    let mut mail = ValidateAddress::sample(Language::De);
    mail.hold_until += Duration::hours(1);
    let rendered = render(&Mail::ValidateAddress(mail), Language::De);
    assert!(rendered.text.contains("Für Sie reserviert bis Dienstag, 1. Dezember, 15:30 Uhr MEZ"));
}
