//! The way out over real sockets: what is refused before anything is sent, and what ends a call.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use magnetiq_integrations::outbound::{AllowList, Limits, Lookup, Outbound, OutboundError, Request};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A server that gives `answer` to every call and keeps the connection open if `hold`.
async fn server(answer: &'static str, hold: bool) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut call = [0; 4096];
                let _ = stream.read(&mut call).await;
                let _ = stream.write_all(answer.as_bytes()).await;
                if hold {
                    std::future::pending::<()>().await;
                }
            });
        }
    });
    port
}

fn outbound(allowed: &[&str]) -> Outbound {
    Outbound::new(AllowList::parse(allowed.iter().copied()).unwrap()).unwrap()
}

/// Names that lead to `addresses`, and how often somebody asked.
fn names(addresses: &'static [&'static str]) -> (Lookup, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    let lookup: Lookup = Arc::new(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Ok(addresses.iter().map(|address| address.parse::<IpAddr>().unwrap()).collect()) })
    });
    (lookup, asked)
}

async fn fails(outbound: &Outbound, url: &str) -> OutboundError {
    outbound.send(Request::get(url)).await.map(|answer| answer.status).unwrap_err()
}

fn forbidden(error: &OutboundError) -> bool {
    matches!(error, OutboundError::Forbidden { .. })
}

#[tokio::test]
async fn addresses_inside_are_refused_however_they_are_written() {
    let out = outbound(&[]);
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
        "①②⑦.0.0.1",
        "0",
        "10.1.2.3",
        "172.20.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.100.100.200",
        "198.18.0.1",
        "203.0.113.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::ffff:8.8.8.8]",
        "[64:ff9b::10.0.0.1]",
        "[2002:7f00:1::1]",
        "[fd00::1]",
        "[fe80::1]",
        "[ff02::1]",
        "[2001:db8::1]",
    ] {
        let error = fails(&out, &format!("https://{host}/")).await;
        assert!(forbidden(&error) && !error.may_pass(), "{host}: {error}");
    }
}

#[tokio::test]
async fn names_that_lead_inside_are_refused() {
    let error = fails(&outbound(&[]), "https://localhost/").await;
    assert!(forbidden(&error), "{error}");
    for inside in [&["10.0.0.1"][..], &["::1"], &["8.8.8.8", "127.0.0.1"], &["fe80::1", "1.1.1.1"]] {
        let (lookup, _) = names(inside);
        let out = Outbound::with_lookup(AllowList::default(), lookup).unwrap();
        let error = fails(&out, "https://rebound.example/").await;
        assert!(forbidden(&error), "{inside:?}: {error}");
    }
}

#[tokio::test]
async fn a_name_that_leads_nowhere_is_not_found() {
    let (lookup, _) = names(&[]);
    let out = Outbound::with_lookup(AllowList::default(), lookup).unwrap();
    let error = fails(&out, "https://nobody.example/").await;
    assert_eq!(error, OutboundError::NotFound { host: "nobody.example".into() });
    let lost: Lookup = Arc::new(|_| Box::pin(async { Err(std::io::Error::other("no name service")) }));
    let out = Outbound::with_lookup(AllowList::default(), lost).unwrap();
    let error = fails(&out, "https://nobody.example/").await;
    assert_eq!(error, OutboundError::NotFound { host: "nobody.example".into() });
    assert!(error.may_pass());
}

