//! What each page consists of: head, first content, and the data that the app would have to ask for.

use magnetiq_mail::localtime;
use magnetiq_shared::sessions::{RegistrationState, SessionFilters};
use magnetiq_shared::site::{LegalKind, LegalText};
use magnetiq_shared::speakers::SpeakerPage;
use magnetiq_shared::{Language, TranslatedText, links};
use serde_json::json;

use super::first::Content;
use super::head::{Feed, Head, paths};
use super::page::Page;
use super::words::{Words, say, text};
use super::{filters, structured};
use crate::ctx::Ctx;
use crate::sessions::{Program, Session, facets, related};

/// The picture of pages that are about the whole program.
const PROGRAM_CARD: &str = "/api/v1/public/card.png";
const CALENDAR: &str = "text/calendar";
const CALENDAR_FEED: &str = "/api/v1/public/calendar.ics";

/// The overview, with the list that its address asks for.
pub(super) fn overview(ctx: &Ctx, program: &Program, language: Language, filters: &SessionFilters) -> Page {
    let words = Words::of(language);
    let brand = &program.settings.brand;
    let list = filters::list_for_all(program, filters, ctx.now);
    let sessions = list.as_ref().map(|list| list.data.as_slice()).unwrap_or_default();
    let page = |cursor: &str| format!("{}?cursor={cursor}", links::overview(language));
    // A later page of the whole list is a page of its own; whatever is filtered belongs to the whole list.
    let unfiltered = filters::is_unfiltered(filters);
    let this_page = filters.cursor.as_deref().filter(|_| unfiltered && list.is_some());
    let next = list.as_ref().and_then(|list| list.next_cursor.as_deref()).filter(|_| unfiltered);
    Page {
        head: Head {
            title: text(language, "overview", "title").to_owned(),
            description: format!("{} {}", brand.tagline.get(language), words.overview_lead),
            paths: paths(|language| match this_page {
                Some(cursor) => format!("{}?cursor={cursor}", links::overview(language)),
                None => links::overview(language),
            }),
            image: PROGRAM_CARD.to_owned(),
            image_alt: format!("{}. {}", brand.name, brand.tagline.get(language)),
            indexed: true,
            next: next.map(page),
            feeds: vec![program_calendar(program, language), news(program, language)],
            structured: vec![site(ctx, program, language).list(sessions)],
            ..Head::default()
        },
        data: vec![("overview", json!(list)), ("facets", json!(facets::of(program, ctx.now)))],
        content: Content::Overview { filters: filters.clone(), list },
        ..Page::default()
    }
}

/// A session's landing page.
pub(super) fn landing(ctx: &Ctx, program: &Program, language: Language, session: &Session) -> Page {
    let (content, words) = (&session.content, Words::of(language));
    let (title, speaker) = (content.title.get(language), content.speaker.card.name.as_str());
    let starts_at = session.facts.starts_at;
    let times = localtime::time_range(starts_at, content.duration_minutes, content.timezone, language);
    let when = format!("{}, {times}", localtime::date(starts_at, content.timezone, language));
    let about = match session.facts.registration_state(ctx.now) {
        RegistrationState::Cancelled => words.cancelled,
        RegistrationState::Live => words.live,
        RegistrationState::Past => words.held,
        _ => words.to_come,
    };
    let values = [("when", when.as_str()), ("speaker", speaker), ("title", title)];
    let meta = |text: &Option<TranslatedText>| text.as_ref().map(|text| text.get(language).to_owned());
    let keywords = match language {
        Language::De => &content.seo.keywords.de,
        Language::En => &content.seo.keywords.en,
    };
    let path = links::landing(language, &content.slug);
    let data = site(ctx, program, language);
    let page = Box::new(session.page(program, ctx.now));
    let calendar = Feed {
        kind: CALENDAR,
        title: title.to_owned(),
        path: format!("/api/v1/public/sessions/{}/calendar.ics?language={language}", content.slug),
    };
    let category = Feed {
        kind: CALENDAR,
        title: say(words.category, &[("category", content.category.name.get(language))]),
        path: format!("{CALENDAR_FEED}?category={}&language={language}", content.category.slug),
    };
    Page {
        head: Head {
            title: title.to_owned(),
            meta_title: meta(&content.seo.meta_title),
            description: meta(&content.seo.meta_description)
                .unwrap_or_else(|| format!("{} {}", content.summary.get(language), say(about, &values))),
            keywords: keywords.join(", "),
            paths: paths(|language| links::landing(language, &content.slug)),
            image: format!("/api/v1/public/sessions/{}/card.png", content.slug),
            image_alt: say(words.card, &values),
            indexed: true,
            feeds: vec![calendar, category, program_calendar(program, language), news(program, language)],
            structured: vec![
                data.event(session),
                data.breadcrumbs(text(language, "site", "webinars"), title, &path),
            ],
            ..Head::default()
        },
        data: vec![
            ("landing", json!(page)),
            ("related", json!(related(program, session, ctx.now, &mut ctx.chance()))),
        ],
        content: Content::Landing(page),
        ..Page::default()
    }
}

