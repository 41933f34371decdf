//! Sitemap files (sitemaps.org) read piece by piece as they come: XML that names pages, XML that names
//! further files, or a text with one address per line. Strict where it counts: no DTD is followed, so there
//! are no entities to explode, and what is no sitemap says so.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Largest file, in bytes, unpacked: the protocol's own limit.
pub const MAX_SITEMAP_BYTES: usize = 50 * 1024 * 1024;

/// Most entries of a file: the protocol's own limit.
pub const MAX_SITEMAP_ENTRIES: usize = 50_000;

/// Longest address, in bytes: the protocol's own limit. Longer ones are left out.
const MAX_ADDRESS_BYTES: usize = 2_048;

/// What has come is read when there is so much of it, in bytes: not for each small piece.
const PIECE_BYTES: usize = 16 * 1024;

/// Longest tag, comment or text between two tags, in bytes.
const MAX_TOKEN_BYTES: usize = 256 * 1024;

/// What a sitemap names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SitemapEntry {
    /// A page.
    Page(SitemapPage),
    /// Another sitemap.
    File(String),
}

/// A page of a site as its sitemap has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SitemapPage {
    /// Its address, as it is written there.
    pub url: String,
    /// When it was last changed, as it is written there (a W3C date).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
}

/// What was read is no sitemap.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("no sitemap")]
pub struct NotASitemap;

/// Reads a file in pieces.
#[derive(Default)]
pub struct SitemapReader {
    /// What has come and is not read yet.
    rest: Vec<u8>,
    /// What kind of file it is, as soon as that is known.
    kind: Option<Kind>,
    entries: Vec<SitemapEntry>,
    count: usize,
    full: bool,
    xml: Xml,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Xml,
    Lines,
}

impl Kind {
    /// What a file is that begins so; `None` while it has not begun.
    fn of(text: &str) -> Option<Self> {
        match text.trim_start().chars().next()? {
            '<' => Some(Self::Xml),
            _ => Some(Self::Lines),
        }
    }
}

/// Where in the tree of an XML file the reader is.
#[derive(Default)]
struct Xml {
    depth: usize,
    /// What the root's name has before its colon: elements of other names are other protocols'.
    prefix: String,
    root: Option<Root>,
    /// Whether an entry of the root's is open.
    in_entry: bool,
    /// The field of the entry that is open.
    field: Option<Field>,
    address: String,
    modified: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Root {
    Pages,
    Files,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Address,
    Modified,
}

impl SitemapReader {
    /// Takes the next piece.
    ///
    /// # Errors
    /// It is no sitemap.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), NotASitemap> {
        if self.full {
            return Ok(());
        }
        self.rest.extend_from_slice(piece);
        if self.rest.len() >= PIECE_BYTES {
            self.read(false)?;
        }
        Ok(())
    }

    /// What the file names. `cut` says that it did not come to its end; what came until then counts.
    ///
    /// # Errors
    /// It is no sitemap.
    pub fn finish(mut self, cut: bool) -> Result<Vec<SitemapEntry>, NotASitemap> {
        if !self.full {
            self.read(!cut)?;
        }
        let is_sitemap = match self.kind {
            Some(Kind::Xml) => self.xml.root.is_some() && (cut || self.full || self.xml.depth == 0),
            Some(Kind::Lines) => self.count > 0,
            None => false,
        };
        if is_sitemap {
            Ok(self.entries)
        } else {
            Err(NotASitemap)
        }
    }

    /// Whether the file names more than the protocol allows: the rest is left out.
    pub const fn is_full(&self) -> bool {
        self.full
    }

    fn read(&mut self, last: bool) -> Result<(), NotASitemap> {
        let mut bytes = std::mem::take(&mut self.rest);
        let text = readable(&bytes, last)?;
        let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
        let kind = self.kind.or_else(|| Kind::of(bare));
        self.kind = kind;
        let used = match kind {
            Some(Kind::Xml) => self.read_xml(bare, last)?,
            Some(Kind::Lines) => self.read_lines(bare, last)?,
            None => 0,
        };
        bytes.drain(..text.len() - bare.len() + used);
        if bytes.len() > MAX_TOKEN_BYTES && !self.full {
            return Err(NotASitemap);
        }
        self.rest = bytes;
        Ok(())
    }

