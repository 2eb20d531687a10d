//! Configuration from the environment. Every setting has a sensible default; a bad one stops the program at
//! start with the setting's name and what is wrong. `.env.example` lists them all.

pub mod folder;
mod network;

use std::net::SocketAddr;
use std::path::PathBuf;

use magnetiq_integrations::outbound::AllowList;
use thiserror::Error;

pub use network::{Network, client_address};

/// A setting that can't be used.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{name}: {problem}")]
pub struct ConfigError {
    name: &'static str,
    problem: String,
}

/// What the program was told at start.
#[derive(Clone, Debug)]
pub struct Config {
    /// `MAGNETIQ_DATABASE_URL`: `sqlite://…` (default: a file in the data folder) or `postgres://…`.
    pub database_url: String,
    /// `MAGNETIQ_LISTEN`: address and port; `127.0.0.1:8080` unless told.
    pub listen: SocketAddr,
    /// `MAGNETIQ_BASE_URL`: the public address, without a slash at its end.
    pub base_url: String,
    /// `MAGNETIQ_SMTP_URL`: unset, mails go to files in the data folder.
    pub smtp_url: Option<String>,
    /// `MAGNETIQ_DATA_DIR`: database file, secret key, uploaded files, mails; `data` unless told.
    pub data_dir: PathBuf,
    /// Whether uploaded files are kept in the data folder; in tests they end with the process.
    pub keeps_files: bool,
    /// `MAGNETIQ_SECRET_KEY`: at least 32 characters; unset, one is made and kept in the data folder.
    pub secret_key: Option<String>,
    /// `MAGNETIQ_PREVIOUS_SECRET_KEY`: the one before, which still reads what it signed and sealed.
    pub previous_secret_key: Option<String>,
    /// `MAGNETIQ_RATE_LIMITS`: `on`, or `off` for measurements.
    pub rate_limits: bool,
    /// `MAGNETIQ_TRUSTED_PROXIES`: networks whose `X-Forwarded-For` is believed, comma-separated.
    pub trusted_proxies: Vec<Network>,
    /// `MAGNETIQ_MAIL_FROM`: the sender's address; `webinars@` the base address' host unless told.
    pub mail_from: String,
    /// `MAGNETIQ_METRICS_LISTEN`: unset, no metrics are served.
    pub metrics_listen: Option<SocketAddr>,
    /// `MAGNETIQ_OUTBOUND_ALLOW`: hosts and networks of the house that may be called besides the public internet,
    /// comma-separated.
    pub outbound_allow: AllowList,
    /// `MAGNETIQ_TEST_CLOCK`: a file with the time; only in builds with the feature `test-clock`.
    pub test_clock: Option<PathBuf>,
}

