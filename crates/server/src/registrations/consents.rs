//! What people agreed to and took back, as evidence: rows are only ever added. An agreement counts from the moment
//! at which the address is validated, for until then anybody may have ticked the boxes.

use chrono::{DateTime, Utc};
use magnetiq_entity::{consents, registrations};
use uuid::Uuid;

use super::queries;
use crate::ctx::Ctx;
use crate::db::{Error, Tx};

const FORM: &str = "form";
const MANAGE: &str = "manage";
const UNSUBSCRIBE: &str = "unsubscribe";
const STAFF: &str = "staff";

/// How staff added somebody: by hand, or from a file.
pub(super) const SOURCES_OF_STAFF: [&str; 2] = ["staff", "import"];

/// What somebody agreed to with the form.
#[derive(Clone, Debug)]
pub(super) struct Agreed {
    pub registration: Uuid,
    pub email_key: String,
    pub language: String,
    /// Version of the terms that were accepted.
    pub terms: Option<u32>,
    /// Version of the privacy text; what is said about news stands there, too.
    pub privacy: Option<u32>,
    /// Whether news may be sent.
    pub marketing: bool,
    /// When the form was sent.
    pub at: DateTime<Utc>,
    /// Whether staff added the person, who has seen no form, and so no terms.
    pub by_staff: bool,
}

impl Agreed {
    /// As the registration keeps it.
    pub(super) fn of(row: &registrations::Model) -> Self {
        let version = |number: Option<i32>| number.and_then(|number| number.try_into().ok());
        Self {
            registration: row.id,
            email_key: row.email_key.clone(),
            language: row.language.clone(),
            terms: version(row.terms_version),
            privacy: version(row.privacy_version),
            marketing: row.marketing_consent,
            at: row.consented_at.unwrap_or(row.registered_at).utc(),
            by_staff: SOURCES_OF_STAFF.contains(&row.source.as_str()),
        }
    }

    fn row(&self, ctx: &Ctx, kind: &str, version: Option<u32>) -> consents::Model {
        consents::Model {
            id: ctx.new_id(),
            registration_id: Some(self.registration),
            email_key: self.email_key.clone(),
            kind: kind.to_owned(),
            granted: true,
            text_version: version.and_then(|version| version.try_into().ok()),
            language: self.language.clone(),
            at: self.at.into(),
            source: if self.by_staff { STAFF } else { FORM }.to_owned(),
        }
    }
}

/// The addresses are validated: what was agreed to with the form is written down.
pub(super) async fn given(tx: &Tx, ctx: &Ctx, all: &[Agreed]) -> Result<(), Error> {
    let rows = all.iter().flat_map(|agreed| {
        let form = |kind, version| (!agreed.by_staff).then(|| agreed.row(ctx, kind, version));
        let (terms, privacy) = (form("terms", agreed.terms), form("privacy", agreed.privacy));
        let news = agreed.marketing.then(|| agreed.row(ctx, "marketing", agreed.privacy));
        [terms, privacy, news].into_iter().flatten()
    });
    queries::insert_consents(tx, rows.collect()).await
}

/// The address's owner wants no more news, by a link that a mail of ours has.
pub(super) async fn news_refused(
    tx: &Tx,
    ctx: &Ctx,
    row: &registrations::Model,
    privacy: Option<u32>,
) -> Result<(), Error> {
    let consent = consents::Model {
        granted: false,
        at: ctx.now.into(),
        source: UNSUBSCRIBE.to_owned(),
        ..Agreed::of(row).row(ctx, "marketing", privacy)
    };
    queries::insert_consents(tx, vec![consent]).await
}

/// The person has changed their mind about news, and reads the privacy text of this version.
pub(super) async fn news_changed(
    tx: &Tx,
    ctx: &Ctx,
    row: &registrations::Model,
    privacy: Option<u32>,
) -> Result<(), Error> {
    let consent = consents::Model {
        granted: row.marketing_consent,
        at: ctx.now.into(),
        source: MANAGE.to_owned(),
        ..Agreed::of(row).row(ctx, "marketing", privacy)
    };
    queries::insert_consents(tx, vec![consent]).await
}
