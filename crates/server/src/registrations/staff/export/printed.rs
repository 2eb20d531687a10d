//! The list to print: names, companies, positions and states, page by page, with the session above.

use actix_web::web;
use chrono_tz::Tz;
use magnetiq_mail::localtime;
use magnetiq_shared::registrations::{Registration, RegistrationFilters, RegistrationStatus};
use magnetiq_shared::{Language, Page};

use super::super::queries::list;
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Cursor};
use crate::media::card::Face;
use crate::paper::{About, Area, Colour, Paper, PaperError, STANDING, Sheet, Style};

/// How many people a list to print has at most.
pub(super) const MOST_ROWS: u64 = 5_000;

const LEFT: f32 = 48.0;
const ROW: f32 = 21.0;
const FIRST: f32 = 148.0;
const PER_PAGE: usize = 30;
/// Where each column begins, and how wide it is.
const COLUMNS: [(f32, f32); 4] = [(0.0, 150.0), (156.0, 140.0), (302.0, 118.0), (426.0, 74.0)];

/// One line of the list.
struct Line([String; 4]);

/// What stands above the list.
struct Head {
    language: Language,
    title: String,
    date: String,
    brand: String,
    accent: Colour,
    made: String,
}

/// The list of all that pass the filters, in their order, in the language of the program.
///
/// # Errors
/// Where it can't be read or written.
pub(super) async fn list(ctx: &Ctx, filters: &RegistrationFilters, at_once: u64) -> ApiResult<Vec<u8>> {
    let settings = ctx.program.at(ctx.now).program.settings.clone();
    let language = settings.program.language;
    let mut lines = Vec::new();
    let mut session = None;
    let mut cursor = None;
    loop {
        let page: Page<(Line, _)> = list::rows(ctx.db.read(), filters, at_once, cursor, line).await?;
        for (line, about) in page.data {
            session.get_or_insert(about);
            lines.push(line);
        }
        match Cursor::read(page.next_cursor.as_deref())? {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
    for Line(cells) in &mut lines {
        cells[3] = state(cells[3].parse().unwrap_or(RegistrationStatus::Cancelled), language).to_owned();
    }
    let session = session.filter(|_| filters.session.is_some());
    let zone: Tz = settings.program.timezone.parse().unwrap_or(Tz::UTC);
    let head = Head {
        language,
        title: match &session {
            Some(session) => session.title.get(language).to_owned(),
            None => word(language, "Registrations", "Anmeldungen").to_owned(),
        },
        date: session
            .map(|one| localtime::moment(one.starts_at, one.timezone.parse().unwrap_or(zone), language))
            .unwrap_or_default(),
        brand: settings.brand.name.clone(),
        accent: Colour::hex(&settings.brand.accent),
        made: localtime::moment(ctx.now, zone, language),
    };
    let now = ctx.now;
    let drawn = web::block(move || {
        let author = head.brand.clone();
        let about =
            About { title: &head.title, author: &author, language: head.language.code(), made_at: now };
        draw(&about, &head, &lines)
    });
    drawn.await.map_err(ApiError::internal)?.map_err(ApiError::internal)
}

fn line(
    row: Registration,
    _: Option<String>,
) -> (Line, magnetiq_shared::registrations::SessionOfRegistration) {
    let name = format!("{} {}", row.first_name, row.last_name);
    let cells = [
        name,
        row.company.unwrap_or_default(),
        row.position.unwrap_or_default(),
        row.status.word().to_owned(),
    ];
    (Line(cells), row.session)
}

fn draw(about: &About<'_>, head: &Head, lines: &[Line]) -> Result<Vec<u8>, PaperError> {
    let mut paper = Paper::new(about)?;
    let pages = lines.chunks(PER_PAGE).count().max(1);
    for at in 0..pages {
        let rows = lines.chunks(PER_PAGE).nth(at).unwrap_or_default();
        paper.page(STANDING, |sheet| {
            frame(sheet, head, (at + 1, pages), lines.len());
            for (place, Line(cells)) in rows.iter().enumerate() {
                let y = FIRST + ROW * place as f32;
                if place % 2 == 1 {
                    let band = Area { x: LEFT - 6.0, y: y - 14.0, w: STANDING.0 - 2.0 * LEFT + 12.0, h: ROW };
                    sheet.tile(band, 3.0, head.accent.tint(0.05));
                }
                for (column, (cell, (x, width))) in cells.iter().zip(COLUMNS).enumerate() {
                    let face = if column == 0 { Face::Strong } else { Face::Text };
                    let colour = if column == 0 { Colour::INK } else { Colour::SOFT };
                    sheet.text((LEFT + x, y), Style::new(face, 9.5, colour), cell, width);
                }
            }
        })?;
    }
    paper.finish()
}

fn frame(sheet: &mut Sheet<'_>, head: &Head, (page, pages): (usize, usize), people: usize) {
    let (width, height) = STANDING;
    let measure = width - 2.0 * LEFT;
    let small = Style::new(Face::Text, 9.0, Colour::SOFT);
    sheet.mark((LEFT, 38.0), 18.0, head.accent);
    sheet.text(
        (LEFT + 25.0, 51.0),
        Style::new(Face::Strong, 10.0, Colour::SOFT),
        &head.brand,
        measure - 25.0,
    );
    sheet.text((LEFT, 84.0), Style::new(Face::Display, 17.0, Colour::INK), &head.title, measure);
    sheet.text((LEFT, 101.0), Style::new(Face::Text, 10.5, Colour::SOFT), &head.date, measure - 120.0);
    let count = format!("{people} {}", word(head.language, "people", "Personen"));
    sheet.right((width - LEFT, 101.0), Style::new(Face::Text, 10.5, Colour::SOFT), &count, 110.0);
    let titles = match head.language {
        Language::En => ["Name", "Company", "Position", "Status"],
        Language::De => ["Name", "Firma", "Position", "Status"],
    };
    for (title, (x, column)) in titles.iter().zip(COLUMNS) {
        sheet.text((LEFT + x, FIRST - 22.0), Style::new(Face::Strong, 8.5, head.accent), title, column);
    }
    sheet.rule((LEFT, FIRST - 16.0), measure, Colour::LINE);
    sheet.text((LEFT, height - 34.0), small, &head.made, measure - 100.0);
    let (page_word, of) = (word(head.language, "Page", "Seite"), word(head.language, "of", "von"));
    sheet.right((width - LEFT, height - 34.0), small, &format!("{page_word} {page} {of} {pages}"), 100.0);
}

const fn word(language: Language, english: &'static str, german: &'static str) -> &'static str {
    match language {
        Language::En => english,
        Language::De => german,
    }
}

const fn state(status: RegistrationStatus, language: Language) -> &'static str {
    use RegistrationStatus as Is;
    match status {
        Is::PendingVerification => word(language, "not validated", "nicht bestätigt"),
        Is::PendingApproval => word(language, "to be approved", "zu prüfen"),
        Is::PendingPayment => word(language, "to be paid", "zu bezahlen"),
        Is::Confirmed => word(language, "confirmed", "angemeldet"),
        Is::Waitlisted => word(language, "waiting", "wartet"),
        Is::Offered => word(language, "place offered", "Platz angeboten"),
        Is::Cancelled => word(language, "cancelled", "storniert"),
        Is::Declined => word(language, "declined", "abgelehnt"),
        Is::Expired => word(language, "expired", "abgelaufen"),
        Is::Attended => word(language, "attended", "war da"),
        Is::NoShow => word(language, "not there", "war nicht da"),
    }
}
