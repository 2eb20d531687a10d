//! Who takes part in a session, in figures.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use magnetiq_domain::countries::country_of;
use magnetiq_domain::mail_providers::own_domain;
use magnetiq_shared::registrations::{Demographics, Share};
use uuid::Uuid;

use super::queries::demographics::{Organisation, Taking, organisations, taking_part};
use crate::ctx::Ctx;
use crate::db::Error;

/// How many of each are told.
const TOLD: usize = 10;

/// Of all who have a place in the session.
pub(super) async fn of_session(ctx: &Ctx, session: Uuid) -> Result<Demographics, Error> {
    let people = taking_part(ctx.db.read(), session).await?;
    let domains = people.iter().filter_map(|one| own_domain(&one.email_key)).map(str::to_owned).collect();
    Ok(figures(&people, &organisations(ctx.db.read(), domains).await?))
}

fn figures(people: &[Taking], known: &HashMap<String, Organisation>) -> Demographics {
    let house = |one: &Taking| own_domain(&one.email_key).and_then(|domain| known.get(domain));
    let country = |one: &Taking| {
        let by_zone = || country_of(&one.timezone).map(str::to_owned);
        house(one).and_then(|house| house.country.clone()).or_else(by_zone)
    };
    Demographics {
        people: u32::try_from(people.len()).unwrap_or(u32::MAX),
        positions: most(people.iter().map(|one| one.position.clone())),
        companies: most(people.iter().map(|one| one.company.clone())),
        company_sizes: most(people.iter().map(|one| house(one)?.company_size.clone())),
        industries: most(people.iter().map(|one| house(one)?.industry.clone())),
        countries: most(people.iter().map(country)),
        languages: most(people.iter().map(|one| Some(one.language.clone()))),
        sources: most(people.iter().map(|one| Some(one.source.clone()))),
    }
}

/// What is shared by most, however it is capitalised; shown as it is written first.
fn most(values: impl Iterator<Item = Option<String>>) -> Vec<Share> {
    let mut counts = BTreeMap::<String, Share>::new();
    for value in values.flatten() {
        let value = value.trim();
        if !value.is_empty() {
            let share = counts
                .entry(value.to_lowercase())
                .or_insert_with(|| Share { value: value.to_owned(), count: 0 });
            share.count += 1;
        }
    }
    let mut shares: Vec<Share> = counts.into_values().collect();
    shares.sort_by_key(|share| Reverse(share.count));
    shares.truncate(TOLD);
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody(email: &str, position: &str, timezone: &str) -> Taking {
        Taking {
            email_key: email.to_owned(),
            position: Some(position.to_owned()),
            company: None,
            timezone: timezone.to_owned(),
            language: "en".to_owned(),
            source: "website".to_owned(),
        }
    }

    #[test]
    fn shares_are_counted_whatever_their_letters_and_unknown_ones_left_out() {
        let people = [
            somebody("a@alpenstrom.example", "Energy manager", "Europe/Berlin"),
            somebody("b@alpenstrom.example", "energy Manager ", "UTC"),
            somebody("c@gmail.com", "", "Europe/Zurich"),
        ];
        let house = Organisation {
            company_size: Some("51-200".to_owned()),
            industry: None,
            country: Some("AT".to_owned()),
        };
        let told = figures(&people, &HashMap::from([("alpenstrom.example".to_owned(), house)]));
        let share = |value: &str, count| Share { value: value.to_owned(), count };
        assert_eq!(told.people, 3);
        assert_eq!(told.positions, [share("Energy manager", 2)]);
        assert_eq!(told.company_sizes, [share("51-200", 2)]);
        assert_eq!(told.countries, [share("AT", 2), share("CH", 1)]);
        assert!(told.companies.is_empty() && told.industries.is_empty());
    }
}
