//! Templates of staff: what is wrong with them and where, how they replace the built-in ones, and what they can't do.

use std::time::{Duration, Instant};

use magnetiq_mail::messages::{Campaign, NewRegistration, SessionChanged};
use magnetiq_mail::{
    Brand, Mail, Override, Renderer, TemplateError, TemplateFault, TemplatePart, TemplateSource,
};
use magnetiq_shared::Language;

const EN: Language = Language::En;

fn changed(kind: &str, change: impl Fn(&mut TemplateSource)) -> TemplateSource {
    let mut source = Renderer::built_in(kind, EN).unwrap();
    change(&mut source);
    source
}

fn fault(change: impl Fn(&mut TemplateSource)) -> TemplateFault {
    let source = changed("waitlist-joined", change);
    Renderer::check("waitlist-joined", EN, &source).expect_err(&format!("{source:#?}"))
}

fn over(kind: &str, change: impl Fn(&mut TemplateSource)) -> Override {
    Override { kind: kind.into(), language: EN, source: changed(kind, change) }
}

fn subject(renderer: &Renderer, mail: &Mail) -> String {
    renderer.render(mail, EN, &Brand::sample()).unwrap().subject
}

#[test]
fn every_built_in_template_passes_as_it_is() {
    for kind in Mail::KINDS {
        for language in Language::ALL {
            let source = Renderer::built_in(kind, language).unwrap();
            Renderer::check(kind, language, &source).unwrap_or_else(|fault| panic!("{kind}: {fault}"));
        }
    }
}

#[test]
fn a_mail_keeps_what_it_is_of_no_use_without() {
    let lacks = |kind: &str, value: &str, part: TemplatePart| {
        let source = changed(kind, |source| match part {
            TemplatePart::Text => source.text = "Hello.".into(),
            _ => {
                source.mjml =
                    "<mj-section><mj-column><mj-text>Hello.</mj-text></mj-column></mj-section>".into();
            }
        });
        let fault = Renderer::check(kind, EN, &source).expect_err(kind);
        assert!(matches!(&fault.error, TemplateError::Lacks(name) if name == value), "{kind}: {fault}");
        assert_eq!(fault.part, part, "{kind}");
    };
    for (kind, value) in [
        ("validate-address", "link"),
        ("place-offered", "claim_link"),
        ("confirmation", "join_link"),
        ("reminder", "join_link"),
        ("certificate", "link"),
        ("invitation", "link"),
        ("reset-password", "link"),
        ("speaker-invitation", "link"),
    ] {
        lacks(kind, value, TemplatePart::Mjml);
        lacks(kind, value, TemplatePart::Text);
    }
}

#[test]
fn a_fault_names_part_and_line() {
    let at = |fault: TemplateFault| (fault.part, fault.line);
    let unknown = fault(|s| s.subject = "{{ mail.password }}".into());
    assert!(matches!(unknown.error, TemplateError::Expression(_)), "{unknown}");
    assert_eq!(at(unknown), (TemplatePart::Subject, Some(1)));
    assert_eq!(
        at(fault(|s| s.preheader = "{{ mail.place|upper }}".into())),
        (TemplatePart::Preheader, Some(1))
    );
    let syntax = fault(|s| s.text = "one\n\n{% if %}\n".into());
    assert_eq!(syntax.to_string().split(':').next(), Some("text, line 3"), "{syntax}");
    assert_eq!(
        at(fault(|s| s.text = "[[> session.txt]]\n\n{{ mail.nothing }}".into())),
        (TemplatePart::Text, Some(3)),
        "pieces count as one line"
    );
    let piece = fault(|s| s.mjml = "\n[[> session.mjml]]\n[[> nothing.mjml]]".into());
    assert!(matches!(&piece.error, TemplateError::UnknownPiece(name) if name == "> nothing.mjml"));
    assert_eq!(at(piece), (TemplatePart::Mjml, Some(3)));
    let tag = fault(|s| s.mjml = "<mj-section>\n<mj-nothing />\n</mj-section>".into());
    assert!(matches!(tag.error, TemplateError::Mjml(_)), "{tag}");
    assert_eq!(at(tag), (TemplatePart::Mjml, Some(2)));
    for open in
        ["<mj-section>", "<mj-section", "</mj-section>", "[[> body]]", "[[", "<mj-include path=\"x\" />"]
    {
        assert_eq!(fault(|s| s.mjml = open.into()).part, TemplatePart::Mjml, "{open}");
    }
    let none = Renderer::check("no-such-mail", EN, &changed("cancelled", |_| ())).unwrap_err();
    assert!(matches!(none.error, TemplateError::UnknownKind(_)));
}

