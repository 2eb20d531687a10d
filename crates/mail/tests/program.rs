//! The mails of the program around a session: reminders, summaries, follow-up, certificates, reports, campaigns.

use std::sync::LazyLock;

use chrono::{NaiveDate, TimeZone, Utc};
use magnetiq_mail::messages::{
    Campaign, Certificate, Contact, DigestSession, FollowUp, Lead, ManagerSummary, MonthFigures, NoShow,
    Participant, PerformanceReport, PrivacyCode, PrivacyRequest, Recording, RegistrationDeclined,
    RegistrationDigest, Reminder, SpeakerSummary, Trend,
};
use magnetiq_mail::{Attachment, Brand, Envelope, Mail, Method, Rendered, Renderer};
use magnetiq_shared::{Currency, Language, Money};
use mail_parser::{MessageParser, MimeHeaders};

static RENDERER: LazyLock<Renderer> = LazyLock::new(|| Renderer::new().unwrap());

fn render(mail: &Mail, language: Language) -> Rendered {
    RENDERER.render(mail, language, &Brand::sample()).unwrap()
}

fn both(mail: impl Fn(Language) -> Mail) -> [Rendered; 2] {
    [Language::En, Language::De].map(|language| render(&mail(language), language))
}

fn reminder(change: impl Fn(&mut Reminder)) -> [Rendered; 2] {
    both(|language| {
        let mut mail = Reminder::sample(language);
        change(&mut mail);
        Mail::Reminder(mail)
    })
}

fn message(rendered: &Rendered, unsubscribe: Option<&str>) -> Vec<u8> {
    let envelope = Envelope {
        to_email: "juliette@acme.example".into(),
        to_name: "Juliette".into(),
        message_id: "0193a1b2.1@webinars.example".into(),
        list_unsubscribe: unsubscribe.map(str::to_owned),
        date: Utc.with_ymd_and_hms(2026, 12, 1, 9, 30, 0).unwrap(),
    };
    envelope.message(rendered, &Brand::sample()).unwrap().formatted()
}

#[test]
fn a_reminder_says_how_long_it_is() {
    for (lead, english, german) in [
        (Lead::Days(7), "In 7 days: ", "In 7 Tagen: "),
        (Lead::Days(2), "In 2 days: ", "Übermorgen: "),
        (Lead::Days(1), "Tomorrow: ", "Morgen: "),
        (Lead::Days(0), "Today: ", "Heute: "),
        (Lead::Hours(2), "In 2 hours: ", "In 2 Stunden: "),
        (Lead::Hours(1), "In an hour: ", "In einer Stunde: "),
        (Lead::Minutes, "In a few minutes: ", "In wenigen Minuten: "),
    ] {
        let [en, de] = reminder(|mail| mail.lead = lead);
        assert!(en.subject.starts_with(english) && de.subject.starts_with(german), "{lead:?} {}", de.subject);
        let lower = |text: &str| text.trim_end_matches(": ").to_lowercase();
        assert!(en.text.contains(&lower(english)));
        assert!(de.text.to_lowercase().contains(&lower(german)));
        let calendar = en.calendar.unwrap();
        assert_eq!(calendar.method, Method::Request);
        assert!(en.text.contains("https://webinars.example/join/7K4P2c0ffee"));
        assert!(en.text.contains("https://webinars.example/registration#token="));
    }
}

#[test]
fn a_reminder_brings_what_its_step_asks_for() {
    let [days, _] = reminder(|mail| mail.lead = Lead::Days(2));
    assert!(days.text.contains("Google Calendar") && !days.text.contains("The link doesn’t work?"));
    assert!(!days.text.contains("linkedin"), "words to share more than two days before only");
    let [week, woche] = reminder(|mail| mail.lead = Lead::Days(7));
    assert!(week.text.contains("linkedin") && woche.text.contains("Zur Vorbereitung"));
    let [hours, _] = reminder(|mail| mail.lead = Lead::Hours(2));
    assert!(hours.text.contains("The link doesn’t work?\nGreta Lindholm, greta.lindholm@voltaic.example, "));
    assert!(!hours.text.contains("Google Calendar") && hours.text.contains("25 min: What a battery earns"));
    let [bare, _] = reminder(|mail| {
        mail.preparation = String::new();
        mail.materials.clear();
        mail.agenda.clear();
        mail.instructions = String::new();
        mail.technical_check = false;
        mail.emergency = Some(Contact::default());
        mail.entry = None;
        mail.lead = Lead::Hours(2);
    });
    for words in ["To prepare", "What happens", "How it goes", "What your computer needs", "doesn’t work"] {
        assert!(!bare.text.contains(words) && !bare.html.contains(words), "{words}");
    }
    assert!(bare.calendar.is_none());
}

