//! Writes every mail in every language into a folder: `cargo run -p magnetiq-mail --example preview -- DIR`.
//!
//! As HTML, as text, as the whole message (`.eml`), and its files, each under `NAME.LANGUAGE`, where the name is the
//! kind's, followed by what is special about the mail where a kind has several faces.

use std::path::PathBuf;

use magnetiq_mail::messages::{Campaign, FollowUp, Lead, PrivacyCode, PrivacyRequest, Recording, Reminder};
use magnetiq_mail::{Brand, Envelope, Mail, Renderer, SessionFacts};
use magnetiq_shared::Language;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("say into which folder")?);
    std::fs::create_dir_all(&folder)?;
    let (renderer, brand) = (Renderer::new()?, Brand::sample());
    for language in Language::ALL {
        for (name, mail) in mails(language) {
            let rendered = renderer.render(&mail, language, &brand)?;
            let envelope = Envelope {
                to_email: "juliette.moreau@acme.example".into(),
                to_name: "Juliette Moreau".into(),
                message_id: format!("{name}.{language}@webinars.example"),
                list_unsubscribe: mail
                    .unsubscribe_link()
                    .map(|_| "https://webinars.example/api/v1/unsubscribe/7K4P2c0ffee".into()),
                date: SessionFacts::sample(language).starts_at,
            };
            let path = |ending: &str| folder.join(format!("{name}.{language}.{ending}"));
            std::fs::write(path("html"), &rendered.html)?;
            std::fs::write(path("txt"), format!("{}\n\n{}", rendered.subject, rendered.text))?;
            std::fs::write(path("eml"), envelope.message(&rendered, &brand)?.formatted())?;
            if let Some(part) = &rendered.calendar {
                std::fs::write(path("ics"), &part.text)?;
            }
            for file in &rendered.attachments {
                let ending = file.name.rsplit('.').next().unwrap_or("bin");
                std::fs::write(path(&format!("attached.{ending}")), &file.bytes)?;
            }
        }
    }
    Ok(())
}

/// The samples, and kinds that look otherwise when other things are true.
fn mails(language: Language) -> Vec<(String, Mail)> {
    let mut mails: Vec<_> =
        Mail::samples(language).into_iter().map(|mail| (mail.kind().to_owned(), mail)).collect();
    let soon = Reminder { lead: Lead::Hours(2), ..Reminder::sample(language) };
    mails.push(("reminder-hours".into(), Mail::Reminder(soon)));
    let later = FollowUp {
        recording: Recording::Later,
        certificate_link: String::new(),
        ..FollowUp::sample(language)
    };
    mails.push(("follow-up-later".into(), Mail::FollowUp(later)));
    let erasure = PrivacyCode { request: PrivacyRequest::Erasure, ..PrivacyCode::sample() };
    mails.push(("privacy-code-erasure".into(), Mail::PrivacyCode(erasure)));
    mails.push((
        "campaign-plain".into(),
        Mail::Campaign(Campaign { session: None, ..Campaign::sample(language) }),
    ));
    mails
}
