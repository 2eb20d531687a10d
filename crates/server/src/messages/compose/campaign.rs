//! What somebody of a group reads: staff's words with what is theirs put in.

use magnetiq_domain::lifecycle;
use magnetiq_entity::{registrations, sessions};
use magnetiq_mail::messages::Campaign;
use magnetiq_mail::{Brand, Mail, SessionFacts as MailSession, localtime};
use magnetiq_shared::campaigns::{CampaignPurpose, Placeholder, fill};
use magnetiq_shared::{Language, TranslatedText, links};

use super::queries;
use crate::ctx::Ctx;
use crate::db::Error;
use crate::html::{escape, lines, rich};
use crate::registrations::queries::status;
use crate::sessions::queries::facts;
use crate::tokens;

/// What staff wrote.
#[derive(Clone, Debug)]
pub struct CampaignWords {
    /// What it is for.
    pub purpose: CampaignPurpose,
    /// With placeholders.
    pub subject: TranslatedText,
    /// Sanitised HTML, with placeholders.
    pub body: TranslatedText,
    /// Whether everybody of the group registered for the same session: then its date stands below the words.
    pub is_about_session: bool,
}

/// What is put in for one recipient.
pub(in super::super) struct Recipient {
    first_name: String,
    last_name: String,
    company: String,
    session: MailSession,
    join_link: String,
    manage_link: String,
    pub unsubscribe_link: String,
}

impl Recipient {
    /// Whoever has this registration.
    pub async fn of(
        ctx: &Ctx,
        brand: &Brand,
        row: &registrations::Model,
        session: &sessions::Model,
        language: Language,
    ) -> Result<Self, Error> {
        let shown = queries::mail_session(ctx, session, brand, language, row.timezone.parse().ok()).await?;
        let facts = facts(session);
        let url = |path: String| format!("{}{path}", brand.base_url);
        let join_link = match lifecycle::is_registered(status(row)) {
            true => url(links::join(&tokens::join(ctx, row, &facts))),
            false => shown.landing_url.clone(),
        };
        Ok(Self {
            first_name: row.first_name.clone(),
            last_name: row.last_name.clone(),
            company: row.company.clone().unwrap_or_default(),
            session: shown,
            join_link,
            manage_link: url(links::manage(language, &tokens::manage(ctx, row, &facts))),
            unsubscribe_link: url(links::unsubscribe(&tokens::unsubscribe(ctx, row))),
        })
    }

    /// The same for the eyes of staff: its links open nobody's registration.
    pub fn for_staff(self, brand: &Brand, language: Language) -> Self {
        Self {
            join_link: self.session.landing_url.clone(),
            manage_link: format!("{}{}", brand.base_url, links::manage_page(language)),
            unsubscribe_link: format!("{}{}", brand.base_url, links::overview(language)),
            ..self
        }
    }

    /// Somebody made up, where there is nobody.
    pub fn example(brand: &Brand, language: Language) -> Self {
        let one = Self {
            first_name: "Juliette".to_owned(),
            last_name: "Moreau".to_owned(),
            company: "Moreau Énergie".to_owned(),
            session: MailSession::sample(language),
            join_link: String::new(),
            manage_link: String::new(),
            unsubscribe_link: String::new(),
        };
        one.for_staff(brand, language)
    }

    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    fn value(&self, of: Placeholder, language: Language) -> String {
        let (session, zone) = (&self.session, self.session.viewer_timezone);
        match of {
            Placeholder::FirstName => self.first_name.clone(),
            Placeholder::LastName => self.last_name.clone(),
            Placeholder::Company => self.company.clone(),
            Placeholder::SessionTitle => session.title.clone(),
            Placeholder::StartsAt => {
                let date = localtime::date(session.starts_at, zone, language);
                let time = localtime::time_range(session.starts_at, session.duration_minutes, zone, language);
                format!("{date}, {time}")
            }
            Placeholder::SessionLink => session.landing_url.clone(),
            Placeholder::JoinLink => self.join_link.clone(),
            Placeholder::ManageLink => self.manage_link.clone(),
        }
    }

    /// The same for HTML: an address becomes a link with words that say where it leads.
    fn html(&self, of: Placeholder, language: Language) -> String {
        let value = escape(&self.value(of, language));
        match of.is_link() {
            true => format!("<a href=\"{value}\">{}</a>", words(of, language)),
            false => value,
        }
    }
}

fn words(link: Placeholder, language: Language) -> &'static str {
    match (link, language) {
        (Placeholder::JoinLink, Language::En) => "Join the webinar",
        (Placeholder::JoinLink, Language::De) => "Am Webinar teilnehmen",
        (Placeholder::ManageLink, Language::En) => "Manage your registration",
        (Placeholder::ManageLink, Language::De) => "Anmeldung verwalten",
        (_, Language::En) => "About the webinar",
        (_, Language::De) => "Zum Webinar",
    }
}

impl CampaignWords {
    /// The mail. What strangers typed is escaped, and the HTML sanitised once more when all is in it.
    pub(in super::super) fn mail(&self, to: &Recipient, language: Language) -> Mail {
        let body = self.body.get(language);
        Mail::Campaign(Campaign {
            subject: fill(self.subject.get(language), |of| to.value(of, language)),
            preheader: String::new(),
            html: rich::sanitise(&fill(body, |of| to.html(of, language))),
            text: fill(&lines::lines(body), |of| to.value(of, language)),
            session: self.is_about_session.then(|| to.session.clone()),
            unsubscribe_link: match self.purpose {
                CampaignPurpose::Marketing => to.unsubscribe_link.clone(),
                CampaignPurpose::Information => String::new(),
            },
        })
    }
}
