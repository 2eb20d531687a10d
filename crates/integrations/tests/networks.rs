//! The clients and the fake networks, over real sockets: consent, tokens, posts, and each way to fail.

use std::time::Duration;

use magnetiq_integrations::linkedin::{self, Article, Author};
use magnetiq_integrations::outbound::{AllowList, Outbound, OutboundError, Request, Url};
use magnetiq_integrations::social::fake::Trouble;
use magnetiq_integrations::social::{App, SocialError, Tokens, Wait};
use magnetiq_integrations::x;

fn outbound() -> Outbound {
    Outbound::new(AllowList::parse(["127.0.0.1"]).unwrap()).unwrap()
}

fn app(id: &str, secret: &str) -> App {
    App { id: id.into(), secret: secret.into(), callback: "https://webinars.example/back".into() }
}

fn on_x(fake: &x::fake::Fake) -> x::Client {
    x::Client::new(outbound(), app("house", x::fake::SECRET), Some(&fake.base_url()))
}

fn on_linkedin(fake: &linkedin::fake::Fake, id: &str) -> linkedin::Client {
    let app = app(id, linkedin::fake::SECRET);
    linkedin::Client::new(outbound(), app, "202605".into(), Some(&fake.base_url()))
}

fn page() -> Author {
    Author::Organisation("5590506".into())
}

const ARTICLE: Article =
    Article { address: "https://webinars.example/s", title: "Storage (1)", description: "Why." };

/// What the network sends back with the browser: the code and the state.
fn back(to: &str) -> (Option<String>, String) {
    let to: Url = to.parse().unwrap();
    assert!(to.as_str().starts_with("https://webinars.example/back?"));
    let field = |name: &str| to.query_pairs().find(|(of, _)| of == name).map(|(_, value)| value.into_owned());
    (field("code"), field("state").unwrap())
}

async fn x_tokens(fake: &x::fake::Fake, client: &x::Client) -> Tokens {
    let (code, _) = back(&fake.visit(&client.consent("state", "a-long-verifier")).await.unwrap());
    client.exchange(&code.unwrap(), "a-long-verifier").await.unwrap()
}

async fn linkedin_tokens(fake: &linkedin::fake::Fake, client: &linkedin::Client) -> Tokens {
    let (code, _) = back(&fake.visit(&client.consent("state", &page())).await.unwrap());
    client.exchange(&code.unwrap()).await.unwrap()
}

#[tokio::test]
async fn x_gives_tokens_for_a_code_with_its_proof_and_each_once() {
    let fake = x::fake::Fake::start().await.unwrap();
    let client = on_x(&fake);
    let consent = client.consent("a state", "verifier");
    for part in ["response_type=code", "scope=tweet.read+tweet.write+users.read+offline.access", "S256"] {
        assert!(consent.contains(part), "{consent}");
    }
    assert!(!consent.contains("verifier"));
    let (code, state) = back(&fake.visit(&consent).await.unwrap());
    assert_eq!(state, "a state");
    let wrong = client.exchange(code.as_deref().unwrap(), "another").await;
    assert_eq!(wrong, Err(SocialError::Unauthorized));
    let tokens = x_tokens(&fake, &client).await;
    assert_eq!(tokens.lasts, Duration::from_secs(7200));
    assert_eq!(client.account(&tokens.access).await.unwrap().name, x::fake::NAME);
    let next = client.refresh(tokens.refresh.as_deref().unwrap()).await.unwrap();
    assert_eq!(client.account(&tokens.access).await, Err(SocialError::Unauthorized));
    assert!(client.account(&next.access).await.is_ok());
    let spent = client.refresh(tokens.refresh.as_deref().unwrap()).await;
    assert_eq!(spent, Err(SocialError::Unauthorized), "a token that gives the next is good once");
    assert!(
        !format!("{client:?} {tokens:?}").contains("secret") && !format!("{tokens:?}").contains("access-")
    );
    let stranger = x::Client::new(outbound(), app("house", "wrong"), Some(&fake.base_url()));
    assert_eq!(stranger.refresh(&next.refresh.unwrap()).await, Err(SocialError::Unauthorized));
}

#[tokio::test]
async fn a_thread_on_x_is_a_chain() {
    let fake = x::fake::Fake::start().await.unwrap();
    let client = on_x(&fake);
    let tokens = x_tokens(&fake, &client).await;
    let first = client.post(&tokens.access, "One.", None).await.unwrap();
    let second = client.post(&tokens.access, "Two.", Some(&first)).await.unwrap();
    let taken = fake.taken();
    assert_eq!((taken[0].body.get("reply"), taken[1].id.as_str()), (None, second.as_str()));
    assert_eq!(taken[1].body["reply"]["in_reply_to_tweet_id"], first.as_str());
    assert_eq!(x::Client::seen_at("fake_house", "18"), "https://x.com/fake_house/status/18");
}