#[test]
fn the_manager_gets_a_text_file_of_names_and_companies() {
    let mut mail = ManagerSummary::sample(Language::En);
    mail.participants = Participant::samples();
    mail.participants.push(Participant { name: "=1+1\tx".into(), company: "A\r\nB\u{202e}".into() });
    for (language, head) in [(Language::En, "Name\tCompany"), (Language::De, "Name\tFirma")] {
        let rendered = render(&Mail::ManagerSummary(mail.clone()), language);
        let [file] = &rendered.attachments[..] else { panic!("one file") };
        assert_eq!(file.name, "attendees-battery-storage-2026-12.txt");
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        let lines: Vec<_> = text.split_terminator("\r\n").collect();
        assert_eq!(lines[..3], [head, "Juliette Moreau\tAcme Énergie", "Jörg Brüggemann\tStadtwerke Müritz"]);
        assert_eq!(lines[4..], ["Tomasz Zieliński\t", "'=1+1 x\tA B"]);
        assert!(rendered.text.contains("attendees-battery-storage-2026-12.txt"));

        let raw = message(&rendered, None);
        let read = MessageParser::default().parse(&raw).unwrap();
        let attached = read.attachment(0).unwrap();
        assert_eq!(attached.attachment_name(), Some("attendees-battery-storage-2026-12.txt"));
        assert_eq!(attached.content_type().unwrap().attribute("charset"), Some("utf-8"));
        assert_eq!(attached.contents(), text.as_bytes());
    }
}

#[test]
fn the_trend_is_drawn_without_a_picture_and_told_in_words() {
    let mut mail = ManagerSummary::sample(Language::En);
    mail.trend = Trend { from: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(), counts: vec![0, 1, 200, 100] };
    let rendered = render(&Mail::ManagerSummary(mail.clone()), Language::En);
    for words in [&rendered.text, &rendered.html] {
        assert!(words.contains("22 Nov to 25 Nov: 0, 1, 200, 100. 301 together."));
    }
    for height in ["height=\"72\"", "height=\"36\"", "height=\"4\""] {
        assert_eq!(rendered.html.matches(&format!("class=\"bar\" {height}")).count(), 1, "{height}");
    }
    mail.trend.counts.clear();
    assert!(!render(&Mail::ManagerSummary(mail), Language::De).html.contains("class=\"bar\""));
}

#[test]
fn revenue_is_told_for_each_currency() {
    let mut mail = ManagerSummary::sample(Language::De);
    let rendered = render(&Mail::ManagerSummary(mail.clone()), Language::De);
    assert!(rendered.text.contains("Bezahlt: 1.449\u{a0}€\nOffen: 621\u{a0}€\n"), "{}", rendered.text);
    mail.revenue.clear();
    assert!(!render(&Mail::ManagerSummary(mail), Language::De).text.contains("Einnahmen"));
}

#[test]
fn a_speaker_reads_who_comes_and_never_their_names() {
    let [english, german] = both(|language| Mail::SpeakerSummary(SpeakerSummary::sample(language)));
    assert!(english.subject.starts_with("In 3 days: 34 people come to "));
    assert!(english.text.contains("34 of 40 places\n5 companies\n3 on the waitlist\n"));
    assert!(
        english.text.contains("Companies\n6 × Kestrel Foods\n")
            && english.text.contains("12 × Energy manager")
    );
    assert!(english.text.contains("Your contact\nGreta Lindholm, greta.lindholm@voltaic.example, +49"));
    assert!(german.text.contains("Dieser Link macht Sie zum Host"));
    assert!(english.attachments.is_empty() && !english.text.contains("Juliette"));
    let mut mail = SpeakerSummary::sample(Language::En);
    mail.summary.companies = (0..20)
        .map(|n| magnetiq_mail::messages::Counted { name: format!("<b>C{n}</b>"), count: 1 })
        .collect();
    mail.summary.capacity = None;
    let many = render(&Mail::SpeakerSummary(mail), Language::En);
    assert!(many.text.contains("and 12 more") && !many.text.contains("C8") && !many.html.contains("<b>C"));
}

#[test]
fn a_declined_request_brings_the_reason_and_what_may_suit() {
    let [english, german] =
        both(|language| Mail::RegistrationDeclined(RegistrationDeclined::sample(language)));
    assert!(english.text.contains("A word from the organisers:\nThis one is for companies"));
    assert!(german.text.contains("Vielleicht passt eines von diesen?") && german.calendar.is_none());
    let plain = RegistrationDeclined {
        reason: " ".into(),
        next: Vec::new(),
        ..RegistrationDeclined::sample(Language::En)
    };
    let plain = render(&Mail::RegistrationDeclined(plain), Language::En);
    assert!(!plain.text.contains("A word") && !plain.text.contains("instead?"));
}

