//! Events out of a `text/event-stream`, from bytes that may be cut anywhere, within a character too.

use std::collections::VecDeque;

/// Collects bytes, gives the data of events. Their names and ids are of no use here.
#[derive(Debug, Default)]
pub(super) struct Events {
    line: Vec<u8>,
    data: Option<Vec<u8>>,
    ready: VecDeque<Vec<u8>>,
}

impl Events {
    /// Takes the next bytes of the stream.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            self.line.extend_from_slice(&rest[..end]);
            self.end_line();
            rest = &rest[end + 1..];
        }
        self.line.extend_from_slice(rest);
    }

    /// The data of the next event that is whole.
    pub(super) fn next(&mut self) -> Option<Vec<u8>> {
        self.ready.pop_front()
    }

    /// The stream has ended. Some servers leave the last line ends out; what is there counts.
    pub(super) fn end(&mut self) {
        self.end_line();
        self.ready.extend(self.data.take());
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.strip_suffix(b"\r").unwrap_or(&line);
        if line.is_empty() {
            self.ready.extend(self.data.take());
        } else if let Some(value) = line.strip_prefix(b"data:") {
            let value = value.strip_prefix(b" ").unwrap_or(value);
            match &mut self.data {
                Some(data) => {
                    data.push(b'\n');
                    data.extend_from_slice(value);
                }
                None => self.data = Some(value.to_vec()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(stream: &str, cut: usize) -> Vec<String> {
        let mut events = Events::default();
        let mut found = Vec::new();
        for piece in stream.as_bytes().chunks(cut) {
            events.push(piece);
            found.extend(std::iter::from_fn(|| events.next()));
        }
        events.end();
        found.extend(std::iter::from_fn(|| events.next()));
        found.into_iter().map(|data| String::from_utf8(data).unwrap()).collect()
    }

    #[test]
    fn events_are_the_same_however_the_stream_is_cut() {
        let stream = ": hello\n\ndata: Wärme\n\nevent: x\r\ndata:pumpe 🎉\r\n\r\ndata: a\ndata:  b\nid: 7\n\n\ndata: end";
        for cut in 1..stream.len() {
            assert_eq!(read(stream, cut), ["Wärme", "pumpe 🎉", "a\n b", "end"], "{cut}");
        }
    }

    #[test]
    fn what_is_no_event_gives_none() {
        assert!(read("<html>\n\n<p>data: x</p>\n\n", 5).is_empty());
    }
}