#[tokio::test]
async fn x_says_whether_a_post_was_refused_is_to_come_again_or_is_unknown() {
    let fake = x::fake::Fake::start().await.unwrap();
    let client = on_x(&fake);
    let tokens = x_tokens(&fake, &client).await;
    let post = async |text: &str, trouble| {
        fake.trouble(&[Some(trouble)]);
        client.post(&tokens.access, text, None).await.unwrap_err()
    };
    for trouble in [Trouble::Duplicate, Trouble::Forbidden] {
        let refused = post("a", trouble).await;
        assert!(matches!(&refused, SocialError::Refused { status: 403, reason } if reason.contains("not")));
        assert!(!refused.may_pass());
    }
    let wait = Some(Wait::Until(1_796_115_600));
    let many = post("a", Trouble::TooMany(1_796_115_600)).await;
    assert_eq!(many, SocialError::Later { status: 429, wait });
    for (status, is_known) in [(500, true), (503, true), (502, false), (504, false)] {
        let broken = post("a", Trouble::Broken(status)).await;
        assert_eq!(broken.may_pass(), is_known, "{status}: {broken}");
        assert_eq!(matches!(broken, SocialError::Unknown(_)), !is_known);
    }
    assert!(fake.taken().is_empty());
    assert!(matches!(post("a", Trouble::CutAfter).await, SocialError::Unknown(_)));
    assert_eq!(fake.taken().len(), 1);
    fake.expire();
    assert_eq!(client.post(&tokens.access, "b", None).await, Err(SocialError::Unauthorized));
    drop(fake);
    tokio::task::yield_now().await;
    let gone = client.post(&tokens.access, "b", None).await.unwrap_err();
    assert!(matches!(gone, SocialError::NotSent(OutboundError::Unreachable { .. })) && gone.may_pass());
}

#[tokio::test]
async fn a_network_inside_the_house_is_not_called() {
    let app = app("house", "s");
    let client = x::Client::new(outbound(), app, Some("https://10.0.0.1"));
    let refused = client.post("token", "a", None).await.unwrap_err();
    assert!(matches!(refused, SocialError::NotSent(OutboundError::Forbidden { .. })) && !refused.may_pass());
    assert!(outbound().send(Request::get("https://10.0.0.1/")).await.is_err());
}

#[tokio::test]
async fn linkedin_posts_for_a_page_and_for_a_person() {
    let fake = linkedin::fake::Fake::start().await.unwrap();
    let client = on_linkedin(&fake, "house");
    assert!(client.consent("s", &page()).contains("scope=r_organization_social+w_organization_social"));
    assert!(client.consent("s", &Author::Member).contains("scope=openid+profile+w_member_social"));
    let tokens = linkedin_tokens(&fake, &client).await;
    assert_eq!(tokens.lasts, Duration::from_secs(60 * 86_400));
    let account = client.account(&tokens.access, &page()).await.unwrap();
    assert_eq!(
        (account.id.as_str(), account.name.as_str()),
        ("urn:li:organization:5590506", linkedin::fake::PAGE)
    );
    let person = client.account(&tokens.access, &Author::Member).await.unwrap();
    assert_eq!((person.id.as_str(), person.name.as_str()), ("urn:li:person:fr1da", linkedin::fake::PERSON));
    let id = client.post(&tokens.access, &account.id, "Save (more) #Storage", &ARTICLE).await.unwrap();
    let [taken] = &fake.taken()[..] else { panic!("one post") };
    assert_eq!(taken.id, id);
    assert_eq!(taken.body["commentary"], r"Save \(more\) {hashtag|\#|Storage}");
    assert_eq!(taken.body["author"], "urn:li:organization:5590506");
    assert_eq!(taken.body["content"]["article"]["title"], "Storage (1)");
    assert_eq!(linkedin::Client::seen_at(&id), format!("https://www.linkedin.com/feed/update/{id}/"));
    let next = client.refresh(tokens.refresh.as_deref().unwrap()).await.unwrap();
    assert_ne!(next.access, tokens.access);
    let bare = linkedin_tokens(&fake, &on_linkedin(&fake, linkedin::fake::WITHOUT_REFRESH)).await;
    assert_eq!((bare.refresh, bare.refresh_lasts), (None, None));
}

#[tokio::test]
async fn linkedin_says_whether_a_post_was_refused_is_to_come_again_or_is_unknown() {
    let fake = linkedin::fake::Fake::start().await.unwrap();
    let client = on_linkedin(&fake, "house");
    let tokens = linkedin_tokens(&fake, &client).await;
    let post = async |text: &str, trouble| {
        fake.trouble(&[Some(trouble)]);
        client.post(&tokens.access, "urn:li:organization:1", text, &ARTICLE).await.unwrap_err()
    };
    let duplicate = post("a", Trouble::Duplicate).await;
    assert!(
        matches!(&duplicate, SocialError::Refused { status: 422, reason } if reason.contains("duplicate"))
    );
    assert!(matches!(post("a", Trouble::Forbidden).await, SocialError::Refused { status: 403, .. }));
    let wait = Some(Wait::For(Duration::from_secs(90)));
    assert_eq!(post("a", Trouble::TooMany(90)).await, SocialError::Later { status: 429, wait });
    assert!(post("a", Trouble::Broken(500)).await.may_pass());
    assert!(matches!(post("a", Trouble::CutAfter).await, SocialError::Unknown(_)));
    assert_eq!(fake.taken().len(), 1);
    fake.say_no();
    let to = fake.visit(&client.consent("s", &page())).await.unwrap();
    assert_eq!(back(&to), (None, "s".to_owned()));
}
