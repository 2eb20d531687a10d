//! What stands in the table of registrations.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_shared::Language;
use magnetiq_shared::registrations::{Registration, RegistrationStatus};

use crate::http::sheet::Cell;

/// The columns, for as long as the API has this version.
pub(super) const HEADER: [&str; 23] = [
    "reference",
    "session_title",
    "session_starts_at",
    "session_starts_at_local",
    "first_name",
    "last_name",
    "email",
    "company",
    "position",
    "phone",
    "website",
    "status",
    "payment_status",
    "price",
    "currency",
    "language",
    "timezone",
    "source",
    "marketing_consent",
    "registered_at",
    "confirmed_at",
    "attended",
    "requirements",
];

/// A row, as long as the header.
pub(super) type Row = [Cell; HEADER.len()];

/// The registration's row. Titles are English; all times but the local one are UTC.
pub(super) fn cells(row: Registration, requirements: Option<String>) -> Row {
    let utc = |at: DateTime<Utc>| Cell::Time(at.fixed_offset());
    let word = |word: &str| Cell::Text(word.to_owned());
    let yes_no = |yes| word(if yes { "yes" } else { "no" });
    let starts_at = row.session.starts_at;
    let zone: Tz = row.session.timezone.parse().unwrap_or(Tz::UTC);
    [
        Cell::Text(row.reference),
        word(row.session.title.get(Language::En)),
        utc(starts_at),
        Cell::Time(starts_at.with_timezone(&zone).fixed_offset()),
        Cell::Text(row.first_name),
        Cell::Text(row.last_name),
        Cell::Text(row.email),
        row.company.into(),
        row.position.into(),
        row.phone.into(),
        row.website.into(),
        word(row.status.word()),
        word(row.payment_status.word()),
        row.price.map_or(Cell::Empty, Cell::Amount),
        row.price.map(|price| price.currency.to_string()).into(),
        word(row.language.code()),
        Cell::Text(row.timezone),
        Cell::Text(row.source),
        yes_no(row.marketing_consent),
        utc(row.registered_at),
        row.confirmed_at.map_or(Cell::Empty, utc),
        match row.status {
            RegistrationStatus::Attended => yes_no(true),
            RegistrationStatus::NoShow => yes_no(false),
            _ => Cell::Empty,
        },
        requirements.into(),
    ]
}
