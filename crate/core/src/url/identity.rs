//! Which addresses are one: the identity key of a URL.
//!
//! RFC 3986, 6.2 (comparison ladder), and what webmasters redirect or ignore in practice: scheme,
//! `www.`, fragment, tracking parameters, the order of the query and a slash at the end.

use super::{Url, is_web, percent, registrable_domain, tracking::is_tracking};

/// The key two addresses of one page share. It reads as an address without its scheme; reading it
/// again as one gives the same key.
pub fn identity(url: &Url) -> String {
    let (true, Some(host)) = (is_web(url), url.host_str()) else {
        return url.as_str().to_owned();
    };
    let mut key = String::with_capacity(url.as_str().len());
    key.push_str(without_www(host));
    if let Some(port) = url.port() {
        key.push(':');
        key.push_str(&port.to_string());
    }
    percent::normalize_into(&mut key, url.path().trim_end_matches('/'));
    push_query(&mut key, host, url.query().unwrap_or(""));
    key
}

/// Whether the address carries parameters that only say how a visitor came.
pub fn has_tracking(url: &Url) -> bool {
    let host = url.host_str().unwrap_or("");
    pairs(url.query().unwrap_or("")).any(|(name, _)| is_tracking(host, name))
}

/// The host without the `www.` and the dot at its end that change nothing. A host that ends in
/// several dots is no name and stays as it is.
pub fn without_www(host: &str) -> &str {
    let name = host.strip_suffix('.');
    let mut host = name
        .filter(|name| !name.is_empty() && !name.ends_with('.'))
        .unwrap_or(host);
    while let Some(rest) = host.strip_prefix("www.") {
        if registrable_domain(rest).is_none() {
            break; // `www.com` is a name of its own.
        }
        host = rest;
    }
    host
}

fn push_query(key: &mut String, host: &str, query: &str) {
    let normal = |(_, pair): (&str, &str)| {
        let mut out = String::with_capacity(pair.len());
        percent::normalize_into(&mut out, &pair.replace('+', "%20"));
        out
    };
    let mut kept: Vec<String> = pairs(query).map(normal).collect();
    kept.retain(|pair| !is_tracking(host, name_of(pair)));
    kept.sort_by(|a, b| name_of(a).cmp(name_of(b)));
    let mut separator = '?';
    for pair in kept {
        key.push(separator);
        key.push_str(&pair);
        separator = '&';
    }
}

fn name_of(pair: &str) -> &str {
    pair.split('=').next().unwrap_or(pair)
}

/// Each parameter's name, and the parameter whole, as they are written.
fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| (name_of(pair), pair))
}
