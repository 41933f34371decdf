//! Registrable domains by the Public Suffix List, private section included: whose site a host is.

use std::sync::LazyLock;

use fst::raw::Fst;
use url::Host;

static LIST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/public_suffix_list.fst"));

/// The automaton `build.rs` made; `None` only if the build was broken, which a test excludes.
static RULES: LazyLock<Option<Fst<&'static [u8]>>> = LazyLock::new(|| Fst::new(LIST).ok());

// Flags of a rule, as build.rs writes them.
const RULE: u64 = 1;
const WILDCARD: u64 = 2;
const EXCEPTION: u64 = 4;

/// A host's registrable domain: the public suffix and one label. `None` for IP addresses, single
/// labels and hosts that are themselves a public suffix.
///
/// `host` is in lower case and punycode, as the `url` crate gives it; a trailing dot is allowed.
pub fn registrable_domain(host: &str) -> Option<&str> {
    let host = host.strip_suffix('.').unwrap_or(host);
    if host.is_empty() || host.starts_with('.') || is_address(host) {
        return None;
    }
    let suffix = suffix_labels(host);
    let dot = host.rmatch_indices('.').nth(suffix.checked_sub(1)?);
    let Some((dot, _)) = dot else {
        return None; // The host has no label before its suffix.
    };
    let before = host.get(..dot)?;
    let start = before.rfind('.').map_or(0, |at| at + 1);
    host.get(start..).filter(|domain| !domain.starts_with('.'))
}

/// Whether two hosts belong to the same site: the same registrable domain, or, where a host has
/// none, the same host.
pub fn same_site(a: &str, b: &str) -> bool {
    site_of(a).eq_ignore_ascii_case(site_of(b))
}

/// The registrable domain, or the host itself where there is none.
pub fn site_of(host: &str) -> &str {
    registrable_domain(host).unwrap_or_else(|| host.strip_suffix('.').unwrap_or(host))
}

/// Whether `host` is `domain` or below it, with the dot boundary.
pub fn is_within(host: &str, domain: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    host.strip_suffix(domain)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Whether the host ends in a suffix the list names (so a word with a dot in it is told from a
/// host).
pub fn has_known_suffix(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let top = host.rsplit('.').next().unwrap_or("");
    !is_address(host)
        && registrable_domain(host).is_some()
        && RULES.as_ref().is_some_and(|rules| rules.get(top).is_some())
}

fn is_address(host: &str) -> bool {
    host.starts_with('[') || matches!(Host::parse(host), Ok(Host::Ipv4(_) | Host::Ipv6(_)))
}

/// How many labels of the host are its public suffix: the longest rule that matches, an exception
/// before all, one label where no rule does (publicsuffix.org, "Algorithm").
fn suffix_labels(host: &str) -> usize {
    let Some(rules) = RULES.as_ref() else {
        return 1;
    };
    let mut best = 1;
    let mut node = rules.root();
    let mut output = fst::raw::Output::zero();
    let mut wildcard = false;
    for (depth, label) in host.rsplit('.').enumerate() {
        if wildcard {
            best = best.max(depth + 1);
            wildcard = false;
        }
        let separator = if depth == 0 { "" } else { "." };
        for byte in separator.bytes().chain(label.bytes()) {
            let Some(index) = node.find_input(byte) else {
                return best;
            };
            let transition = node.transition(index);
            output = output.cat(transition.out);
            node = rules.node(transition.addr);
        }
        if node.is_final() {
            let flags = output.cat(node.final_output()).value();
            if flags & EXCEPTION != 0 {
                return depth;
            }
            if flags & RULE != 0 {
                best = best.max(depth + 1);
            }
            wildcard = flags & WILDCARD != 0;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_was_compiled() {
        assert!(RULES.as_ref().is_some_and(|rules| rules.len() > 9_000));
    }

    #[test]
    fn private_suffixes_part_neighbours() {
        assert_eq!(
            registrable_domain("alice.github.io"),
            Some("alice.github.io")
        );
        assert!(!same_site("alice.github.io", "bob.github.io"));
        assert!(same_site("www.acme.co.uk", "acme.co.uk."));
    }

    #[test]
    fn a_domain_ends_at_a_dot() {
        assert!(is_within("shop.acme.com", "acme.com"));
        assert!(!is_within("notacme.com", "acme.com"));
        assert!(!is_within("acme.com.evil.io", "acme.com"));
    }
}
