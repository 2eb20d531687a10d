//! The mails to everybody of a session: the house changed it, or cancelled it.

use std::sync::LazyLock;

use chrono::{DateTime, Duration, TimeZone, Utc};
use chrono_tz::Tz;
use magnetiq_mail::messages::{NextSession, SessionCancelled, SessionChanged, TimeBefore};
use magnetiq_mail::{Brand, Mail, Method, Rendered, Renderer};
use magnetiq_shared::Language;

static RENDERER: LazyLock<Renderer> = LazyLock::new(|| Renderer::new().unwrap());

fn render(mail: &Mail, language: Language) -> Rendered {
    RENDERER.render(mail, language, &Brand::sample()).unwrap()
}

fn changed(change: impl Fn(&mut SessionChanged)) -> [Rendered; 2] {
    [Language::En, Language::De].map(|language| {
        let mut mail = SessionChanged::sample(language);
        change(&mut mail);
        render(&Mail::SessionChanged(mail), language)
    })
}

fn cancelled(change: impl Fn(&mut SessionCancelled)) -> [Rendered; 2] {
    [Language::En, Language::De].map(|language| {
        let mut mail = SessionCancelled::sample(language);
        change(&mut mail);
        render(&Mail::SessionCancelled(mail), language)
    })
}

fn at(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 12, day, 9, 0, 0).unwrap()
}

