//! Unwrapping: the real target of an address that leads through a redirector, an AMP cache, a
//! translation or an archive, read from the address alone.

use std::collections::HashMap;
use std::sync::LazyLock;

use ::url::Position;
use serde::{Deserialize, Serialize};

use super::redirectors::{Carrier, PARAMETERS, PATHS, REDIRECTORS, Redirector, WrapperKind};
use super::{Url, domains_above, has_known_suffix, is_web, is_within, percent, registrable_domain};

/// Most wrappers taken off one address.
pub const MAX_HOPS: usize = 3;

/// The end of a service's host that stands under any suffix.
const ANY_SUFFIX: &str = ".*";

/// An address without its wrappers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unwrapped {
    /// The real target, always http or https.
    pub target: Url,
    /// What was taken off, outermost first.
    pub through: Vec<Wrapper>,
}

/// Something a link goes through on its way to the target.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wrapper {
    /// Its host.
    pub host: String,
    /// What kind of wrapper it is.
    pub kind: WrapperKind,
}

/// Takes the wrappers off an address; `None` if it has none.
pub fn unwrap(url: &Url) -> Option<Unwrapped> {
    let mut through = Vec::new();
    let mut target: Option<Url> = None;
    while through.len() < MAX_HOPS {
        let outer = target.as_ref().unwrap_or(url);
        let Some((inner, kind)) = unwrap_once(outer) else {
            break;
        };
        let host = outer.host_str().unwrap_or("").to_owned();
        through.push(Wrapper { host, kind });
        target = Some(inner);
    }
    target.map(|target| Unwrapped { target, through })
}

fn unwrap_once(url: &Url) -> Option<(Url, WrapperKind)> {
    let host = url.host_str().filter(|_| is_web(url))?;
    if is_within(host, "translate.goog") {
        return translated(url, host).map(|inner| (inner, WrapperKind::Translation));
    }
    let known = services(host)
        .filter(|row| stands_at(row, host, url.path()))
        .find_map(|row| carried(url, row.carrier).map(|inner| (inner, row.kind)));
    known.or_else(|| looks_like(url).map(|inner| (inner, WrapperKind::LooksLikeRedirect)))
}

/// The rows of [`REDIRECTORS`] by host; `google.*` stands at its label.
static BY_HOST: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut rows: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, row) in REDIRECTORS.iter().enumerate() {
        let host = row.host.strip_suffix(ANY_SUFFIX).unwrap_or(row.host);
        rows.entry(host).or_default().push(at);
    }
    rows
});

/// The services that may stand at a host, in the order of their table: for nearly all hosts there are none.
fn services(host: &str) -> impl Iterator<Item = &'static Redirector> {
    let mut rows: Vec<usize> = domains_above(host)
        .flat_map(|domain| {
            let label = domain.split_once('.').map(|(label, _)| label);
            [Some(domain), label]
        })
        .filter_map(|name| BY_HOST.get(name?))
        .flatten()
        .copied()
        .collect();
    rows.sort_unstable();
    rows.into_iter().filter_map(|at| REDIRECTORS.get(at))
}

fn stands_at(row: &Redirector, host: &str, path: &str) -> bool {
    let on_path = || {
        path.strip_prefix(row.path)
            .is_some_and(|rest| row.path.is_empty() || rest.is_empty() || rest.starts_with('/'))
    };
    match row.host.strip_suffix(ANY_SUFFIX) {
        // Asked last: finding the registrable domain takes longest.
        Some(label) => {
            on_path()
                && registrable_domain(host).and_then(|domain| domain.split('.').next())
                    == Some(label)
        }
        None => is_within(host, row.host) && on_path(),
    }
}

fn carried(url: &Url, carrier: Carrier) -> Option<Url> {
    match carrier {
        Carrier::Parameter(names) => names.iter().find_map(|name| {
            let value = parameter(url, name)?;
            let value = without_disqus_signature(url, &value);
            address(value).or_else(|| bare_address(value))
        }),
        Carrier::RawQuery => address(url.query()?),
        Carrier::Base64(name) => {
            let value = parameter(url, name)?;
            address(&base64url(value.get(2..)?)?)
        }
        Carrier::Amp(segments) => amp(after_segments(path_and_query(url), segments)?),
        Carrier::Snapshot(segments) => {
            let rest = after_segments(path_and_query(url), segments)?;
            address(rest).or_else(|| {
                let (_, rest) = rest.split_once('/')?;
                address(rest).or_else(|| bare_address(rest))
            })
        }
        Carrier::Anywhere => carried(url, Carrier::Parameter(&["url", "u"]))
            .or_else(|| address(from_scheme(path_and_query(url))?)),
    }
}

/// Path and query as they are written, without the fragment.
fn path_and_query(url: &Url) -> &str {
    &url[Position::BeforePath..Position::AfterQuery]
}

/// The value of the first parameter of that name. HTML escaped twice leaves `amp;` before it.
fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs()
        .find(|(found, _)| found.strip_prefix("amp;").unwrap_or(found) == name)
        .map(|(_, value)| value.into_owned())
}

