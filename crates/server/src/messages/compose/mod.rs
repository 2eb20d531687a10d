//! What a mail says, from what is true when it goes out.

mod afterwards;
pub(super) mod campaign;
mod news;
mod reminder;

use chrono_tz::Tz;
use magnetiq_domain::schedule::PlannedKind;
use magnetiq_domain::session::{DOORS, SessionFacts};
use magnetiq_domain::{holds, lifecycle};
use magnetiq_entity::{consultants, registrations, sessions};
use magnetiq_jobs::JobError;
use magnetiq_mail::messages::{
    AlreadyRegistered, Cancelled, Confirmation, NewRegistration, NextSession, PlaceOffered,
    RegistrationDeclined, RequestReceived, ValidateAddress, WaitlistJoined,
};
use magnetiq_mail::{Brand, CalendarEntry, Mail, NamedLink, SessionFacts as MailSession};
use magnetiq_shared::messages::Reason;
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::{Currency, Language, Money, links};

use super::{manager, queries};
use crate::ctx::Ctx;
use crate::registrations::{MailJob, queries as rows};
use crate::sessions::queries::facts;
use crate::sessions::{brand, related};
use crate::tokens;

/// A mail ready to be rendered.
pub(super) struct Outgoing {
    pub mail: Mail,
    pub language: Language,
    pub brand: Brand,
    pub to_email: String,
    pub to_name: String,
}

/// What became of the wish to send a mail.
pub(super) enum Composed {
    Mail(Box<Outgoing>),
    Skip(Reason),
    /// It comes with others, and that is written down.
    Gathered,
}

/// A registration with all that its mails speak of.
struct Case<'a> {
    ctx: &'a Ctx,
    row: registrations::Model,
    session: sessions::Model,
    facts: SessionFacts,
    mail_session: MailSession,
    language: Language,
    brand: Brand,
}

/// Composes the mail, or says why it is not to be sent any more.
pub(super) async fn compose(ctx: &Ctx, job: &MailJob) -> Result<Composed, JobError> {
    let Some((row, session)) = queries::registration(ctx, job.registration).await? else {
        return Ok(Composed::Skip(Reason::NoRegistration));
    };
    if row.erased_at.is_some() {
        return Ok(Composed::Skip(Reason::Erased));
    }
    // Until an address is validated, anybody may have typed it, and all that would stand in the mail.
    if row.verified_at.is_none() && job.kind != MailJob::VALIDATE {
        return Ok(Composed::Skip(Reason::Unvalidated));
    }
    if job.kind == MailJob::NEW_REGISTRATION {
        return to_manager(ctx, job, row, session).await;
    }
    let case = Case::of(ctx, row, session).await?;
    if case.is_off() && !matches!(job.kind.as_str(), MailJob::SESSION_CANCELLED | MailJob::CANCELLED) {
        return Ok(Composed::Skip(Reason::SessionCancelled));
    }
    let status = rows::status(&case.row);
    let mail = match job.kind.as_str() {
        MailJob::VALIDATE if status == RegistrationStatus::PendingVerification => case.validate(),
        MailJob::VALIDATE => return Ok(Composed::Skip(Reason::Validated)),
        MailJob::CONFIRMATION if lifecycle::is_registered(status) => case.confirmation(),
        MailJob::ALREADY_REGISTERED if status == RegistrationStatus::Waitlisted => {
            case.waitlist_joined().await?
        }
        MailJob::ALREADY_REGISTERED if status == RegistrationStatus::Offered => case.place_offered(),
        MailJob::ALREADY_REGISTERED if status == RegistrationStatus::PendingApproval => {
            case.request_received()
        }
        MailJob::ALREADY_REGISTERED if lifecycle::is_live(status) => case.already_registered(),
        MailJob::WAITLIST_JOINED if status == RegistrationStatus::Waitlisted => {
            case.waitlist_joined().await?
        }
        MailJob::REQUEST_RECEIVED if status == RegistrationStatus::PendingApproval => case.request_received(),
        MailJob::PLACE_OFFERED if status == RegistrationStatus::Offered => case.place_offered(),
        MailJob::CANCELLED if status == RegistrationStatus::Cancelled => case.cancelled(),
        MailJob::DECLINED if status == RegistrationStatus::Declined => case.declined(),
        MailJob::SESSION_CHANGED if lifecycle::is_live(status) && case.session.sequence == job.number => {
            case.session_changed().await?
        }
        MailJob::SESSION_CANCELLED if lifecycle::is_live(status) && case.is_off() => case.session_cancelled(),
        MailJob::MEETING_DETAILS
            if status == RegistrationStatus::Confirmed && ctx.now < case.facts.ends_at =>
        {
            case.meeting_details().await?
        }
        MailJob::REMINDER_NOW
            if status == RegistrationStatus::Confirmed && ctx.now < case.facts.starts_at =>
        {
            case.reminder_now().await?
        }
        _ if job.starts_at.is_some_and(|at| at != case.session.starts_at.0) => {
            return Ok(Composed::Skip(Reason::SessionMoved));
        }
        MailJob::FOLLOW_UP if status == RegistrationStatus::Attended => case.follow_up().await?,
        MailJob::NO_SHOW if status == RegistrationStatus::NoShow => case.no_show(),
        MailJob::RECORDING => match case.recording_ready() {
            Some(mail) => mail,
            None => return Ok(Composed::Skip(Reason::Untrue)),
        },
        MailJob::CERTIFICATE => match case.certificate().await? {
            Ok(mail) => mail,
            Err(why) => return Ok(Composed::Skip(why)),
        },
        _ if job.planned_kind().is_some() && status != RegistrationStatus::Confirmed => {
            return Ok(Composed::Skip(Reason::NoPlace));
        }
        _ if job.planned_kind().is_some() && ctx.now >= case.facts.starts_at => {
            return Ok(Composed::Skip(Reason::SessionBegun));
        }
        _ if let Some(PlannedKind::Reminder(amount, unit)) = job.planned_kind() => {
            case.reminder(amount, unit).await?
        }
        MailJob::SESSION_CHANGED
        | MailJob::SESSION_CANCELLED
        | MailJob::CONFIRMATION
        | MailJob::ALREADY_REGISTERED
        | MailJob::WAITLIST_JOINED
        | MailJob::REQUEST_RECEIVED
        | MailJob::PLACE_OFFERED
        | MailJob::CANCELLED
        | MailJob::MEETING_DETAILS
        | MailJob::REMINDER_NOW
        | MailJob::FOLLOW_UP
        | MailJob::NO_SHOW
        | MailJob::DECLINED => return Ok(Composed::Skip(Reason::Untrue)),
        other => return Err(JobError::Fail(format!("there is no mail {other:?}"))),
    };
    let to_name = format!("{} {}", case.row.first_name, case.row.last_name);
    // Before an address is validated, nothing that was typed but the first name goes out.
    let to_name = if job.kind == MailJob::VALIDATE { String::new() } else { to_name };
    Ok(Composed::Mail(Box::new(Outgoing {
        mail,
        language: case.language,
        brand: case.brand,
        to_email: case.row.email,
        to_name,
    })))
}

