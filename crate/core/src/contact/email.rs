//! E-mail addresses in a text, as they are and as people write them to keep harvesters off.
//!
//! The domain must end in a suffix of the Public Suffix List, so that `icon@2x.png` and
//! `pkg@1.2.3` are none. What is part of a URL, an SSH address or a handle is none either. Local
//! parts are the unquoted ones of RFC 5322 (3.2.3) that are seen in texts, with the letters that
//! RFC 6531 (3.3) adds.

use std::ops::Range;

use crate::document::head_chars;
use crate::url::{has_known_suffix, is_within};

/// Longest local part and domain (RFC 5321, 4.5.3.1).
const MAX_LOCAL: usize = 64;
const MAX_DOMAIN: usize = 253;

/// Words that stand for the at sign between brackets, in lower case.
const AT_WORDS: &[&str] = &["at", "ät", "@", "arroba", "arobase"];

/// Words that stand for a dot between brackets, in lower case.
const DOT_WORDS: &[&str] = &["dot", "punkt", "punto", "point", "ponto", "."];

/// Longest word between brackets, in bytes.
const MAX_BRACKETED: usize = 10;

/// Names reserved for documentation (RFC 2606, RFC 6761): no mailbox exists there.
const RESERVED: &[&str] = &["example.com", "example.net", "example.org"];

/// An address found in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found {
    /// Where it is.
    pub(super) range: Range<usize>,
    /// The address as one would type it.
    pub(super) address: String,
    /// Whether it was written in another way.
    pub(super) obfuscated: bool,
}

/// The addresses of a text, in order.
pub(super) fn find(text: &str) -> impl Iterator<Item = Found> + '_ {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(from..)?;
            let at = from
                + rest
                    .iter()
                    .position(|byte| matches!(byte, b'@' | b'[' | b'(' | b'{'))?;
            from = at + 1;
            if let Some(found) = At::here(text, at).and_then(|sign| around(text, &sign)) {
                from = found.range.end;
                return Some(found);
            }
        }
    })
}

/// The address a whole text is; `None` if it is none.
pub fn whole(text: &str) -> Option<String> {
    let text = text.trim();
    let (local, domain) = text.rsplit_once('@')?;
    let fits = local.chars().all(is_local) && !local.is_empty();
    fits.then(|| address(local, domain)).flatten()
}

/// A sign between a local part and a domain.
struct At {
    range: Range<usize>,
    bracketed: bool,
}

impl At {
    /// The sign at a byte offset; spaces around a bracketed one belong to it.
    fn here(text: &str, at: usize) -> Option<Self> {
        let rest = text.get(at..)?;
        if rest.starts_with('@') {
            return Some(Self {
                range: at..at + 1,
                bracketed: false,
            });
        }
        let end = at + bracketed(rest, AT_WORDS)?;
        let before = text.get(..at)?.trim_end_matches(' ').len();
        let after = text.get(end..)?;
        let after = end + after.len() - after.trim_start_matches(' ').len();
        (at - before <= 1 && after - end <= 1).then_some(Self {
            range: before..after,
            bracketed: true,
        })
    }
}

/// The length of a bracketed word of a list at the beginning of a text.
fn bracketed(text: &str, words: &[&str]) -> Option<usize> {
    let close = match text.as_bytes().first()? {
        b'[' => b']',
        b'(' => b')',
        b'{' => b'}',
        _ => return None,
    };
    let head = text.as_bytes().iter().take(MAX_BRACKETED + 2);
    let end = head.clone().position(|&byte| byte == close)?;
    let word = text.get(1..end)?.trim();
    words
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known) || word.to_lowercase() == *known)
        .then_some(end + 1)
}

/// The address around a sign.
fn around(text: &str, sign: &At) -> Option<Found> {
    let before = text.get(..sign.range.start)?;
    let after = text.get(sign.range.end..)?;
    let (local, head, dotted_local) = local_part(before)?;
    let (domain, taken, dotted) = domain(after, sign.bracketed)?;
    if stands_in_something_else(head, after.get(taken..).unwrap_or("")) || is_asset(&domain) {
        return None;
    }
    Some(Found {
        range: head.len()..sign.range.end + taken,
        address: address(&local, &domain)?,
        obfuscated: sign.bracketed || dotted || dotted_local,
    })
}

/// The local part at the end of a text, what is before it, and whether a dot of it was written in
/// another way.
fn local_part(before: &str) -> Option<(String, &str, bool)> {
    let (last, mut head) = last_part(before)?;
    let mut local = last.to_owned();
    let mut dotted = false;
    while let Some(rest) = without_written_dot(head) {
        let (part, before) = last_part(rest)?;
        local = format!("{part}.{local}");
        if local.len() > MAX_LOCAL {
            return None;
        }
        (head, dotted) = (before, true);
    }
    Some((local, head, dotted))
}