#[test]
fn five_stars_lead_to_the_form_with_the_token_in_the_fragment() {
    let [english, german] = both(|language| Mail::FollowUp(FollowUp::sample(language)));
    for rating in 1..=5 {
        let link = format!("https://webinars.example/feedback?rating={rating}#token=v1.7K4P2c0ffee");
        assert!(english.html.contains(&format!("href=\"{link}\"")) && german.text.contains(&link));
    }
    assert!(english.html.contains("aria-label=\"3 of 5 stars\""));
    let mail = FollowUp {
        recording: Recording::Later,
        feedback_link: "javascript:alert(1)".into(),
        certificate_link: String::new(),
        ..FollowUp::sample(Language::En)
    };
    let later = render(&Mail::FollowUp(mail), Language::En);
    assert!(later.text.contains("The recording isn’t ready yet.") && !later.text.contains("/recording"));
    assert!(
        !later.html.contains("stars")
            && !later.html.contains("javascript")
            && !later.text.contains("certificate")
    );
}

#[test]
fn who_did_not_come_is_missed_and_gets_the_recording() {
    let [english, german] = both(|language| Mail::NoShow(NoShow::sample(language)));
    assert!(english.text.contains("Watch the recording:\nhttps://webinars.example/recording#token="));
    assert!(german.subject.starts_with("Die Aufzeichnung: ") && !german.text.contains("rating="));
    let none = NoShow { recording: Recording::None, ..NoShow::sample(Language::En) };
    let none = render(&Mail::NoShow(none), Language::En);
    assert!(none.subject.starts_with("We missed you: ") && !none.text.contains("ecording"));
}

#[test]
fn a_certificate_is_attached_under_its_name() {
    let [_, german] = both(|language| Mail::Certificate(Certificate::sample(language)));
    let raw = message(&german, None);
    let read = MessageParser::default().parse(&raw).unwrap();
    let file = read.attachment(0).unwrap();
    assert_eq!(file.attachment_name(), Some("Teilnahmebestätigung Juliette Moreau.pdf"));
    assert_eq!(file.content_type().unwrap().subtype(), Some("pdf"));
    assert!(file.contents().starts_with(b"%PDF-"));
    assert!(raw.is_ascii(), "names in other letters are encoded");
    assert!(german.text.contains("https://webinars.example/verify/VC-2026-0412"));
    let bare = Certificate { file: None, ..Certificate::sample(Language::En) };
    let bare = render(&Mail::Certificate(bare), Language::En);
    assert!(!bare.text.contains("attached") && bare.attachments.is_empty());
}

#[test]
fn calendar_and_files_go_together() {
    let mut rendered = reminder(|_| ())[0].clone();
    let file = |name: &str, media_type: &str| Attachment {
        name: name.into(),
        media_type: media_type.into(),
        bytes: b"x".to_vec(),
    };
    rendered.attachments =
        vec![file("../a\r\nb.txt", "text/plain; charset=utf-8"), file("b.pdf", "application/pdf")];
    let raw = message(&rendered, None);
    let read = MessageParser::default().parse(&raw).unwrap();
    let names: Vec<_> = read.attachments().filter_map(|part| part.attachment_name()).collect();
    assert_eq!(names, ["invite.ics", "a b.txt", "b.pdf"]);
    assert_eq!(read.parts.len(), 8);
    rendered.attachments = vec![file("c.bin", "no type")];
    let envelope = Envelope {
        to_email: "a@b.example".into(),
        to_name: String::new(),
        message_id: "1@b.example".into(),
        list_unsubscribe: None,
        date: Utc.with_ymd_and_hms(2026, 12, 1, 9, 30, 0).unwrap(),
    };
    assert!(envelope.message(&rendered, &Brand::sample()).is_err());
}

#[test]
fn a_digest_names_ten_for_each_session() {
    let [english, german] = both(|language| Mail::RegistrationDigest(RegistrationDigest::sample(language)));
    assert_eq!(english.subject, "26 new registrations in the last hour");
    assert!(
        english.text.contains(": +24\n16:00 CET on Tuesday 8 December\n34 of 40 places taken\n- Juliette")
    );
    assert!(english.text.contains("and 14 more") && german.text.contains("12 Plätze belegt"));
    let mut one = RegistrationDigest::sample(Language::En);
    one.sessions =
        vec![DigestSession { registered: Participant::samples()[..1].to_vec(), ..one.sessions[0].clone() }];
    assert_eq!(
        render(&Mail::RegistrationDigest(one), Language::En).subject,
        "One new registration in the last hour"
    );
}

