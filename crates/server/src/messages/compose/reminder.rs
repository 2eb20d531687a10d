//! Reminders, by what the schedule says of each.

use chrono::Duration;
use magnetiq_domain::schedule;
use magnetiq_domain::session::DOORS;
use magnetiq_jobs::JobError;
use magnetiq_mail::Mail;
use magnetiq_mail::messages::Reminder;
use magnetiq_mail::parts::Lead;
use magnetiq_shared::settings::LeadUnit;

use super::super::{queries, summaries};
use super::Case;

/// From how long before the start on it is about an hour.
const AN_HOUR: Duration = Duration::minutes(45);

impl Case<'_> {
    pub(super) async fn reminder(&self, amount: u32, unit: LeadUnit) -> Result<Mail, JobError> {
        let is_soon = unit == LeadUnit::Hours;
        let brings = Brings { contact: is_soon, agenda: true, entry: !is_soon };
        self.reminder_of(unit, self.step(amount, unit), brings).await
    }

    /// A reminder that staff send when they like: everything to prepare, whatever the schedule says.
    pub(super) async fn reminder_now(&self) -> Result<Mail, JobError> {
        let brings = Brings { contact: self.unit() == LeadUnit::Hours, agenda: true, entry: true };
        self.reminder_of(self.unit(), Wanted { preparation: true, technical_check: true }, brings).await
    }

    /// The way in, and whom to call if it stays shut.
    pub(super) async fn meeting_details(&self) -> Result<Mail, JobError> {
        let brings = Brings { contact: true, agenda: false, entry: true };
        self.reminder_of(self.unit(), Wanted { preparation: false, technical_check: true }, brings).await
    }

    /// In what people count the time that is left.
    fn unit(&self) -> LeadUnit {
        let is_soon = self.facts.starts_at - self.ctx.now < Duration::hours(24);
        if is_soon { LeadUnit::Hours } else { LeadUnit::Days }
    }

    async fn reminder_of(&self, unit: LeadUnit, step: Wanted, brings: Brings) -> Result<Mail, JobError> {
        let contact = match brings.contact {
            true => Some(summaries::contact(self.ctx, &self.brand).await?),
            false => None,
        };
        let agenda = match brings.agenda {
            true => queries::agenda(self.ctx, self.session.topic_id, self.language).await?,
            false => Vec::new(),
        };
        Ok(Mail::Reminder(Reminder {
            lead: self.lead(unit),
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            reference: self.row.reference.clone(),
            manage_link: self.manage_link(),
            join_link: self.join_link(),
            calendar_file_link: self.calendar_file_link(),
            opens_minutes_before: DOORS.num_minutes() as u32,
            instructions: String::new(),
            agenda,
            preparation: if step.preparation { self.preparation() } else { String::new() },
            materials: if step.preparation { self.materials() } else { Vec::new() },
            technical_check: step.technical_check,
            technical: String::new(),
            test_link: String::new(),
            emergency: contact,
            entry: brings.entry.then(|| self.entry()),
        }))
    }

    /// What the schedule says of this reminder now; where it is off by now, it is as bare as can be.
    fn step(&self, amount: u32, unit: LeadUnit) -> Wanted {
        let kind = schedule::PlannedKind::Reminder(amount, unit);
        let usual = self.ctx.program.at(self.ctx.now).program.settings.program.reminders.clone();
        let reminders = self.session.reminders.as_ref().map_or(&usual, |own| &own.0);
        let step = schedule::program(reminders).into_iter().find(|step| step.kind == kind);
        step.map_or(Wanted::default(), |step| Wanted {
            preparation: step.preparation,
            technical_check: step.technical_check,
        })
    }

    /// How long it is until the start, as the recipient counts.
    fn lead(&self, unit: LeadUnit) -> Lead {
        let (now, start) = (self.ctx.now, self.facts.starts_at);
        match unit {
            LeadUnit::Hours if start - now < AN_HOUR => Lead::Minutes,
            LeadUnit::Hours => {
                let hours = (start - now + Duration::minutes(30)).num_hours();
                Lead::Hours(u32::try_from(hours).unwrap_or_default())
            }
            LeadUnit::Days => {
                let zone = self.mail_session.viewer_timezone;
                let day = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&zone).date_naive();
                Lead::Days(u32::try_from((day(start) - day(now)).num_days()).unwrap_or_default())
            }
        }
    }
}

/// What belongs to it beside.
#[derive(Clone, Copy)]
struct Brings {
    contact: bool,
    agenda: bool,
    entry: bool,
}

/// What a reminder is to bring.
#[derive(Clone, Copy, Default)]
struct Wanted {
    preparation: bool,
    technical_check: bool,
}
