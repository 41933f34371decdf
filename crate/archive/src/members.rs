//! A file's bytes unpacked, member by member: gzip (RFC 1952) and Zstandard (RFC 8878) files are made
//! of parts that can each be read alone, and web archives have one for each record. So a damaged part
//! costs what is in it, and reading goes on with the next.

use std::io::{self, BufRead, Read};
use std::mem;

use flate2::bufread::GzDecoder;
use memchr::memmem;
use zstd::stream::read::Decoder as ZstdDecoder;

use crate::raw::Raw;

const GZIP: &[u8] = b"\x1f\x8b\x08";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";
/// A frame that readers skip has one of sixteen magic numbers that end in this (RFC 8878, 3.1.2).
const SKIPPED: &[u8] = b"\x2a\x4d\x18";
/// The one that holds a dictionary ("Zstandard Compression for WARC Files 1.0").
const DICTIONARY: u8 = 0x5d;
/// Largest dictionary that is taken, in bytes; the usual ones have 110 KB.
const MAX_DICTIONARY_BYTES: usize = 8 << 20;
/// Magic number and length of a frame that is skipped.
const FRAME_HEAD: usize = 8;
/// What a member's beginning is looked for in, in bytes at a time.
const SEARCHED_BYTES: usize = 64 << 10;

/// How a file is packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// Gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

impl Packing {
    /// By a file's first bytes.
    pub fn of(head: &[u8]) -> Self {
        if head.starts_with(GZIP) {
            Self::Gzip
        } else if head.starts_with(ZSTD) || is_skipped(head) {
            Self::Zstd
        } else {
            Self::Plain
        }
    }
}

fn is_skipped(head: &[u8]) -> bool {
    matches!(head, [first, rest @ ..] if first >> 4 == 5 && rest.starts_with(SKIPPED))
}

/// A file, unpacked.
#[derive(Debug)]
pub struct Members {
    state: State,
    packing: Packing,
    dictionary: Vec<u8>,
    /// Where in the file the member begins.
    start: u64,
    /// Where a member was opened last.
    tried: Option<u64>,
    /// The last member was not read to its end.
    damaged: bool,
    /// Why the member, or the file, was not read to its end.
    trouble: Option<String>,
}

/// The file, or the member that is read of it.
enum State {
    Between(Raw),
    Plain(Raw),
    Gzip(Box<GzDecoder<Raw>>),
    Zstd(ZstdDecoder<'static, Raw>),
    /// The file can't be read further.
    Ended,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Between(_) => "Between",
            Self::Plain(_) => "Plain",
            Self::Gzip(_) => "Gzip",
            Self::Zstd(_) => "Zstd",
            Self::Ended => "Ended",
        })
    }
}

impl Members {
    /// Of a file; how it is packed is read off its first bytes.
    ///
    /// # Errors
    /// Those of the file.
    pub fn of(mut raw: Raw) -> io::Result<Self> {
        let packing = Packing::of(raw.peek(FRAME_HEAD)?);
        Ok(Self {
            state: State::Between(raw),
            packing,
            dictionary: Vec::new(),
            start: 0,
            tried: None,
            damaged: false,
            trouble: None,
        })
    }

    /// How the file is packed.
    pub fn packing(&self) -> Packing {
        self.packing
    }

    /// Where in the file the member begins that is read.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Why the last member was not read to its end, or what is between members; said once.
    pub fn take_trouble(&mut self) -> Option<String> {
        self.trouble.take()
    }

