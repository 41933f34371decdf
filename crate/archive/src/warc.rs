//! The records of a WARC file (ISO 28500:2017), one after the other.
//!
//! A record says how long it is. What it says is held against what follows: where no record begins
//! there, the length is wrong, and the next record is looked for. A record that ends with its packed
//! member is cut there, and the next member begins the next record.

use memchr::memmem;
use thiserror::Error;

use crate::MAX_PAYLOAD_BYTES;
use crate::members::{Members, Packing};

/// What each record begins with.
const VERSION: &[u8] = b"WARC/";
/// Longest head of a record, in bytes; real ones have a tenth of that.
const MAX_HEAD_BYTES: usize = 64 << 10;
/// How much is unpacked at a time.
const CHUNK_BYTES: usize = 64 << 10;
/// Longest name of a crawl that is taken, in bytes; those of Common Crawl have 15.
const MAX_PART_OF_BYTES: usize = 256;
/// Most line ends between two records; the standard has two.
const MAX_GAP_BYTES: usize = 64;

/// A record that may hold a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Where in the file it begins; in a packed one, its member.
    pub offset: u64,
    /// What the file is part of, as the `warcinfo` record before this one names it (`isPartOf`).
    pub part_of: Option<String>,
    /// The address it was fetched from (`WARC-Target-URI`).
    pub uri: String,
    /// When it was fetched (`WARC-Date`), as it is written.
    pub date: Option<String>,
    /// Whether the block is an HTTP response; else it is the page itself.
    pub http: bool,
    /// The media type of the block, where it is no HTTP response.
    pub content_type: Option<String>,
    /// The block, up to [`MAX_PAYLOAD_BYTES`].
    pub block: Vec<u8>,
    /// Why the block is not all of what was fetched.
    pub cut: Option<Cut>,
}

/// Why a record does not have all of its page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cut {
    /// Who wrote the archive says so (`WARC-Truncated`).
    Truncated,
    /// It is longer than [`MAX_PAYLOAD_BYTES`].
    TooLong,
    /// The file is damaged there, or ends.
    Damaged,
}

/// What comes next in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// A record that may hold a page.
    Record(Record),
    /// A record of another type: requests, metadata, revisits.
    Other,
    /// Something that is broken. A record follows where some of it could be read.
    Broken {
        /// Where in the file the record begins; in a packed one, its member.
        offset: u64,
        /// What is wrong.
        fault: Fault,
    },
}

/// What is wrong with a part of a file.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Fault {
    /// The file is damaged in this member.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Something else is where a record should begin.
    #[error("no record begins here")]
    NoRecord,
    /// The head of a record does not end.
    #[error("the record's head has no end, or none within {} KiB", MAX_HEAD_BYTES >> 10)]
    EndlessHead,
    /// A record without a length, or with one that is no number.
    #[error("the record does not say how long it is")]
    NoLength,
    /// A page's record without an address.
    #[error("the record has no address (WARC-Target-URI)")]
    NoAddress,
    /// The record says another length than it has.
    #[error("the record says that it has {said} bytes, and has {found}")]
    WrongLength {
        /// What it says.
        said: u64,
        /// What there is.
        found: u64,
    },
}

/// Reads a WARC file record by record.
#[derive(Debug)]
pub struct Records {
    members: Members,
    /// What was unpacked and not read yet.
    ahead: Vec<u8>,
    at: usize,
    /// How much of the member was read.
    read: u64,
    /// A member is open.
    open: bool,
    /// What is said before anything else is read.
    waiting: Option<Event>,
    /// What the last `warcinfo` record says that the file is part of.
    part_of: Option<String>,
}

/// What is behind a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Followed {
    /// A record, or nothing.
    Well,
    /// The two line ends of the standard, then something else: the record may go on there.
    Parted,
    /// Something else.
    Badly,
}

/// What a record's head says.
struct Head {
    kind: String,
    length: u64,
    uri: Option<String>,
    date: Option<String>,
    content_type: Option<String>,
    truncated: bool,
}

