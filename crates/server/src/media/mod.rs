//! Pictures. Those drawn by the program have their seed in the address, so that they are never stored.

pub mod card;
pub mod cover;
mod routes;

use uuid::Uuid;

pub use routes::routes;

/// The address of a topic's drawn cover.
pub fn cover_url(pattern: &str, topic: Uuid) -> String {
    format!("/media/covers/{pattern}-{}.svg", seed(topic))
}

/// The address of a person's drawn portrait.
pub fn portrait_url(first_name: &str, last_name: &str, person: Uuid) -> String {
    let initials: String = [first_name, last_name]
        .iter()
        .filter_map(|name| name.chars().find(|c| c.is_ascii_alphabetic()))
        .collect();
    format!("/media/portraits/{}-{}.svg", initials.to_ascii_uppercase(), seed(person))
}

/// What a drawn picture's name or address says, `waves-42` or `/media/covers/waves-42.svg`: the pattern or the
/// initials, and the seed. `None` for uploaded ones.
pub fn drawn(url: &str) -> Option<(&str, u64)> {
    let name = url.rsplit('/').next()?;
    let (kind, seed) = name.strip_suffix(".svg").unwrap_or(name).rsplit_once('-')?;
    Some((kind, seed.parse::<u32>().ok()?.into()))
}

fn seed(id: Uuid) -> u32 {
    id.as_u128() as u32
}