#[test]
fn nothing_that_grows_or_hangs_is_taken() {
    let begun = Instant::now();
    let doubled = format!("{{% with a = 'x' %}}{}", "{% with a = a ~ a %}".repeat(60));
    let captured =
        format!("{{% set a = 'xxxx' %}}{}{{{{ a }}}}", "{% set a %}{{ a }}{{ a }}{% endset %}".repeat(40));
    let list = format!("[{}]", "1,".repeat(2_000));
    let loops = format!("{{% for a in {list} %}}{{% for b in {list} %}}x{{% endfor %}}{{% endfor %}}");
    let long = format!("{{% for a in {list} %}}{}{{% endfor %}}", "long ".repeat(10_000));
    for bad in [
        "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
        "{{ 'x' * 100000000 }}",
        "{% for x in range(1000000000) %}x{% endfor %}",
        &doubled,
        &captured,
        &loops,
        &long,
        &"[[> session.txt]]".repeat(1000),
        &format!("{{{{ {}1{} }}}}", "(".repeat(5_000), ")".repeat(5_000)),
        &"{% if mail.place %}".repeat(5_000),
    ] {
        let shown: String = bad.chars().take(60).collect();
        assert_eq!(fault(|s| s.text = bad.into()).part, TemplatePart::Text, "{shown}");
    }
    assert_eq!(fault(|s| s.mjml = "<mj-raw>".to_owned() + &"<div>".repeat(15_000)).part, TemplatePart::Mjml);
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}

#[test]
fn a_preview_shows_what_nobody_uses_yet() {
    let source = changed("waitlist-joined", |s| {
        s.subject = "Line one\nBcc: x@evil.example {{ mail.first_name }}".into();
    });
    let mail = Mail::sample("waitlist-joined", EN).unwrap();
    let brand = Brand { name: "Acme Talks".into(), ..Brand::sample() };
    let shown = Renderer::preview(&mail, EN, &source, &brand).unwrap();
    assert_eq!(shown.subject, "Line one Bcc: x@evil.example Juliette");
    assert!(shown.html.contains("<b>Acme</b>") && shown.text.starts_with("Acme Talks\n"));
    let renderer = Renderer::new().unwrap();
    assert!(subject(&renderer, &mail).starts_with("You’re on the waitlist"));
}

#[test]
fn overrides_come_and_go_while_mails_are_rendered() {
    let renderer = Renderer::new().unwrap();
    let mail = Mail::sample("cancelled", EN).unwrap();
    let built_in = subject(&renderer, &mail);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for turn in 0..20 {
                let mine = over("cancelled", |s| s.subject = format!("Turn {turn}"));
                assert!(renderer.set_overrides(vec![mine]).is_empty());
            }
        });
        for _ in 0..200 {
            let subject = subject(&renderer, &mail);
            assert!(subject == built_in || subject.starts_with("Turn "), "{subject}");
        }
    });
    assert_eq!(subject(&renderer, &mail), "Turn 19");
    let other = Mail::sample("confirmation", EN).unwrap();
    assert!(subject(&renderer, &other).starts_with("You’re registered"));
    let german =
        renderer.render(&Mail::sample("cancelled", Language::De).unwrap(), Language::De, &Brand::sample());
    assert!(german.unwrap().subject.starts_with("Storniert"));
    assert!(renderer.set_overrides(Vec::new()).is_empty());
    assert_eq!(subject(&renderer, &mail), built_in);
}

#[test]
fn a_wrong_override_comes_back_and_leaves_the_built_in_one() {
    let renderer = Renderer::new().unwrap();
    let faults = renderer.set_overrides(vec![
        over("cancelled", |s| s.subject = "{{ mail.nothing }}".into()),
        over("confirmation", |s| s.subject = "Welcome".into()),
        Override { kind: "no-such-mail".into(), ..over("cancelled", |_| ()) },
    ]);
    let kinds: Vec<_> = faults.iter().map(|(one, _)| one.kind.as_str()).collect();
    assert_eq!(kinds, ["cancelled", "no-such-mail"]);
    assert!(subject(&renderer, &Mail::sample("cancelled", EN).unwrap()).starts_with("Cancelled"));
    assert_eq!(subject(&renderer, &Mail::sample("confirmation", EN).unwrap()), "Welcome");
}

#[test]
fn a_template_that_fails_on_some_facts_gives_way_to_the_built_in_one() {
    let renderer = Renderer::new().unwrap();
    let mine = over("session-changed", |s| s.subject = "Before: {{ mail.before.date }}".into());
    assert!(renderer.set_overrides(vec![mine]).is_empty());
    let mut mail = SessionChanged::sample(EN);
    assert!(subject(&renderer, &Mail::SessionChanged(mail.clone())).starts_with("Before: "));
    mail.before = None;
    assert!(subject(&renderer, &Mail::SessionChanged(mail)).starts_with("New online room"));
}

#[test]
fn escaping_cannot_be_switched_off() {
    let open = "{% autoescape false %}{{ mail.company }}{% endautoescape %}";
    let source = changed("new-registration", |s| {
        s.mjml = format!("<mj-section><mj-column><mj-text>{open}</mj-text></mj-column></mj-section>");
    });
    let mail = NewRegistration { company: "<script>".into(), ..NewRegistration::sample(EN) };
    let shown = Renderer::preview(&Mail::NewRegistration(mail), EN, &source, &Brand::sample()).unwrap();
    assert!(shown.html.contains("&lt;script&gt;") && !shown.html.contains("<script>"));
}

#[test]
fn a_campaign_without_a_session_has_no_button_to_one() {
    let mail = Campaign { session: None, ..Campaign::sample(EN) };
    let shown = Renderer::new().unwrap().render(&Mail::Campaign(mail), EN, &Brand::sample()).unwrap();
    assert!(!shown.text.contains("See the session") && !shown.html.contains("See the session"));
    assert!(shown.html.contains("<h2 style=") && shown.html.contains("Unsubscribe</a>"));
    assert!(shown.text.contains("Unsubscribe: https://webinars.example/unsubscribe#token="));
}