impl Records {
    /// Of a file.
    pub fn of(members: Members) -> Self {
        Self {
            members,
            ahead: Vec::new(),
            at: 0,
            read: 0,
            open: false,
            waiting: None,
            part_of: None,
        }
    }

    /// Where what is read next begins.
    pub fn offset(&self) -> u64 {
        match self.members.packing() {
            Packing::Plain => self.read,
            Packing::Gzip | Packing::Zstd => self.members.start(),
        }
    }

    /// What was unpacked and not read yet.
    fn rest(&self) -> &[u8] {
        self.ahead.get(self.at..).unwrap_or_default()
    }

    /// Unpacks until so many bytes are at hand, or the member ends; says whether they are.
    fn fill(&mut self, bytes: usize) -> bool {
        while self.rest().len() < bytes {
            if self.at > 0 {
                self.ahead.drain(..self.at);
                self.at = 0;
            }
            let held = self.ahead.len();
            self.ahead.resize(held + CHUNK_BYTES, 0);
            let room = self.ahead.get_mut(held..).unwrap_or_default();
            let read = self.members.read(room);
            self.ahead.truncate(held + read);
            if read == 0 {
                return false;
            }
        }
        true
    }

    fn consume(&mut self, bytes: usize) {
        let bytes = bytes.min(self.rest().len());
        self.at += bytes;
        self.read += bytes as u64;
    }

    /// Opens the next member; false at the end of the file.
    fn next_member(&mut self) -> bool {
        self.open = self.members.next_member();
        if self.members.packing() != Packing::Plain {
            self.read = 0;
        }
        self.open
    }

    fn broken(offset: u64, fault: Fault) -> Event {
        Event::Broken { offset, fault }
    }

    /// What is wrong with the member, where something is.
    fn trouble(&mut self) -> Option<Fault> {
        self.members.take_trouble().map(Fault::Damaged)
    }

    /// Reads over line ends up to a record or the end of the file. Gives what is broken on the way.
    fn find_record(&mut self) -> Result<bool, Fault> {
        let mut gap = 0;
        loop {
            let more = self.open && self.fill(1);
            if !more {
                if let Some(fault) = self.trouble() {
                    return Err(fault);
                }
                let opened = self.next_member();
                if let Some(fault) = self.trouble() {
                    return Err(fault);
                }
                if !opened {
                    return Ok(false);
                }
                continue;
            }
            if matches!(self.rest().first(), Some(b'\r' | b'\n')) && gap < MAX_GAP_BYTES {
                gap += 1;
                self.consume(1);
                continue;
            }
            self.fill_on(VERSION.len());
            if self.rest().starts_with(VERSION) {
                return Ok(true);
            }
            return Err(Fault::NoRecord);
        }
    }

    /// Reads on to where a line begins as a record does, or to the end of the member.
    fn resynchronise(&mut self) {
        // The first byte was no beginning, or it was one that led nowhere.
        self.consume(1);
        loop {
            self.fill(CHUNK_BYTES);
            let found = memmem::find(self.rest(), b"\nWARC/1.").map(|at| at + 1);
            let length = found.unwrap_or(self.rest().len());
            let keep = if found.is_some() {
                0
            } else {
                VERSION.len() + 2
            };
            let ended = length < CHUNK_BYTES && found.is_none();
            self.consume(if ended {
                length
            } else {
                length - keep.min(length)
            });
            if found.is_some() || ended {
                return;
            }
        }
    }