/// The stretch of a local part at the end of a text, and what is before it.
fn last_part(before: &str) -> Option<(&str, &str)> {
    let start = before
        .char_indices()
        .rev()
        .take(MAX_LOCAL + 1)
        .take_while(|&(_, c)| is_local(c))
        .last()?
        .0;
    let part = before.get(start..)?;
    let part = part.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let fits = !part.is_empty() && part.len() <= MAX_LOCAL && !part.ends_with('.');
    let head = before.strip_suffix(part)?;
    fits.then_some((part, head))
}

/// A text without the bracketed dot it ends with; `None` if it ends with none.
fn without_written_dot(text: &str) -> Option<&str> {
    let text = text.strip_suffix(' ').unwrap_or(text);
    let mut ends = text.char_indices().rev().take(MAX_BRACKETED + 2);
    let open = ends.find(|(_, c)| matches!(c, '[' | '(' | '{'))?.0;
    let word = text.get(open..)?;
    let whole = bracketed(word, DOT_WORDS)? == word.len();
    let rest = text.get(..open).filter(|_| whole)?;
    Some(rest.strip_suffix(' ').unwrap_or(rest))
}

/// Letters beyond ASCII are those with case and their accents: others are written on to an address
/// without a space, as Japanese does.
fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '.' | '_' | '-' | '+' | '%' | '\'' | '&' | '~' | '\u{300}'..='\u{36f}'
        )
        || c.is_lowercase()
        || c.is_uppercase()
}

/// The domain at the beginning of a text, how many bytes of it were read, and whether a dot was
/// written in another way. After a bracketed sign a dot may be a bare word.
fn domain(after: &str, bare_words: bool) -> Option<(String, usize, bool)> {
    let mut domain = String::new();
    let mut rest = after;
    let mut dotted = false;
    let mut taken = 0;
    loop {
        let label: usize = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '-')
            .map(char::len_utf8)
            .sum();
        domain.push_str(rest.get(..label)?);
        if label == 0 || domain.len() > MAX_DOMAIN {
            break;
        }
        taken = after.len() - rest.len() + label;
        rest = rest.get(label..)?;
        let Some((dot, written_out)) = dot(rest, bare_words) else {
            break;
        };
        dotted |= written_out;
        domain.push('.');
        rest = rest.get(dot..)?;
    }
    let domain = domain.trim_end_matches(['.', '-']).to_owned();
    (domain.contains('.') && domain.len() <= MAX_DOMAIN).then_some((domain, taken, dotted))
}

/// The length of a dot at the beginning of a text, and whether it is written out.
fn dot(text: &str, bare_words: bool) -> Option<(usize, bool)> {
    if text.starts_with('.') {
        return Some((1, false));
    }
    let spaces = text.len() - text.trim_start_matches(' ').len();
    let word = text.get(spaces..).filter(|_| spaces <= 1)?;
    let end = match bracketed(word, DOT_WORDS) {
        Some(end) => end,
        None if bare_words && spaces == 1 => {
            let mut known = DOT_WORDS.iter();
            known.find_map(|known| {
                let rest = word.strip_prefix(known)?;
                rest.starts_with(' ').then_some(known.len())
            })?
        }
        None => return None,
    };
    let after = word.get(end..)?;
    let gap = after.len() - after.trim_start_matches(' ').len();
    (gap <= 1).then_some((spaces + end + gap, true))
}

/// Whether what looks like an address is a part of a URL, an SSH address or a handle.
fn stands_in_something_else(head: &str, after: &str) -> bool {
    let run = head
        .char_indices()
        .rev()
        .take(MAX_DOMAIN)
        .take_while(|(_, c)| !c.is_whitespace())
        .last()
        .and_then(|(start, _)| head.get(start..))
        .unwrap_or("");
    let goes_on = after.strip_prefix([':', '/']).is_some_and(|rest| {
        let run = head_chars(rest, MAX_DOMAIN);
        let run = run.split(char::is_whitespace).next().unwrap_or(run);
        run.starts_with(|c: char| c.is_alphanumeric()) && !run.contains('@')
    });
    run.contains("://")
        || run.starts_with('/')
        || head.ends_with(['@', '!', '#', '=', '\\'])
        || after.starts_with(['@', '_'])
        || goes_on
}

/// The name of an image for screens of a density (`logo@2x.zip`): the suffix is a file's.
fn is_asset(domain: &str) -> bool {
    let label = domain.split('.').next().unwrap_or(domain);
    label
        .strip_suffix(['x', 'X'])
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// A local part and a domain that can be an address; the domain in lower case.
fn address(local: &str, domain: &str) -> Option<String> {
    let domain = domain.to_lowercase();
    let ascii = idna::domain_to_ascii(&domain).ok()?;
    let plausible = has_known_suffix(&ascii)
        && ascii.len() <= MAX_DOMAIN
        && local.len() <= MAX_LOCAL
        && !local.contains("..")
        && !local.starts_with('.')
        && !local.ends_with('.')
        && ascii.split('.').all(is_label)
        && !RESERVED.iter().any(|name| is_within(&ascii, name));
    plausible.then(|| format!("{local}@{domain}"))
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
}
