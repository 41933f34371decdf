//! A first look at a page: could it link to one of the user's sites or name one? A yes costs an
//! inspection; a no is certain. So a look through archives, where few pages concern anyone, takes a
//! fraction of the time, and finds the same.
//!
//! A page is skimmed ([`skim`]), its text searched with the same names and folding as mentions are, and
//! each `href` for the domains, however it is written. What is not certain is a yes.

use std::borrow::Borrow;

use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, Input, MatchKind, StartKind};

use super::Profiles;
use crate::document::{Folded, Skim, attribute_value, fold, skim};
use crate::page::{Markup, Page};
use crate::url::{Url, decode, is_web};

/// Most wrappers with an address that is encoded in them, one in the other: `unwrap` takes off three, and
/// each may be encoded twice.
const MAX_DECODED: usize = 8;
/// A word with more seams in it is not taken apart.
const MAX_SEAMS: usize = 12;
/// A page with more splices is inspected; real ones have fewer.
const MAX_SPLICES: usize = 100;
/// In an address, signs of a target that is not written in letters: names in punycode, and base64 in a
/// redirector's parameter (`bing.com/ck/a`).
const HIDING: [&str; 2] = ["xn--", "/ck/a"];

/// Profiles made ready for first looks.
#[derive(Debug)]
pub struct FirstLook<P> {
    /// Shared or borrowed.
    profiles: P,
    /// Finds the domains; `None` where no page may be left out.
    hosts: Option<DFA>,
}

impl<P: Borrow<Profiles>> FirstLook<P> {
    /// Makes profiles ready.
    pub fn of(profiles: P) -> Self {
        let Profiles { sites, names, .. } = profiles.borrow();
        let domains = sites.iter().flat_map(|site| &site.domains);
        let domains: Vec<&str> = domains
            .map(|domain| domain.trim_start_matches('='))
            .collect();
        // Numbers have many forms, and names of one letter are in any word.
        let usual = domains.iter().all(|domain| {
            !domain.starts_with('[') && !domain.ends_with(|last: char| last.is_ascii_digit())
        });
        let forms = domains.iter().flat_map(|domain| {
            let unicode = idna::domain_to_unicode(domain).0;
            // In a translator's host (`acme-com.translate.goog`).
            let dashed = domain.replace('-', "--").replace('.', "-");
            [(*domain).to_owned(), fold(&unicode), dashed]
        });
        let forms: Vec<String> = forms.collect();
        let hosts = DFA::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Unanchored)
            .build(&forms);
        Self {
            hosts: hosts.ok().filter(|_| usual && names.are_short()),
            profiles,
        }
    }

    /// Whether an inspection of the page could find a backlink or a mention.
    pub fn may_concern(&self, page: &Page) -> bool {
        let source = page.markup == Markup::Source && page.frames.is_empty();
        let url = Url::parse(&page.url).ok().filter(is_web);
        let (Some(hosts), true, Some(url)) = (&self.hosts, source, url) else {
            return true;
        };
        if self
            .profiles
            .borrow()
            .sites
            .iter()
            .any(|site| site.owns(&url))
        {
            return true;
        }
        let Some(skim) = skim(&page.html) else {
            return true;
        };
        let hrefs = skim.hrefs.iter();
        let mut values = hrefs.filter_map(|range| page.html.get(range.clone()));
        values.any(|value| may_lead(hosts, value)) || self.may_name(&skim)
    }

    /// Whether the text could hold a mention.
    fn may_name(&self, skim: &Skim) -> bool {
        let names = &self.profiles.borrow().names;
        let text = skim.text.as_str();
        let spliced = |at: &usize| {
            let before = text.get(..*at).unwrap_or("");
            let line = before.rsplit('\n').next().unwrap_or(before);
            names.may_begin_at_the_end_of(line)
        };
        names.may_be_in(Folded::of(text).as_str())
            || names.may_be_misspelt_in(text, &skim.seams, MAX_SEAMS)
            || skim.splices.len() > MAX_SPLICES
            || skim.splices.iter().any(spliced)
    }
}

/// Whether an `href` could lead to one of the domains, by itself or through a redirector.
fn may_lead(hosts: &DFA, written: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'&' | b'%');
    if written.bytes().all(plain) {
        return holds(hosts, written);
    }
    let Some(mut value) = attribute_value(written) else {
        return true;
    };
    for _ in 0..MAX_DECODED {
        let decoded = decode(&value);
        if decoded == value {
            break;
        }
        value = decoded;
    }
    // The parser of addresses leaves these out.
    value.retain(|c| !matches!(c, '\t' | '\n' | '\r'));
    if value.is_ascii() {
        return holds(hosts, &value);
    }
    if value.chars().any(is_odd) {
        return true;
    }
    let folded = fold(&value).replace(['\u{3002}', '\u{ff0e}', '\u{ff61}'], ".");
    holds(hosts, &folded)
}

fn holds(hosts: &DFA, address: &str) -> bool {
    let found = hosts.try_find(&Input::new(address).anchored(Anchored::No));
    !matches!(found, Ok(None)) || HIDING.iter().any(|sign| contains(address, sign))
}

/// Whether a text holds an ASCII text in any case.
fn contains(text: &str, ascii: &str) -> bool {
    let mut windows = text.as_bytes().windows(ascii.len());
    windows.any(|window| window.eq_ignore_ascii_case(ascii.as_bytes()))
}

/// Characters that hosts are read without, or read otherwise, and that folding leaves as they are
/// (Unicode Technical Standard 46, "ignored" and "mapped").
fn is_odd(c: char) -> bool {
    matches!(c,
        '™' | '℠' | '´' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '\u{fdfa}' | '\u{fdfb}'
        | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{3164}' | '\u{ffa0}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}
