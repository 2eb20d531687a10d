//! The client and the fake provider, over real sockets: texts piece by piece, and each way to fail.

use std::net::Ipv4Addr;
use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt};
use magnetiq_integrations::ai::fake::{Fake, MODELS};
use magnetiq_integrations::ai::{AiError, Client, Connection, prompt};
use magnetiq_integrations::outbound::{AllowList, Limits, Outbound, OutboundError};
use magnetiq_shared::Language;
use magnetiq_shared::ai::{AiContext, AiFailure, AiJob, AiTask, TextFormat, TextPart};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const HTML: &str = "<p>Wärme für <a href=\"https://x.example\">Käufer</a> 🎉</p>";
const GERMAN: &str = "<p>[de] Wärme für <a href=\"https://x.example\">[de] Käufer</a> [de] 🎉</p>";

fn client(base_url: &str, model: &str) -> Client {
    let outbound = Outbound::new(AllowList::parse(["127.0.0.1"]).unwrap()).unwrap();
    let connection = Connection { base_url: base_url.into(), key: "sk-secret".into(), model: model.into() };
    Client::new(outbound, connection)
}

fn translate() -> AiTask {
    AiTask {
        job: AiJob::Translate { source: HTML.into(), from: Language::En, to: Language::De },
        format: TextFormat::Html,
        context: AiContext { title: Some("Wärmepumpen".into()), notes: None },
    }
}

async fn written(client: &Client, task: &AiTask) -> Result<Vec<String>, AiError> {
    client.write(&prompt(task)).await?.try_collect().await
}

#[tokio::test]
async fn a_text_comes_in_pieces() {
    let fake = Fake::start().await.unwrap();
    let pieces = written(&client(&fake.base_url(), "fake"), &translate()).await.unwrap();
    assert!(pieces.len() > 3 && pieces.iter().all(|piece| !piece.is_empty()), "{pieces:?}");
    assert_eq!(pieces.concat(), GERMAN);
    let [asked] = &fake.asked()[..] else { panic!("one call") };
    assert_eq!((asked.path.as_str(), asked.model.as_str()), ("/v1/chat/completions", "fake"));
    assert_eq!(asked.key.as_deref(), Some("sk-secret"));
    assert!(asked.user.contains(HTML) && !asked.system.contains("Wärme"));
}

#[tokio::test]
async fn letters_and_lines_that_are_cut_come_whole() {
    let fake = Fake::start().await.unwrap();
    let base_url = format!("{}/", fake.base_url());
    let whole = written(&client(&base_url, "fake"), &translate()).await.unwrap();
    assert_eq!(written(&client(&base_url, "fake-crumbs"), &translate()).await.unwrap(), whole);
}

#[tokio::test]
async fn words_come_while_the_model_still_writes() {
    let fake = Fake::start().await.unwrap();
    let slow = client(&fake.base_url(), "fake-slow");
    let mut pieces = slow.write(&prompt(&translate())).await.unwrap();
    assert_eq!(pieces.next().await, Some(Ok("<p>[de] ".to_owned())));
}

#[tokio::test]
async fn every_job_is_written() {
    let fake = Fake::start().await.unwrap();
    let client = client(&fake.base_url(), "fake");
    let context = AiContext { title: Some("Heat pumps".into()), notes: Some("old houses".into()) };
    let text = |job, format| {
        let task = AiTask { job, format, context: context.clone() };
        let client = client.clone();
        async move { written(&client, &task).await.unwrap().concat() }
    };
    let write = |part| AiJob::Write { part, language: Language::De };
    assert_eq!(text(write(TextPart::Summary), TextFormat::Plain).await, "[write summary de] Heat pumps");
    assert_eq!(
        text(write(TextPart::Description), TextFormat::Html).await,
        "<p>[write description de] Heat pumps</p>"
    );
    assert_eq!(text(write(TextPart::Keywords), TextFormat::Html).await.lines().count(), 3);
    let source = || "Many words".to_owned();
    let shorten = AiJob::Shorten { source: source(), language: Language::En, limit: Some(5) };
    assert_eq!(text(shorten, TextFormat::Plain).await, "[shorten en] Many words");
    let rewrite = AiJob::Rewrite { source: source(), language: Language::En, wish: Some("kinder".into()) };
    assert_eq!(text(rewrite, TextFormat::Plain).await, "[rewrite en] Many words");
}

