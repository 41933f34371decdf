//! WARC files, whole and broken in each way that archives are: what can be read is read, what is broken
//! is named with its place.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

use std::io::{self, Cursor, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use linkglance_archive::{
    Cut, Event, Fault, MAX_PAYLOAD_BYTES, Members, Raw, Record, Records, Response,
};

/// A response with a page that names its number.
fn response(number: usize) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>page {number}</p>").into_bytes()
}

/// A record that says it has `length` bytes.
fn record_of(number: usize, block: &[u8], length: usize) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-11-30T10:00:00Z\r\n\
         WARC-Target-URI: https://site.example/{number}\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn record(number: usize) -> Vec<u8> {
    let block = response(number);
    record_of(number, &block, block.len())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut member = GzEncoder::new(Vec::new(), Compression::default());
    member.write_all(bytes).unwrap();
    member.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

fn events(file: Vec<u8>) -> Vec<Event> {
    let members = Members::of(Raw::new(Box::new(Cursor::new(file)))).unwrap();
    Records::of(members).collect()
}

/// What was read, in short: the numbers of the pages, with `+` where one was cut, and `!` for what is
/// broken.
fn outline(file: Vec<u8>) -> String {
    let one = |event: &Event| match event {
        Event::Record(record) => {
            let number = record.uri.rsplit('/').next().unwrap().to_owned();
            number + if record.cut.is_some() { "+" } else { "" }
        }
        Event::Other => "-".to_owned(),
        Event::Broken { .. } => "!".to_owned(),
    };
    let all: Vec<String> = events(file).iter().map(one).collect();
    all.join(" ")
}

fn records(file: Vec<u8>) -> Vec<Record> {
    let found = events(file).into_iter().filter_map(|event| match event {
        Event::Record(record) => Some(record),
        _ => None,
    });
    found.collect()
}

fn three(pack: fn(&[u8]) -> Vec<u8>) -> Vec<Vec<u8>> {
    (1..=3).map(|number| pack(&record(number))).collect()
}

#[test]
fn records_are_read_however_the_file_is_packed() {
    let plain = three(<[u8]>::to_vec).concat();
    let bgzf: Vec<u8> = plain.chunks(100).flat_map(gzip).collect();
    for (name, file) in [
        ("plain", plain.clone()),
        ("a gzip member each", three(gzip).concat()),
        ("one gzip member", gzip(&plain)),
        ("gzip members of one size", bgzf),
        ("a Zstandard frame each", three(zstd).concat()),
        ("one Zstandard frame", zstd(&plain)),
        (
            "line ends at the end",
            [three(gzip).concat(), gzip(b"\r\n\r\n")].concat(),
        ),
        (
            "filled up with zeros",
            [three(gzip).concat(), vec![0; 512]].concat(),
        ),
    ] {
        assert_eq!(outline(file.clone()), "1 2 3", "{name}");
        let first = &records(file)[0];
        assert_eq!(
            first.date.as_deref(),
            Some("2026-11-30T10:00:00Z"),
            "{name}"
        );
        assert_eq!(first.block, response(1), "{name}");
    }
}

#[test]
fn a_zstandard_file_may_begin_with_its_dictionary() {
    let samples: Vec<Vec<u8>> = (0..200).map(record).collect();
    let dictionary = zstd::dict::from_samples(&samples, 4 << 10).unwrap();
    let frame = |content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        [b"\x5d\x2a\x4d\x18".as_slice(), &length, content].concat()
    };
    for dictionary_frame in [frame(&dictionary), frame(&zstd(&dictionary))] {
        let mut file = dictionary_frame;
        for number in 1..=3 {
            let mut encoder =
                zstd::stream::write::Encoder::with_dictionary(Vec::new(), 3, &dictionary).unwrap();
            encoder.write_all(&record(number)).unwrap();
            file.extend(encoder.finish().unwrap());
        }
        assert_eq!(outline(file), "1 2 3");
    }
}

#[test]
fn a_record_tells_where_it_begins() {
    let plain = three(<[u8]>::to_vec);
    let packed = three(gzip);
    for file in [plain, packed] {
        let starts = [0, file[0].len(), file[0].len() + file[1].len()];
        let found: Vec<u64> = records(file.concat())
            .iter()
            .map(|record| record.offset)
            .collect();
        assert_eq!(found, starts.map(|start| start as u64));
    }
}

/// A file in parts, and its outline.
type Row = (&'static str, Vec<Vec<u8>>, &'static str);