impl<'a> Case<'a> {
    async fn of(ctx: &'a Ctx, row: registrations::Model, session: sessions::Model) -> Result<Self, JobError> {
        let language = row.language.parse().unwrap_or_default();
        let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
        let zone = row.timezone.parse().ok();
        let mail_session = queries::mail_session(ctx, &session, &brand, language, zone).await?;
        Ok(Self { ctx, facts: facts(&session), row, session, mail_session, language, brand })
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.brand.base_url)
    }

    fn manage_link(&self) -> String {
        self.url(&links::manage(self.language, &tokens::manage(self.ctx, &self.row, &self.facts)))
    }

    fn join_link(&self) -> String {
        self.url(&links::join(&tokens::join(self.ctx, &self.row, &self.facts)))
    }

    fn calendar_file_link(&self) -> String {
        self.manage_link()
    }

    fn entry(&self) -> CalendarEntry {
        CalendarEntry {
            registration_id: self.row.id,
            sequence: (self.session.sequence + self.row.sequence).max(0) as u32,
            stamped_at: self.ctx.now,
            attendee_email: self.row.email.clone(),
            attendee_name: format!("{} {}", self.row.first_name, self.row.last_name),
        }
    }

    fn validate(&self) -> Mail {
        let verify = tokens::verify(self.ctx, &self.row);
        let forget = tokens::forget(self.ctx, &self.row);
        let hold_until = self.row.hold_expires_at.map(Into::into);
        Mail::ValidateAddress(ValidateAddress {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            link: self.url(&links::verify(self.language, &self.session.slug, &verify)),
            forget_link: self.url(&links::forget(self.language, &forget)),
            hold_until: hold_until.unwrap_or_else(|| holds::verification_ends(&self.facts, self.ctx.now)),
            waitlist: !self.row.holds_seat,
        })
    }

    fn confirmation(&self) -> Mail {
        let price = self.row.price_amount.zip(self.row.currency.clone());
        let money = price.and_then(|(amount, code)| Some(Money::new(amount, Currency::try_from(code).ok()?)));
        Mail::Confirmation(Confirmation {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            reference: self.row.reference.clone(),
            price: money.map(|money| price_text(money, self.language)),
            by_invoice: self.row.payment_status == "pending",
            manage_link: self.manage_link(),
            join_link: self.join_link(),
            calendar_file_link: self.calendar_file_link(),
            opens_minutes_before: DOORS.num_minutes() as u32,
            preparation: self.preparation(),
            materials: self.materials(),
            technical: String::new(),
            test_link: String::new(),
            entry: self.entry(),
        })
    }

    fn preparation(&self) -> String {
        let text = self.session.preparation.as_ref();
        text.map(|text| text.get(self.language).to_owned()).unwrap_or_default()
    }

    /// The materials, where this person may have them.
    fn materials(&self) -> Vec<NamedLink> {
        if !self.may(&self.session.materials_access) {
            return Vec::new();
        }
        let label = match self.language {
            Language::En => "Materials",
            Language::De => "Unterlagen",
        };
        let link = |url: &String| NamedLink { label: label.to_owned(), url: url.clone() };
        self.session.materials_url.iter().map(link).collect()
    }

    fn already_registered(&self) -> Mail {
        Mail::AlreadyRegistered(AlreadyRegistered {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            reference: self.row.reference.clone(),
            manage_link: self.manage_link(),
            join_link: self.join_link(),
            calendar_file_link: self.calendar_file_link(),
            opens_minutes_before: DOORS.num_minutes() as u32,
        })
    }

    async fn waitlist_joined(&self) -> Result<Mail, JobError> {
        let place = self.row.place.unwrap_or_default();
        Ok(Mail::WaitlistJoined(WaitlistJoined {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            place: rows::position(self.ctx.db.read(), self.row.session_id, place).await?,
            manage_link: self.manage_link(),
        }))
    }

    fn request_received(&self) -> Mail {
        Mail::RequestReceived(RequestReceived {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            reference: self.row.reference.clone(),
            manage_link: self.manage_link(),
        })
    }

    fn place_offered(&self) -> Mail {
        let claim = tokens::claim(self.ctx, &self.row, &self.facts);
        let until = self.row.hold_expires_at.map(Into::into);
        Mail::PlaceOffered(PlaceOffered {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            claim_link: self.url(&links::claim(self.language, &self.session.slug, &claim)),
            manage_link: self.manage_link(),
            until: until.unwrap_or(self.facts.starts_at),
        })
    }

    fn cancelled(&self) -> Mail {
        Mail::Cancelled(Cancelled {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            reference: self.row.reference.clone(),
            manage_link: self.manage_link(),
            entry: self.row.confirmed_at.map(|_| self.entry()),
        })
    }

    fn declined(&self) -> Mail {
        Mail::RegistrationDeclined(RegistrationDeclined {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            reference: self.row.reference.clone(),
            reason: self.row.cancel_reason.clone().unwrap_or_default(),
            next: self.next_sessions(),
            manage_link: self.manage_link(),
        })
    }

    fn is_off(&self) -> bool {
        self.facts.status == SessionStatus::Cancelled
    }

    /// What may suit instead.
    fn next_sessions(&self) -> Vec<NextSession> {
        let snapshot = self.ctx.program.at(self.ctx.now);
        let next = snapshot
            .program
            .session(self.session.id)
            .map(|session| related(&snapshot.program, session, self.ctx.now, &mut self.ctx.chance()));
        // Of the same kind first.
        let cards = next.into_iter().flat_map(|found| {
            found.same_category.into_iter().chain(found.same_speaker).chain(found.upcoming)
        });
        let next = cards.map(|card| NextSession {
            title: card.title.get(self.language).to_owned(),
            starts_at: card.starts_at,
            url: self.url(&links::landing(self.language, &card.slug)),
        });
        next.take(3).collect()
    }
}