    /// Reads on in the member; nothing where it ends, also where it can't be read further.
    pub fn read(&mut self, out: &mut [u8]) -> usize {
        loop {
            let read = match &mut self.state {
                State::Plain(raw) => raw.read(out),
                State::Gzip(decoder) => decoder.read(out),
                State::Zstd(decoder) => decoder.read(out),
                State::Between(_) | State::Ended => return 0,
            };
            match read {
                Ok(0) => {
                    self.close();
                    return 0;
                }
                Ok(read) => return read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.damaged = true;
                    self.trouble = Some(match error.kind() {
                        io::ErrorKind::UnexpectedEof => "the file ends in it".to_owned(),
                        _ => format!("it can't be unpacked: {error}"),
                    });
                    self.close();
                    return 0;
                }
            }
        }
    }

    /// Gives the file back from the member.
    fn close(&mut self) {
        self.state = match mem::replace(&mut self.state, State::Ended) {
            State::Gzip(decoder) => State::Between(decoder.into_inner()),
            State::Zstd(decoder) => State::Between(decoder.finish()),
            State::Between(raw) => State::Between(raw),
            State::Plain(_) | State::Ended => State::Ended,
        };
    }

    /// Leaves the member, and opens the next; false at the end of the file.
    pub fn next_member(&mut self) -> bool {
        self.close();
        let State::Between(raw) = mem::replace(&mut self.state, State::Ended) else {
            return false;
        };
        match self.open(raw) {
            Ok(state) => self.state = state,
            Err(error) => self.trouble = Some(format!("the file can't be read: {error}")),
        }
        !matches!(self.state, State::Ended)
    }

    fn open(&mut self, mut raw: Raw) -> io::Result<State> {
        if self.packing == Packing::Plain {
            self.start = raw.offset();
            return Ok(State::Plain(raw));
        }
        if self.packing == Packing::Zstd {
            self.skip_frames(&mut raw)?;
        }
        if self.tried == Some(raw.offset()) {
            // Nothing of what begins here could be read.
            raw.consume(1);
        }
        let magic = match self.packing {
            Packing::Gzip => GZIP,
            Packing::Plain | Packing::Zstd => ZSTD,
        };
        let skipped = skip_to(&mut raw, magic)?;
        // After a damaged member they are the rest of it.
        if skipped > 0 && !mem::take(&mut self.damaged) {
            self.trouble = Some(format!("{skipped} bytes before it are no packed data"));
        }
        self.start = raw.offset();
        self.tried = Some(self.start);
        if raw.peek(1)?.is_empty() {
            return Ok(State::Ended);
        }
        Ok(match self.packing {
            Packing::Plain | Packing::Gzip => State::Gzip(Box::new(GzDecoder::new(raw))),
            Packing::Zstd => {
                let decoder = ZstdDecoder::with_dictionary(raw, &self.dictionary)?;
                State::Zstd(decoder.single_frame())
            }
        })
    }

    /// Reads over frames that hold no data, and takes the dictionary out of the one that has it.
    fn skip_frames(&mut self, raw: &mut Raw) -> io::Result<()> {
        loop {
            let head = raw.peek(FRAME_HEAD)?;
            let (true, Some(&[a, b, c, d])) = (
                is_skipped(head),
                head.get(4..FRAME_HEAD)
                    .and_then(|length| length.first_chunk()),
            ) else {
                return Ok(());
            };
            let is_dictionary = head.first() == Some(&DICTIONARY);
            let length = u64::from(u32::from_le_bytes([a, b, c, d]));
            raw.consume(FRAME_HEAD);
            let mut frame = raw.by_ref().take(length);
            if is_dictionary && length <= MAX_DICTIONARY_BYTES as u64 {
                let mut bytes = Vec::new();
                frame.read_to_end(&mut bytes)?;
                self.dictionary = unpacked_dictionary(bytes)?;
            } else {
                io::copy(&mut frame, &mut io::sink())?;
            }
        }
    }
}

/// A dictionary may be packed itself.
fn unpacked_dictionary(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    if !bytes.starts_with(ZSTD) {
        return Ok(bytes);
    }
    let mut out = Vec::new();
    let decoder = ZstdDecoder::with_buffer(bytes.as_slice())?;
    decoder
        .take(MAX_DICTIONARY_BYTES as u64)
        .read_to_end(&mut out)?;
    Ok(out)
}

/// Reads up to where a member begins, or to the end of the file; gives how many bytes were in between
/// that are not zeros, with which files are filled up.
fn skip_to(raw: &mut Raw, magic: &[u8]) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let ahead = raw.peek(SEARCHED_BYTES)?;
        let found = memmem::find(ahead, magic);
        // The last bytes may be the beginning of a magic number.
        let at_end = ahead.len() < SEARCHED_BYTES;
        let keep = if at_end { 0 } else { magic.len() - 1 };
        let length = found.unwrap_or(ahead.len().saturating_sub(keep));
        let passed = ahead.get(..length).unwrap_or_default();
        skipped += passed.iter().map(|byte| u64::from(*byte != 0)).sum::<u64>();
        raw.consume(length);
        if found.is_some() || at_end {
            return Ok(skipped);
        }
    }
}