fn check(rows: Vec<Row>) {
    for (name, parts, expected) in rows {
        assert_eq!(outline(parts.concat()), expected, "{name}");
    }
}

/// Record 2 as it says that it has so many bytes more than it has.
fn said(more: i64) -> Vec<u8> {
    let block = response(2);
    let length = i64::try_from(block.len()).unwrap() + more;
    record_of(2, &block, usize::try_from(length).unwrap())
}

fn half(bytes: &[u8]) -> Vec<u8> {
    bytes[..bytes.len() / 2].to_vec()
}

fn garbage() -> Vec<u8> {
    let mut bytes = (0..=250_u8).cycle();
    (0..5_000).filter_map(|_| bytes.nth(6)).collect()
}

#[test]
fn what_is_broken_costs_only_itself() {
    let [one, two, three] = [record(1), record(2), record(3)];
    let text = String::from_utf8(two.clone()).unwrap();
    let no_length = text.replace("Content-Length", "Length").into_bytes();
    let no_address = text.replace("WARC-Target", "Target").into_bytes();
    let endless = b"a: b\r\n".repeat(20_000);
    let version = b"WARC/1.0\r\n".to_vec();
    let (a, c) = (|| one.clone(), || three.clone());
    check(vec![
        ("cut file", vec![a(), half(&two)], "1 !"),
        (
            "cut in the block",
            vec![a(), two[..two.len() - 10].to_vec()],
            "1 ! 2+",
        ),
        (
            "cut in the head",
            vec![a(), two[..40].to_vec(), b"\n".to_vec(), c()],
            "1 ! 3",
        ),
        ("too short", vec![a(), said(-5), c()], "1 ! 2+ 3"),
        ("too long", vec![a(), said(99), c()], "1 ! 2+ 3"),
        ("1 GB said", vec![a(), said(1 << 30), c()], "1 ! 2+ 3"),
        ("no length", vec![a(), no_length, c()], "1 ! 3"),
        ("no address", vec![a(), no_address, c()], "1 ! 3"),
        (
            "garbage between records",
            vec![a(), garbage(), b"\r\n".to_vec(), c()],
            "1+ ! 3",
        ),
        ("an endless head", vec![a(), version, endless, c()], "1 ! 3"),
        ("garbage alone", vec![garbage()], "!"),
        ("nothing", vec![], ""),
    ]);
}

#[test]
fn what_is_broken_costs_only_its_gzip_member() {
    let [one, two, three] = [gzip(&record(1)), gzip(&record(2)), gzip(&record(3))];
    let mut damaged = two.clone();
    let at = damaged.len() / 2;
    damaged[at..at + 8].fill(0xff);
    let mut bad_sum = two.clone();
    let end = bad_sum.len() - 6;
    bad_sum[end] ^= 1;
    let words: Vec<String> = (0..9_999)
        .map(|word| (word * word % 7_919).to_string())
        .collect();
    let long = [response(2), words.join(" ").into_bytes()].concat();
    let long = gzip(&record_of(2, &long, long.len()));
    let (a, c) = (|| one.clone(), || three.clone());
    check(vec![
        ("cut", vec![a(), half(&two)], "1 !"),
        ("cut in the block", vec![a(), half(&long)], "1 ! 2+"),
        ("damaged", vec![a(), damaged, c()], "1 ! 3"),
        ("wrong checksum", vec![a(), bad_sum, c()], "1 ! 2+ 3"),
        (
            "garbage between members",
            vec![a(), garbage(), c()],
            "1 ! 3",
        ),
        ("too long", vec![a(), gzip(&said(9_999)), c()], "1 ! 2+ 3"),
        (
            "2^62 said",
            vec![a(), gzip(&said(1 << 62)), c()],
            "1 ! 2+ 3",
        ),
    ]);
}

#[test]
fn a_damaged_zstandard_frame_costs_only_itself() {
    let mut damaged = zstd(&record(2));
    let at = damaged.len() / 2;
    damaged[at..at + 8].fill(0xff);
    let file = [zstd(&record(1)), damaged, zstd(&record(3))].concat();
    let found = outline(file);
    assert!(found.starts_with("1 !") && found.ends_with(" 3"), "{found}");
}