    /// Reads whole tags and texts, and says how far that went.
    fn read_xml(&mut self, text: &str, last: bool) -> Result<usize, NotASitemap> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        // The piece begins somewhere in the tree, whose names the reader has not seen; ours counts depth.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        let mut used = 0;
        loop {
            let event = reader.read_event();
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match event {
                Ok(Event::Eof) => return Ok(used),
                // It may go on in the next piece.
                Ok(Event::Text(_)) if at >= text.len() && !last => return Ok(used),
                Ok(event) => self.take(event)?,
                Err(_) if !last => return Ok(used),
                Err(_) => return Err(NotASitemap),
            }
            used = at;
            if self.full {
                return Ok(text.len());
            }
        }
    }

    fn take(&mut self, event: Event<'_>) -> Result<(), NotASitemap> {
        match event {
            Event::Start(tag) => self.xml.open(&tag)?,
            Event::Empty(tag) => {
                self.xml.open(&tag)?;
                self.close()?;
            }
            Event::End(_) => self.close()?,
            Event::Text(text) => self.xml.write(&text.xml10_content()),
            Event::CData(text) => self.xml.write(&text.xml10_content()),
            Event::GeneralRef(name) => self.xml.write_reference(&name)?,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), NotASitemap> {
        let xml = &mut self.xml;
        xml.depth = xml.depth.checked_sub(1).ok_or(NotASitemap)?;
        if xml.depth == 2 {
            xml.field = None;
        }
        if xml.depth == 1 && std::mem::take(&mut xml.in_entry) {
            let address = std::mem::take(&mut xml.address);
            let modified = std::mem::take(&mut xml.modified);
            let root = xml.root;
            self.add(address.trim(), modified.trim(), root);
        }
        Ok(())
    }

    fn add(&mut self, address: &str, modified: &str, root: Option<Root>) {
        if address.is_empty() || address.len() > MAX_ADDRESS_BYTES {
            return;
        }
        if self.count == MAX_SITEMAP_ENTRIES {
            self.full = true;
            return;
        }
        self.count += 1;
        self.entries.push(match root {
            Some(Root::Files) => SitemapEntry::File(address.to_owned()),
            _ => SitemapEntry::Page(SitemapPage {
                url: address.to_owned(),
                modified: Some(modified.to_owned()).filter(|text| !text.is_empty()),
            }),
        });
    }

    /// Reads whole lines, and says how far that went.
    fn read_lines(&mut self, text: &str, last: bool) -> Result<usize, NotASitemap> {
        let end = if last {
            text.len()
        } else {
            text.rfind('\n').map_or(0, |at| at + 1)
        };
        for line in text.get(..end).unwrap_or_default().lines() {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            if !line.starts_with("https://") && !line.starts_with("http://") {
                return Err(NotASitemap);
            }
            self.add(line, "", None);
        }
        Ok(end)
    }
}

/// As much of the bytes as is text: the last character may not have come whole. A file in another
/// encoding than the protocol's UTF-8 is none.
fn readable(bytes: &[u8], last: bool) -> Result<&str, NotASitemap> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) if error.error_len().is_none() && !last => {
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).map_err(|_| NotASitemap)
        }
        Err(_) => Err(NotASitemap),
    }
}

