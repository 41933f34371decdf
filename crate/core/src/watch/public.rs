//! Which addresses may be fetched: those of the public web. What leads into the user's own network is
//! never asked for, whoever named it.
//!
//! A name that resolves to a private address can't be seen from here.

use std::net::{Ipv4Addr, Ipv6Addr};

use ::url::Host;

use crate::url::Url;

/// Why an address is not fetched.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NotPublic {
    /// Neither http nor https.
    Scheme,
    /// A port other than the scheme's own.
    Port,
    /// It has a user name or a password in it.
    Credentials,
    /// It leads into a private network, or nowhere.
    Host,
}

/// Names that lead into one's own network or nowhere: RFC 6761 and RFC 6762, and `.internal`, which
/// ICANN reserved for private use in 2024.
const PRIVATE_NAMES: [&str; 10] = [
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "home.arpa",
    "onion",
];

/// Whether an address is one of the public web. `own_port`: whether the user's own list has it with
/// this port, so that another than the scheme's is allowed.
///
/// # Errors
/// What is wrong with it.
pub fn is_public(url: &Url, own_port: bool) -> Result<(), NotPublic> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(NotPublic::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(NotPublic::Credentials);
    }
    if url.port().is_some() && !own_port {
        return Err(NotPublic::Port);
    }
    let public = match url.host() {
        Some(Host::Domain(name)) => is_public_name(name),
        Some(Host::Ipv4(address)) => is_public_v4(address),
        Some(Host::Ipv6(address)) => is_public_v6(address),
        None => false,
    };
    public.then_some(()).ok_or(NotPublic::Host)
}

/// The URL Standard has read every odd way to write a number as an address by now; what is left is a
/// name.
fn is_public_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let is_within = |private: &&str| {
        name.strip_suffix(*private)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    name.contains('.') && !PRIVATE_NAMES.iter().any(is_within)
}

/// What the IANA registry of special-purpose addresses keeps from the public web, and all from 224 on
/// (multicast, and what RFC 1112 reserved). Each with how many of its bits count.
const SPECIAL_V4: [(Ipv4Addr, u32); 14] = [
    (Ipv4Addr::UNSPECIFIED, 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 3),
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let is_within = |(block, bits): &(Ipv4Addr, u32)| {
        (address.to_bits() ^ block.to_bits()).leading_zeros() >= *bits
    };
    !SPECIAL_V4.iter().any(is_within)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    let [first, second, ..] = address.segments();
    // All that is given out is within 2000::/3. Within it: documentation (RFC 3849, 9637), Teredo
    // and the like (2001::/23), and 6to4, which carries an address of the old kind (RFC 3056).
    let special = first == 0x2002
        || (first == 0x2001 && (second < 0x0200 || second == 0x0db8))
        || (first == 0x3fff && second < 0x1000);
    first & 0xe000 == 0x2000 && !special
}
