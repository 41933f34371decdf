//! Registrable domains by the Public Suffix List, private section included: whose site a host is.

use std::net::Ipv4Addr;

use super::suffix_list;

/// A host's registrable domain: the public suffix and one label. `None` for IP addresses, single
/// labels and hosts that are themselves a public suffix.
///
/// `host` is in lower case and punycode, as the `url` crate gives it; a trailing dot is allowed.
pub fn registrable_domain(host: &str) -> Option<&str> {
    let host = host.strip_suffix('.').unwrap_or(host);
    if host.is_empty() || host.starts_with('.') || is_address(host) {
        return None;
    }
    let mut dots = host.bytes().enumerate().rev().filter(|&(_, b)| b == b'.');
    // The dot before the suffix: without one the host has no label before it.
    dots.nth(suffix_labels(host).checked_sub(1)?)?;
    let start = dots.next().map_or(0, |(at, _)| at + 1);
    host.get(start..).filter(|domain| !domain.starts_with('.'))
}

/// The registrable domain, or the host itself where there is none.
pub fn site_of(host: &str) -> &str {
    registrable_domain(host).unwrap_or_else(|| host.strip_suffix('.').unwrap_or(host))
}

/// Whether `host` is `domain` or below it, with the dot boundary.
#[inline]
pub fn is_within(host: &str, domain: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let Some(before) = host.len().checked_sub(domain.len()) else {
        return false;
    };
    // Tables ask this a hundred times per link: what is before the domain says no soonest.
    let bounded = before == 0 || host.as_bytes().get(before - 1) == Some(&b'.');
    bounded && host.ends_with(domain)
}

/// A host, then what is left of it at each dot.
pub fn domains_above(host: &str) -> impl Iterator<Item = &str> {
    let host = host.strip_suffix('.').unwrap_or(host);
    std::iter::successors(Some(host), |rest| {
        rest.split_once('.').map(|(_, above)| above)
    })
}

/// Whether the host ends in a suffix the list names (so that a word with a dot in it does not
/// count as a host).
pub fn has_known_suffix(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let top = host.rsplit('.').next().unwrap_or("");
    !is_address(host)
        && registrable_domain(host).is_some()
        && suffix_list::top(top).is_some_and(|label| label.rule || label.wildcard)
}

/// The `url` crate writes addresses in brackets or as four numbers; most hosts end in a letter.
fn is_address(host: &str) -> bool {
    let ends_in_digit = host.as_bytes().last().is_some_and(u8::is_ascii_digit);
    host.starts_with('[') || ends_in_digit && host.parse::<Ipv4Addr>().is_ok()
}

/// How many labels of the host are its public suffix: the longest rule that matches, an exception
/// before all, one label where no rule does (publicsuffix.org, "Algorithm").
fn suffix_labels(host: &str) -> usize {
    let mut best = 1;
    let mut before: Option<&suffix_list::Label> = None;
    for (depth, text) in host.rsplit('.').enumerate() {
        if before.is_some_and(|label| label.wildcard) {
            best = best.max(depth + 1);
        }
        let label = match before {
            None => suffix_list::top(text),
            Some(label) => label.next(text),
        };
        let Some(label) = label else {
            return best;
        };
        if label.exception {
            return depth;
        }
        if label.rule {
            best = best.max(depth + 1);
        }
        before = Some(label);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_suffixes_part_neighbours() {
        assert_eq!(
            registrable_domain("alice.github.io"),
            Some("alice.github.io")
        );
        assert_ne!(site_of("alice.github.io"), site_of("bob.github.io"));
        assert_eq!(site_of("www.acme.co.uk"), site_of("acme.co.uk."));
    }

    #[test]
    fn a_domain_ends_at_a_dot() {
        assert!(is_within("shop.acme.com", "acme.com"));
        assert!(!is_within("notacme.com", "acme.com"));
        assert!(!is_within("acme.com.evil.io", "acme.com"));
    }
}
