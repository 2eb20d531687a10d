//! Changing settings, a section at a time.

use magnetiq_shared::colour::{accent, contrast_with_white};
use magnetiq_shared::settings::{
    BrandPatch, BrandSection, LegalVersion, MailPatch, MailSection, ManagerPatch, NewLegalVersion,
    PrivacyPatch, PrivacySection, ProgramPatch, ProgramSection,
};
use magnetiq_shared::site::LegalKind;
use magnetiq_shared::{Code, FieldError, TranslatedText, fields};
use serde::Serialize;

use super::queries::{self, State};
use super::{
    BrandSettings, MailSettings, ManagerSettings, ProgramDefaults, RetentionSettings, SettingsError,
    reminders,
};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::{self, Conn, Kept, Tx};
use crate::html::rich;
use crate::http::{IfMatch, timezone};

/// How long a text may be in each language, in bytes of HTML.
const LONGEST_TEXT: usize = 60_000;

type Checked<T> = Result<T, SettingsError>;

pub(super) async fn brand(conn: &Conn) -> Checked<BrandSection> {
    Ok(brand_section(queries::load(conn).await?.brand, queries::state(conn, &["brand"]).await?))
}

pub(super) async fn program(conn: &Conn) -> Checked<ProgramSection> {
    let settings = queries::load(conn).await?;
    Ok(program_section(settings.program, settings.manager, queries::state(conn, PROGRAM).await?))
}

pub(super) async fn mail(ctx: &Ctx) -> Checked<MailSection> {
    let conn = ctx.db.read();
    Ok(mail_section(ctx, queries::load(conn).await?.mail, queries::state(conn, &["mail"]).await?))
}

pub(super) async fn privacy(conn: &Conn) -> Checked<PrivacySection> {
    Ok(privacy_section(queries::load(conn).await?.retention, queries::state(conn, &["retention"]).await?))
}

/// The rows of the program's section.
const PROGRAM: &[&str] = &["program", "manager"];

/// Changes the brand.
///
/// # Errors
/// `stale`, `validation`.
pub(super) async fn change_brand(
    ctx: &Ctx,
    who: &Actor,
    seen: &IfMatch,
    patch: BrandPatch,
) -> Checked<BrandSection> {
    let tx = begin(ctx, seen, &["brand"]).await?;
    let before = queries::load(&tx).await?.brand;
    let mut after = before.clone();
    let mut check = Check::default();
    check.set("/organisation", patch.organisation, &mut after.organisation, required_line);
    check.set("/name", patch.name, &mut after.name, required_line);
    check.set("/tagline", patch.tagline, &mut after.tagline, short_text);
    let email = |given: Option<String>| given.map(|email| fields::email(&email)).transpose();
    check.set("/contactEmail", patch.contact_email, &mut after.contact_email, email);
    check
        .set("/supportPhone", patch.support_phone, &mut after.support_phone, |p| fields::phone(p.as_deref()));
    check.set("/homeUrl", patch.home_url, &mut after.home_url, |url| fields::website(url.as_deref()));
    let line = |given: String| fields::optional_line(Some(&given)).map(Option::unwrap_or_default);
    check.set("/footerAddress", patch.footer_address, &mut after.footer_address, line);
    check.set("/accent", patch.accent, &mut after.accent, |colour| accent(&colour));
    if let Some(logo) = patch.logo_media_id {
        let is_picture = match logo {
            Some(id) => queries::is_picture(&tx, id).await?,
            None => true,
        };
        check.set("/logoMediaId", Some(logo), &mut after.logo_media_id, |logo| {
            if is_picture { Ok(logo) } else { Err(Code::Unknown) }
        });
    }
    check.done()?;
    queries::save_by(&tx, ctx, "brand", &after, who.user).await?;
    let state = commit(ctx, who, tx, "brand", (&before, &after), &["brand"]).await?;
    Ok(brand_section(after, state))
}

