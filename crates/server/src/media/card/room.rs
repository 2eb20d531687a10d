//! Where cards are drawn: beside the requests, few at a time, and each only once.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use actix_web::web;
use magnetiq_shared::ProblemType;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::paint::paint;
use crate::http::cached::Answer;
use crate::http::{ApiError, ApiResult};

/// How much is kept, in bytes: some hundred cards.
const MAX_KEPT: usize = 32 * 1024 * 1024;
/// How many may wait for their picture.
const MAX_WAITING: usize = 64;

type Key = [u8; 32];

/// Draws pictures and keeps them by their content, the oldest leaving first.
pub struct Room {
    /// Half of the cores: whoever asks for all cards at once leaves the other half to the visitors.
    painters: Arc<Semaphore>,
    chairs: Semaphore,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    pictures: HashMap<Key, Arc<Answer>>,
    order: VecDeque<(Key, usize)>,
    bytes: usize,
}

impl Default for Room {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
        Self {
            painters: Arc::new(Semaphore::new((cores / 2).max(1))),
            chairs: Semaphore::new(MAX_WAITING),
            kept: Mutex::default(),
        }
    }
}

impl Room {
    /// The picture of this SVG, as an answer.
    ///
    /// # Errors
    /// `busy` where too many are waiting, `internal` where it can't be drawn.
    pub async fn picture(&self, svg: String) -> ApiResult<Arc<Answer>> {
        let key: Key = Sha256::digest(&svg).into();
        if let Some(kept) = self.kept(&key) {
            return Ok(kept);
        }
        let busy = |_| ApiError::new(ProblemType::Busy).retry_after(2);
        let _chair = self.chairs.try_acquire().map_err(busy)?;
        let painter = self.painters.clone().acquire_owned().await.map_err(ApiError::internal)?;
        // Somebody else may have asked for the same meanwhile.
        if let Some(kept) = self.kept(&key) {
            return Ok(kept);
        }
        let drawing = web::block(move || {
            // The painter is free when the drawing is done, even where nobody waits for it any more.
            let _painter = painter;
            paint(&svg, false)
        });
        let bytes = drawing.await.map_err(ApiError::internal)?.map_err(ApiError::internal)?;
        let size = bytes.len();
        let answer = Arc::new(Answer::compressed_already(bytes));
        self.lock().keep(key, answer.clone(), size);
        Ok(answer)
    }

    fn kept(&self, key: &Key) -> Option<Arc<Answer>> {
        self.lock().pictures.get(key).cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Kept {
    fn keep(&mut self, key: Key, answer: Arc<Answer>, size: usize) {
        if self.pictures.insert(key, answer).is_some() {
            return;
        }
        self.order.push_back((key, size));
        self.bytes += size;
        while self.bytes > MAX_KEPT
            && let Some((oldest, size)) = self.order.pop_front()
        {
            self.pictures.remove(&oldest);
            self.bytes -= size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_has_an_end() {
        let mut kept = Kept::default();
        for number in 0..100_u8 {
            kept.keep([number; 32], Arc::new(Answer::compressed_already(vec![number].into())), 1024 * 1024);
        }
        assert_eq!((kept.pictures.len(), kept.order.len(), kept.bytes), (32, 32, MAX_KEPT));
        assert!(kept.pictures.contains_key(&[99; 32]), "the newest stay");
    }

    #[actix_web::test]
    async fn the_same_drawing_is_painted_once() {
        let room = Room::default();
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>"#;
        let first = room.picture(svg.to_owned()).await.unwrap();
        assert!(Arc::ptr_eq(&first, &room.picture(svg.to_owned()).await.unwrap()));
        assert!(room.picture("no drawing".to_owned()).await.is_err());
    }
}
