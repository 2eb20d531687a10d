//! What is to come beside sessions' programs: mails of afterwards, campaigns that wait for their time, and the manager's
//! report.

use chrono::{DateTime, Utc};
use magnetiq_shared::TranslatedText;
use magnetiq_shared::automations::{PlannedMails, PlannedState};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::Error;
use crate::registrations::MailJob;
use crate::{attendance, campaigns, messages};

/// The mails of afterwards, of one session or of all. Until it is known who was there, everybody with a place stands
/// for a follow-up.
pub(super) async fn of_sessions(
    ctx: &Ctx,
    session: Option<Uuid>,
    until: DateTime<Utc>,
) -> Result<Vec<PlannedMails>, Error> {
    let mut all = Vec::new();
    for one in attendance::to_follow(ctx, session, until).await? {
        let kinds = [(MailJob::FOLLOW_UP, one.follow_ups), (MailJob::NO_SHOW, one.no_shows)];
        for (kind, recipients) in kinds.into_iter().filter(|(_, recipients)| *recipients > 0) {
            all.push(PlannedMails {
                session: Some(one.slug.clone()),
                session_id: Some(one.session),
                title: Some(one.title.clone()),
                starts_at: Some(one.starts_at),
                ..planned(kind, one.due_at, recipients)
            });
        }
    }
    Ok(all)
}

/// Campaigns that wait for their time.
pub(super) async fn of_campaigns(ctx: &Ctx, until: DateTime<Utc>) -> Result<Vec<PlannedMails>, Error> {
    let scheduled = campaigns::scheduled(ctx.db.read(), until).await?;
    let mails = |one: campaigns::Scheduled| PlannedMails {
        title: Some(one.subject),
        ..planned("campaign", one.send_at.max(ctx.now), one.recipients)
    };
    Ok(scheduled.into_iter().map(mails).collect())
}

/// The manager's next report.
pub(super) async fn of_report(ctx: &Ctx, until: DateTime<Utc>) -> Result<Vec<PlannedMails>, Error> {
    let next = messages::next_report(ctx).await?.filter(|(due, _)| *due <= until);
    let mails = |(due, zone): (DateTime<Utc>, chrono_tz::Tz)| PlannedMails {
        timezones: vec![zone.to_string()],
        ..planned("performance-report", due, 1)
    };
    Ok(next.map(mails).into_iter().collect())
}

fn planned(kind: &str, due_at: DateTime<Utc>, recipients: u32) -> PlannedMails {
    PlannedMails {
        kind: kind.to_owned(),
        session: None,
        session_id: None,
        title: None::<TranslatedText>,
        starts_at: None,
        due_at,
        recipients,
        timezones: Vec::new(),
        state: PlannedState::Planned,
        reason: None,
    }
}
