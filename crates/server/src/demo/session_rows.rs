//! A session of the demo and those who registered for it, as rows of the tables.

use chrono::{DateTime, TimeDelta, Utc};
use magnetiq_domain::reference::reference;
use magnetiq_domain::seats::Counts;
use magnetiq_entity::{UtcMillis, consents, registrations, sessions};
use magnetiq_shared::fields::email_key;
use magnetiq_shared::{Currency, TranslatedText};
use uuid::Uuid;

use super::rows::{Keys, id_of};
use super::{Registration, RegistrationStatus, Session, SessionStatus};
use crate::clock::Ids;
use crate::registrations::queries::words_of;

/// German VAT, in basis points.
const TAX_RATE_BP: i32 = 1900;
/// The version of terms and privacy text that everybody accepted: the demo has one of each.
const TEXT_VERSION: i32 = 1;
/// Staff decide on a place within this time.
const DECIDES_IN: TimeDelta = TimeDelta::hours(20);

/// What a session's registrations add up to.
#[derive(Default)]
pub(super) struct Tally {
    counts: Counts,
    attended: i32,
    last_place: i64,
    /// Sum of the minutes that those were there of whom we know it.
    minutes: i64,
    present: i32,
    pub(super) rating_sum: i32,
    pub(super) ratings: i32,
}

impl Tally {
    pub(super) fn of(list: &[Registration]) -> Self {
        let mut sum = Self::default();
        for one in list {
            let counts = Counts::of(one.status, one.holds_seat);
            sum.counts.taken += counts.taken;
            sum.counts.waiting += counts.waiting;
            sum.counts.registered += counts.registered;
            sum.attended += i32::from(one.status == RegistrationStatus::Attended);
            sum.last_place = sum.last_place.max(one.place.map_or(0, i64::from));
            if let Some(there) = one.attendance {
                sum.minutes += i64::from(there.minutes);
                sum.present += 1;
            }
            if let Some(rating) = one.rating {
                sum.rating_sum += i32::from(rating);
                sum.ratings += 1;
            }
        }
        sum
    }

    fn average_rating(&self) -> Option<f64> {
        (self.ratings > 0).then(|| f64::from(self.rating_sum) / f64::from(self.ratings))
    }

    /// How much of a completed session the average attendee saw, 0 to 1.
    fn completion_rate(&self, session: &Session) -> Option<f64> {
        let planned = i64::from(self.present) * i64::from(session.duration_minutes);
        let known = session.status == SessionStatus::Completed && planned > 0;
        known.then(|| (self.minutes as f64 / planned as f64).min(1.0))
    }
}

/// The row of a session with the counters of its registrations.
pub(super) fn session(
    keys: &Keys<'_>,
    session: &Session,
    tally: &Tally,
    now: DateTime<Utc>,
) -> sessions::Model {
    let millis = |at: Option<DateTime<Utc>>| at.map(UtcMillis::from);
    let created = session.published_at.map_or(now - TimeDelta::days(3), |at| at - TimeDelta::days(4));
    let changed =
        [session.published_at, session.cancelled_at].into_iter().flatten().fold(created, DateTime::max);
    let recording = session.recording.as_ref();
    sessions::Model {
        id: id_of(&keys.sessions, &session.slug),
        slug: session.slug.clone(),
        topic_id: keys.topic(&session.topic),
        speaker_id: id_of(&keys.speakers, &session.speaker),
        title: None,
        description: None,
        starts_at: session.starts_at.into(),
        duration_minutes: session.duration_minutes as i32,
        ends_at: session.ends_at.into(),
        timezone: session.timezone.clone(),
        language: session.language.code().to_owned(),
        price_amount: session.price,
        currency: Currency::EUR.code().to_owned(),
        tax_rate_bp: TAX_RATE_BP,
        early_bird_amount: session.early_bird.map(|early| early.price),
        early_bird_ends_at: session.early_bird.map(|early| early.ends_at.into()),
        capacity: session.capacity.map(|seats| seats as i32),
        seats_taken: tally.counts.taken,
        waitlist_count: tally.counts.waiting,
        next_place: tally.last_place + 1,
        registration_count: tally.counts.registered,
        attendance_count: tally.attended,
        requires_approval: session.requires_approval,
        allow_waitlist: session.allow_waitlist,
        platform: session.platform.clone(),
        meeting_url: Some(session.meeting_url.clone()),
        meeting_password: Some(session.meeting_password.clone()),
        host_url: None,
        recording_enabled: recording.is_some() || session.status != SessionStatus::Completed,
        recording_url: recording.map(|recording| recording.url.clone()),
        recording_at: recording.map(|_| session.ends_at.into()),
        recording_access: recording
            .map_or_else(|| "registrants".to_owned(), |recording| recording.access.clone()),
        materials_url: session.materials_url.clone(),
        materials_access: session.materials_access.clone(),
        slides_url: session.slides_url.clone(),
        speaker_notes: None,
        backup_plan: None,
        preparation: Some(
            TranslatedText::new(
                "Bring a question from your own work: the last part of the session is yours.",
                "Bringen Sie eine Frage aus Ihrer eigenen Arbeit mit: Der letzte Teil gehört Ihnen.",
            )
            .into(),
        ),
        certificate_template: None,
        reminders: None,
        questions: Vec::new().into(),
        promotional_media_id: None,
        social_media_copy: None,
        status: session.status.word().to_owned(),
        registration_opens_at: millis(session.registration_opens_at),
        registration_closes_at: millis(session.registration_closes_at),
        scheduled_publish_at: None,
        published_at: millis(session.published_at),
        cancelled_at: millis(session.cancelled_at),
        cancel_reason: session.cancel_reason.clone(),
        withdrawn_at: millis(session.withdrawn_at),
        sequence: i32::from(session.cancelled_at.is_some()),
        view_count: session.view_count as i32,
        completion_rate: tally.completion_rate(session),
        average_rating: tally.average_rating(),
        rating_count: tally.ratings,
        create_odoo_event: false,
        create_calendar_event: false,
        odoo_event_id: None,
        google_calendar_event_id: None,
        version: 1,
        created_by: None,
        updated_by: None,
        created_at: created.into(),
        updated_at: changed.into(),
    }
}

