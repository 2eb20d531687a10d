//! The program as calendar files: one session, or the feed of all that are to come.

use chrono::{DateTime, Utc};
use magnetiq_mail::calendar::{CalendarEvent, feed};
use magnetiq_mail::{Brand, Method, Platform, SessionFacts as MailSession};
use magnetiq_shared::sessions::{Label, SessionStatus};
use magnetiq_shared::speakers::SpeakerCard;
use magnetiq_shared::{Language, links};

use super::{Program, Session};
use crate::config::Config;
use crate::media::LOGO_WIDTH;

/// The media type of calendar files.
pub const CONTENT_TYPE: &str = "text/calendar; charset=utf-8";

/// The session's entry for anybody's calendar: it leads to the landing page, never into the meeting.
pub fn file(session: &Session, brand: &Brand, language: Language) -> String {
    event(session, brand, language).part(Method::Publish).text
}

/// Which part of the program a feed holds.
#[derive(Default)]
pub struct Part<'a> {
    /// Only this category.
    pub category: Option<&'a Label>,
    /// Only this speaker.
    pub speaker: Option<&'a SpeakerCard>,
}

impl Part<'_> {
    fn has(&self, session: &Session) -> bool {
        let content = &session.content;
        self.category.is_none_or(|category| content.category.slug == category.slug)
            && self.speaker.is_none_or(|speaker| content.speaker.card.slug == speaker.slug)
    }

    /// The feed's name in calendar programs: `Magnetiq Webinars · Energy · Dr Hanna Rehwald`.
    fn name(&self, program: &Program, language: Language) -> String {
        let category = self.category.map(|category| category.name.get(language));
        let speaker = self.speaker.map(|speaker| speaker.name.as_str());
        let names = [Some(program.settings.brand.name.as_str()), category, speaker];
        names.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// The feed's name as a file.
    pub fn file_name(&self) -> String {
        let category = self.category.map(|category| category.slug.as_str());
        let speaker = self.speaker.map(|speaker| speaker.slug.as_str());
        let names = [Some("webinars"), category, speaker];
        format!("{}.ics", names.into_iter().flatten().collect::<Vec<_>>().join("-"))
    }
}

/// All sessions to come of a part of the program, as a feed to subscribe to. Cancelled ones stay in it and say so: some
/// calendars keep what a feed leaves out.
pub fn program_feed(
    program: &Program,
    part: &Part<'_>,
    brand: &Brand,
    language: Language,
    now: DateTime<Utc>,
) -> String {
    let sessions = program.sessions().iter();
    let sessions = sessions.filter(|session| session.facts.ends_at > now && part.has(session));
    let events: Vec<CalendarEvent> = sessions.map(|session| event(session, brand, language)).collect();
    feed(&part.name(program, language), &events)
}

fn event(session: &Session, brand: &Brand, language: Language) -> CalendarEvent {
    let (content, facts) = (&session.content, mail_facts(session, brand, language));
    CalendarEvent {
        uid: format!("{}@{}", content.id, brand.calendar_host),
        sequence: content.sequence,
        stamped_at: content.updated_at,
        location: Some(facts.landing_url.clone()),
        cancelled: session.facts.status == SessionStatus::Cancelled,
        ..CalendarEvent::of_session(&facts, None, language, brand)
    }
}

/// The session as mails and calendars show it, in its own timezone.
pub fn mail_facts(session: &Session, brand: &Brand, language: Language) -> MailSession {
    let content = &session.content;
    let speaker = &content.speaker;
    let role =
        speaker.card.position.iter().map(|position| position.get(language)).chain(speaker.company.as_deref());
    MailSession {
        title: content.title.get(language).to_owned(),
        speaker_name: speaker.card.name.clone(),
        speaker_role: role.collect::<Vec<_>>().join(", "),
        starts_at: session.facts.starts_at,
        duration_minutes: content.duration_minutes,
        session_timezone: content.timezone,
        viewer_timezone: content.timezone,
        language: content.language,
        platform: Platform::default(),
        landing_url: format!("{}{}", brand.base_url, links::landing(language, &content.slug)),
    }
}

/// The brand of mails and calendar files.
pub fn brand(program: &Program, config: &Config) -> Brand {
    let (set, mail) = (&program.settings.brand, &program.settings.mail);
    let contact = set.contact_email.clone().unwrap_or_else(|| config.mail_from.clone());
    Brand {
        name: set.name.clone(),
        sender_name: mail.sender_name.clone().unwrap_or_else(|| set.name.clone()),
        from_email: config.mail_from.clone(),
        reply_to: mail.reply_to.clone().unwrap_or_else(|| contact.clone()),
        support_email: contact,
        support_phone: set.support_phone.clone(),
        base_url: config.base_url.clone(),
        calendar_host: config.host(),
        accent: set.accent.clone(),
        footer_address: set.footer_address.clone(),
        logo_url: program.settings.logo.map(|logo| format!("{}{}", config.base_url, logo.url(LOGO_WIDTH))),
        privacy_url: format!("{}/privacy", config.base_url),
        imprint_url: format!("{}/imprint", config.base_url),
    }
}
