//! Lines of the timeline: mails of one kind, about one start, in one state, whenever each of them is due.

use chrono::{DateTime, Utc};
use magnetiq_shared::TranslatedText;
use magnetiq_shared::automations::{PlanAct, PlannedMails, PlannedState};
use magnetiq_shared::messages::{MessageSum, Reason};
use uuid::Uuid;

/// Mails that are due at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// When.
    pub at: DateTime<Utc>,
    /// To how many.
    pub people: u32,
    /// In whose time; none for those that were told.
    pub zones: Vec<String>,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Such as `reminder-7d`.
    pub kind: String,
    /// The session; none for mails about no single one.
    pub session: Option<Uuid>,
    /// Its title, or the campaign's subject; none where only one session is shown.
    pub title: Option<TranslatedText>,
    /// When the session starts; none for mails that go out when something happens.
    pub starts_at: Option<DateTime<Utc>>,
    /// Where they are.
    pub state: PlannedState,
    /// Why they do not go out.
    pub reason: Option<String>,
    /// When, to how many, the earliest first; never empty.
    pub moments: Vec<Moment>,
}

impl Line {
    /// When the first of them is due.
    pub fn first(&self) -> DateTime<Utc> {
        self.moments.first().map_or(DateTime::UNIX_EPOCH, |moment| moment.at)
    }

    /// When the last of them is due.
    pub fn last(&self) -> DateTime<Utc> {
        self.moments.last().map_or(DateTime::UNIX_EPOCH, |moment| moment.at)
    }

    /// To how many in all.
    pub fn people(&self) -> u32 {
        self.moments.iter().map(|moment| moment.people).sum()
    }

    /// Whether it is still to come, or kept back.
    pub fn is_open(&self) -> bool {
        matches!(self.state, PlannedState::Planned | PlannedState::Held | PlannedState::Paused)
    }

    /// What can be done with it now. What was sent stays sent; what a session does not need any more is left alone.
    pub fn acts(&self, now: DateTime<Utc>) -> &'static [PlanAct] {
        let is_of_program = self.kind.starts_with("reminder-") || self.kind.ends_with("-summary");
        if !is_of_program || self.starts_at.is_none_or(|at| at <= now) {
            return &[];
        }
        match self.state {
            PlannedState::Planned => &[PlanAct::Send, PlanAct::Pause, PlanAct::Skip],
            PlannedState::Paused => &[PlanAct::Resume, PlanAct::Skip],
            PlannedState::Held => &[PlanAct::Send, PlanAct::Skip],
            PlannedState::Skipped if self.reason.as_deref() == Some(Reason::ByStaff.text()) => {
                &[PlanAct::Resume]
            }
            PlannedState::Skipped | PlannedState::Queued | PlannedState::Sent | PlannedState::Failed => &[],
        }
    }
}

/// Puts what belongs together into lines, in the order of their first times.
pub fn lines(mails: Vec<PlannedMails>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for mails in mails {
        let moment = Moment { at: mails.due_at, people: mails.recipients, zones: mails.timezones };
        let same = lines.iter_mut().find(|line| {
            (line.session, &line.kind, line.starts_at) == (mails.session_id, &mails.kind, mails.starts_at)
                && (line.state, &line.reason, &line.title) == (mails.state, &mails.reason, &mails.title)
        });
        match same {
            Some(line) => line.moments.push(moment),
            None => lines.push(Line {
                kind: mails.kind,
                session: mails.session_id,
                title: mails.title,
                starts_at: mails.starts_at,
                state: mails.state,
                reason: mails.reason,
                moments: vec![moment],
            }),
        }
    }
    lines
}

/// The lines of what goes out when something happens.
pub fn at_once(session: Uuid, sums: Vec<MessageSum>) -> Vec<Line> {
    let line = |sum: MessageSum| {
        let mut moments = vec![Moment { at: sum.first_at, people: sum.recipients, zones: Vec::new() }];
        if sum.last_at != sum.first_at {
            moments.push(Moment { at: sum.last_at, people: 0, zones: Vec::new() });
        }
        Line {
            kind: sum.kind,
            session: Some(session),
            title: None,
            starts_at: None,
            state: sum.state,
            reason: sum.reason,
            moments,
        }
    };
    sums.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mails(kind: &str, at: &str, state: PlannedState) -> PlannedMails {
        PlannedMails {
            kind: kind.to_owned(),
            session: Some("storage".to_owned()),
            session_id: Some(Uuid::from_u128(1)),
            title: Some(TranslatedText::new("Storage", "Speicher")),
            starts_at: Some("2026-12-15T15:00:00Z".parse().unwrap()),
            due_at: at.parse().unwrap(),
            recipients: 2,
            timezones: Vec::new(),
            state,
            reason: None,
        }
    }

    #[test]
    fn one_kind_in_one_state_is_one_line_in_however_many_timezones() {
        let lines = lines(vec![
            mails("reminder-7d", "2026-12-08T00:00:00Z", PlannedState::Planned),
            mails("reminder-7d", "2026-12-08T08:00:00Z", PlannedState::Planned),
            mails("reminder-7d", "2026-12-08T09:00:00Z", PlannedState::Paused),
        ]);
        let seen: Vec<_> = lines.iter().map(|line| (line.state, line.people(), line.moments.len())).collect();
        assert_eq!(seen, [(PlannedState::Planned, 4, 2), (PlannedState::Paused, 2, 1)]);
    }

    #[test]
    fn nothing_is_done_about_a_session_that_has_begun() {
        let line = lines(vec![mails("reminder-2h", "2026-12-15T13:00:00Z", PlannedState::Held)]).remove(0);
        let acts = |now: &str| line.acts(now.parse().unwrap()).len();
        assert_eq!((acts("2026-12-15T14:59:00Z"), acts("2026-12-15T15:00:00Z")), (2, 0));
    }
}
