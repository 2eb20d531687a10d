//! Another server, driven by the same client: `--url http://host:port --request template.json`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;
use serde_json::Value;

use crate::clock::new_id;
use crate::load::{Load, Until};

/// A request, with `{n}` for its number and `{uuid}` for a new id in path, headers and body.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    method: String,
    path: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// Sent as it is if it is a string, else as JSON.
    #[serde(default)]
    body: Value,
}

/// A server and what to ask it.
pub struct Foreign {
    server: std::net::SocketAddr,
    host: String,
    template: Template,
}

impl Foreign {
    /// Reads the address (`http://host:port`, TLS is not spoken) and the template.
    ///
    /// # Errors
    /// Where one of them can't be used.
    pub async fn new(url: &str, template: &Path) -> anyhow::Result<Self> {
        let host = url.strip_prefix("http://").context("give an address such as http://localhost:8000")?;
        let host = host.trim_end_matches('/').to_owned();
        let name = if host.contains(':') { host.clone() } else { format!("{host}:80") };
        let server = tokio::net::lookup_host(&name).await?.next().context("the host has no address")?;
        let text = std::fs::read_to_string(template)?;
        Ok(Self { server, host, template: serde_json::from_str(&text).context("the request template")? })
    }

    /// Puts each number of connections on it for so long, and prints what it came to.
    ///
    /// # Errors
    /// Where it can't be reached.
    pub async fn measure(&self, connections: &[usize], time: Duration) -> anyhow::Result<()> {
        let mut first = 1;
        for count in connections {
            let (host, template) = (self.host.clone(), self.template.clone());
            let load = Load {
                servers: vec![self.server],
                connections: *count,
                until: Until::Passed(time),
                first,
                write: Box::new(move |number, into| template.write(into, &host, number)),
                see: Box::new(|_, _, _| {}),
            };
            let figures = load.run().await?;
            first += figures.sent;
            println!(
                "{count:>5} at a time: {:>9.1}/s  p50 {:>8.1} ms  p99 {:>8.1} ms  answers {:?}  unanswered {}",
                figures.per_second(),
                figures.within(0.5).as_secs_f64() * 1e3,
                figures.within(0.99).as_secs_f64() * 1e3,
                figures.answers,
                figures.unanswered,
            );
        }
        Ok(())
    }
}

impl Template {
    fn write(&self, into: &mut Vec<u8>, host: &str, number: u64) {
        let fill = |text: &str| {
            let text = text.replace("{n}", &number.to_string());
            if text.contains("{uuid}") { text.replace("{uuid}", &new_id().to_string()) } else { text }
        };
        let body = match &self.body {
            Value::Null => String::new(),
            Value::String(text) => fill(text),
            json => fill(&json.to_string()),
        };
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, fill(&self.path));
        let given = |name: &str| self.headers.keys().any(|key| key.eq_ignore_ascii_case(name));
        if !given("host") {
            head.push_str(&format!("host: {host}\r\n"));
        }
        if !given("content-type") && (self.body.is_object() || self.body.is_array()) {
            head.push_str("content-type: application/json\r\n");
        }
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {}\r\n", fill(value)));
        }
        into.clear();
        into.extend_from_slice(format!("{head}content-length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_in_for_each_request() {
        let template = r#"{"method": "POST", "path": "/join/{n}", "headers": {"X-Id": "{uuid}"}, "body": {"number": "{n}"}}"#;
        let template: Template = serde_json::from_str(template).unwrap();
        let mut bytes = Vec::new();
        template.write(&mut bytes, "localhost:1", 7);
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            text.starts_with(
                "POST /join/7 HTTP/1.1\r\nhost: localhost:1\r\ncontent-type: application/json\r\n"
            )
        );
        assert!(text.ends_with("content-length: 14\r\n\r\n{\"number\":\"7\"}") && !text.contains("{uuid}"));
    }
}
