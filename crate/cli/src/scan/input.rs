//! What the command line names: archives, lists of pages, HTML files and folders of them. What kind a
//! file is is read off its first bytes; its name decides only where they do not.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use linkglance_archive::{Event, MAX_PAYLOAD_BYTES, Members, Packing, Raw, Record, Records};
use linkglance_core::export::Origin;
use linkglance_core::url::Url;
use same_file::Handle;

use super::lines::{self, Lines};
use crate::args::Scan;
use crate::input::web_address;
use linkglance_scan::Source;

/// How much of a file is looked at for its kind, as it is packed.
const LOOKED_AT_BYTES: usize = 64 << 10;
/// How much of that, unpacked.
const HEAD_BYTES: usize = 1 << 10;
/// Where files are said to be whose address is not known. No site can have this name (RFC 2606).
const NO_HOST: &str = "https://unknown.invalid/";
/// Endings of HTML files, which may be followed by one of a packed file.
const HTML_ENDINGS: [&str; 4] = ["html", "htm", "xhtml", "xht"];
const PACKED_ENDINGS: [&str; 2] = ["gz", "zst"];

/// What one thing of an input is.
pub(super) enum Item {
    /// Something that may be a page.
    Page(Found),
    /// Something else, which is no page.
    Other,
    /// Something broken.
    Broken(Origin, String),
}

/// Something that may be a page.
pub(super) struct Found {
    pub(super) origin: Origin,
    pub(super) content: Content,
}

/// A page as it was found.
pub(super) enum Content {
    /// A record of an archive.
    Record(Record),
    /// A line of a list.
    Line(Vec<u8>),
    /// A file.
    File {
        url: String,
        bytes: Vec<u8>,
        cut: bool,
    },
}

impl Item {
    /// Notes in what it was found: an archive may say that itself.
    fn found_in(&mut self, source: &Source) {
        if let Self::Page(found) = self {
            let part_of = match &found.content {
                Content::Record(record) => record.part_of.as_deref(),
                Content::Line(_) | Content::File { .. } => None,
            };
            source.name(part_of).clone_into(&mut found.origin.source);
        }
    }

    /// How much memory it takes.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Page(found) => match &found.content {
                Content::Record(record) => record.block.len(),
                Content::Line(bytes) | Content::File { bytes, .. } => bytes.len(),
            },
            Self::Other | Self::Broken(..) => 0,
        }
    }
}

/// All that is to be read, in order.
#[derive(Debug)]
pub(super) struct Inputs {
    all: Vec<Input>,
    base: Option<Url>,
}

/// One thing that the command line names.
#[derive(Debug)]
pub(super) struct Input {
    name: String,
    source: Source,
    place: Place,
    kind: Kind,
}

#[derive(Debug)]
enum Place {
    /// It was looked at, which can't be undone.
    Stdin(Box<Raw>),
    File(PathBuf),
    Folder(PathBuf),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Warc,
    Lines,
    Html,
}

impl Inputs {
    /// Looks at each of them, so that what can't be read is refused before anything is written.
    pub(super) fn open(command: &Scan) -> Result<Self, String> {
        let files = &command.files;
        let base = command.url_base.as_deref().map(base_address).transpose()?;
        let named_stdin = files.iter().filter(|file| file.as_os_str() == "-");
        if named_stdin.count() > 1 {
            return Err("standard input can be read once only".to_owned());
        }
        if let Some(output) = &command.output {
            not_an_input(output, files)?;
        }
        let all: Result<Vec<Input>, String> = files
            .iter()
            .map(|file| Input::open(file, command.source.as_deref()))
            .collect();
        let all = all?;
        Ok(Self { all, base })
    }

    /// Says so where addresses are made up.
    pub(super) fn made_up_address(&self) -> Option<String> {
        let html = self.all.iter().any(|input| input.kind == Kind::Html);
        (html && self.base.is_none()).then(|| {
            format!(
                "no address is known of HTML files: they are taken to be below {NO_HOST} (--url-base says where they are)"
            )
        })
    }

    /// Each of them, and the address that HTML files are below.
    pub(super) fn into_parts(self) -> (Vec<Input>, String) {
        let base = self.base.map_or_else(|| NO_HOST.to_owned(), String::from);
        (self.all, base)
    }
}

/// Refuses an output that would take an input's place, or be read as one.
fn not_an_input(output: &Path, files: &[PathBuf]) -> Result<(), String> {
    let exists = std::fs::metadata(output).is_ok_and(|facts| facts.is_file());
    let handle = exists.then(|| Handle::from_path(output).ok()).flatten();
    let is_read = |file: &PathBuf| {
        if file.as_os_str() == "-" {
            handle.is_some() && handle == Handle::stdin().ok()
        } else if file.is_dir() {
            is_html(output) && is_within(output, file)
        } else {
            handle.is_some() && handle == Handle::from_path(file).ok()
        }
    };
    match files.iter().find(|file| is_read(file)) {
        Some(input) => Err(format!(
            "--output {} is read as input ({}): name another file",
            output.display(),
            input.display()
        )),
        None => Ok(()),
    }
}

