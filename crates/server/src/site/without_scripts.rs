//! What a page says where scripts don't run: title, date, speaker, description and an address to write to. It stands
//! inside `<noscript>`, so that nobody else sees it flash by.

use magnetiq_mail::localtime;
use magnetiq_shared::sessions::SessionCard;
use magnetiq_shared::{Language, links};

use crate::html::escape;
use crate::sessions::Session;

/// The sessions to come, each with its page.
pub(super) fn overview(title: &str, sessions: &[SessionCard], language: Language) -> String {
    let items = sessions.iter().map(|card| {
        let (page, title) = (links::landing(language, &card.slug), card.title.get(language));
        format!(r#"<li><a href="{}" rel="external">{}</a></li>"#, escape(&page), escape(title))
    });
    format!(
        "<noscript><main><h1>{}</h1><ul>{}</ul></main></noscript>",
        escape(title),
        items.collect::<String>()
    )
}

/// One session.
pub(super) fn landing(session: &Session, contact: &str, language: Language) -> String {
    let (facts, content) = (&session.facts, &session.content);
    let date = localtime::date(facts.starts_at, content.timezone, language);
    let time = localtime::time_range(facts.starts_at, content.duration_minutes, content.timezone, language);
    let register = match language {
        Language::En => "Registering here needs scripts. Or write to us:",
        Language::De => "Die Anmeldung hier braucht Skripte. Oder schreiben Sie uns:",
    };
    let contact = escape(contact);
    format!(
        "<noscript><main><h1>{title}</h1><p>{date}, {time}</p><p>{speaker}</p>{description}\
         <p>{register} <a href=\"mailto:{contact}\">{contact}</a></p></main></noscript>",
        title = escape(content.title.get(language)),
        speaker = escape(&content.speaker.card.name),
        description = content.description.get(language),
    )
}
