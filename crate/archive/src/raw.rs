//! A file as it comes, with a look ahead and the place that was reached.

use std::io::{self, BufRead, Read};

/// How much is asked of the file at once.
const CHUNK_BYTES: usize = 256 << 10;

/// A buffered reader that can look further ahead than what is at hand, and counts.
pub struct Raw {
    reader: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    /// How much of the buffer was taken.
    at: usize,
    /// How much was taken in all.
    offset: u64,
    /// The file has no more.
    ended: bool,
}

impl std::fmt::Debug for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Raw")
            .field("offset", &self.offset)
            .finish_non_exhaustive()
    }
}

impl Raw {
    /// Of a file or a stream.
    pub fn new(reader: Box<dyn Read + Send>) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
            at: 0,
            offset: 0,
            ended: false,
        }
    }

    /// How far the file was read.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// What comes next, at least so many bytes unless the file ends before.
    ///
    /// # Errors
    /// Those of the file.
    pub fn peek(&mut self, bytes: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.at < bytes && !self.ended {
            self.buffer.drain(..self.at);
            self.at = 0;
            let held = self.buffer.len();
            let room = CHUNK_BYTES.max(bytes - held);
            self.buffer.resize(held + room, 0);
            let read = self.read_once(held);
            self.buffer
                .truncate(held + read.as_ref().map_or(0, |read| *read));
            let read = read?;
            self.ended = read == 0;
        }
        Ok(self.buffer.get(self.at..).unwrap_or_default())
    }

    /// Reads into the buffer from a place on.
    fn read_once(&mut self, from: usize) -> io::Result<usize> {
        loop {
            let room = self.buffer.get_mut(from..).unwrap_or_default();
            match self.reader.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => return other,
            }
        }
    }
}

impl Read for Raw {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Raw {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    fn consume(&mut self, amount: usize) {
        let amount = amount.min(self.buffer.len() - self.at);
        self.at += amount;
        self.offset += amount as u64;
    }
}
