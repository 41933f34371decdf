//! Pages as the inputs hold them, given to what reads them.

use linkglance_core::Profiles;
use linkglance_scan::Options;
pub(super) use linkglance_scan::Outcome;

use super::input::{Content, Found};
use crate::args::Scan;

/// Reads pages.
pub(super) struct Reader(linkglance_scan::Reader);

impl Reader {
    pub(super) fn new(profiles: Profiles, command: &Scan) -> Self {
        let options = Options {
            all_links: command.all_links,
            unknown: command.unknown,
            first_look: !command.no_first_look,
        };
        Self(linkglance_scan::Reader::new(profiles, options))
    }

    /// Reads one.
    pub(super) fn read(&self, Found { origin, content }: Found) -> Outcome {
        match content {
            Content::Record(record) => self.0.record(record, origin),
            Content::Line(line) => self.0.line(&line, origin),
            Content::File { url, bytes, cut } => self.0.file(url, &bytes, cut, origin),
        }
    }
}
