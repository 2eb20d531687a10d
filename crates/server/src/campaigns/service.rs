//! Writing a campaign, and seeing how it looks.

use chrono::Duration;
use magnetiq_shared::accounts::TestMailOutcome;
use magnetiq_shared::campaigns::{
    CAMPAIGN_BODY_MAX, CAMPAIGN_SUBJECT_MAX, Campaign, CampaignGroup, CampaignPatch, CampaignPreview,
    CampaignPurpose, CampaignState, NewCampaign, unknown_placeholder,
};
use magnetiq_shared::registrations::{REGISTRATION_BULK_MAX, RegistrationFilters};
use magnetiq_shared::{Code, FieldError, Language, TranslatedText, fields};
use serde::Serialize;
use uuid::Uuid;

use super::queries::{self, Row};
use super::{CampaignError, group};
use crate::accounts::{self, Actor};
use crate::audit::{self, Act};
use crate::crypto::{LinkToken, Purpose};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::html::rich;
use crate::http::{ApiError, Checks, IfMatch};
use crate::messages::{self, progress};

/// How long the address of a preview is good.
const PREVIEW: Duration = Duration::minutes(15);

/// What staff write of a campaign.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    purpose: CampaignPurpose,
    subject: TranslatedText,
    body: TranslatedText,
    group: CampaignGroup,
}

impl Content {
    fn of(row: &Row) -> Self {
        let audience = queries::audience(row);
        Self {
            purpose: audience.purpose,
            subject: row.subject.0.clone(),
            body: row.body.0.clone(),
            group: audience.group,
        }
    }

    /// As it is written: HTML sanitised, and nothing in it that names no placeholder.
    fn cleaned(self) -> Result<Self, CampaignError> {
        let mut checks = Checks::default();
        let subject = texts(&mut checks, "/subject", &self.subject, |text| {
            fields::line(text, CAMPAIGN_SUBJECT_MAX).and_then(known)
        });
        let body = texts(&mut checks, "/body", &self.body, |html| {
            let html = rich::sanitise(html);
            match html.chars().count() > CAMPAIGN_BODY_MAX {
                true => Err(Code::TooLong),
                // Empty paragraphs, as editors leave them, are no words.
                false if rich::is_blank(&html) => Ok(String::new()),
                false => known(html),
            }
        });
        let group = cleaned(&mut checks, self.group);
        checks.errors().map_err(CampaignError::Fields)?;
        Ok(Self { purpose: self.purpose, subject, body, group })
    }

    fn into_row(self, row: Row) -> Row {
        Row {
            purpose: self.purpose.word().to_owned(),
            subject: self.subject.into(),
            body: self.body.into(),
            filters: self.group.filters.into(),
            registration_ids: self.group.registration_ids.map(Into::into),
            ..row
        }
    }
}

/// A draft's texts may lack anything, and German that is empty is none.
fn texts(
    checks: &mut Checks,
    pointer: &str,
    given: &TranslatedText,
    rule: impl Fn(&str) -> Result<String, Code>,
) -> TranslatedText {
    let en = checks.keep(&format!("{pointer}/en"), rule(&given.en));
    let de = given.de.as_deref().map(|german| checks.keep(&format!("{pointer}/de"), rule(german)));
    TranslatedText { en, de: de.filter(|german| !german.is_empty()) }
}

fn known(text: String) -> Result<String, Code> {
    if unknown_placeholder(&text).is_some() { Err(Code::Unknown) } else { Ok(text) }
}

fn cleaned(checks: &mut Checks, given: CampaignGroup) -> CampaignGroup {
    let filters = RegistrationFilters { sort: None, limit: None, cursor: None, ..given.filters };
    let registration_ids = given.registration_ids.map(|mut ids| {
        ids.sort_unstable();
        ids.dedup();
        if ids.len() > REGISTRATION_BULK_MAX {
            checks.wrong("/group/registrationIds", Code::TooLong);
        }
        ids
    });
    CampaignGroup { filters, registration_ids }
}

/// A campaign with its figures.
///
/// # Errors
/// `NotFound`.
pub(super) async fn get(ctx: &Ctx, id: Uuid) -> Result<Campaign, CampaignError> {
    let conn = ctx.db.read();
    let row = queries::by_id(conn, id).await?.ok_or(CampaignError::NotFound)?;
    let counts = progress::counts(conn, vec![id]).await?.remove(&id).unwrap_or_default();
    Ok(queries::shown(row, counts))
}

