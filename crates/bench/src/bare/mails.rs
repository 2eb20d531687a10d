//! The limit of sending: the same mail, rendered and sent as often, by as many at once over as many connections;
//! but no queue, no database, nothing written down.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::DateTime;
use magnetiq_mail::messages::Reminder;
use magnetiq_mail::parts::Lead;
use magnetiq_mail::{Brand, Envelope, Mail, Renderer, Transport, transport};
use magnetiq_shared::Language;

use crate::clock::{new_id, now_millis};

/// How many mails the program's worker has in flight.
const CONCURRENCY: usize = 16;
/// As long as the program's tokens are.
const TOKEN: &str = "v1.AZqm0sZ6cTiWv1nJ5m0Y9wAAAZqnXw4AAAAAAAAAAQ.4Zk1c3VtbWVyLXdhcy1hLWxvbmctdGltZS1hZ28";

struct Sender {
    renderer: Renderer,
    transport: Transport,
    brand: Brand,
    left: AtomicUsize,
}

pub(super) fn send(smtp: &str, count: usize) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let sender = Arc::new(Sender {
            renderer: Renderer::new()?,
            transport: Transport::open(smtp, transport::POOL_SIZE)?,
            brand: Brand::sample(),
            left: AtomicUsize::new(count),
        });
        let tasks: Vec<_> = (0..CONCURRENCY).map(|_| tokio::spawn(sender.clone().work())).collect();
        for task in tasks {
            task.await??;
        }
        Ok(())
    })
}

impl Sender {
    async fn work(self: Arc<Self>) -> anyhow::Result<()> {
        let one_less = |left: usize| left.checked_sub(1);
        while let Ok(number) = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less) {
            // What the measured session's reminder of two hours before brings: no calendar file, and nothing of the texts
            // that staff may add.
            let mail = Mail::Reminder(Reminder {
                lead: Lead::Hours(2),
                instructions: String::new(),
                preparation: String::new(),
                materials: Vec::new(),
                entry: None,
                manage_link: format!("http://webinars.example/my-registrations#token={TOKEN}"),
                join_link: format!("http://webinars.example/join/{TOKEN}"),
                ..Reminder::sample(Language::En)
            });
            let rendered = self.renderer.render(&mail, Language::En, &self.brand)?;
            let envelope = Envelope {
                to_email: crate::person::email("bare", number as u64),
                to_name: String::new(),
                message_id: format!("{}@webinars.example", new_id()),
                list_unsubscribe: None,
                date: DateTime::from_timestamp_millis(now_millis()).unwrap_or_default(),
            };
            self.transport.send(envelope.message(&rendered, &self.brand)?).await?;
        }
        Ok(())
    }
}
