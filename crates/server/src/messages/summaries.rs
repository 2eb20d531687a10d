//! Summaries of a session some days before: who comes, for the speaker and for the program's manager.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use actix_web::web;
use chrono::{Duration, NaiveDate};
use magnetiq_entity::sessions;
use magnetiq_jobs::{Claimed, Finished, Handler, JobError};
use magnetiq_mail::messages::{ManagerSummary, SpeakerSummary, SummaryFacts, Trend};
use magnetiq_mail::parts::{Contact, Counted, Lead, Revenue};
use magnetiq_mail::{Brand, Mail, NamedLink};
use magnetiq_shared::messages::Reason;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::{Currency, Language, Money, links};

use super::deliver::takes_no_mail;
use super::fate::Fate;
use super::program::{Reader, Summary, SummaryMail, reader};
use super::queries::{self, Attendees};
use super::staff::send;
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::{self, Tx};
use crate::sessions::brand;

/// How many days the trend shows.
const TREND: u16 = 14;

/// Sends them.
pub struct SendSummary(pub web::Data<App>);

impl Handler for SendSummary {
    fn kind(&self) -> &'static str {
        SummaryMail::JOB
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let mail: SummaryMail = job.payload_as()?;
        if queries::is_settled(&ctx, mail.message_id()).await? {
            return Ok(());
        }
        let Some(session) = queries::session(&ctx, mail.session).await? else { return Ok(()) };
        if session.status == SessionStatus::Cancelled.word() {
            return Ok(queries::set_aside(&ctx, mail.message_id(), Reason::SessionCancelled).await?);
        }
        if session.starts_at.0 != mail.starts_at {
            return Ok(queries::set_aside(&ctx, mail.message_id(), Reason::SessionMoved).await?);
        }
        let Some(reader) = reader(&ctx, mail.to, session.speaker_id).await? else {
            return Ok(queries::set_aside(&ctx, mail.message_id(), Reason::Unwanted).await?);
        };
        if reader.id != mail.reader {
            return Ok(queries::set_aside(&ctx, mail.message_id(), Reason::OtherReader).await?);
        }
        if let Some(why) = reader.declines {
            return Ok(queries::set_aside(&ctx, mail.message_id(), why).await?);
        }
        if takes_no_mail(&ctx, &reader.email).await? {
            return Ok(queries::set_aside(&ctx, mail.message_id(), Reason::Suppressed).await?);
        }
        let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
        let (language, to) = (reader.language, (reader.email.clone(), reader.name.clone()));
        let composed = compose(&ctx, mail.to, &session, reader, &brand).await?;
        send(&ctx, mail.message_id(), composed, (language, &brand), to).await
    }
}

async fn compose(
    ctx: &Ctx,
    to: Summary,
    session: &sessions::Model,
    reader: Reader,
    brand: &Brand,
) -> Result<Mail, JobError> {
    let attendees = queries::attendees(ctx, session.id).await?;
    let summary = facts(ctx, session, &attendees, &reader, brand).await?;
    let organisation = ctx.program.at(ctx.now).program.settings.brand.organisation.clone();
    Ok(match to {
        Summary::Speaker => Mail::SpeakerSummary(SpeakerSummary {
            name: reader.name,
            summary,
            contact: contact(ctx, brand).await?,
            organisation,
        }),
        Summary::Manager => Mail::ManagerSummary(ManagerSummary {
            first_name: reader.first_name.clone(),
            summary,
            trend: trend(ctx, &attendees, &reader),
            revenue: revenue(&attendees),
            participants: attendees.participants(),
            admin_link: format!("{}{}", brand.base_url, links::admin_session(session.id)),
        }),
    })
}