/// The row of a registration.
pub(super) fn registration(
    session_id: Uuid,
    session: &Session,
    one: Registration,
    ids: &Ids,
    now: DateTime<Utc>,
) -> registrations::Model {
    let millis = |at: Option<DateTime<Utc>>| at.map(UtcMillis::from);
    let id = ids.new_id(one.registered_at);
    let at = UtcMillis::from(one.registered_at);
    let paid = one.price.is_some();
    let joined = one.attendance.map(|there| there.joined_at);
    let left = one.attendance.and_then(|there| there.left_at);
    let decided = decided_at(session, &one, now);
    let happened = [one.verified_at, one.confirmed_at, one.cancelled_at, decided, joined, left];
    let reference = reference(id.as_u128());
    let name = [one.person.first_name.as_str(), &one.person.last_name];
    registrations::Model {
        id,
        words: words_of(&reference, name, &one.person.email, Some(&one.person.company)),
        reference,
        session_id,
        visit_id: None,
        status: one.status.word().to_owned(),
        holds_seat: one.holds_seat,
        hold_expires_at: millis(one.hold_expires_at),
        place: one.place.map(i64::from),
        email_key: email_key(&one.person.email),
        first_name: one.person.first_name,
        last_name: one.person.last_name,
        email: one.person.email,
        phone: None,
        company: Some(one.person.company),
        position: one.person.position,
        website: one.person.website,
        special_requirements: None,
        answers: None,
        language: one.person.language.code().to_owned(),
        timezone: one.person.timezone,
        source: one.person.source.to_owned(),
        attribution: None,
        network: None,
        terms_version: Some(TEXT_VERSION),
        privacy_version: Some(TEXT_VERSION),
        consented_at: Some(at),
        marketing_consent: one.marketing_consent,
        marketing_consent_at: one.marketing_consent.then_some(at),
        payment_status: one.payment_status.word().to_owned(),
        price_amount: one.price,
        currency: paid.then(|| Currency::EUR.code().to_owned()),
        tax_rate_bp: paid.then_some(TAX_RATE_BP),
        payment_method: one.payment_method.map(str::to_owned),
        payment_reference: None,
        invoice_url: None,
        verification_count: 1,
        offer_count: 0,
        sequence: i32::from(one.cancelled_at.is_some() && one.confirmed_at.is_some()),
        token_epoch: 0,
        verified_at: millis(one.verified_at),
        confirmed_at: millis(one.confirmed_at),
        offered_at: None,
        cancelled_at: millis(one.cancelled_at),
        cancel_reason: one.cancelled_at.and(session.cancel_reason.clone()),
        decided_at: millis(decided),
        decided_by: None,
        joined_at: millis(joined),
        left_at: millis(left),
        attendance_minutes: one.attendance.map(|there| there.minutes as i32),
        questions_asked: one.attendance.map(|there| there.questions as i32),
        chat_messages: None,
        rating: one.rating.map(i32::from),
        feedback: one.feedback,
        odoo_registration_id: None,
        version: 1,
        erased_at: None,
        registered_at: at,
        updated_at: happened.into_iter().flatten().fold(one.registered_at, DateTime::max).into(),
    }
}

/// When staff decided, where they had to and did.
fn decided_at(session: &Session, one: &Registration, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match one.status {
        _ if !session.requires_approval => None,
        RegistrationStatus::Declined => one.verified_at.map(|at| (at + DECIDES_IN).min(now)),
        _ => one.confirmed_at,
    }
}

/// What somebody agreed to when sending the form.
pub(super) fn consents(row: &registrations::Model, ids: &Ids) -> impl Iterator<Item = consents::Model> {
    let given = [("terms", true), ("privacy", true), ("marketing", row.marketing_consent)];
    given.into_iter().filter(|(_, granted)| *granted).map(|(kind, granted)| consents::Model {
        id: ids.new_id(row.registered_at.utc()),
        registration_id: Some(row.id),
        email_key: row.email_key.clone(),
        kind: kind.to_owned(),
        granted,
        text_version: Some(TEXT_VERSION),
        language: row.language.clone(),
        at: row.registered_at,
        source: "form".to_owned(),
    })
}
