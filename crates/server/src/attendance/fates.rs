//! Whose registration each person of a report is.

use std::collections::HashMap;

use magnetiq_domain::closing::was_there;
use magnetiq_shared::attendance::{ReportFate, ReportPerson};
use magnetiq_shared::fields::email_key;
use uuid::Uuid;

use super::report::{Person, name_key, together};

/// Somebody with a place.
#[derive(Clone, Debug)]
pub(super) struct Registered {
    pub id: Uuid,
    pub reference: String,
    pub email_key: String,
    pub name: String,
}

/// What a report says of the people in it, and of the registrations that are theirs.
pub(super) struct Fates {
    pub people: Vec<ReportPerson>,
    /// How long each registration's person was there in all, where the report says so, and what becomes of it.
    pub registrations: HashMap<Uuid, (Option<u32>, ReportFate)>,
}

/// Finds each person by address, then by name where exactly one has it, and says what becomes of them: somebody who
/// came by computer and by phone was there as long as both together.
pub(super) fn fates(people: Vec<Person>, registered: &[Registered], min_minutes: u32) -> Fates {
    let by_email: HashMap<&str, &Registered> =
        registered.iter().map(|one| (one.email_key.as_str(), one)).collect();
    let mut by_name: HashMap<String, Vec<&Registered>> = HashMap::new();
    for one in registered {
        by_name.entry(name_key(&one.name)).or_default().push(one);
    }
    let owner = |person: &Person| {
        let by_address = by_email.get(email_key(&person.email).as_str()).copied();
        let key = name_key(&person.name);
        let same_name = by_name.get(&key).filter(|_| !key.is_empty()).map_or(&[][..], Vec::as_slice);
        match (by_address, same_name) {
            (Some(found), _) => Ok(found),
            (None, [found]) => Ok(*found),
            (None, []) => Err(ReportFate::Unknown),
            (None, _) => Err(ReportFate::Ambiguous),
        }
    };
    let people: Vec<_> = people.into_iter().map(|person| (owner(&person), person)).collect();
    let mut seconds: HashMap<Uuid, Option<u32>> = HashMap::new();
    for (owner, person) in &people {
        if let Ok(owner) = owner {
            let sum = seconds.entry(owner.id).or_default();
            *sum = together(*sum, person.seconds);
        }
    }
    let registrations = seconds.into_iter().map(|(id, seconds)| {
        let minutes = seconds.map(minutes);
        let fate = match was_there(true, minutes, min_minutes) {
            true => ReportFate::Attended,
            false => ReportFate::TooShort,
        };
        (id, (minutes, fate))
    });
    let registrations: HashMap<_, _> = registrations.collect();
    let people = people.into_iter().map(|(owner, person)| ReportPerson {
        name: person.name,
        email: person.email,
        minutes: person.seconds.map(minutes),
        rows: person.rows,
        fate: owner.map_or_else(|fate| fate, |owner| registrations[&owner.id].1),
        registration_id: owner.ok().map(|one| one.id),
        reference: owner.ok().map(|one| one.reference.clone()),
    });
    Fates { people: people.collect(), registrations }
}

/// Minutes that were begun count.
fn minutes(seconds: u32) -> u32 {
    seconds.div_ceil(60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registered(id: u128, name: &str, email: &str) -> Registered {
        Registered {
            id: Uuid::from_u128(id),
            reference: format!("MW-{id}"),
            email_key: email_key(email),
            name: name.into(),
        }
    }

    #[test]
    fn addresses_go_before_names_and_a_name_has_to_be_one_persons() {
        let all = [
            registered(1, "Juliette Morel", "j@kestrel.example"),
            registered(2, "Jürgen Müller", "jm@other.example"),
            registered(3, "Jürgen Müller", "jm@third.example"),
        ];
        for (name, email, minutes, fate, id) in [
            ("Somebody", "J@Kestrel.example", Some(30), ReportFate::Attended, Some(1)),
            ("Morel, Juliette", "private@mail.example", Some(30), ReportFate::Attended, Some(1)),
            ("juliette  morel (Guest)", "", None, ReportFate::Attended, Some(1)),
            ("Juliette Morel", "", Some(4), ReportFate::TooShort, Some(1)),
            ("Jürgen Müller", "", Some(30), ReportFate::Ambiguous, None),
            ("Jürgen Müller", "jm@third.example", Some(30), ReportFate::Attended, Some(3)),
            ("Nobody", "nobody@mail.example", Some(1), ReportFate::Unknown, None),
        ] {
            let seconds = minutes.map(|minutes: u32| minutes * 60);
            let person = Person { name: name.into(), email: email.into(), seconds, rows: 1 };
            let told = fates(vec![person], &all, 5).people.remove(0);
            assert_eq!((told.fate, told.registration_id), (fate, id.map(Uuid::from_u128)), "{name} {email}");
        }
    }

    #[test]
    fn times_of_one_registration_are_summed_before_anything_is_decided() {
        let all = [registered(1, "Juliette Morel", "j@kestrel.example"), registered(2, " ", "erased:2")];
        let person = |name: &str, email: &str, minutes: u32| Person {
            name: name.into(),
            email: email.into(),
            seconds: Some(minutes * 60),
            rows: 1,
        };
        let rows = vec![
            person("J. M.", "j@kestrel.example", 53),
            person("Juliette Morel", "", 3),
            person("(Guest)", "guest@mail.example", 50),
        ];
        let told = fates(rows, &all, 55);
        let fates: Vec<_> = told.people.iter().map(|one| (one.minutes, one.fate)).collect();
        let expected = [
            (Some(53), ReportFate::Attended),
            (Some(3), ReportFate::Attended),
            (Some(50), ReportFate::Unknown),
        ];
        assert_eq!(fates, expected);
        let expected = HashMap::from([(Uuid::from_u128(1), (Some(56), ReportFate::Attended))]);
        assert_eq!(told.registrations, expected);
    }
}