#[test]
fn a_report_stands_beside_the_month_before() {
    let [english, german] = both(|language| Mail::PerformanceReport(PerformanceReport::sample(language)));
    assert_eq!(english.subject, "Your webinars in December 2026");
    assert!(english.text.contains("Registrations: 1,284 (November 2026: 1,102)\n"));
    assert!(german.text.contains("Bewertung im Schnitt: 4,6 (November 2026: 4,4)\n"));
    assert_eq!((english.html.matches('↑').count(), english.html.matches('↓').count()), (3, 1));
    let mut mail = PerformanceReport::sample(Language::En);
    mail.month = NaiveDate::from_ymd_opt(2027, 1, 31).unwrap();
    mail.before = MonthFigures::default();
    mail.now.revenue.push(Money::new(5_000, Currency::try_from("CHF".to_owned()).unwrap()));
    mail.best.clear();
    let first = render(&Mail::PerformanceReport(mail), Language::En);
    assert!(first.text.contains("Attendance: 71% (December 2026: –)\n"));
    assert!(first.text.contains("Revenue: CHF\u{a0}50 (December 2026: CHF\u{a0}0)\n"));
    assert!(!first.text.contains("What went best"));
}

#[test]
fn a_campaign_can_be_refused_with_one_click() {
    let [english, german] = both(|language| Mail::Campaign(Campaign::sample(language)));
    assert!(english.html.contains("What you take home</h2>") && english.text.contains("- A notebook"));
    assert!(german.text.contains("Abmelden: https://webinars.example/unsubscribe#token="));
    let raw = message(&english, Some("https://webinars.example/api/v1/unsubscribe/7K4P2c0ffee"));
    let read = MessageParser::default().parse(&raw).unwrap();
    let header = |name: &str| read.header_raw(name).map(str::trim).map(str::to_owned);
    assert_eq!(header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
    assert!(header("List-Unsubscribe").unwrap().starts_with("<https://webinars.example/api/v1/unsubscribe/"));
    for mail in Mail::samples(Language::En) {
        let may = mail.kind() == "campaign";
        assert_eq!(mail.unsubscribe_link().is_some(), may, "{}", mail.kind());
        assert_eq!(render(&mail, Language::En).html.contains("Unsubscribe</a>"), may, "{}", mail.kind());
    }
}

#[test]
fn a_privacy_code_stands_in_the_body_alone() {
    for request in PrivacyRequest::ALL {
        let [english, german] = both(|_| Mail::PrivacyCode(PrivacyCode { request, ..PrivacyCode::sample() }));
        for rendered in [&english, &german] {
            assert!(rendered.text.contains("402 815") && !rendered.subject.contains("402"));
            assert!(rendered.html.contains("402&nbsp;815"));
            // Nobody reads it on a locked screen.
            let preview = rendered.html.split("display:none").nth(1).unwrap_or_default();
            assert!(!preview.split("</div>").next().unwrap_or_default().contains("402"));
        }
        let erases = request == PrivacyRequest::Erasure;
        assert_eq!(english.text.contains("can’t be undone"), erases);
        assert_eq!(german.text.contains("endgültig gelöscht"), erases);
    }
}

#[test]
fn what_strangers_type_stays_text() {
    for name in
        ["<script>alert(1)</script>", "{{ 7*7 }}{% raw %}", "a\r\nBcc: v@evil.example", "' onmouseover='x"]
    {
        let language = Language::En;
        let mut reminder = Reminder::sample(language);
        reminder.first_name = name.into();
        let mut summary = ManagerSummary::sample(language);
        summary.summary.questions = vec![name.into()];
        summary.summary.companies[0].name = name.into();
        let mut digest = RegistrationDigest::sample(language);
        digest.sessions[0].registered[0] = Participant { name: name.into(), company: name.into() };
        let code = PrivacyCode { name: name.into(), ..PrivacyCode::sample() };
        for mail in [
            Mail::Reminder(reminder),
            Mail::ManagerSummary(summary),
            Mail::RegistrationDigest(digest),
            Mail::PrivacyCode(code),
        ] {
            let rendered = render(&mail, language);
            assert!(!rendered.html.contains("<script") && !rendered.html.contains("' onmouseover"), "{name}");
            assert!(!name.contains("7*7") || rendered.text.contains("{{ 7*7 }}"), "{name}");
            assert!(!rendered.subject.contains('\n') && !rendered.text.contains("\nBcc"), "{name}");
        }
    }
}