    /// Reads a record's head; the block follows.
    fn head(&mut self) -> Result<Head, Fault> {
        let mut looked = 0;
        let end = loop {
            let head = self.rest().get(looked..).unwrap_or_default();
            let crlf = memmem::find(head, b"\r\n\r\n").map(|at| looked + at + 4);
            let lf = memmem::find(head, b"\n\n").map(|at| looked + at + 2);
            if let Some(end) = crlf.into_iter().chain(lf).min() {
                let head = self.rest().get(..end).unwrap_or_default();
                if end > MAX_HEAD_BYTES || memmem::find(head, b"\nWARC/1.").is_some() {
                    return Err(Fault::EndlessHead);
                }
                break end;
            }
            looked = self.rest().len().saturating_sub(3);
            if self.rest().len() > MAX_HEAD_BYTES {
                return Err(Fault::EndlessHead);
            }
            if !self.fill_on(self.rest().len() + 1) {
                return Err(match self.waiting.take() {
                    Some(Event::Broken { fault, .. }) => fault,
                    _ => self.trouble().unwrap_or(Fault::EndlessHead),
                });
            }
        };
        let head = Head::read(self.rest().get(..end).unwrap_or_default())?;
        self.consume(end);
        Ok(head)
    }

    /// Takes up to `most` bytes of a block of `length`, and reads over what is more. Gives how much
    /// there was.
    fn block(&mut self, length: u64, most: usize, out: &mut Vec<u8>) -> u64 {
        let mut left = length;
        while left > 0 {
            if !self.fill_on(1) {
                break;
            }
            let here = usize::try_from(left)
                .unwrap_or(usize::MAX)
                .min(self.rest().len());
            let room = most.saturating_sub(out.len()).min(here);
            out.extend_from_slice(self.rest().get(..room).unwrap_or_default());
            self.consume(here);
            left -= here as u64;
        }
        length - left
    }

    /// Unpacks until so many bytes are at hand, in the next members, too, as long as no record begins
    /// with one. Most files have a member for each record; some are packed in blocks of one size.
    fn fill_on(&mut self, bytes: usize) -> bool {
        while !self.fill(bytes) {
            if self.members.packing() == Packing::Plain {
                return false;
            }
            if let Some(fault) = self.trouble() {
                self.waiting = Some(Self::broken(self.members.start(), fault));
                return false;
            }
            let held = self.rest().len();
            if !self.next_member() {
                return false;
            }
            self.fill(held + VERSION.len());
            let new = self.rest().get(held..).unwrap_or_default();
            if new.starts_with(VERSION) {
                // What is left of the record before is no part of the next.
                self.at += held;
                return false;
            }
        }
        true
    }

    /// What follows a block.
    fn followed(&mut self) -> Followed {
        let mut gap = 0;
        loop {
            self.fill(gap + VERSION.len());
            let parted = self.rest().starts_with(b"\r\n\r\n");
            match self.rest().get(gap..).unwrap_or_default() {
                [] => return Followed::Well,
                [b'\r' | b'\n', ..] if gap < MAX_GAP_BYTES => gap += 1,
                rest if rest.starts_with(VERSION) || VERSION.starts_with(rest) => {
                    return Followed::Well;
                }
                _ if parted => return Followed::Parted,
                _ => return Followed::Badly,
            }
        }
    }

    /// Reads a record whose head was read. What is broken about it waits to be said before it.
    fn record(&mut self, offset: u64, head: Head) -> Event {
        let http = head.content_type.as_deref().is_some_and(is_http);
        let wanted = match head.kind.as_str() {
            "response" => http,
            "resource" => !http,
            _ => false,
        };
        let most = if wanted {
            MAX_PAYLOAD_BYTES
        } else {
            CHUNK_BYTES
        };
        let mut block = Vec::new();
        let found = self.block(head.length, most, &mut block);
        let mut cut = head.truncated.then_some(Cut::Truncated);
        if head.length > most as u64 && wanted {
            cut = Some(Cut::TooLong);
        }
        if head.kind == "warcinfo" {
            self.part_of = part_of(&block);
        }
        let followed = self.followed();
        let fault = self.wrong_length(head.length, found, followed, &mut block);
        if fault.is_some() || followed != Followed::Well {
            cut = Some(Cut::Damaged);
        }
        let fault = match (self.waiting.take(), fault) {
            (Some(Event::Broken { fault, .. }), _) => {
                cut = Some(Cut::Damaged);
                Some(fault)
            }
            (_, fault) => fault,
        };
        let record = match (wanted, head.uri) {
            (false, _) => Event::Other,
            (true, None) => Self::broken(offset, Fault::NoAddress),
            (true, Some(uri)) => Event::Record(Record {
                offset,
                part_of: self.part_of.clone(),
                uri,
                date: head.date,
                http,
                content_type: head.content_type,
                block,
                cut,
            }),
        };
        match fault {
            None => record,
            Some(fault) => {
                self.waiting = Some(record);
                Self::broken(offset, fault)
            }
        }
    }

