//! What must hold of the demo at any instant.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, TimeDelta, TimeZone, Weekday};
use magnetiq_shared::TranslatedText;

use super::*;

/// Every hour of a day, every day of a week, and both clock changes.
fn instants() -> Vec<DateTime<Utc>> {
    let base = Utc.with_ymd_and_hms(2026, 11, 21, 7, 37, 11).unwrap();
    let mut instants: Vec<_> = (0..7).map(|day| base + TimeDelta::hours(27 * day)).collect();
    instants.push(Utc.with_ymd_and_hms(2027, 3, 28, 0, 59, 59).unwrap());
    instants.push(Utc.with_ymd_and_hms(2026, 10, 25, 1, 0, 0).unwrap());
    instants.push(Utc.with_ymd_and_hms(2027, 12, 31, 23, 59, 59).unwrap());
    instants
}

fn now() -> DateTime<Utc> {
    instants()[0]
}

#[test]
fn the_program_has_the_promised_size() {
    let program = program(now());
    assert_eq!(program.categories.len(), 3);
    assert_eq!(program.topics.len(), 12);
    assert_eq!(program.consultants.len(), 6);
    assert_eq!(program.consultants.iter().filter(|person| person.is_wpm).count(), 1);
    assert_eq!(program.speakers.len(), 10);
    assert_eq!(program.speakers.iter().filter(|speaker| speaker.consultant.is_some()).count(), 6);
    assert_eq!(program.sessions.len(), 40);
    assert_eq!(program.testimonials.len(), 17);
    assert_eq!(program.testimonials.iter().filter(|spoken| spoken.released_at.is_some()).count(), 15);
    assert_eq!(program.organisations.len(), 26);
    assert_eq!(program.organisations.iter().filter(|organisation| organisation.logo_released).count(), 24);
    let kinds: Vec<_> = program.legal.iter().map(|text| text.kind.as_str()).collect();
    assert_eq!(kinds, ["terms", "privacy", "imprint"]);
    let of = |status| program.sessions.iter().filter(|session| session.status == status).count();
    assert_eq!(of(SessionStatus::Live), 1);
    assert_eq!(of(SessionStatus::Draft), 2);
    assert_eq!(of(SessionStatus::Cancelled), 2);
    assert_eq!(of(SessionStatus::Completed), 15);
    let german = program.sessions.iter().filter(|session| session.language == Language::De).count();
    assert!((12..=15).contains(&german), "about a third in German: {german}");
}

#[test]
fn every_text_exists_in_both_languages() {
    let program = program(now());
    let mut texts: Vec<&TranslatedText> = Vec::new();
    texts.extend(program.categories.iter().map(|category| &category.name));
    texts.extend(program.tags.iter().map(|tag| &tag.name));
    for topic in &program.topics {
        texts.extend([
            &topic.title,
            &topic.summary,
            &topic.description,
            &topic.prerequisites,
            &topic.audience,
        ]);
        texts.extend(topic.objectives.iter().chain(&topic.materials));
        texts.extend(topic.agenda.iter().flat_map(|item| std::iter::once(&item.title).chain(&item.text)));
        assert!((4..=5).contains(&topic.objectives.len()), "{}", topic.slug);
        assert!((4..=6).contains(&topic.agenda.len()), "{}", topic.slug);
        assert!((3..=4).contains(&topic.materials.len()), "{}", topic.slug);
        let words = topic.summary.en.split_whitespace().count();
        assert!((7..=12).contains(&words), "{}: {words} words", topic.slug);
    }
    texts.extend(program.speakers.iter().flat_map(|speaker| [&speaker.role, &speaker.biography]));
    texts.extend(program.testimonials.iter().map(|testimonial| &testimonial.text));
    texts.extend(program.legal.iter().map(|legal| &legal.body));
    for text in texts {
        assert!(!text.en.trim().is_empty());
        let german = text.de.as_deref().unwrap_or_default();
        assert!(!german.trim().is_empty(), "German missing for {:?}", text.en);
        // What the pages show must be as harmless as what staff enter.
        assert!(
            ![text.en.as_str(), german]
                .iter()
                .any(|html| html.contains("<script") || html.contains("onclick"))
        );
    }
}

