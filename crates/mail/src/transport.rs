//! The ways out: a mail server, a folder, or memory.
//!
//! Only when [`Transport::send`] gives `Ok` has somebody taken the mail.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::message::Message;
use lettre::message::header::Date;
use lettre::transport::smtp::PoolConfig;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

/// Connections kept to the mail server where nothing else is said.
pub const POOL_SIZE: u32 = 8;
/// How long the server may take for one command.
const TIMEOUT: Duration = Duration::from_secs(30);
/// Answers about signing in: 5xx by their number, but the mail itself is well and goes once that is mended.
const SIGN_IN: [u16; 4] = [530, 534, 535, 538];

/// Where mails go. Clones share the pool, or the memory.
#[derive(Clone, Debug)]
pub enum Transport {
    /// To a mail server, over a pool of connections.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// Into a folder, one `.eml` file each, named by time and message id.
    File(PathBuf),
    /// Nowhere: kept for tests and the demo's mailbox.
    Memory(Arc<Mutex<Vec<Message>>>),
}

/// The address of a transport can't be used.
#[derive(Debug, thiserror::Error)]
#[error("the mail transport can't be opened: {0}")]
pub struct OpenError(String);

/// A mail was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The server refused it for good; sending it again is useless.
    #[error("refused with {code}: {text}")]
    Permanent {
        /// The SMTP code, 0 where none was given.
        code: u16,
        /// What the server said.
        text: String,
    },
    /// It may work later: no connection, a busy server, a full disk.
    #[error("not sent: {0}")]
    Transient(String),
}

impl Transport {
    /// Opens a transport by its address:
    ///
    /// - `smtp://user:password@host:587` with STARTTLS, required; on the loopback without. `?tls=none`,
    ///   `?tls=opportunistic` or `?tls=required` says it explicitly.
    /// - `smtps://user:password@host:465`, TLS from the start.
    /// - `file:/some/folder`, made if it isn't there.
    /// - `memory:`
    ///
    /// `pool_size` is the number of connections kept at most. Connects only when something is sent.
    pub fn open(address: &str, pool_size: u32) -> Result<Self, OpenError> {
        if address == "memory:" {
            return Ok(Self::memory());
        }
        if let Some(path) = address.strip_prefix("file:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            std::fs::create_dir_all(path).map_err(|error| OpenError(format!("{path}: {error}")))?;
            return Ok(Self::File(PathBuf::from(path)));
        }
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&explicit_tls(address)?)
            .map_err(|error| OpenError(error.to_string()))?;
        let pool = PoolConfig::new().max_size(pool_size.max(1));
        Ok(Self::Smtp(builder.timeout(Some(TIMEOUT)).pool_config(pool).build()))
    }

    /// A memory of its own.
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// What a memory took so far, oldest first; nothing for the others.
    pub fn taken(&self) -> Vec<Message> {
        match self {
            Self::Memory(taken) => taken.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            _ => Vec::new(),
        }
    }

    /// Hands a mail over.
    pub async fn send(&self, message: Message) -> Result<(), SendError> {
        match self {
            Self::Smtp(server) => server.send(message).await.map(drop).map_err(|error| of_smtp(&error)),
            Self::File(folder) => {
                write(folder, &message).await.map_err(|error| SendError::Transient(error.to_string()))
            }
            Self::Memory(taken) => {
                taken.lock().unwrap_or_else(PoisonError::into_inner).push(message);
                Ok(())
            }
        }
    }

    /// Deletes the mails with these `Message-ID`s (without brackets) where they are kept; a server keeps none for us.
    ///
    /// # Errors
    /// What the folder says; a mail that is not there is none.
    pub async fn forget(&self, message_ids: &[String]) -> std::io::Result<()> {
        let names: Vec<String> = message_ids.iter().map(|id| file_id(id)).collect();
        match self {
            Self::Smtp(_) => {}
            Self::File(folder) => {
                let mut entries = tokio::fs::read_dir(folder).await?;
                while let Some(entry) = entries.next_entry().await? {
                    let file = entry.file_name();
                    let file = file.to_string_lossy();
                    if names.iter().any(|name| file.ends_with(&format!("-{name}.eml"))) {
                        tokio::fs::remove_file(entry.path()).await?;
                    }
                }
            }
            Self::Memory(taken) => {
                let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
                taken.retain(|message| !names.contains(&id_of(message)));
            }
        }
        Ok(())
    }

    /// Whether the mail server answers, for health checks; always true for the others.
    pub async fn reachable(&self) -> bool {
        match self {
            Self::Smtp(server) => server.test_connection().await.unwrap_or(false),
            _ => true,
        }
    }
}