/// A speaker's page.
pub(super) fn speaker(ctx: &Ctx, program: &Program, language: Language, found: SpeakerPage) -> Page {
    let words = Words::of(language);
    let profile = &found.speaker;
    let name = profile.card.name.as_str();
    let position = profile.card.position.as_ref().map(|position| position.get(language));
    let who: Vec<&str> = [Some(name), position, profile.company.as_deref()].into_iter().flatten().collect();
    let path = links::speaker(language, &profile.card.slug);
    let data = site(ctx, program, language);
    let feed = Feed {
        kind: CALENDAR,
        title: say(words.sessions_of, &[("speaker", name)]),
        path: format!("{CALENDAR_FEED}?speaker={}&language={language}", profile.card.slug),
    };
    Page {
        head: Head {
            title: name.to_owned(),
            description: say(words.speaker, &[("who", &who.join(", "))]),
            paths: paths(|language| links::speaker(language, &profile.card.slug)),
            is_profile: true,
            image: PROGRAM_CARD.to_owned(),
            image_alt: program.settings.brand.name.clone(),
            indexed: true,
            feeds: vec![feed],
            structured: vec![
                data.speaker(profile),
                data.breadcrumbs(text(language, "site", "webinars"), name, &path),
            ],
            ..Head::default()
        },
        data: vec![("speaker", json!(found))],
        content: Content::Speaker(Box::new(found)),
        ..Page::default()
    }
}

/// One of the house's texts.
pub(super) fn legal(ctx: &Ctx, program: &Program, language: Language, found: LegalText) -> Page {
    let title = text(
        language,
        "site",
        match found.kind {
            LegalKind::Terms => "terms_title",
            LegalKind::Privacy => "privacy_title",
            LegalKind::Imprint => "imprint_title",
        },
    );
    let brand = &program.settings.brand;
    let values = [("title", title), ("organisation", brand.organisation.as_str())];
    let path = links::legal(language, found.kind);
    let way = site(ctx, program, language).breadcrumbs(text(language, "site", "webinars"), title, &path);
    Page {
        head: Head {
            title: title.to_owned(),
            description: say(Words::of(language).legal, &values),
            paths: paths(|language| links::legal(language, found.kind)),
            image: PROGRAM_CARD.to_owned(),
            image_alt: brand.name.clone(),
            indexed: true,
            structured: vec![way],
            ..Head::default()
        },
        data: vec![("legal", json!(found))],
        content: Content::Legal(found),
        ..Page::default()
    }
}

/// The page on which people manage their registrations: nobody else is to find it.
pub(super) fn manage(language: Language) -> Page {
    let title = text(language, "site", "my_registrations").to_owned();
    let head = Head { title, ..Head::default() };
    Page { head, content: Content::Manage, ..Page::default() }
}

/// A page for an address that leads nowhere, with the app's heading and sentence.
pub(super) fn missing(
    language: Language,
    (section, title, sentence): (&str, &'static str, &'static str),
) -> Page {
    let head = Head { title: text(language, section, title).to_owned(), ..Head::default() };
    Page { head, content: Content::Missing(text(language, section, sentence)), ..Page::default() }
}

fn program_calendar(program: &Program, language: Language) -> Feed {
    Feed {
        kind: CALENDAR,
        title: format!("{}: {}", program.settings.brand.name, Words::of(language).program),
        path: format!("{CALENDAR_FEED}?language={language}"),
    }
}

fn news(program: &Program, language: Language) -> Feed {
    Feed {
        kind: "application/atom+xml",
        title: format!("{}: {}", program.settings.brand.name, Words::of(language).news),
        path: links::feed(language),
    }
}

fn site<'a>(ctx: &'a Ctx, program: &'a Program, language: Language) -> structured::Site<'a> {
    structured::Site { base: &ctx.config.base_url, program, language, now: ctx.now }
}