impl Config {
    /// Reads the process's environment.
    ///
    /// # Errors
    /// The first setting that can't be used.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads the settings from `get`, which gives a variable's value.
    ///
    /// # Errors
    /// The first setting that can't be used.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let get = |name| get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let data_dir = PathBuf::from(get("MAGNETIQ_DATA_DIR").unwrap_or_else(|| "data".to_owned()));
        let listen =
            parse("MAGNETIQ_LISTEN", get("MAGNETIQ_LISTEN").unwrap_or_else(|| "127.0.0.1:8080".to_owned()))?;
        let base_url = get("MAGNETIQ_BASE_URL").unwrap_or_else(|| default_base_url(listen));
        let host = host_of(&base_url).ok_or_else(|| {
            wrong("MAGNETIQ_BASE_URL", "give an address such as https://webinars.example.com")
        })?;
        let mail_from = get("MAGNETIQ_MAIL_FROM").unwrap_or_else(|| default_sender(&host));
        if !mail_from.contains('@') {
            return Err(wrong("MAGNETIQ_MAIL_FROM", "give an e-mail address"));
        }
        let database_url = get("MAGNETIQ_DATABASE_URL")
            .unwrap_or_else(|| format!("sqlite://{}", data_dir.join("magnetiq.db").display()));
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| database_url.starts_with(scheme)) {
            return Err(wrong(
                "MAGNETIQ_DATABASE_URL",
                "give an address that starts with sqlite:// or postgres://",
            ));
        }
        let smtp_url = get("MAGNETIQ_SMTP_URL");
        if smtp_url.as_ref().is_some_and(|url| !url.starts_with("smtp://") && !url.starts_with("smtps://")) {
            return Err(wrong("MAGNETIQ_SMTP_URL", "give an address that starts with smtp:// or smtps://"));
        }
        let secret = |name| match get(name) {
            Some(key) if key.len() < 32 => Err(wrong(name, "give at least 32 characters")),
            key => Ok(key),
        };
        let secret_key = secret("MAGNETIQ_SECRET_KEY")?;
        let previous_secret_key = secret("MAGNETIQ_PREVIOUS_SECRET_KEY")?;
        let rate_limits = match get("MAGNETIQ_RATE_LIMITS").as_deref() {
            None | Some("on") => true,
            Some("off") => false,
            Some(_) => return Err(wrong("MAGNETIQ_RATE_LIMITS", "give on or off")),
        };
        let trusted_proxies = get("MAGNETIQ_TRUSTED_PROXIES")
            .unwrap_or_default()
            .split(',')
            .map(str::trim)
            .filter(|network| !network.is_empty())
            .map(|network| {
                network.parse().map_err(|problem: String| wrong("MAGNETIQ_TRUSTED_PROXIES", &problem))
            })
            .collect::<Result<_, _>>()?;
        let metrics_listen =
            get("MAGNETIQ_METRICS_LISTEN").map(|at| parse("MAGNETIQ_METRICS_LISTEN", at)).transpose()?;
        let allowed = get("MAGNETIQ_OUTBOUND_ALLOW").unwrap_or_default();
        let allowed = allowed.split(',').map(str::trim).filter(|entry| !entry.is_empty());
        let outbound_allow = AllowList::parse(allowed)
            .map_err(|problem| wrong("MAGNETIQ_OUTBOUND_ALLOW", &problem.to_string()))?;
        Ok(Self {
            database_url,
            listen,
            base_url: base_url.trim_end_matches('/').to_owned(),
            smtp_url,
            data_dir,
            keeps_files: true,
            secret_key,
            previous_secret_key,
            rate_limits,
            trusted_proxies,
            mail_from,
            metrics_listen,
            outbound_allow,
            test_clock: get("MAGNETIQ_TEST_CLOCK").map(PathBuf::from),
        })
    }

    /// Whether the embedded database is used.
    pub fn is_sqlite(&self) -> bool {
        self.database_url.starts_with("sqlite:")
    }

    /// Where mails are written when there is no SMTP server.
    pub fn mail_dir(&self) -> PathBuf {
        self.data_dir.join("mails")
    }

    /// Where mails go out, as people may see it: without name and password; `None` where they go to files.
    pub fn smtp_shown(&self) -> Option<String> {
        let url = self.smtp_url.as_deref()?;
        Some(match (url.split_once("://"), url.rsplit_once('@')) {
            (Some((scheme, _)), Some((_, host))) => format!("{scheme}://{host}"),
            _ => url.to_owned(),
        })
    }

    /// Where uploaded files lie.
    pub fn media_dir(&self) -> PathBuf {
        self.data_dir.join("media")
    }

    /// The host of the public address, for ids of messages and calendar entries.
    pub fn host(&self) -> String {
        host_of(&self.base_url).unwrap_or_else(|| "localhost".to_owned())
    }
}

fn default_base_url(listen: SocketAddr) -> String {
    let host = if listen.ip().is_loopback() || listen.ip().is_unspecified() {
        "localhost".to_owned()
    } else {
        listen.ip().to_string()
    };
    format!("http://{host}:{}", listen.port())
}

fn default_sender(host: &str) -> String {
    if host.contains('.') { format!("webinars@{host}") } else { "webinars@localhost.localdomain".to_owned() }
}

fn host_of(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', ':', '?', '#']).next()?;
    Some(host.to_owned()).filter(|host| !host.is_empty())
}

fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(
    name: &'static str,
    value: String,
) -> Result<T, ConfigError> {
    value.parse().map_err(|error| wrong(name, &format!("{value:?} can't be used: {error}")))
}

fn wrong(name: &'static str, problem: &str) -> ConfigError {
    ConfigError { name, problem: problem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(set: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn an_empty_environment_serves_the_newcomer() {
        let config = read(&[]).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.base_url, "http://localhost:8080");
        assert!(config.is_sqlite() && config.rate_limits && config.smtp_url.is_none());
    }

    #[test]
    fn a_bad_setting_is_named_with_what_is_wrong() {
        for (name, value) in [
            ("MAGNETIQ_LISTEN", "8080"),
            ("MAGNETIQ_BASE_URL", "webinars.example.com"),
            ("MAGNETIQ_DATABASE_URL", "mysql://localhost/x"),
            ("MAGNETIQ_SMTP_URL", "localhost:25"),
            ("MAGNETIQ_SECRET_KEY", "short"),
            ("MAGNETIQ_PREVIOUS_SECRET_KEY", "short"),
            ("MAGNETIQ_RATE_LIMITS", "maybe"),
            ("MAGNETIQ_TRUSTED_PROXIES", "10.0.0.0/99"),
            ("MAGNETIQ_MAIL_FROM", "nobody"),
            ("MAGNETIQ_METRICS_LISTEN", "yes"),
            ("MAGNETIQ_OUTBOUND_ALLOW", "10.0.0.0/99"),
        ] {
            let error = read(&[(name, value)]).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{name}: ")), "{error}");
        }
    }
}