/// Makes a draft.
///
/// # Errors
/// `Fields`.
pub(super) async fn create(ctx: &Ctx, who: &Actor, given: NewCampaign) -> Result<Campaign, CampaignError> {
    let NewCampaign { purpose, subject, body, group } = given;
    let content = Content { purpose, subject, body, group }.cleaned()?;
    let row = Row {
        id: ctx.new_id(),
        purpose: String::new(),
        subject: TranslatedText::default().into(),
        body: TranslatedText::default().into(),
        filters: RegistrationFilters::default().into(),
        registration_ids: None,
        state: CampaignState::Draft.word().to_owned(),
        send_at: None,
        started_at: None,
        gathered_to: None,
        gathered_at: None,
        ended_at: None,
        version: 1,
        created_by: Some(who.user),
        updated_by: Some(who.user),
        created_at: ctx.now.into(),
        updated_at: ctx.now.into(),
    };
    let row = content.into_row(row);
    let tx = ctx.db.begin().await?;
    queries::insert(&tx, row.clone()).await?;
    record(&tx, ctx, who, "campaign.created", &row).await?;
    tx.commit().await?;
    Ok(queries::shown(row, Default::default()))
}

/// Changes a draft.
///
/// # Errors
/// `NotFound`, `Stale`, `Fields`; `State` where it is no draft any more.
pub(super) async fn change(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    patch: CampaignPatch,
) -> Result<Campaign, CampaignError> {
    let tx = ctx.db.begin().await?;
    let row = draft(&tx, id, seen).await?;
    let before = Content::of(&row);
    let after = Content {
        purpose: patch.purpose.unwrap_or(before.purpose),
        subject: patch.subject.unwrap_or_else(|| before.subject.clone()),
        body: patch.body.unwrap_or_else(|| before.body.clone()),
        group: patch.group.unwrap_or_else(|| before.group.clone()),
    };
    let after = after.cleaned()?;
    let act = Act::new("campaign.updated", id, after.subject.en.clone()).changed(&before, &after);
    let row = queries::touched(after.into_row(row), who.user, ctx.now);
    queries::update(&tx, row.clone()).await?;
    // How often a draft is saved says nothing.
    if !act.changes.is_empty() {
        audit::record(&tx, ctx, &who.author(), act).await?;
    }
    tx.commit().await?;
    Ok(queries::shown(row, Default::default()))
}

/// Deletes a draft.
///
/// # Errors
/// As of [`change`].
pub(super) async fn delete(ctx: &Ctx, who: &Actor, id: Uuid, seen: &IfMatch) -> Result<(), CampaignError> {
    let tx = ctx.db.begin().await?;
    let row = draft(&tx, id, seen).await?;
    queries::delete(&tx, id).await?;
    record(&tx, ctx, who, "campaign.deleted", &row).await?;
    tx.commit().await?;
    Ok(())
}

/// The draft, as whoever changes it saw it.
async fn draft(tx: &Tx, id: Uuid, seen: &IfMatch) -> Result<Row, CampaignError> {
    let row = queries::locked(tx, id).await?.ok_or(CampaignError::NotFound)?;
    seen.check(row.version).map_err(|_| CampaignError::Stale)?;
    match queries::state(&row) {
        CampaignState::Draft => Ok(row),
        state => Err(CampaignError::State(state)),
    }
}

/// Writes down that something was done with it.
pub(super) async fn record(
    tx: &Tx,
    ctx: &Ctx,
    who: &Actor,
    action: &'static str,
    row: &Row,
) -> Result<(), CampaignError> {
    let act = Act::new(action, row.id, row.subject.en.clone());
    Ok(audit::record(tx, ctx, &who.author(), act).await?)
}

/// What lacks before it can go out.
pub(super) fn missing(row: &Row) -> Vec<FieldError> {
    let lacks = [("/subject/en", row.subject.en.is_empty()), ("/body/en", row.body.en.is_empty())];
    lacks
        .into_iter()
        .filter(|(_, lacks)| *lacks)
        .map(|(pointer, _)| FieldError::new(pointer, Code::Required))
        .collect()
}

/// The campaign as the first of the group gets it.
///
/// # Errors
/// `not-found`.
pub(super) async fn preview(ctx: &Ctx, id: Uuid, language: Language) -> Result<CampaignPreview, ApiError> {
    let row = queries::by_id(ctx.db.read(), id).await?.ok_or(CampaignError::NotFound)?;
    let first = group::first(ctx.db.read(), &queries::audience(&row)).await?;
    let (recipient, mail) = messages::show_campaign(ctx, &queries::words_of(&row), first, language).await?;
    let expires_at = ctx.now + PREVIEW;
    let token = LinkToken { purpose: Purpose::CampaignPreview, id, epoch: 0, expires_at };
    let url = format!("/campaign-preview/{}?language={language}", ctx.keys.sign_link(token));
    Ok(CampaignPreview { recipient, subject: mail.subject, html: mail.html, url, text: mail.text })
}

/// Sends the same to oneself.
///
/// # Errors
/// `not-found`.
pub(super) async fn test(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    language: Language,
) -> Result<TestMailOutcome, ApiError> {
    let row = queries::by_id(ctx.db.read(), id).await?.ok_or(CampaignError::NotFound)?;
    let to = accounts::recipient(ctx.db.read(), who.user).await?.ok_or_else(ApiError::not_found)?;
    let first = group::first(ctx.db.read(), &queries::audience(&row)).await?;
    messages::test_campaign(ctx, &queries::words_of(&row), first, language, to.email).await
}
