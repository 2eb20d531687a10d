//! When the session is over: to those who were there, to those who were not, and the certificate.

use magnetiq_jobs::JobError;
use magnetiq_mail::Mail;
use magnetiq_mail::messages::{Certificate, FollowUp, NoShow, Recording, RecordingReady};
use magnetiq_shared::links;
use magnetiq_shared::messages::Reason;
use magnetiq_shared::sessions::Access;

use super::Case;
use crate::certificates;
use crate::registrations::may_have;
use crate::tokens;

impl Case<'_> {
    pub(super) async fn follow_up(&self) -> Result<Mail, JobError> {
        Ok(Mail::FollowUp(FollowUp {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            recording: self.recording(),
            materials: self.materials(),
            feedback_link: self.url(&links::feedback(&tokens::feedback(self.ctx, &self.row, &self.facts))),
            certificate_link: certificates::link(self.ctx, self.row.id).await?,
            next: self.next_sessions(),
            manage_link: self.manage_link(),
        }))
    }

    pub(super) fn no_show(&self) -> Mail {
        Mail::NoShow(NoShow {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            recording: self.recording(),
            materials: self.materials(),
            next: self.next_sessions(),
            manage_link: self.manage_link(),
        })
    }

    /// Or why there is none.
    pub(super) async fn certificate(&self) -> Result<Result<Mail, Reason>, JobError> {
        let found = certificates::mailed(self.ctx, self.row.id).await;
        let found = found.map_err(|error| JobError::Retry(error.to_string()))?;
        Ok(found.map(|found| {
            Mail::Certificate(Certificate {
                first_name: self.row.first_name.clone(),
                session: self.mail_session.clone(),
                number: found.number,
                link: found.link,
                verify_link: found.verify_link,
                file: Some(found.file),
            })
        }))
    }

    /// The recording that was to follow, where it is there and this person may watch it.
    pub(super) fn recording_ready(&self) -> Option<Mail> {
        let Recording::At(link) = self.recording() else { return None };
        Some(Mail::RecordingReady(RecordingReady {
            first_name: self.row.first_name.clone(),
            session: self.mail_session.clone(),
            link,
            manage_link: self.manage_link(),
        }))
    }

    /// The recording where this person may watch it: their personal link leads there.
    fn recording(&self) -> Recording {
        match self.may(&self.session.recording_access) {
            true if self.session.recording_url.is_some() => Recording::At(self.join_link()),
            true if self.session.recording_enabled => Recording::Later,
            _ => Recording::None,
        }
    }

    /// Whether this person belongs to those who have access.
    pub(super) fn may(&self, access: &str) -> bool {
        may_have(access.parse().unwrap_or(Access::Attendees), &self.row)
    }
}