impl Xml {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), NotASitemap> {
        let name = tag.name();
        let name: &str = name.as_ref();
        let (prefix, local) = name.rsplit_once(':').unwrap_or(("", name));
        self.depth += 1;
        if self.depth == 1 {
            prefix.clone_into(&mut self.prefix);
            self.root = Some(match local {
                "urlset" => Root::Pages,
                "sitemapindex" => Root::Files,
                _ => return Err(NotASitemap),
            });
            return Ok(());
        }
        let is_own = prefix == self.prefix;
        match (self.depth, self.root, local) {
            (2, Some(Root::Pages), "url") | (2, Some(Root::Files), "sitemap") if is_own => {
                self.in_entry = true;
            }
            (3, _, "loc") if is_own && self.in_entry => self.field = Some(Field::Address),
            (3, _, "lastmod") if is_own && self.in_entry => self.field = Some(Field::Modified),
            _ => {}
        }
        Ok(())
    }

    fn write(&mut self, text: &str) {
        let into = match self.field {
            Some(Field::Address) => &mut self.address,
            Some(Field::Modified) => &mut self.modified,
            None => return,
        };
        // One byte more than the longest: it is seen to be too long.
        if into.len() <= MAX_ADDRESS_BYTES {
            into.push_str(text);
        }
    }

    /// A character by its number or one of XML's own five names. Any other would be a DTD's.
    fn write_reference(&mut self, name: &BytesRef<'_>) -> Result<(), NotASitemap> {
        let numbered = name.resolve_char_ref().map_err(|_| NotASitemap)?;
        let sign = match (numbered, name.as_ref()) {
            (Some(sign), _) => sign,
            (None, "amp") => '&',
            (None, "lt") => '<',
            (None, "gt") => '>',
            (None, "apos") => '\'',
            (None, "quot") => '"',
            _ => return Err(NotASitemap),
        };
        self.write(sign.encode_utf8(&mut [0; 4]));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text names, however it is cut into pieces.
    fn read(text: &str) -> Result<Vec<SitemapEntry>, NotASitemap> {
        let whole = in_pieces(text.as_bytes(), text.len().max(1));
        for size in [1, 7, 64] {
            assert_eq!(in_pieces(text.as_bytes(), size), whole, "{size}: {text}");
        }
        whole
    }

    fn in_pieces(bytes: &[u8], size: usize) -> Result<Vec<SitemapEntry>, NotASitemap> {
        let mut reader = SitemapReader::default();
        for piece in bytes.chunks(size) {
            reader.rest.extend_from_slice(piece);
            reader.read(false)?;
        }
        reader.finish(false)
    }

    fn page(url: &str, modified: Option<&str>) -> SitemapEntry {
        SitemapEntry::Page(SitemapPage {
            url: url.to_owned(),
            modified: modified.map(str::to_owned),
        })
    }

    #[test]
    fn xml_names_pages() {
        let text = r#"<?xml version="1.0" encoding="UTF-8"?><!-- made <today> -->
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="urn:images">
            <url><loc> https://acme.com/a </loc><lastmod>2026-11-02</lastmod>
              <i:image><i:loc>https://acme.com/x.png</i:loc></i:image><image><loc>https://acme.com/z.png</loc></image></url>
            <i:loc>https://acme.com/y.png</i:loc>
            <url><loc><![CDATA[https://acme.com/b?c=1&d=2]]></loc></url>
            <url><loc>https://acme.com/b?c=3&amp;d=4&#38;é=ü</loc></url><url/></urlset>"#;
        let expected = [
            page("https://acme.com/a", Some("2026-11-02")),
            page("https://acme.com/b?c=1&d=2", None),
            page("https://acme.com/b?c=3&d=4&é=ü", None),
        ];
        assert_eq!(read(text), Ok(expected.to_vec()));
        let prefixed =
            "<s:urlset xmlns:s='x'><s:url><s:loc>https://acme.com/</s:loc></s:url></s:urlset>";
        assert_eq!(read(prefixed), Ok(vec![page("https://acme.com/", None)]));
        assert_eq!(read("<urlset/>"), Ok(vec![]));
    }

    #[test]
    fn an_index_names_files() {
        let text = "<sitemapindex><sitemap><loc>https://acme.com/1.xml.gz</loc></sitemap><sitemap><loc> b </loc></sitemap></sitemapindex>";
        let files =
            ["https://acme.com/1.xml.gz", "b"].map(|file| SitemapEntry::File(file.to_owned()));
        assert_eq!(read(text), Ok(files.to_vec()));
    }

    #[test]
    fn a_text_of_addresses_is_a_sitemap() {
        let pages = ["https://acme.com/a", "http://acme.com/b"].map(|url| page(url, None));
        assert_eq!(
            read("\u{feff}https://acme.com/a\r\n\r\n http://acme.com/b \n"),
            Ok(pages.to_vec())
        );
    }

    #[test]
    fn anything_else_is_no_sitemap() {
        let bomb =
            r#"<!DOCTYPE urlset [<!ENTITY a "aaaa">]><urlset><url><loc>&a;</loc></url></urlset>"#;
        for text in [
            "",
            "<urlset><url>",
            "<html></html>",
            "<rss><channel/></rss>",
            "<",
            "Our pages:\nhttps://acme.com/a",
            bomb,
        ] {
            assert_eq!(read(text), Err(NotASitemap), "{text}");
        }
        assert_eq!(in_pieces(b"<urlset>\xff\xfe</urlset>", 4), Err(NotASitemap));
    }

    #[test]
    fn what_came_of_a_file_that_was_cut_off_counts() {
        let mut reader = SitemapReader::default();
        reader
            .push(b"<urlset><url><loc>https://acme.com/a</loc></url><url><loc>https://ac")
            .unwrap();
        assert_eq!(
            reader.finish(true),
            Ok(vec![page("https://acme.com/a", None)])
        );
    }

    #[test]
    fn what_is_too_much_is_left_out() {
        let mut reader = SitemapReader::default();
        reader.push(b"<urlset>").unwrap();
        for at in 0..=MAX_SITEMAP_ENTRIES {
            let entry = format!("<url><loc>https://acme.com/{at}</loc></url>");
            reader.push(entry.as_bytes()).unwrap();
        }
        let long = format!(
            "<url><loc>https://acme.com/{}</loc></url>",
            "x".repeat(3_000)
        );
        reader.push(long.as_bytes()).unwrap();
        assert_eq!(reader.finish(true).unwrap().len(), MAX_SITEMAP_ENTRIES);
        let mut endless = SitemapReader::default();
        let mut pushed = endless.push(b"<urlset><!--");
        for _ in 0..100 {
            pushed = pushed.and_then(|()| endless.push(&[b'x'; 8_192]));
        }
        assert_eq!(pushed, Err(NotASitemap));
    }
}