async fn facts(
    ctx: &Ctx,
    session: &sessions::Model,
    attendees: &Attendees,
    reader: &Reader,
    brand: &Brand,
) -> Result<SummaryFacts, JobError> {
    let language = reader.language;
    let today = ctx.now.with_timezone(&reader.zone).date_naive();
    let day = session.starts_at.utc().with_timezone(&reader.zone).date_naive();
    let room = session.host_url.as_ref().or(session.meeting_url.as_ref());
    let label = match language {
        Language::En => "Slides",
        Language::De => "Folien",
    };
    let slides = session.slides_url.iter().map(|url| NamedLink { label: label.to_owned(), url: url.clone() });
    Ok(SummaryFacts {
        lead: Lead::Days(u32::try_from((day - today).num_days()).unwrap_or_default()),
        session: queries::mail_session(ctx, session, brand, language, Some(reader.zone)).await?,
        confirmed: attendees.people.len() as u32,
        capacity: session.capacity.map(|seats| seats.max(0).unsigned_abs()),
        waiting: session.waitlist_count.max(0).unsigned_abs(),
        companies: counted(attendees.people.iter().filter_map(|one| one.company.as_deref())),
        job_titles: counted(attendees.people.iter().filter_map(|one| one.position.as_deref())),
        questions: attendees.people.iter().filter_map(|one| one.special_requirements.clone()).collect(),
        room_link: room.cloned().unwrap_or_default(),
        as_host: session.host_url.is_some(),
        preparation: session.speaker_notes.clone().unwrap_or_default(),
        materials: slides.collect(),
        backup_plan: session.backup_plan.clone().unwrap_or_default(),
        technical: String::new(),
        test_link: String::new(),
    })
}

/// How often each comes, the most frequent first. Letters' case makes no difference: the first stands for all.
fn counted<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Counted> {
    let mut counts: BTreeMap<String, Counted> = BTreeMap::new();
    for word in words.map(str::trim).filter(|word| !word.is_empty()) {
        let new = || Counted { name: word.to_owned(), count: 0 };
        counts.entry(word.to_lowercase()).or_insert_with(new).count += 1;
    }
    let mut counts: Vec<Counted> = counts.into_values().collect();
    counts.sort_by_key(|counted| Reverse(counted.count));
    counts
}

/// The last days, today included, by the reader's calendar.
fn trend(ctx: &Ctx, attendees: &Attendees, reader: &Reader) -> Trend {
    let day = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&reader.zone).date_naive();
    let from: NaiveDate = day(ctx.now) - Duration::days(i64::from(TREND) - 1);
    let count = |number: u16| {
        let wanted = from + Duration::days(i64::from(number));
        attendees.people.iter().filter(|one| day(one.registered_at.utc()) == wanted).count() as u32
    };
    Trend { from, counts: (0..TREND).map(count).collect() }
}

fn revenue(attendees: &Attendees) -> Vec<Revenue> {
    let mut sums: Vec<Revenue> = Vec::new();
    for one in &attendees.people {
        let price = one.price_amount.zip(one.currency.clone().and_then(|code| Currency::try_from(code).ok()));
        let Some((amount, currency)) = price else { continue };
        let at = sums.iter().position(|sum| sum.paid.currency == currency).unwrap_or_else(|| {
            let nothing = Money::new(0, currency);
            sums.push(Revenue { paid: nothing, open: nothing });
            sums.len() - 1
        });
        match one.payment_status.as_str() {
            "completed" => sums[at].paid.amount += amount,
            "refunded" => {}
            _ => sums[at].open.amount += amount,
        }
    }
    sums
}

/// Who organises the program: its manager, or the house.
pub(super) async fn contact(ctx: &Ctx, brand: &Brand) -> Result<Contact, JobError> {
    let manager = ctx.program.at(ctx.now).program.settings.manager.consultant_id;
    let person = match manager {
        Some(id) => queries::consultant(ctx, id).await?,
        None => None,
    };
    Ok(match person {
        Some(one) => Contact {
            name: format!("{} {}", one.first_name, one.last_name),
            email: one.email,
            phone: one.phone.unwrap_or_default(),
        },
        None => Contact { email: brand.support_email.clone(), ..Contact::default() },
    })
}

/// Writes down what became of the summaries among these jobs.
pub(super) async fn record(tx: &Tx, ctx: &Ctx, finished: &[Finished]) -> Result<(), db::Error> {
    for done in finished.iter().filter(|done| done.job.kind == SummaryMail::JOB) {
        let Ok(mail) = serde_json::from_value::<SummaryMail>(done.job.payload.clone()) else { continue };
        queries::settle(tx, ctx, mail.message_id(), Fate::of(done)).await?;
    }
    Ok(())
}