/// Changes who manages the program and what new sessions begin with.
///
/// # Errors
/// `stale`, `validation`.
pub(super) async fn change_program(
    ctx: &Ctx,
    who: &Actor,
    seen: &IfMatch,
    patch: ProgramPatch,
) -> Checked<ProgramSection> {
    let tx = begin(ctx, seen, PROGRAM).await?;
    let settings = queries::load(&tx).await?;
    let before = (settings.program, settings.manager);
    let (mut program, mut manager) = before.clone();
    let mut check = Check::default();
    let within = |least: u32, most: u32| {
        move |given: Option<u32>| match given {
            Some(number) if !(least..=most).contains(&number) => Err(Code::Type),
            _ => Ok(given),
        }
    };
    check.set(
        "/registrationWindowDays",
        patch.registration_window_days,
        &mut program.registration_window_days,
        within(1, 365),
    );
    check.set("/capacity", patch.capacity, &mut program.capacity, within(1, 100_000));
    check.set("/timezone", patch.timezone, &mut program.timezone, |zone| timezone(&zone));
    check.set("/taxRateBp", patch.tax_rate_bp, &mut program.tax_rate_bp, |rate| {
        if rate <= 5_000 { Ok(rate) } else { Err(Code::Type) }
    });
    program.allow_waitlist = patch.allow_waitlist.unwrap_or(program.allow_waitlist);
    program.language = patch.language.unwrap_or(program.language);
    if let Some(steps) = patch.reminders {
        program.reminders =
            reminders::clean(steps, |pointer, code| check.0.push(FieldError::new(pointer, code)));
    }
    if let Some(patch) = patch.manager {
        change_manager(&tx, &mut check, patch, &mut manager).await?;
    }
    check.done()?;
    queries::save_by(&tx, ctx, "program", &program, who.user).await?;
    queries::save_by(&tx, ctx, "manager", &manager, who.user).await?;
    let now = State::default();
    let section = |program: &ProgramDefaults, manager: &ManagerSettings| {
        program_section(program.clone(), manager.clone(), now)
    };
    let (old, new) = (section(&before.0, &before.1), section(&program, &manager));
    let state = commit(ctx, who, tx, "program", (&old, &new), PROGRAM).await?;
    Ok(program_section(program, manager, state))
}

async fn change_manager(
    tx: &Tx,
    check: &mut Check,
    patch: ManagerPatch,
    manager: &mut ManagerSettings,
) -> Checked<()> {
    if let Some(person) = patch.consultant_id {
        let is_there = match person {
            Some(id) => queries::is_consultant(tx, id).await?,
            None => true,
        };
        check.set("/manager/consultantId", Some(person), &mut manager.consultant_id, |person| {
            if is_there { Ok(person) } else { Err(Code::Unknown) }
        });
    }
    manager.new_registrations = patch.new_registrations.unwrap_or(manager.new_registrations);
    manager.session_reminders = patch.session_reminders.unwrap_or(manager.session_reminders);
    manager.performance_reports = patch.performance_reports.unwrap_or(manager.performance_reports);
    Ok(())
}

/// Changes who mails come from.
///
/// # Errors
/// `stale`, `validation`.
pub(super) async fn change_mail(
    ctx: &Ctx,
    who: &Actor,
    seen: &IfMatch,
    patch: MailPatch,
) -> Checked<MailSection> {
    let tx = begin(ctx, seen, &["mail"]).await?;
    let before = queries::load(&tx).await?.mail;
    let mut after = before.clone();
    let mut check = Check::default();
    check.set("/senderName", patch.sender_name, &mut after.sender_name, |name| {
        fields::optional_line(name.as_deref())
    });
    let email = |given: Option<String>| given.map(|email| fields::email(&email)).transpose();
    check.set("/replyTo", patch.reply_to, &mut after.reply_to, email);
    check.done()?;
    queries::save_by(&tx, ctx, "mail", &after, who.user).await?;
    let state = commit(ctx, who, tx, "mail", (&before, &after), &["mail"]).await?;
    Ok(mail_section(ctx, after, state))
}

/// Changes how long people's data are kept.
///
/// # Errors
/// `stale`, `validation`.
pub(super) async fn change_privacy(
    ctx: &Ctx,
    who: &Actor,
    seen: &IfMatch,
    patch: PrivacyPatch,
) -> Checked<PrivacySection> {
    let tx = begin(ctx, seen, &["retention"]).await?;
    let before = queries::load(&tx).await?.retention;
    let mut after = before.clone();
    let mut check = Check::default();
    check.set("/retentionMonths", patch.retention_months, &mut after.retention_months, |months| {
        if months.is_none_or(|months| (1..=120).contains(&months)) { Ok(months) } else { Err(Code::Type) }
    });
    check.done()?;
    queries::save_by(&tx, ctx, "retention", &after, who.user).await?;
    let state = commit(ctx, who, tx, "retention", (&before, &after), &["retention"]).await?;
    Ok(privacy_section(after, state))
}

