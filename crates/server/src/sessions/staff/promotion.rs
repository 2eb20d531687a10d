//! Links, texts and pictures with which a session is spread.

use magnetiq_mail::localtime;
use magnetiq_shared::staff::sessions::{Promotion, StaffSession};
use magnetiq_shared::{Language, TranslatedText, links};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::SessionError;
use crate::ctx::Ctx;

/// How a session is spread.
///
/// # Errors
/// `not-found` where its address is too long for a picture.
pub(super) fn promotion(ctx: &Ctx, session: &StaffSession) -> Result<Promotion, SessionError> {
    let base = &ctx.config.base_url;
    let slug = &session.fields.slug;
    let both = |of: &dyn Fn(Language) -> String| TranslatedText::new(of(Language::En), of(Language::De));
    let url = both(&|language| format!("{base}{}", links::landing(language, slug)));
    let card = both(&|language| format!("{base}/api/v1/public/sessions/{slug}/card.png?lang={language}"));
    let text =
        session.fields.social_media_copy.clone().unwrap_or_else(|| both(&|language| post(session, language)));
    let address = utf8_percent_encode(&url.en, NON_ALPHANUMERIC).to_string();
    let words = utf8_percent_encode(&text.en, NON_ALPHANUMERIC).to_string();
    let code = qrcode::QrCode::new(url.en.as_bytes()).map_err(|_| SessionError::NotFound)?;
    let qr = code.render::<qrcode::render::svg::Color>().min_dimensions(240, 240).build();
    Ok(Promotion {
        linkedin_url: format!("https://www.linkedin.com/sharing/share-offsite/?url={address}"),
        x_url: format!("https://x.com/intent/post?url={address}&text={words}"),
        embed: format!(
            "<script type=\"module\" src=\"{base}/embed/program.js\"></script>\n<magnetiq-program></magnetiq-program>"
        ),
        url,
        card_url: card,
        text,
        qr,
    })
}

/// A post made of the facts.
fn post(session: &StaffSession, language: Language) -> String {
    let zone = session.fields.timezone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let when = localtime::moment(session.fields.starts_at, zone, language);
    let title = session.shown_title.get(language);
    match language {
        Language::En => format!("{title}\nWebinar with {}, {when}.", session.speaker.name),
        Language::De => format!("{title}\nWebinar mit {}, {when}.", session.speaker.name),
    }
}
