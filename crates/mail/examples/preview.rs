//! Writes every mail in every language into a folder: `cargo run -p magnetiq-mail --example preview -- DIR`.

use std::path::PathBuf;

use magnetiq_mail::{Brand, Envelope, Mail, Renderer, SessionFacts};
use magnetiq_shared::Language;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("say into which folder")?);
    std::fs::create_dir_all(&folder)?;
    let (renderer, brand) = (Renderer::new()?, Brand::sample());
    for language in Language::ALL {
        for mail in Mail::samples(language) {
            let rendered = renderer.render(&mail, language, &brand)?;
            let envelope = Envelope {
                to_email: "juliette.moreau@acme.example".into(),
                to_name: "Juliette Moreau".into(),
                message_id: format!("{}.{language}@webinars.example", mail.kind()),
                list_unsubscribe: None,
                date: SessionFacts::sample(language).starts_at,
            };
            let path = |ending: &str| folder.join(format!("{}.{language}.{ending}", mail.kind()));
            std::fs::write(path("html"), &rendered.html)?;
            std::fs::write(path("txt"), format!("{}\n\n{}", rendered.subject, rendered.text))?;
            std::fs::write(path("eml"), envelope.message(&rendered, &brand)?.formatted())?;
            if let Some(part) = &rendered.calendar {
                std::fs::write(path("ics"), &part.text)?;
            }
        }
    }
    Ok(())
}