/// What a mail strikes through.
fn struck(html: &str) -> Vec<&str> {
    html.split("<s")
        .filter_map(|rest| rest.split_once("</s>")?.0.split_once('>'))
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn the_old_time_is_struck_through_and_the_new_one_follows() {
    let [english, german] = changed(|_| ());
    let old = ["Tuesday 1 December 2026, 14:00–15:00 GMT, your time in London", "15:00–16:00 CET in Berlin"];
    assert_eq!(struck(&english.html), old);
    let new = "Now:\nBattery storage that pays its way\nTuesday 8 December 2026\n\
               15:00–16:30 GMT, your time in London\n16:00–17:30 CET in Berlin\n";
    assert!(english.text.contains(&format!("Before:\n{}\n{}\n\n{new}", old[0], old[1])), "{}", english.text);
    // The recipient is where the session is: one time is enough.
    assert_eq!(struck(&german.html), ["Dienstag, 1. Dezember 2026, 15:00–16:00 Uhr MEZ"]);
    assert!(english.subject.starts_with("New time: ") && german.subject.starts_with("Neuer Termin: "));
}

#[test]
fn an_old_day_that_differs_at_the_hosts_place_is_named() {
    let [english, _] = changed(|mail| mail.session.viewer_timezone = Tz::Australia__Sydney);
    let old = ["Wednesday 2 December 2026, 01:00–02:00 AEDT, your time in Sydney"];
    assert_eq!(struck(&english.html)[..1], old);
    assert_eq!(struck(&english.html)[1..], ["Tuesday 1 December 2026, 15:00–16:00 CET in Berlin"]);
}

#[test]
fn every_change_is_called_by_its_name() {
    let [length, laenge] = changed(|mail| {
        let now = TimeBefore::of(&mail.session);
        mail.before = Some(TimeBefore { ends_at: now.ends_at - Duration::minutes(30), ..now });
    });
    assert!(length.text.contains("now lasts 90 minutes instead of 60."), "{}", length.text);
    assert!(laenge.text.contains("dauert nun aber 90 statt 60 Minuten."));
    let [zone, _] = changed(|mail| {
        let now = TimeBefore::of(&mail.session);
        mail.before = Some(TimeBefore { timezone: Tz::Europe__Athens, ..now });
    });
    assert!(zone.text.contains("For you the time stays the same."));
    assert_eq!(struck(&zone.html)[1..], ["17:00–18:30 EET in Athens"]);
    for before in [None, Some(())] {
        let [room, raum] = changed(|mail| mail.before = before.map(|()| TimeBefore::of(&mail.session)));
        assert!(
            room.subject.starts_with("New online room: ")
                && room.text.contains("Date and time stay the same.")
        );
        assert!(raum.subject.starts_with("Neuer Online-Raum: "));
        assert!(
            struck(&room.html).is_empty() && !room.text.contains("Before") && !raum.text.contains("Jetzt")
        );
    }
    let [news, _] = changed(|mail| (mail.before, mail.link_changed) = (None, false));
    assert!(news.subject.starts_with("News: ") && !news.text.contains("room"));
}

#[test]
fn who_waits_gets_no_link_into_the_session_and_no_entry() {
    let wait = |mail: &mut SessionChanged| {
        (mail.waiting, mail.entry) = (true, None);
    };
    for (rendered, words) in changed(wait).iter().zip(["on the waitlist", "auf der Warteliste"]) {
        assert!(rendered.text.contains(words) && rendered.calendar.is_none());
        assert!(!rendered.text.contains("/join/") && !rendered.html.contains("/join/"));
        assert!(!rendered.text.contains("attached") && !rendered.text.contains("beigefügt"));
    }
    // A request on which staff still decide is neither waiting nor confirmed.
    let [request, _] = changed(|mail| (mail.join_link, mail.entry) = (String::new(), None));
    assert!(request.text.contains("Your registration stays as it is") && !request.text.contains("confirmed"));
}

#[test]
fn the_calendar_follows() {
    let lines = |rendered: &Rendered| rendered.calendar.clone().unwrap().text.replace("\r\n ", "");
    let [moved, _] = changed(|_| ());
    assert_eq!(moved.calendar.as_ref().unwrap().method, Method::Request);
    for line in
        ["SEQUENCE:1", "DTSTART:20261208T150000Z", "LOCATION:https://webinars.example/join/7K4P2c0ffee"]
    {
        assert!(lines(&moved).lines().any(|found| found == line), "{line}");
    }
    let [off, _] = cancelled(|_| ());
    assert_eq!(off.calendar.as_ref().unwrap().method, Method::Cancel);
    for line in ["SEQUENCE:1", "STATUS:CANCELLED"] {
        assert!(lines(&off).lines().any(|found| found == line), "{line}");
    }
    for key in ["UID", "ORGANIZER", "ATTENDEE"] {
        let of = |text: &str| text.lines().find(|line| line.starts_with(key)).map(str::to_owned);
        assert!(of(&lines(&off)).is_some());
        assert_eq!(of(&lines(&moved)), of(&lines(&off)));
    }
    assert!(cancelled(|mail| mail.entry = None).iter().all(|rendered| rendered.calendar.is_none()));
}

#[test]
fn what_staff_write_stays_text_and_keeps_its_lines() {
    let typed = "A & B <script>alert(1)</script>\r\n\r\n\r\n{{ 7*7 }}\u{202e}";
    let [one, _] = changed(|mail| mail.note = typed.into());
    let [two, _] = cancelled(|mail| mail.reason = typed.into());
    for rendered in [&one, &two] {
        assert!(
            rendered.html.contains("A &amp; B &lt;script&gt;alert(1)&lt;/script&gt;<br><br>{{ 7*7 }}</div>")
        );
        assert!(rendered.text.contains(":\nA & B <script>alert(1)</script>\n\n{{ 7*7 }}\n"));
    }
    let [one, eins] = changed(|mail| mail.note = " \n ".into());
    let [two, zwei] = cancelled(|mail| mail.reason = String::new());
    for (rendered, title) in
        [(one, "A word from"), (two, "Why"), (eins, "schreiben dazu"), (zwei, "Der Grund")]
    {
        assert!(!rendered.text.contains(title) && !rendered.html.contains(title), "{title}");
    }
}

#[test]
fn money_is_returned_to_those_who_paid() {
    for (paid, free) in cancelled(|_| ()).iter().zip(cancelled(|mail| mail.paid = false)) {
        let says = |text: &str| text.contains("your money is returned") || text.contains("Ihr Geld zurück");
        assert!(says(&paid.html) && says(&paid.text) && !says(&free.html) && !says(&free.text));
    }
}

#[test]
fn three_sessions_at_most_are_named_instead() {
    let next = |day: u32, url: &str| NextSession {
        title: format!("Session <{day}>"),
        starts_at: at(day),
        url: url.replace("{}", &day.to_string()),
    };
    let good = "https://webinars.example/webinars/{}";
    let [english, german] = cancelled(|mail| {
        mail.next = vec![next(9, "javascript:alert(1)")];
        mail.next.extend((10..20).map(|day| next(day, good)));
    });
    assert!(
        english.text.contains("Session <10>\n09:00 GMT on Thursday 10 December\nhttps://webinars.example/")
    );
    assert!(german.text.contains("Session <12>\nSamstag, 12. Dezember, 10:00 Uhr MEZ\n"));
    for rendered in [english, german] {
        assert!(!rendered.text.contains("Session <9>") && !rendered.text.contains("Session <13>"));
        assert!(rendered.html.contains("Session &lt;11&gt;") && !rendered.html.contains("javascript"));
    }
    let [none, _] = cancelled(|mail| mail.next.clear());
    assert!(!none.text.contains("instead") && !none.html.contains("instead"));
}
