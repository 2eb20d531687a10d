//! Whose registration each person of a report is.

use std::collections::HashMap;

use magnetiq_domain::closing::was_there;
use magnetiq_shared::attendance::{ReportFate, ReportPerson};
use magnetiq_shared::fields::email_key;
use uuid::Uuid;

use super::report::{Person, name_key};

/// Somebody with a place.
#[derive(Clone, Debug)]
pub(super) struct Registered {
    pub id: Uuid,
    pub reference: String,
    pub email_key: String,
    pub name: String,
}

/// Finds each person by address, then by name where exactly one has it, and says what becomes of them.
pub(super) fn fates(people: Vec<Person>, registered: &[Registered], min_minutes: u32) -> Vec<ReportPerson> {
    let by_email: HashMap<&str, &Registered> =
        registered.iter().map(|one| (one.email_key.as_str(), one)).collect();
    let mut by_name: HashMap<String, Vec<&Registered>> = HashMap::new();
    for one in registered {
        by_name.entry(name_key(&one.name)).or_default().push(one);
    }
    let fate = |person: Person| {
        let by_address = by_email.get(email_key(&person.email).as_str()).copied();
        let same_name = by_name.get(&name_key(&person.name)).map_or(&[][..], Vec::as_slice);
        let (found, fate) = match (by_address, same_name) {
            (Some(found), _) => (Some(found), ReportFate::Attended),
            (None, [found]) => (Some(*found), ReportFate::Attended),
            (None, []) => (None, ReportFate::Unknown),
            (None, _) => (None, ReportFate::Ambiguous),
        };
        let minutes = person.seconds.map(|seconds| seconds.div_ceil(60));
        let is_short = found.is_some() && !was_there(true, minutes, min_minutes);
        ReportPerson {
            name: person.name,
            email: person.email,
            minutes,
            rows: person.rows,
            fate: if is_short { ReportFate::TooShort } else { fate },
            registration_id: found.map(|one| one.id),
            reference: found.map(|one| one.reference.clone()),
        }
    };
    people.into_iter().map(fate).collect()
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
            let told = fates(vec![person], &all, 5).remove(0);
            assert_eq!((told.fate, told.registration_id), (fate, id.map(Uuid::from_u128)), "{name} {email}");
        }
    }
}