#[test]
fn a_fault_says_what_is_wrong_and_where() {
    let block = response(2);
    let file = [record(1), record_of(2, &block, block.len() - 5), record(3)].concat();
    let fault = events(file).into_iter().find_map(|event| match event {
        Event::Broken { offset, fault } => Some((offset, fault)),
        _ => None,
    });
    let (offset, fault) = fault.unwrap();
    assert_eq!(offset, record(1).len() as u64);
    let said = (block.len() - 5) as u64;
    assert!(
        matches!(fault, Fault::WrongLength { said: found, .. } if found == said),
        "{fault}"
    );
}

#[test]
fn an_archive_in_a_record_is_its_payload() {
    let inner = [response(7), record(8), record(9)].concat();
    let file = [record(1), record_of(2, &inner, inner.len()), record(3)].concat();
    assert_eq!(outline(file), "1 2 3");
}

#[test]
fn a_record_too_long_is_cut_and_says_so() {
    let long = [response(2), vec![b' '; MAX_PAYLOAD_BYTES]].concat();
    let file = [record(1), record_of(2, &long, long.len()), record(3)].concat();
    assert_eq!(outline(file.clone()), "1 2+ 3");
    let found = &records(file)[1];
    assert_eq!(
        (found.cut, found.block.len()),
        (Some(Cut::TooLong), MAX_PAYLOAD_BYTES)
    );
}

