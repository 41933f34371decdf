//! Any bytes as an archive: reading ends, each record keeps within its cap, offsets do not go back, and
//! what was read whole is a part of what was there.

#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use linkglance_archive::{
    Event, MAX_PAYLOAD_BYTES, Members, Packing, Raw, Records, Response, body,
};

fuzz_target!(|bytes: &[u8]| {
    let file = Raw::new(Box::new(Cursor::new(bytes.to_vec())));
    let members = Members::of(file).expect("memory can be read");
    let plain = members.packing() == Packing::Plain;
    let mut last = 0;
    for event in Records::of(members) {
        let record = match event {
            Event::Record(record) => record,
            Event::Broken { offset, .. } => {
                assert!(offset <= bytes.len() as u64);
                continue;
            }
            Event::Other => continue,
        };
        assert!(record.block.len() <= MAX_PAYLOAD_BYTES);
        assert!(record.offset >= last && record.offset <= bytes.len() as u64);
        last = record.offset;
        if plain && record.cut.is_none() && !record.block.is_empty() {
            let mut windows = bytes.windows(record.block.len());
            assert!(windows.any(|window| window == record.block));
        }
        let response = Response::read(&record.block);
        if let Some(Ok(body)) = response.as_ref().map(body) {
            assert!(body.bytes.len() <= MAX_PAYLOAD_BYTES);
        }
    }
});