/// Whether a file is in a folder, or in one of those in it. The file need not exist.
fn is_within(file: &Path, folder: &Path) -> bool {
    let parent = file
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new(".")).canonicalize();
    let folder = folder.canonicalize();
    parent.is_ok_and(|parent| folder.is_ok_and(|folder| parent.starts_with(folder)))
}

/// An address that others are below: it ends in a slash.
fn base_address(text: &str) -> Result<Url, String> {
    let mut address = web_address(text).map_err(|error| error.to_string())?;
    if !address.ends_with('/') {
        address.push('/');
    }
    Url::parse(&address).map_err(|error| format!("--url-base: {error}"))
}

impl Input {
    fn open(path: &Path, source: Option<&str>) -> Result<Self, String> {
        let name = path.display().to_string();
        let source = Source::of(path, source);
        let failed = |error: io::Error| format!("{name}: {error}");
        if path.as_os_str() == "-" {
            let mut raw = Raw::new(Box::new(io::stdin()));
            let kind = Kind::of(&mut raw, path).map_err(failed)?;
            let kind = kind.ok_or_else(|| unknown_kind("standard input"))?;
            return Ok(Self {
                name: name.clone(),
                source,
                place: Place::Stdin(Box::new(raw)),
                kind,
            });
        }
        if path.is_dir() {
            std::fs::read_dir(path).map_err(failed)?;
            return Ok(Self {
                name: name.clone(),
                source,
                place: Place::Folder(path.to_owned()),
                kind: Kind::Html,
            });
        }
        let mut raw = open(path).map_err(failed)?;
        let kind = Kind::of(&mut raw, path).map_err(failed)?;
        Ok(Self {
            kind: kind.ok_or_else(|| unknown_kind(&name))?,
            place: Place::File(path.to_owned()),
            source,
            name,
        })
    }

    /// Calls `take` with each thing in it, until that says that this was the last; says whether it was
    /// read to its end.
    pub(super) fn read(self, base: &str, take: &mut impl FnMut(Item) -> bool) -> bool {
        let Self {
            name,
            source,
            place,
            kind,
        } = self;
        let take = &mut |mut item: Item| {
            item.found_in(&source);
            take(item)
        };
        match place {
            Place::Folder(folder) => read_folder(&folder, base, take),
            Place::Stdin(raw) => read_file(*raw, &name, kind, base, take),
            Place::File(path) => match open(&path) {
                Ok(raw) if kind == Kind::Html => {
                    let url = below(base, path.file_name().map_or(path.as_path(), Path::new));
                    read_file(raw, &name, kind, &url, take)
                }
                Ok(raw) => read_file(raw, &name, kind, base, take),
                Err(error) => take(Item::Broken(whole(&name), error.to_string())),
            },
        }
    }
}

fn unknown_kind(name: &str) -> String {
    format!("{name}: neither a WARC file, nor a list of pages (NDJSON), nor HTML")
}

fn open(path: &Path) -> io::Result<Raw> {
    File::open(path).map(|file| Raw::new(Box::new(file)))
}

/// A file as a whole.
fn whole(name: &str) -> Origin {
    Origin {
        file: name.to_owned(),
        ..Origin::default()
    }
}

impl Kind {
    /// By the first bytes, else by the name.
    fn of(raw: &mut Raw, path: &Path) -> io::Result<Option<Self>> {
        let packed = raw.peek(LOOKED_AT_BYTES)?;
        let packed = packed.get(..LOOKED_AT_BYTES).unwrap_or(packed).to_vec();
        let packing = Packing::of(&packed);
        let mut head = vec![0; HEAD_BYTES];
        let mut members = Members::of(Raw::new(Box::new(Cursor::new(packed))))?;
        members.next_member();
        let read = members.read(&mut head);
        head.truncate(read);
        Ok(Self::of_bytes(&head).or_else(|| {
            let name = path.to_string_lossy().to_ascii_lowercase();
            let name = PACKED_ENDINGS.iter().fold(name.as_str(), |name, ending| {
                name.strip_suffix(ending)
                    .map_or(name, |name| name.trim_end_matches('.'))
            });
            let (_, ending) = name.rsplit_once('.').unwrap_or(("", ""));
            match ending {
                "warc" => Some(Self::Warc),
                "ndjson" | "jsonl" => Some(Self::Lines),
                ending if HTML_ENDINGS.contains(&ending) => Some(Self::Html),
                // Its first frame may be a dictionary that is longer than what was looked at.
                _ if packing == Packing::Zstd && read == 0 => Some(Self::Warc),
                _ => None,
            }
        }))
    }

    fn of_bytes(head: &[u8]) -> Option<Self> {
        let text = head
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(head)
            .trim_ascii_start();
        if text.starts_with(b"WARC/") {
            Some(Self::Warc)
        } else if text.starts_with(b"{") {
            Some(Self::Lines)
        } else if text.starts_with(b"<")
            || head.starts_with(b"\xff\xfe<")
            || head.starts_with(b"\xfe\xff\0<")
        {
            Some(Self::Html)
        } else {
            None
        }
    }
}