    /// What is wrong with a block's length, by what follows it. Where another record begins within the
    /// block, the block ends there, and that record is read next.
    fn wrong_length(
        &mut self,
        said: u64,
        found: u64,
        followed: Followed,
        block: &mut Vec<u8>,
    ) -> Option<Fault> {
        let whole = found == said;
        if whole && followed != Followed::Badly {
            return self.trouble();
        }
        if let Some(fault) = self.trouble() {
            return Some(fault);
        }
        let held = block.len() as u64;
        let inner = memmem::find(block, b"\nWARC/1.").map(|at| at + 1);
        if let Some(at) = inner.filter(|_| held == found) {
            let next = block.split_off(at);
            let passed = next.len();
            self.ahead.splice(..self.at, next);
            self.at = 0;
            self.read = self.read.saturating_sub(passed as u64);
            block.truncate(block.trim_ascii_end().len());
        }
        let found = if inner.is_some() {
            block.len() as u64
        } else {
            found
        };
        if whole && inner.is_none() {
            // It is longer than it says, up to where the next record begins.
            let before = self.read;
            self.resynchronise();
            let found = found + self.read.saturating_sub(before);
            return Some(Fault::WrongLength { said, found });
        }
        Some(Fault::WrongLength { said, found })
    }
}

impl Iterator for Records {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        if let Some(event) = self.waiting.take() {
            return Some(event);
        }
        let found = self.find_record();
        let offset = self.offset();
        match found {
            Ok(false) => None,
            Ok(true) => Some(match self.head() {
                Ok(head) => self.record(offset, head),
                Err(fault) => {
                    self.resynchronise();
                    Self::broken(offset, fault)
                }
            }),
            Err(fault) => {
                if fault == Fault::NoRecord {
                    self.resynchronise();
                }
                Some(Self::broken(offset, fault))
            }
        }
    }
}

impl Head {
    fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let text = String::from_utf8_lossy(bytes);
        let mut head = Self {
            kind: String::new(),
            length: 0,
            uri: None,
            date: None,
            content_type: None,
            truncated: false,
        };
        let mut length = None;
        for line in text.lines().skip(1) {
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => head.kind = value.to_ascii_lowercase(),
                "content-length" => length = value.parse().ok(),
                "warc-target-uri" => {
                    // Version 1.0 writes it in brackets.
                    let bare = value.trim_start_matches('<').trim_end_matches('>');
                    head.uri = (!bare.is_empty()).then(|| bare.to_owned());
                }
                "warc-date" => head.date = Some(value.to_owned()),
                "content-type" => head.content_type = Some(value.to_owned()),
                "warc-truncated" => head.truncated = true,
                _ => {}
            }
        }
        head.length = length.ok_or(Fault::NoLength)?;
        Ok(head)
    }
}

/// Whether a block is an HTTP message (`application/http; msgtype=response`).
fn is_http(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or("");
    essence.trim().eq_ignore_ascii_case("application/http")
}

/// What a `warcinfo` record says that its file is part of. The field is DCMI's (ISO 28500:2017, 6.2 and
/// annex); Common Crawl names the crawl there (`isPartOf: CC-MAIN-2026-30`), Heritrix the job.
fn part_of(block: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(block);
    let mut fields = text.lines().filter_map(|line| line.split_once(':'));
    let (_, value) = fields.find(|(name, _)| name.trim().eq_ignore_ascii_case("isPartOf"))?;
    let value = value.trim();
    (!value.is_empty() && value.len() <= MAX_PART_OF_BYTES).then(|| value.to_owned())
}
