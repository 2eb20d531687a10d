//! That the session has another time, another way in, or does not take place.

use chrono_tz::Tz;
use magnetiq_jobs::JobError;
use magnetiq_mail::Mail;
use magnetiq_mail::messages::{SessionCancelled, SessionChanged, TimeBefore};
use magnetiq_shared::registrations::RegistrationStatus;

use super::Case;
use crate::messages::queries;
use crate::registrations::{MailJob, queries as rows};
use crate::sessions::staff::{Change, changes};

impl Case<'_> {
    pub(super) async fn session_changed(&self) -> Result<Mail, JobError> {
        let newest = (self.session.id, self.session.sequence);
        // Whoever was confirmed after a change was told of it then.
        let since = self.row.confirmed_at.unwrap_or(self.row.registered_at).utc();
        let changes = changes(self.ctx.db.read(), newest, since).await?;
        let mail = |sequence| MailJob::new(MailJob::SESSION_CHANGED, self.row.id, sequence).message_id();
        let told = queries::sent(self.ctx, changes.iter().map(|change| mail(change.sequence))).await?;
        // What was changed before its mail went out is told with what was changed then.
        let untold = changes.into_iter().take_while(|change| !told.contains(&mail(change.sequence)));
        let change = untold
            .reduce(Change::after)
            .ok_or_else(|| JobError::Fail("nobody knows what was before".to_owned()))?;
        let has_place = self.row.confirmed_at.is_some();
        Ok(Mail::SessionChanged(SessionChanged {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            before: Some(TimeBefore {
                starts_at: change.starts_at,
                ends_at: change.ends_at,
                timezone: change.timezone.parse().unwrap_or(Tz::UTC),
            }),
            link_changed: change.link_changed,
            note: change.note.unwrap_or_default(),
            waiting: matches!(
                rows::status(&self.row),
                RegistrationStatus::Waitlisted | RegistrationStatus::Offered
            ),
            reference: self.row.reference.clone(),
            manage_link: self.manage_link(),
            join_link: if has_place { self.join_link() } else { String::new() },
            entry: has_place.then(|| self.entry()),
        }))
    }

    pub(super) fn session_cancelled(&self) -> Mail {
        Mail::SessionCancelled(SessionCancelled {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            reference: self.row.reference.clone(),
            reason: self.session.cancel_reason.clone().unwrap_or_default(),
            paid: self.row.payment_status == "completed",
            next: self.next_sessions(),
            entry: self.row.confirmed_at.map(|_| self.entry()),
        })
    }
}
