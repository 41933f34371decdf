//! Makes a WARC file out of a folder of HTML pages (also `.html.gz`), for measurements:
//!
//! `cargo run --release -p linkglance-archive --example make_warc FOLDER RECORDS > pages.warc.gz`
//!
//! The pages are repeated under other addresses until there are so many records, one gzip member each
//! as in Common Crawl's files.

use std::error::Error;
use std::fs;
use std::io::{self, BufWriter, Read, Write};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().ok_or("which folder of HTML pages?")?;
    let records: usize = words.next().ok_or("how many records?")?.parse()?;
    let pages = pages(&folder)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for (at, page) in pages.iter().cycle().take(records).enumerate() {
        let response = [
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: example\r\n\r\n",
            page.as_slice(),
        ]
        .concat();
        let mut member = GzEncoder::new(&mut out, Compression::default());
        write!(
            member,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-11-30T00:00:00Z\r\n\
             WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{at:012}>\r\n\
             WARC-Target-URI: https://site-{}.example/page/{at}\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
            at % 997,
            response.len()
        )?;
        member.write_all(&response)?;
        member.write_all(b"\r\n\r\n")?;
        member.finish()?;
    }
    out.flush()?;
    Ok(())
}

/// The pages of a folder, unpacked, in the order of their names.
fn pages(folder: &str) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let files: io::Result<Vec<_>> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect();
    let mut files = files?;
    files.retain(|file| {
        let name = file.to_string_lossy();
        name.ends_with(".html") || name.ends_with(".html.gz")
    });
    files.sort();
    let mut pages = Vec::new();
    for file in files {
        let packed = fs::read(&file)?;
        let mut page = Vec::new();
        if packed.starts_with(b"\x1f\x8b") {
            MultiGzDecoder::new(packed.as_slice()).read_to_end(&mut page)?;
        } else {
            page = packed;
        }
        pages.push(page);
    }
    if pages.is_empty() {
        return Err("no HTML page is in the folder".into());
    }
    Ok(pages)
}
