//! Who of a group gets a mail, and who is left out.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use magnetiq_domain::campaigns::{Addressee, LeftOut, left_out};
use magnetiq_shared::TranslatedText;
use magnetiq_shared::campaigns::{CampaignAudience, CampaignPurpose, CampaignRecipients};
use uuid::Uuid;

use super::queries;
use crate::db::{Conn, Error, Readable};
use crate::registrations::staff::{Member, Part, group, unsubscribed};
use crate::suppressions;

/// How many registrations are looked at in one go while a group is counted.
const LOOK: u64 = 2_000;

/// Each of them with why they are left out, if they are. `seen` has the addresses that get the mail already, and gets
/// those of these.
pub(super) async fn sift(
    conn: &impl Readable,
    purpose: CampaignPurpose,
    members: Vec<Member>,
    seen: &mut HashSet<String>,
) -> Result<Vec<(Member, Option<LeftOut>)>, Error> {
    let keys: HashSet<String> = members.iter().map(|member| member.email_key.clone()).collect();
    let silent = match purpose {
        CampaignPurpose::Marketing => unsubscribed(conn, keys.clone()).await?,
        CampaignPurpose::Information => HashSet::new(),
    };
    let suppressed = suppressions::among(conn, keys).await?;
    let mut sifted = Vec::with_capacity(members.len());
    for member in members {
        let key = &member.email_key;
        let why = left_out(
            purpose,
            Addressee {
                is_erased: member.erased_at.is_some(),
                is_verified: member.verified_at.is_some(),
                is_suppressed: suppressed.contains(key),
                has_unsubscribed: silent.contains(key),
                has_consented: member.marketing_consent,
                is_repeated: seen.contains(key),
            },
        );
        if why.is_none() {
            seen.insert(key.clone());
        }
        sifted.push((member, why));
    }
    Ok(sifted)
}

/// A campaign that waits for its time.
pub struct Scheduled {
    /// Its subject.
    pub subject: TranslatedText,
    /// When it goes out.
    pub send_at: DateTime<Utc>,
    /// To how many, as things are now.
    pub recipients: u32,
}

/// The campaigns whose time comes by then, the next first.
///
/// # Errors
/// What the database says.
pub async fn scheduled(conn: &Conn, until: DateTime<Utc>) -> Result<Vec<Scheduled>, Error> {
    let mut all = Vec::new();
    for row in queries::scheduled(conn, until).await? {
        let recipients = count(conn, &queries::audience(&row)).await?.recipients;
        let send_at = row.send_at.unwrap_or_default().utc();
        all.push(Scheduled {
            subject: row.subject.0,
            send_at,
            recipients: u32::try_from(recipients).unwrap_or(u32::MAX),
        });
    }
    Ok(all)
}

/// Who would get the mail now.
///
/// # Errors
/// What the database says.
pub(super) async fn count(conn: &Conn, audience: &CampaignAudience) -> Result<CampaignRecipients, Error> {
    let mut counts = CampaignRecipients::default();
    let mut walk = Walk::of(audience);
    while let Some(members) = walk.next(conn).await? {
        for (_, why) in members {
            counts.registrations += 1;
            match why {
                Some(why) => why.count(&mut counts.left_out),
                None => counts.recipients += 1,
            }
        }
    }
    Ok(counts)
}

/// The first who would get it.
///
/// # Errors
/// What the database says.
pub(super) async fn first(conn: &Conn, audience: &CampaignAudience) -> Result<Option<Uuid>, Error> {
    let mut walk = Walk::of(audience);
    while let Some(members) = walk.next(conn).await? {
        if let Some((one, _)) = members.into_iter().find(|(_, why)| why.is_none()) {
            return Ok(Some(one.id));
        }
    }
    Ok(None)
}

/// One way through a group, from the oldest registration to the newest.
struct Walk<'a> {
    audience: &'a CampaignAudience,
    after: Option<Uuid>,
    seen: HashSet<String>,
}

impl<'a> Walk<'a> {
    fn of(audience: &'a CampaignAudience) -> Self {
        Self { audience, after: None, seen: HashSet::new() }
    }

    async fn next(&mut self, conn: &Conn) -> Result<Option<Vec<(Member, Option<LeftOut>)>>, Error> {
        let of = &self.audience.group;
        let part = Part { after: self.after, by: None, limit: LOOK };
        let members = group(conn, &of.filters, of.registration_ids.as_deref(), part).await?;
        let Some(last) = members.last() else { return Ok(None) };
        self.after = Some(last.id);
        sift(conn, self.audience.purpose, members, &mut self.seen).await.map(Some)
    }
}