#[test]
fn everything_that_is_referred_to_exists() {
    let program = program(now());
    let speakers: BTreeSet<_> = program.speakers.iter().map(|speaker| speaker.slug.as_str()).collect();
    let categories: BTreeSet<_> = program.categories.iter().map(|category| category.slug.as_str()).collect();
    let tags: BTreeSet<_> = program.tags.iter().map(|tag| tag.slug.as_str()).collect();
    let keys: BTreeSet<_> = program.consultants.iter().map(|person| person.key.as_str()).collect();
    let sessions: BTreeSet<_> = program.sessions.iter().map(|session| session.slug.as_str()).collect();
    for topic in &program.topics {
        assert!(categories.contains(topic.category.as_str()));
        assert!(topic.tags.iter().all(|tag| tags.contains(tag.as_str())), "{}", topic.slug);
        assert!(topic.speakers.iter().all(|speaker| speakers.contains(speaker.as_str())), "{}", topic.slug);
        let agenda: u32 = topic.agenda.iter().map(|item| item.minutes).sum();
        assert_eq!(agenda, topic.duration_minutes, "{}", topic.slug);
    }
    let patterns: BTreeSet<_> = program.topics.iter().map(|topic| topic.pattern.as_str()).collect();
    assert_eq!(patterns.len(), 12, "each topic has a pattern of its own");
    let linked: BTreeSet<_> =
        program.speakers.iter().filter_map(|speaker| speaker.consultant.as_deref()).collect();
    assert_eq!(linked, keys);
    assert!(program.sessions.iter().all(|session| speakers.contains(session.speaker.as_str())));
    assert!(program.testimonials.iter().all(|spoken| sessions.contains(spoken.session.as_str())));
    let emails = program.speakers.iter().map(|speaker| &speaker.email);
    assert!(
        emails
            .chain(program.consultants.iter().map(|person| &person.email))
            .all(|email| email.ends_with(".example"))
    );
}

#[test]
fn at_any_instant_sessions_lie_on_weekdays_and_on_the_right_side_of_now() {
    for now in instants() {
        let program = program(now);
        let slugs: BTreeSet<_> = program.sessions.iter().map(|session| &session.slug).collect();
        assert_eq!(slugs.len(), 40, "slugs are unique at {now}");
        let mut past = 0;
        for session in &program.sessions {
            let zone: chrono_tz::Tz = session.timezone.parse().unwrap();
            let day = session.starts_at.with_timezone(&zone).weekday();
            match session.status {
                SessionStatus::Live => assert!(session.starts_at < now && now < session.ends_at),
                SessionStatus::Completed => assert!(session.ends_at < now, "{} at {now}", session.slug),
                SessionStatus::Cancelled => {}
                _ => assert!(session.starts_at > now, "{} at {now}", session.slug),
            }
            if session.status != SessionStatus::Live {
                assert!(!matches!(day, Weekday::Sat | Weekday::Sun), "{}", session.slug);
            }
            past += usize::from(session.ends_at < now);
            if let Some(early) = session.early_bird {
                assert!(early.ends_at > now && early.ends_at < session.starts_at);
                assert!(session.price.is_some_and(|price| early.price < price));
            }
            assert!(
                session.published_at.is_none_or(|published| published < now && published < session.starts_at)
            );
        }
        assert_eq!(past, 16);
    }
}

#[test]
fn seats_never_exceed_capacity_and_states_fit_the_session() {
    for (now, total) in instants().into_iter().zip([2000, 300, 2000, 20_000, 2000, 50]) {
        let program = program(now);
        for (session, list) in program.sessions.iter().zip(registrations(&program, now, total)) {
            let seats = list.iter().filter(|registration| registration.holds_seat).count();
            assert!(session.capacity.is_none_or(|capacity| seats <= capacity as usize), "{}", session.slug);
            let addresses: BTreeSet<_> = list.iter().map(|registration| &registration.person.email).collect();
            assert_eq!(addresses.len(), list.len(), "nobody twice in {}", session.slug);
            assert!(list.is_sorted_by_key(|registration| registration.registered_at));
            for registration in &list {
                assert!(registration.registered_at <= now);
                assert!(registration.registered_at >= session.published_at.unwrap());
                assert!(
                    registration.confirmed_at.is_none_or(|at| at >= registration.registered_at && at <= now)
                );
                assert!(registration.hold_expires_at.is_none_or(|until| until > now));
                assert_eq!(registration.price.is_none(), session.price.is_none());
                let over =
                    matches!(registration.status, RegistrationStatus::Attended | RegistrationStatus::NoShow);
                assert!(!over || session.status == SessionStatus::Completed);
                assert!(registration.rating.is_none() || registration.attendance.is_some());
            }
            if session.status == SessionStatus::Draft {
                assert!(list.is_empty());
            }
        }
    }
}