/// Reads a file; `url` is where it is, if it is HTML.
fn read_file(
    raw: Raw,
    name: &str,
    kind: Kind,
    url: &str,
    take: &mut impl FnMut(Item) -> bool,
) -> bool {
    let members = match Members::of(raw) {
        Ok(members) => members,
        Err(error) => return take(Item::Broken(whole(name), error.to_string())),
    };
    let at = |offset| Origin {
        offset,
        ..whole(name)
    };
    match kind {
        Kind::Warc => Records::of(members).all(|event| {
            take(match event {
                Event::Other => Item::Other,
                Event::Broken { offset, fault } => Item::Broken(at(offset), fault.to_string()),
                Event::Record(record) => Item::Page(Found {
                    origin: Origin {
                        fetched: record.date.clone(),
                        ..at(record.offset)
                    },
                    content: Content::Record(record),
                }),
            })
        }),
        Kind::Lines => Lines::of(members).all(|line| {
            take(match line {
                lines::Read::Line(offset, bytes) => Item::Page(Found {
                    origin: at(offset),
                    content: Content::Line(bytes),
                }),
                lines::Read::Broken(offset, what) => Item::Broken(at(offset), what),
            })
        }),
        Kind::Html => {
            let (bytes, cut, trouble) = read_page(members);
            let broken = trouble.is_none_or(|what| take(Item::Broken(whole(name), what)));
            let url = url.to_owned();
            broken
                && take(Item::Page(Found {
                    origin: whole(name),
                    content: Content::File { url, bytes, cut },
                }))
        }
    }
}

/// A file unpacked, whether it is not all, and what is wrong with it.
fn read_page(mut members: Members) -> (Vec<u8>, bool, Option<String>) {
    let mut bytes = Vec::new();
    let mut trouble = None;
    while members.next_member() {
        let member = Unpacked(&mut members);
        let left = (MAX_PAYLOAD_BYTES + 1 - bytes.len()) as u64;
        // What can't be unpacked further ends the member, and says why.
        let _ = member.take(left).read_to_end(&mut bytes);
        trouble = trouble.or_else(|| members.take_trouble());
        if bytes.len() > MAX_PAYLOAD_BYTES {
            break;
        }
    }
    let long = bytes.len() > MAX_PAYLOAD_BYTES;
    bytes.truncate(MAX_PAYLOAD_BYTES);
    (bytes, long || trouble.is_some(), trouble)
}

/// A member as a reader.
struct Unpacked<'a>(&'a mut Members);

impl Read for Unpacked<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        Ok(self.0.read(out))
    }
}

/// Reads the HTML files of a folder and of the folders in it, in the order of their names. Links to
/// folders are not followed: they may lead back.
fn read_folder(folder: &Path, base: &str, take: &mut impl FnMut(Item) -> bool) -> bool {
    // Folders to be read, the next last.
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let name = path.display().to_string();
        let kind = std::fs::symlink_metadata(&path).map(|facts| facts.file_type());
        let follow = path == folder;
        let is_folder = kind
            .as_ref()
            .is_ok_and(|kind| kind.is_dir() || (follow && kind.is_symlink()));
        if is_folder {
            match entries(&path) {
                Ok(inner) => waiting.extend(inner.into_iter().rev()),
                Err(error) => {
                    if !take(Item::Broken(whole(&name), error.to_string())) {
                        return false;
                    }
                }
            }
            continue;
        }
        if !is_html(&path) || !path.is_file() {
            continue;
        }
        let url = below(base, path.strip_prefix(folder).unwrap_or(&path));
        let more = match open(&path) {
            Ok(raw) => read_file(raw, &name, Kind::Html, &url, take),
            Err(error) => take(Item::Broken(whole(&name), error.to_string())),
        };
        if !more {
            return false;
        }
    }
    true
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries: io::Result<Vec<PathBuf>> = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect();
    let mut entries = entries?;
    entries.sort();
    Ok(entries)
}

fn is_html(path: &Path) -> bool {
    let ending = |path: &Path| {
        path.extension()
            .map(|ending| ending.to_string_lossy().to_ascii_lowercase())
    };
    let is_one_of = |endings: &[&str], ending: Option<String>| {
        ending.is_some_and(|ending| endings.contains(&ending.as_str()))
    };
    let packed = is_one_of(&PACKED_ENDINGS, ending(path));
    let inner = path
        .file_stem()
        .map(Path::new)
        .filter(|_| packed)
        .unwrap_or(path);
    is_one_of(&HTML_ENDINGS, ending(inner))
}

/// The address of a file that is below a base as it is below a folder.
fn below(base: &str, path: &Path) -> String {
    let Ok(mut url) = Url::parse(base) else {
        return base.to_owned();
    };
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty();
        segments.extend(path.iter().map(|part| part.to_string_lossy()));
    }
    url.into()
}