#[test]
fn a_record_of_a_gigabyte_takes_no_more_memory_than_a_page() {
    let length = 1 << 30;
    let head = record_of(2, &response(2), length);
    let head = head[..head.len() - b"\r\n\r\n".len()].to_vec();
    let left = (length - response(2).len()) as u64;
    let file = Cursor::new([record(1), head].concat())
        .chain(io::repeat(b'x').take(left))
        .chain(Cursor::new([b"\r\n\r\n".to_vec(), record(3)].concat()));
    let members = Members::of(Raw::new(Box::new(file))).unwrap();
    let read: Vec<(String, usize, Option<Cut>)> = Records::of(members)
        .map(|event| match event {
            Event::Record(record) => (record.uri, record.block.capacity(), record.cut),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(read.len(), 3);
    assert_eq!(read[1].2, Some(Cut::TooLong));
    assert!(read[1].1 <= 2 * MAX_PAYLOAD_BYTES, "{}", read[1].1);
    assert_eq!(read[2].0, "https://site.example/3");
}

#[test]
fn what_the_archive_cut_says_so() {
    let file = String::from_utf8(record(1)).unwrap();
    let file = file.replace("WARC-Date", "WARC-Truncated: length\r\nWARC-Date");
    assert_eq!(records(file.into_bytes())[0].cut, Some(Cut::Truncated));
}

#[test]
fn only_what_may_hold_a_page_is_taken() {
    let text = String::from_utf8(record(2)).unwrap();
    for kind in [
        "request",
        "metadata",
        "warcinfo",
        "revisit",
        "conversion",
        "resource",
    ] {
        let other = text.replace("WARC-Type: response", &format!("WARC-Type: {kind}"));
        let file = [record(1), other.into_bytes(), record(3)].concat();
        assert_eq!(outline(file), "1 - 3", "{kind}");
    }
    let page = text
        .replace("WARC-Type: response", "WARC-Type: resource")
        .replace("application/http; msgtype=response", "text/html");
    let found = &records(page.into_bytes())[0];
    assert!(!found.http && found.content_type.as_deref() == Some("text/html"));
}

#[test]
fn a_record_is_part_of_what_the_warcinfo_record_before_it_names() {
    let info = |fields: &str| {
        let length = fields.len();
        format!(
            "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\n\
             Content-Length: {length}\r\n\r\n{fields}\r\n\r\n"
        )
        .into_bytes()
    };
    let file = [
        record(1),
        info("publisher: Common Crawl\r\nisPartOf: CC-MAIN-2026-30\r\n"),
        record(2),
        info("ispartof:job one"),
        record(3),
        info(&format!("isPartOf: {}\r\n", "x".repeat(5_000))),
        record(4),
        info("software: none\r\n"),
        record(5),
    ];
    let named: Vec<Option<String>> = records(file.concat())
        .into_iter()
        .map(|record| record.part_of)
        .collect();
    let expected = [None, Some("CC-MAIN-2026-30"), Some("job one"), None, None];
    assert_eq!(named, expected.map(|name| name.map(str::to_owned)));
}

#[test]
fn addresses_may_be_in_brackets() {
    let text = String::from_utf8(record(1)).unwrap();
    let file = text.replace("https://site.example/1", "<https://site.example/1>");
    assert_eq!(records(file.into_bytes())[0].uri, "https://site.example/1");
}

fn unpacked(head: &str, body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let block = [head.as_bytes(), b"\r\n\r\n", body].concat();
    let response = Response::read(&block).unwrap();
    let body = linkglance_archive::body(&response).ok()?;
    Some((body.bytes.into_owned(), body.cut))
}

#[test]
fn a_body_is_taken_out_of_what_it_was_sent_in() {
    let page = b"<p>A page of some length, so that it is packed.</p>".repeat(20);
    let zlib = {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&page).unwrap();
        encoder.finish().unwrap()
    };
    let deflate = zlib[2..zlib.len() - 4].to_vec();
    let chunked = |bytes: &[u8]| {
        let chunks = bytes.chunks(50).flat_map(|chunk| {
            [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat()
        });
        chunks.chain(*b"0\r\n\r\n").collect::<Vec<u8>>()
    };
    let gzipped = gzip(&page);
    for (headers, body, cut) in [
        ("Server: a", page.clone(), false),
        ("Content-Encoding: gzip", gzipped.clone(), false),
        ("Content-Encoding: gzip", page.clone(), false),
        ("Content-Encoding: deflate", zlib, false),
        ("Content-Encoding: deflate", deflate, false),
        ("Content-Encoding: zstd", zstd(&page), false),
        ("Content-Encoding: br", page.clone(), false),
        ("Transfer-Encoding: chunked", chunked(&page), false),
        ("Transfer-Encoding: chunked", page.clone(), false),
        (
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip",
            chunked(&gzipped),
            false,
        ),
        ("Content-Encoding: strange", page.clone(), false),
        (
            "Transfer-Encoding: chunked",
            chunked(&page)[..500].to_vec(),
            true,
        ),
    ] {
        let head = format!("HTTP/1.1 200 OK\r\n{headers}");
        let (bytes, was_cut) = unpacked(&head, &body).unwrap();
        assert!(was_cut == cut && (bytes == page || cut), "{headers}");
    }
    assert_eq!(
        unpacked("HTTP/1.1 200 OK\r\nContent-Encoding: strange", b"\x01\x02"),
        None
    );
    let (bytes, cut) =
        unpacked("HTTP/1.1 200 OK\r\nContent-Encoding: gzip", &gzipped[..40]).unwrap();
    assert!(cut && page.starts_with(&bytes));
}

#[test]
fn brotli_is_read() {
    // "<p>acme</p>" as one uncompressed meta-block (RFC 7932, 9.2): WBITS 16, 11 bytes, then the end.
    let page = b"<p>acme</p>";
    // Bits from the lowest: WBITS "0"; ISLAST 0; MNIBBLES 00 (four); MLEN-1 = 10 in 16 bits;
    // ISUNCOMPRESSED 1; filled up with zeros to a byte.
    let bits: u32 = (10 << 4) | (1 << 20);
    let mut packed = bits.to_le_bytes()[..3].to_vec();
    packed.extend_from_slice(page);
    // ISLAST 1, ISLASTEMPTY 1.
    packed.push(0x03);
    let (bytes, cut) = unpacked("HTTP/1.1 200 OK\r\nContent-Encoding: br", &packed).unwrap();
    assert_eq!((bytes.as_slice(), cut), (page.as_slice(), false));
}

#[test]
fn a_response_is_taken_apart() {
    let block =
        b"HTTP/1.1 404 Not Found\r\nX-Robots-Tag: noindex,\r\n nofollow\r\nX: \xff\r\n\r\nbody";
    let response = Response::read(block).unwrap();
    assert_eq!((response.status, response.body), (404, b"body".as_slice()));
    assert_eq!(response.header("x-robots-tag"), Some("noindex, nofollow"));
    for block in [
        &b"<html>"[..],
        b"",
        b"HTTP/1.1\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK",
    ] {
        assert_eq!(Response::read(block), None, "{block:?}");
    }
    let no_end = Response::read(b"HTTP/1.1 200 OK\r\nA: b").unwrap();
    assert_eq!((no_end.headers.len(), no_end.body), (1, b"".as_slice()));
}

#[test]
fn the_corpus_is_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/archive");
    for (name, expected) in [
        ("whole", "1 - 3"),
        ("wrong_lengths", "1+ ! ! 2+ ! 3+ 4"),
        ("nested", "1 4"),
    ] {
        let file = std::fs::read(format!("{folder}/{name}.warc")).unwrap();
        assert_eq!(outline(file), expected, "{name}");
    }
}
