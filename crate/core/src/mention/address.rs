//! Addresses written in the text: a name inside one is not a name in a sentence.

use std::ops::Range;

use crate::url::has_known_suffix;

/// Longest host looked at; longer ones do not exist (RFC 1035).
const MAX_HOST: usize = 253;

/// An e-mail address or a web address in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Address {
    /// The whole of it.
    pub(super) range: Range<usize>,
    pub(super) part: Parts,
}

/// Where its parts end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Parts {
    /// Everything is an e-mail address.
    Email,
    /// Scheme and host end at `host`, the path at `path`; then come query and fragment.
    Web {
        /// End of the host.
        host: usize,
        /// End of the path.
        path: usize,
    },
}

/// Finds the addresses of a text, in order.
pub(super) fn addresses(text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_ascii_graphic()
            && !matches!(
                c,
                '"' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '`' | ',' | ';'
            )
        {
            continue;
        }
        found.extend(address(text, start..at));
        start = at + c.len_utf8();
    }
    found
}

/// Reads one run of characters that may be in an address.
fn address(text: &str, range: Range<usize>) -> Option<Address> {
    let run = text.get(range.clone())?;
    if !run.contains('.') {
        return None;
    }
    let (scheme, rest) = match run.find("://") {
        Some(at) => (at + 3, run.get(at + 3..)?),
        None => (0, run),
    };
    let host = rest
        .split(['/', '?', '#', ':', '\'', '*', '=', '&'])
        .next()
        .unwrap_or(rest);
    let host = host.trim_end_matches('.');
    let part = match (scheme, host.rsplit_once('@')) {
        (0, Some((local, domain))) if !local.is_empty() && is_host(domain) => Parts::Email,
        (0, _) if !is_host(host) => return None,
        _ => {
            let host = range.start + scheme + host.len();
            let after = text.get(host..range.end).unwrap_or("");
            let path = after.find(['?', '#']).unwrap_or(after.len());
            Parts::Web {
                host,
                path: host + path,
            }
        }
    };
    Some(Address { range, part })
}

/// Whether a run of characters is a host as one would write it in a text.
fn is_host(text: &str) -> bool {
    text.len() <= MAX_HOST
        && text.contains('.')
        && text.split('.').all(|label| !label.is_empty())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
        && has_known_suffix(text)
}

/// The address a place of the text is in.
pub(super) fn around<'a>(addresses: &'a [Address], place: &Range<usize>) -> Option<&'a Address> {
    let after = addresses.partition_point(|address| address.range.start <= place.start);
    addresses
        .get(after.checked_sub(1)?)
        .filter(|address| place.start < address.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        addresses(text)
            .into_iter()
            .map(|address| text.get(address.range).unwrap())
            .collect()
    }

    #[test]
    fn addresses_are_found_in_sentences() {
        assert_eq!(
            all("see https://acme.com/a?b#c, info@acme.com or (blog.acme.co.uk). next.js"),
            ["https://acme.com/a?b#c", "info@acme.com", "blog.acme.co.uk"]
        );
        assert_eq!(
            all("请访问acme.com网站 v1.2.3 file.tar e.g. u.s."),
            ["acme.com"]
        );
    }

    #[test]
    fn the_parts_of_an_address_are_told_apart() {
        let found = addresses("at https://acme.com/path?query");
        assert_eq!(found[0].part, Parts::Web { host: 19, path: 24 });
        assert_eq!(addresses("mail me@acme.com")[0].part, Parts::Email);
    }
}
