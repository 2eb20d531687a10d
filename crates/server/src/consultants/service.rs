//! Making, changing and deleting consultants.

use magnetiq_entity::consultants::Model;
use magnetiq_shared::consultants::{Consultant, ConsultantFields, ConsultantFilters};
use magnetiq_shared::{Code, Language, Page, ProblemType, Search, fields};
use uuid::Uuid;

use super::queries;
use crate::accounts::{self, Actor};
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::{Kept, Tx};
use crate::http::{ApiError, Checks, Cursor, IfMatch};
use crate::media::{self, Picture};

/// A page of consultants, by name. A house has some hundreds at most, so they are looked through in memory, where
/// letters of any alphabet compare as people expect.
pub(super) async fn list(
    ctx: &Ctx,
    filters: &ConsultantFilters,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<Consultant>, ApiError> {
    let words: Vec<String> = filters.search.iter().flat_map(Search::words).collect();
    let mut found: Vec<(String, Model)> = queries::all(ctx.db.read())
        .await?
        .into_iter()
        .filter_map(|row| {
            let text = [Some(&row.first_name), Some(&row.last_name), Some(&row.email), row.title.as_ref()];
            let text =
                text.into_iter().flatten().map(|text| text.to_lowercase()).collect::<Vec<_>>().join(" ");
            let wanted = words.iter().all(|word| text.contains(word))
                && filters.active.is_none_or(|is| row.is_active == is);
            wanted.then(|| (sort_key(&row), row))
        })
        .collect();
    found.sort_by(|(a, x), (b, y)| (a, x.id).cmp(&(b, y.id)));
    let total = found.len() as u64;
    let after = cursor.map(|cursor| (cursor.key, cursor.id));
    let rest = found
        .into_iter()
        .filter(|(key, row)| after.as_ref().is_none_or(|after| (key, row.id) > (&after.0, after.1)));
    let rows: Vec<_> = rest.take(limit as usize + 1).collect();
    let photos = rows.iter().filter_map(|(_, row)| row.photo_media_id).collect();
    let photos = media::pictures(ctx.db.read(), photos).await?;
    let wire = |(_, row): (String, Model)| {
        let photo = row.photo_media_id.and_then(|id| photos.get(&id).copied());
        wire(&row, photo)
    };
    let page = Cursor::page(rows, limit, |(key, row)| Cursor::after(key, row.id), wire);
    Ok(Page { total: Some(total), ..page })
}

/// Last name, then first name, however they are capitalised.
fn sort_key(row: &Model) -> String {
    format!("{}\u{1}{}", row.last_name, row.first_name).to_lowercase()
}

/// One consultant.
///
/// # Errors
/// `not-found`.
pub(super) async fn get(ctx: &Ctx, id: Uuid) -> Result<Consultant, ApiError> {
    let row = queries::by_id(ctx.db.read(), id).await?.ok_or_else(ApiError::not_found)?;
    let photo = photo(ctx, &row).await?;
    Ok(wire(&row, photo))
}

/// Adds somebody.
///
/// # Errors
/// `validation`.
pub(super) async fn create(ctx: &Ctx, who: &Actor, given: ConsultantFields) -> Result<Consultant, ApiError> {
    let timezone = accounts::timezone(ctx.db.read(), who.user).await?;
    let tx = ctx.db.begin_change(Kept::Program).await?;
    let mut row = Model {
        id: ctx.new_id(),
        first_name: String::new(),
        last_name: String::new(),
        email: String::new(),
        phone: None,
        title: None,
        photo_media_id: None,
        linkedin_url: None,
        booking_url: None,
        language: Language::default().code().to_owned(),
        timezone,
        odoo_user_id: None,
        user_id: None,
        is_active: true,
        version: 1,
        created_at: ctx.now.into(),
        updated_at: ctx.now.into(),
    };
    let mut checks = Checks::default();
    for (pointer, told) in
        [("/firstName", &given.first_name), ("/lastName", &given.last_name), ("/email", &given.email)]
    {
        if told.is_none() {
            checks.wrong(pointer, Code::Required);
        }
    }
    apply(&tx, &mut row, given, checks).await?;
    queries::insert(&tx, row.clone()).await?;
    let done = wire(&row, None);
    let act = Act::new("consultant.created", row.id, name(&row)).changed(&(), &done);
    audit::record(&tx, ctx, &who.author(), act).await?;
    tx.commit().await?;
    get(ctx, row.id).await
}

/// Changes somebody.
///
/// # Errors
/// `not-found`, `stale`, `validation`.
pub(super) async fn change(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    given: ConsultantFields,
) -> Result<Consultant, ApiError> {
    let tx = ctx.db.begin_change(Kept::Program).await?;
    let mut row = queries::by_id(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    seen.check(row.version)?;
    let before = wire(&row, None);
    apply(&tx, &mut row, given, Checks::default()).await?;
    row.version += 1;
    row.updated_at = ctx.now.into();
    queries::update(&tx, row.clone()).await?;
    let act = Act::new("consultant.updated", id, name(&row)).changed(&before, &wire(&row, None));
    audit::record(&tx, ctx, &who.author(), act).await?;
    tx.commit().await?;
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    get(ctx, id).await
}

/// Deletes somebody to whom nothing is linked.
///
/// # Errors
/// `not-found`, `stale`; `invalid-state` while something is linked, which is named.
pub(super) async fn delete(ctx: &Ctx, who: &Actor, id: Uuid, seen: &IfMatch) -> Result<(), ApiError> {
    let tx = ctx.db.begin_change(Kept::Program).await?;
    let row = queries::by_id(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    seen.check(row.version)?;
    let links = queries::links(&tx, id).await?;
    if !links.is_empty() {
        let detail = format!("linked to {}; set them inactive instead", links.join(", "));
        return Err(ApiError::new(ProblemType::InvalidState).detail(detail));
    }
    queries::delete(&tx, id).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("consultant.deleted", id, name(&row))).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts what was told into the row, where all of it is right.
async fn apply(
    tx: &Tx,
    row: &mut Model,
    given: ConsultantFields,
    mut checks: Checks,
) -> Result<(), ApiError> {
    let line = |text: Option<String>| fields::optional_line(text.as_deref());
    let website = |text: Option<String>| fields::website(text.as_deref());
    if let Some(first) = given.first_name {
        row.first_name = checks.keep("/firstName", fields::name(&first));
    }
    if let Some(last) = given.last_name {
        row.last_name = checks.keep("/lastName", fields::name(&last));
    }
    if let Some(email) = given.email {
        row.email = checks.keep("/email", fields::email(&email));
    }
    if let Some(phone) = given.phone {
        row.phone = checks.keep("/phone", fields::phone(phone.as_deref()));
    }
    if let Some(title) = given.title {
        row.title = checks.keep("/title", line(title));
    }
    if let Some(url) = given.linkedin_url {
        row.linkedin_url = checks.keep("/linkedinUrl", website(url));
    }
    if let Some(url) = given.booking_url {
        row.booking_url = checks.keep("/bookingUrl", website(url));
    }
    if let Some(language) = given.language {
        row.language = language.code().to_owned();
    }
    if let Some(zone) = given.timezone {
        row.timezone = checks.keep("/timezone", crate::http::timezone(&zone));
    }
    if let Some(user) = given.odoo_user_id {
        match user {
            Some(..1) => checks.wrong("/odooUserId", Code::Type),
            user => row.odoo_user_id = user,
        }
    }
    row.is_active = given.is_active.unwrap_or(row.is_active);
    if let Some(photo) = given.photo_media_id {
        if let Some(id) = photo
            && media::picture(tx, id).await?.is_none()
        {
            checks.wrong("/photoMediaId", Code::Unknown);
        }
        row.photo_media_id = photo;
    }
    if let Some(user) = given.user_id {
        if let Some(id) = user {
            if !queries::is_user(tx, id).await? {
                checks.wrong("/userId", Code::Unknown);
            } else if queries::is_taken(tx, id, row.id).await? {
                checks.wrong("/userId", Code::Taken);
            }
        }
        row.user_id = user;
    }
    checks.finish()
}

async fn photo(ctx: &Ctx, row: &Model) -> Result<Option<Picture>, ApiError> {
    match row.photo_media_id {
        Some(id) => Ok(media::picture(ctx.db.read(), id).await?),
        None => Ok(None),
    }
}

fn name(row: &Model) -> String {
    format!("{} {}", row.first_name, row.last_name)
}

fn wire(row: &Model, photo: Option<Picture>) -> Consultant {
    Consultant {
        id: row.id,
        first_name: row.first_name.clone(),
        last_name: row.last_name.clone(),
        email: row.email.clone(),
        phone: row.phone.clone(),
        title: row.title.clone(),
        photo_media_id: row.photo_media_id,
        photo_url: media::photo_url(photo, &row.first_name, &row.last_name, row.id),
        linkedin_url: row.linkedin_url.clone(),
        booking_url: row.booking_url.clone(),
        language: row.language.parse().unwrap_or_default(),
        timezone: row.timezone.clone(),
        odoo_user_id: row.odoo_user_id,
        user_id: row.user_id,
        is_active: row.is_active,
        created_at: row.created_at.utc(),
        updated_at: row.updated_at.utc(),
        version: row.version,
    }
}