/// Reads a whole http(s) address; one that is still encoded is decoded once more.
fn address(text: &str) -> Option<Url> {
    let text = text.trim();
    if begins_with(text, "http%3a") || begins_with(text, "https%3a") {
        return whole_address(&percent::decode(text));
    }
    whole_address(text)
}

fn whole_address(text: &str) -> Option<Url> {
    if text.starts_with("//") {
        Url::parse(&format!("https:{text}")).ok()
    } else if begins_with(text, "http:/") || begins_with(text, "https:/") {
        Url::parse(text).ok()
    } else {
        None
    }
}

/// Reads an address without its scheme: a host under a known suffix, then a path.
fn bare_address(text: &str) -> Option<Url> {
    let host = text.split(['/', '?', '#']).next()?;
    if host.contains(['@', ':', '%', ' ']) || !host.contains('.') {
        return None;
    }
    Url::parse(&format!("http://{text}"))
        .ok()
        .filter(|url| url.host_str().is_some_and(has_known_suffix))
}

fn begins_with(text: &str, ascii: &str) -> bool {
    text.get(..ascii.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(ascii))
}

/// What follows the first `count` segments of a path.
fn after_segments(path: &str, count: usize) -> Option<&str> {
    let mut rest = path;
    for _ in 0..=count {
        rest = rest.split_once('/')?.1;
    }
    Some(rest)
}

/// An AMP cache's path: `s/` for https, then host and path.
fn amp(rest: &str) -> Option<Url> {
    let (scheme, rest) = match rest.strip_prefix("s/") {
        Some(rest) => ("https", rest),
        None => ("http", rest),
    };
    let url = bare_address(rest)?;
    Url::parse(&format!("{scheme}{}", url.as_str().strip_prefix("http")?)).ok()
}

/// The text from where an http(s) address begins.
fn from_scheme(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let starts = [
        "http://", "https://", "http:/", "https:/", "http%3a", "https%3a",
    ];
    let at = starts.iter().filter_map(|start| lower.find(start)).min()?;
    text.get(at..)
}

/// Disqus puts a colon and a signature after the target.
fn without_disqus_signature<'a>(url: &Url, value: &'a str) -> &'a str {
    match value.rsplit_once(':') {
        Some((target, signature))
            if url.host_str() == Some("disq.us") && !signature.contains('/') =>
        {
            target
        }
        _ => value,
    }
}

/// `blog-acme--tea-com.translate.goog`: dots are dashes and dashes are doubled; parameters that
/// begin with `_x_tr_` are the translator's.
fn translated(url: &Url, host: &str) -> Option<Url> {
    let encoded = host
        .strip_suffix('.')
        .unwrap_or(host)
        .strip_suffix(".translate.goog")?;
    let decoded = encoded
        .replace("--", "\0")
        .replace('-', ".")
        .replace('\0', "-");
    let mut inner = bare_address(&format!("{decoded}{}", path_and_query(url)))?;
    let kept: Vec<&str> = url
        .query()
        .unwrap_or("")
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("_x_tr_"))
        .collect();
    inner.set_query((!kept.is_empty()).then(|| kept.join("&")).as_deref());
    inner.set_scheme("https").ok()?;
    Some(inner)
}

/// Whether an address is like those that sites redirect with a table of their own (`/go/acme`,
/// `/out.php?id=7`): only a request would reveal its target.
pub fn hides_target(url: &Url) -> bool {
    if !is_web(url) || unwrap_once(url).is_some() {
        return false;
    }
    let mut segments = url.path().trim_matches('/').rsplit('/');
    let last = segments.next().unwrap_or("");
    let by_path = segments.next().is_some_and(is_redirecting) && !last.is_empty();
    by_path || (is_redirecting(last) && url.query().is_some_and(|query| !query.is_empty()))
}

/// Whether a segment of a path, without a file's ending, is named like a redirector.
fn is_redirecting(segment: &str) -> bool {
    let name = segment.split('.').next().unwrap_or(segment);
    PATHS.iter().any(|path| path.eq_ignore_ascii_case(name))
}

/// A redirector of a site's own: one of the last two segments of the path is named like one (the last
/// may name the target) and a parameter holds a whole address.
fn looks_like(url: &Url) -> Option<Url> {
    let mut segments = url.path().trim_end_matches('/').rsplit('/').take(2);
    if url.query().is_none() || !segments.any(is_redirecting) {
        return None;
    }
    url.query_pairs()
        .filter(|(name, _)| PARAMETERS.contains(&name.to_ascii_lowercase().as_str()))
        .find_map(|(_, value)| address(&value))
}

/// Decodes base64 with the alphabet of RFC 4648, section 5; padding may be missing.
fn base64url(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut bits = 0_u32;
    let mut held = 0_u32;
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(value)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64url_is_read_without_padding() {
        assert_eq!(
            base64url("aHR0cHM6Ly9hY21lLmNvbS8").as_deref(),
            Some("https://acme.com/")
        );
        assert_eq!(base64url("a*"), None);
    }
}