/// Publishes a new version of a text; it is in force at once.
///
/// # Errors
/// `validation` unless it is there in both languages.
pub(super) async fn publish(
    ctx: &Ctx,
    who: &Actor,
    kind: LegalKind,
    given: NewLegalVersion,
) -> Checked<LegalVersion> {
    let mut check = Check::default();
    let mut body = TranslatedText::default();
    let written = |html: String| match rich::sanitise(&html) {
        clean if rich::is_blank(&clean) => Err(Code::Required),
        clean if clean.len() > LONGEST_TEXT => Err(Code::TooLong),
        clean => Ok(clean),
    };
    check.set("/body/en", Some(given.body.en), &mut body.en, written);
    let german = |html: Option<String>| written(html.unwrap_or_default()).map(Some);
    check.set("/body/de", Some(given.body.de), &mut body.de, german);
    check.done()?;
    let tx = ctx.db.begin().await?;
    db::bump(&tx, Kept::Program).await?;
    let version = queries::legal_text(&tx, kind).await?.map_or(0, |text| text.version) + 1;
    let published = LegalVersion { kind, version, published_at: ctx.now, is_current: true, body: Some(body) };
    queries::insert_legal(&tx, &published).await?;
    let act =
        Act { action: "legal-text.published", subject: None, name: word(kind, version), changes: vec![] };
    audit::record(&tx, ctx, &who.author(), act).await?;
    tx.commit().await?;
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    Ok(published)
}

fn word(kind: LegalKind, version: u32) -> String {
    format!("{} {version}", queries::word(kind))
}

/// Begins a change of these rows, which nobody else changes until it ends.
async fn begin(ctx: &Ctx, seen: &IfMatch, keys: &[&str]) -> Checked<Tx> {
    let tx = ctx.db.begin().await?;
    db::bump(&tx, Kept::Program).await?;
    let state = queries::state(&tx, keys).await?;
    seen.check(state.version).map_err(|_| SettingsError::Stale)?;
    Ok(tx)
}

async fn commit<T: Serialize>(
    ctx: &Ctx,
    who: &Actor,
    tx: Tx,
    section: &str,
    (before, after): (&T, &T),
    keys: &[&str],
) -> Checked<State> {
    let act = Act { action: "settings.updated", subject: None, name: section.to_owned(), changes: vec![] };
    audit::record(&tx, ctx, &who.author(), act.changed(before, after)).await?;
    let state = queries::state(&tx, keys).await?;
    tx.commit().await?;
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    Ok(state)
}

/// Checks fields one by one, and tells of all that are wrong.
#[derive(Default)]
struct Check(Vec<FieldError>);

impl Check {
    /// Puts what was given, if anything, where it belongs, once it keeps the rule.
    fn set<G, T>(
        &mut self,
        pointer: &str,
        given: Option<G>,
        field: &mut T,
        rule: impl FnOnce(G) -> Result<T, Code>,
    ) {
        match given.map(rule) {
            None => {}
            Some(Ok(value)) => *field = value,
            Some(Err(code)) => self.0.push(FieldError::new(pointer, code)),
        }
    }

    fn done(self) -> Checked<()> {
        if self.0.is_empty() { Ok(()) } else { Err(SettingsError::Fields(self.0)) }
    }
}

fn required_line(given: String) -> Result<String, Code> {
    fields::optional_line(Some(&given))?.ok_or(Code::Required)
}

/// A line in English and, where there is one, in German.
fn short_text(given: TranslatedText) -> Result<TranslatedText, Code> {
    Ok(TranslatedText { en: required_line(given.en)?, de: fields::optional_line(given.de.as_deref())? })
}

fn brand_section(brand: BrandSettings, state: State) -> BrandSection {
    let accent_contrast = contrast_with_white(&brand.accent).unwrap_or_default();
    let accent_contrast = (accent_contrast * 100.0).round() / 100.0;
    BrandSection { brand, accent_contrast, updated_at: state.updated_at, version: state.version }
}

fn program_section(defaults: ProgramDefaults, manager: ManagerSettings, state: State) -> ProgramSection {
    ProgramSection { defaults, manager, updated_at: state.updated_at, version: state.version }
}

fn privacy_section(retention: RetentionSettings, state: State) -> PrivacySection {
    PrivacySection { retention, updated_at: state.updated_at, version: state.version }
}

fn mail_section(ctx: &Ctx, sender: MailSettings, state: State) -> MailSection {
    MailSection {
        sender,
        from_email: ctx.config.mail_from.clone(),
        smtp: ctx.config.smtp_shown(),
        updated_at: state.updated_at,
        version: state.version,
    }
}