#[tokio::test]
async fn refusals_are_known_before_the_first_piece() {
    let fake = Fake::start().await.unwrap();
    let wait = Some(Duration::from_secs(7));
    for (model, expected, failure, may_pass) in [
        ("fake-401", AiError::Refused(401), AiFailure::Refused, false),
        ("fake-429", AiError::RateLimited { retry_after: wait }, AiFailure::RateLimited, true),
        ("fake-500", AiError::Refused(500), AiFailure::Refused, true),
        ("fake-long", AiError::TooLong, AiFailure::TooLong, false),
        ("no-such-model", AiError::Refused(404), AiFailure::Refused, false),
    ] {
        let client = client(&fake.base_url(), model);
        let error = client.write(&prompt(&translate())).await.map(drop).unwrap_err();
        assert_eq!((error.failure(), error.may_pass()), (failure, may_pass), "{model}");
        assert_eq!(error, expected);
        assert_eq!(client.check().await, Err(expected));
    }
}

#[tokio::test]
async fn a_stream_that_breaks_is_an_error_after_its_words() {
    let fake = Fake::start().await.unwrap();
    let breaks = client(&fake.base_url(), "fake-breaks");
    let came: Vec<_> = breaks.write(&prompt(&translate())).await.unwrap().collect().await;
    let (last, words) = came.split_last().unwrap();
    assert!(!words.is_empty() && words.iter().all(Result::is_ok));
    assert_eq!(last, &Err(AiError::Broken("the connection was lost")));
    let garbage = written(&client(&fake.base_url(), "fake-garbage"), &translate()).await.unwrap_err();
    assert_eq!(garbage.failure(), AiFailure::Broken);
}

#[tokio::test]
async fn a_text_that_grows_too_large_is_too_long() {
    let fake = Fake::start().await.unwrap();
    let small = Limits { bytes: 200, ..Limits::default() };
    let error = written(&client(&fake.base_url(), "fake").within(small), &translate()).await.unwrap_err();
    assert_eq!(error, AiError::TooLong);
}

#[tokio::test]
async fn a_provider_that_falls_silent_is_given_up() {
    let provider = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let base_url = format!("http://{}/v1", provider.local_addr().unwrap());
    let short = Limits { silence: Duration::from_millis(20), ..Limits::default() };
    let error = written(&client(&base_url, "fake").within(short), &translate()).await.unwrap_err();
    assert_eq!(error, AiError::Unreachable(OutboundError::TimedOut { host: "127.0.0.1".into() }));
    drop(provider.accept().await.unwrap());

    let stands_still = tokio::spawn(async move {
        let (mut stream, _) = provider.accept().await.unwrap();
        stream.read_buf(&mut Vec::with_capacity(1 << 16)).await.unwrap();
        let answer = "HTTP/1.1 200 OK\r\n\r\ndata: {\"choices\":[{\"delta\":{\"content\":\"W\"}}]}\n\n";
        stream.write_all(answer.as_bytes()).await.unwrap();
        std::future::pending::<()>().await;
    });
    let mut pieces = client(&base_url, "fake").write(&prompt(&translate())).await.unwrap();
    assert_eq!(pieces.next().await, Some(Ok("W".to_owned())));
    // From here on only time passes: the clock moves on as soon as everybody waits.
    tokio::time::pause();
    assert_eq!(pieces.next().await, Some(Err(AiError::Broken("it stands still"))));
    stands_still.abort();
}

#[tokio::test]
async fn address_key_and_model_are_checked() {
    let fake = Fake::start().await.unwrap();
    let works = client(&fake.base_url(), "fake");
    assert_eq!(works.check().await, Ok(()));
    let mut models = MODELS.map(str::to_owned);
    models.sort();
    assert_eq!(works.models().await.unwrap(), models);
    assert_eq!(client(&format!("{}/v2", fake.base_url()), "fake").check().await, Err(AiError::Refused(404)));
    let inside = client("https://10.0.0.1/v1", "fake").check().await.unwrap_err();
    assert_eq!(inside, AiError::Unreachable(OutboundError::Forbidden { host: "10.0.0.1".into() }));
    assert!(!inside.may_pass());
    let gone = fake.base_url();
    drop(fake);
    tokio::task::yield_now().await;
    assert_eq!(client(&gone, "fake").check().await.unwrap_err().failure(), AiFailure::Unreachable);
}

#[test]
fn the_key_is_not_shown() {
    assert!(!format!("{:?}", client("https://x.example", "fake")).contains("secret"));
}