#[test]
fn the_special_cases_are_all_there() {
    let now = now();
    let program = program(now);
    let lists = registrations(&program, now, DEFAULT_TOTAL);
    let total: usize = lists.iter().map(Vec::len).sum();
    assert!((1960..=2040).contains(&total), "{total}");
    let upcoming: Vec<_> = program
        .sessions
        .iter()
        .zip(&lists)
        .filter(|(session, _)| session.status == SessionStatus::Published)
        .collect();
    assert_eq!(upcoming.len(), 20);
    let count = |list: &[Registration], status| {
        list.iter().filter(|registration| registration.status == status).count()
    };
    let left = |session: &Session, list: &[Registration]| {
        session.capacity.map(|capacity| capacity as usize - list.iter().filter(|one| one.holds_seat).count())
    };
    let any = |wanted: &dyn Fn(&Session, &[Registration]) -> bool| {
        upcoming.iter().any(|(session, list)| wanted(session, list))
    };
    assert!(any(&|session, _| session.price.is_none() && session.capacity.is_none()));
    assert!(any(&|session, _| session.price.is_none() && session.capacity.is_some()));
    assert!(any(&|session, _| session.early_bird.is_some()));
    assert!(any(&|session, list| left(session, list) == Some(5)));
    assert!(any(
        &|session, list| left(session, list) == Some(0) && count(list, RegistrationStatus::Waitlisted) == 7
    ));
    assert!(any(&|session, list| left(session, list) == Some(0) && !session.allow_waitlist));
    assert!(any(
        &|session, list| session.requires_approval && count(list, RegistrationStatus::PendingApproval) > 2
    ));
    assert!(
        any(&|session, list| session.registration_opens_at.is_some_and(|at| at > now) && list.is_empty())
    );
    assert!(any(&|session, _| session.registration_closes_at.is_some_and(|at| at < now)));
    assert!(any(&|_, list| count(list, RegistrationStatus::PendingVerification) > 0));
    let recorded = program.sessions.iter().filter(|session| session.recording.is_some()).count();
    assert!(recorded >= 12, "most past sessions have a recording");
    let waiting =
        upcoming.iter().flat_map(|(_, list)| list.iter()).filter_map(|registration| registration.place);
    assert_eq!(waiting.collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn the_same_seed_gives_the_same_people_and_registrations() {
    assert!(people(9, 500).eq(people(9, 500)));
    assert!(people(9, 500).eq(people(9, 1000).take(500)), "more people begin with the same ones");
    assert!(!people(9, 500).eq(people(10, 500)));
    let program = program(now());
    let seen = |lists: Vec<Vec<Registration>>| {
        lists
            .concat()
            .into_iter()
            .map(|one| (one.person.email, one.registered_at, one.status))
            .collect::<Vec<_>>()
    };
    assert_eq!(seen(registrations(&program, now(), 2000)), seen(registrations(&program, now(), 2000)));
}

#[test]
fn people_of_every_organisation_are_among_the_registrants() {
    let mut firms: HashMap<String, usize> = HashMap::new();
    for person in people(2026, 4000) {
        let domain = person.email.split_once('@').unwrap().1.to_owned();
        assert!(domain.ends_with(".example"));
        *firms.entry(domain).or_default() += 1;
    }
    for organisation in program(now()).organisations {
        assert!(firms.contains_key(&organisation.domain), "{}", organisation.domain);
    }
}