fn of_smtp(error: &lettre::transport::smtp::Error) -> SendError {
    let code = error.status().map(u16::from).unwrap_or(0);
    let text = match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    };
    if error.is_permanent() && !SIGN_IN.contains(&code) {
        SendError::Permanent { code, text }
    } else {
        SendError::Transient(text)
    }
}

/// Says in the address how TLS is to be used where it doesn't say so itself: a password never travels in the
/// clear to another machine.
fn explicit_tls(address: &str) -> Result<String, OpenError> {
    let Some(rest) = address.strip_prefix("smtp://") else {
        return match address.starts_with("smtps://") {
            true => Ok(address.to_owned()),
            false => Err(OpenError("it must begin with smtp://, smtps://, file: or memory:".to_owned())),
        };
    };
    if address.contains("tls=none") {
        return Ok(address.replace("?tls=none", "").replace("&tls=none", ""));
    }
    let authority = rest.split(['/', '?']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let loopback = host == "localhost"
        || host.starts_with("localhost:")
        || host.starts_with("127.")
        || host.starts_with("[::1]");
    if loopback || address.contains("tls=") {
        return Ok(address.to_owned());
    }
    let sign = if address.contains('?') { '&' } else { '?' };
    Ok(format!("{address}{sign}tls=required"))
}

/// Writes under another name first, so that who watches the folder never reads half a mail.
async fn write(folder: &Path, message: &Message) -> std::io::Result<()> {
    let headers = message.headers();
    let time = headers
        .get::<Date>()
        .map(|date| chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::from(date)));
    let time = time.map(|at| at.format("%Y%m%dT%H%M%SZ").to_string()).unwrap_or_default();
    let name = format!("{time}-{}.eml", id_of(message));
    let hidden = folder.join(format!(".{name}.part"));
    tokio::fs::write(&hidden, message.formatted()).await?;
    tokio::fs::rename(&hidden, folder.join(name)).await
}

/// The `Message-ID` as it stands in a file's name.
fn id_of(message: &Message) -> String {
    file_id(message.headers().get_raw("Message-ID").unwrap_or_default())
}

fn file_id(message_id: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '@' | '.' | '_');
    message_id.chars().filter(plain).take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_machine_gets_no_password_in_the_clear() {
        let tls = |address| explicit_tls(address).unwrap();
        assert_eq!(tls("smtp://u:p@mail.example:587"), "smtp://u:p@mail.example:587?tls=required");
        assert_eq!(tls("smtp://localhost:1025"), "smtp://localhost:1025");
        assert_eq!(tls("smtp://127.0.0.1:1025"), "smtp://127.0.0.1:1025");
        assert_eq!(tls("smtp://mailpit:1025?tls=none"), "smtp://mailpit:1025");
        assert_eq!(tls("smtps://u:p@mail.example"), "smtps://u:p@mail.example");
        assert!(explicit_tls("http://mail.example").is_err());
    }

    #[tokio::test]
    async fn a_mail_in_the_folder_can_be_forgotten() {
        let folder = std::env::temp_dir().join(format!("magnetiq-forgotten-{}", std::process::id()));
        let transport = Transport::open(&format!("file:{}", folder.display()), 1).unwrap();
        let mail = |id: &str| {
            let mail = Message::builder().message_id(Some(format!("<{id}@house.example>")));
            let mail = mail.from("a@house.example".parse().unwrap()).to("b@house.example".parse().unwrap());
            mail.body("Hello".to_owned()).unwrap()
        };
        for id in ["one", "two"] {
            transport.send(mail(id)).await.unwrap();
        }
        transport.forget(&["one@house.example".to_owned(), "three@house.example".to_owned()]).await.unwrap();
        let left: Vec<_> =
            std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert!(left.len() == 1 && left[0].to_string_lossy().contains("two@"), "{left:?}");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn addresses_open_transports() {
        assert!(matches!(Transport::open("smtp://u:p@mail.example", POOL_SIZE), Ok(Transport::Smtp(_))));
        assert!(matches!(Transport::open("smtps://u:p@mail.example", 1), Ok(Transport::Smtp(_))));
        assert!(matches!(Transport::open("memory:", 1), Ok(Transport::Memory(_))));
        assert!(Transport::open("ftp://mail.example", 1).is_err());
    }
}