#[tokio::test]
async fn the_connection_goes_to_the_address_that_was_looked_at() {
    let port = server("not TLS", false).await;
    let (lookup, asked) = names(&["127.0.0.1"]);
    let allowed = AllowList::parse(["127.0.0.0/8"]).unwrap();
    let out = Outbound::with_lookup(allowed, lookup).unwrap();
    let error = fails(&out, &format!("https://pinned.example:{port}/")).await;
    assert!(matches!(error, OutboundError::Unreachable { .. }), "TLS was tried, and failed: {error}");
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn what_the_allow_list_names_is_called() {
    let port = server("HTTP/1.1 201 Made\r\nx-a: b\r\ncontent-length: 5\r\n\r\nhello", false).await;
    let answer =
        outbound(&["127.0.0.1"]).send(Request::post(&format!("http://127.0.0.1:{port}/"))).await.unwrap();
    assert_eq!((answer.status.as_u16(), &answer.body[..]), (201, &b"hello"[..]));
    assert_eq!(answer.headers["x-a"], "b");
    let (lookup, _) = names(&["127.0.0.1"]);
    let out = Outbound::with_lookup(AllowList::parse(["odoo.internal"]).unwrap(), lookup).unwrap();
    let answer = out.send(Request::get(&format!("http://ODOO.internal:{port}/"))).await.unwrap();
    assert_eq!(answer.status.as_u16(), 201);
}

#[tokio::test]
async fn addresses_of_other_kinds_are_unusable() {
    let out = outbound(&["127.0.0.1"]);
    for url in [
        "nonsense",
        "/path",
        "ftp://example.org/",
        "file:///etc/passwd",
        "data:,x",
        "http://example.org/",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https://[fe80::1%25eth0]/",
    ] {
        let error = fails(&out, url).await;
        assert!(matches!(error, OutboundError::Unusable(_)) && !error.may_pass(), "{url}: {error}");
        assert!(!error.to_string().contains("secret"));
    }
    let request = Request::get("https://example.org/").bearer("line\nbreak");
    assert!(matches!(out.send(request).await, Err(OutboundError::Unusable(_))));
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let port = server(
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1/latest/meta-data\r\ncontent-length: 0\r\n\r\n",
        false,
    )
    .await;
    let error = fails(&outbound(&["127.0.0.1"]), &format!("http://127.0.0.1:{port}/")).await;
    assert_eq!(error, OutboundError::Redirected { host: "127.0.0.1".into(), status: 302 });
}

#[tokio::test]
async fn an_answer_has_an_end_in_bytes() {
    let out = outbound(&["127.0.0.1"]);
    let limits = Limits { bytes: 10, ..Limits::default() };
    for answer in [
        "HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n12345678901",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\n123456\r\n6\r\n123456\r\n0\r\n\r\n",
    ] {
        let url = format!("http://127.0.0.1:{}/", server(answer, false).await);
        let error = out.send(Request::get(&url).within(limits)).await.unwrap_err();
        assert_eq!(error, OutboundError::TooLarge { host: "127.0.0.1".into(), limit: 10 });
        let enough = Limits { bytes: 12, ..limits };
        assert!(out.send(Request::get(&url).within(enough)).await.is_ok());
    }
}

#[tokio::test]
async fn an_answer_has_an_end_in_time() {
    let out = outbound(&["127.0.0.1"]);
    let short = Duration::from_millis(20);
    let silent = Limits { silence: short, ..Limits::default() };
    let whole = Limits { whole: short, ..Limits::default() };
    for answer in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345"] {
        let url = format!("http://127.0.0.1:{}/", server(answer, true).await);
        for limits in [silent, whole] {
            let error = out.send(Request::get(&url).within(limits)).await.unwrap_err();
            assert_eq!(error, OutboundError::TimedOut { host: "127.0.0.1".into() });
            assert!(error.may_pass());
        }
    }
}

#[tokio::test]
async fn what_breaks_is_told_without_secrets() {
    let out = outbound(&["127.0.0.1"]);
    for answer in ["", "SMTP ready\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345"] {
        let port = server(answer, false).await;
        let request = Request::get(&format!("http://127.0.0.1:{port}/secret?key=secret")).bearer("secret");
        assert!(!format!("{request:?}").contains("secret"));
        let error = out.send(request).await.unwrap_err();
        assert!(matches!(error, OutboundError::Broken { .. }) && error.may_pass(), "{error}");
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap().local_addr().unwrap().port();
    let error = fails(&out, &format!("http://127.0.0.1:{free}/secret")).await;
    assert!(matches!(error, OutboundError::Unreachable { .. }), "{error}");
    assert!(!format!("{error:?}").contains("secret"));
}