/// Tells the program's manager of a new registration, where that is wanted.
async fn to_manager(
    ctx: &Ctx,
    job: &MailJob,
    row: registrations::Model,
    session: sessions::Model,
) -> Result<Composed, JobError> {
    let settings = ctx.program.at(ctx.now).program.settings.clone();
    if !settings.manager.new_registrations {
        return Ok(Composed::Skip(Reason::ManagerDeclines));
    }
    let person: Option<consultants::Model> = match settings.manager.consultant_id {
        Some(id) => queries::consultant(ctx, id).await?,
        None => None,
    };
    let Some(person) = person else { return Ok(Composed::Skip(Reason::NoManager)) };
    if let Some(confirmed_at) = row.confirmed_at
        && manager::gather(ctx, job, confirmed_at.utc(), person.id).await?
    {
        return Ok(Composed::Gathered);
    }
    let language = person.language.parse().unwrap_or_default();
    let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
    let zone: Option<Tz> = person.timezone.parse().ok();
    let mail = Mail::NewRegistration(NewRegistration {
        first_name: person.first_name.clone(),
        session: queries::mail_session(ctx, &session, &brand, language, zone).await?,
        registrant_name: format!("{} {}", row.first_name, row.last_name),
        company: row.company.unwrap_or_default(),
        position: row.position.unwrap_or_default(),
        requirements: row.special_requirements.unwrap_or_default(),
        taken: session.seats_taken.max(0) as u32,
        capacity: session.capacity.map(|seats| seats.max(0) as u32),
        admin_link: format!("{}{}", brand.base_url, links::admin_registration(row.id)),
    });
    let to_name = format!("{} {}", person.first_name, person.last_name);
    Ok(Composed::Mail(Box::new(Outgoing { mail, language, brand, to_email: person.email, to_name })))
}

/// `€69 incl. VAT`, `69 € inkl. MwSt.`
fn price_text(money: Money, language: Language) -> String {
    let amount = money.written(language);
    match language {
        Language::En => format!("{amount} incl. VAT"),
        Language::De => format!("{amount} inkl. MwSt."),
    }
}
