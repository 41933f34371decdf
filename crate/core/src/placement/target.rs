//! What a link's address says of its purpose: share forms, profiles, policies, authors, tags.

use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::targets::{
    ACCOUNT_PATHS, ADVERT_HOSTS, ADVERT_LABELS, APP_STORES, AUTHOR_PATHS, CONTROL_PATHS,
    NOT_PROFILES, POLICY_WORDS, PROFILES, SHARE_FORMS, SHARE_SCHEMES, TAG_PATHS, USER_PATHS,
};
use crate::link::{Found, Relation};
use crate::url::{Url, address_after_host, is_first_page, is_within, same_path};

/// Where a link leads, as far as its address says what it is for. The first that fits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Target {
    /// A form to share this page.
    ShareForm,
    /// A network that serves adverts.
    AdvertNetwork,
    /// A profile on a social network.
    Profile,
    /// The site's first page.
    Home,
    /// A shop of apps.
    Store,
    /// Another site's first page.
    Site,
    /// This very page.
    ThisPage,
    /// A part of this page that takes part in its discussion.
    Discussion,
    /// Another part of this page.
    Part,
    /// A telephone.
    Phone,
    /// Nowhere: a button made of a link.
    Nowhere,
    /// Privacy, terms, imprint, contact.
    Policy,
    /// A person's page of articles.
    Author,
    /// A user of the site.
    User,
    /// A subject's page of articles.
    Tag,
    /// The section of the site that the page is in.
    Section,
    /// Log in, register, cart.
    Account,
    /// Reply, report, edit.
    Control,
    /// Anything else.
    Plain,
}

impl Target {
    /// Reads a link's address.
    pub(crate) fn of(link: &Found<'_>, page: &Url) -> Self {
        let Some(url) = &link.url else {
            return Self::Plain;
        };
        match link.relation {
            Some(Relation::OtherScheme) => other_scheme(url),
            Some(Relation::Anchor) => part(url),
            Some(Relation::Internal) => internal(url, page),
            _ => outbound(url),
        }
    }
}

fn other_scheme(url: &Url) -> Target {
    let query = url.query().unwrap_or("");
    let handed_on = url.scheme() == "mailto"
        && url.path().is_empty()
        && (query.contains("body=") || query.contains("subject="));
    if url.scheme() == "javascript" {
        Target::Nowhere
    } else if handed_on || SHARE_SCHEMES.contains(&url.scheme()) {
        Target::ShareForm
    } else if url.scheme() == "tel" {
        Target::Phone
    } else {
        Target::Plain
    }
}

/// A link to a part of the same page, by its fragment.
fn part(url: &Url) -> Target {
    let fragment = url.fragment().unwrap_or("");
    if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
        return Target::Nowhere;
    }
    let discussion = ["respond", "comment", "disqus", "reply", "kommentar", "post"]
        .iter()
        .any(|word| starts_with(fragment, word));
    if discussion {
        Target::Discussion
    } else {
        Target::Part
    }
}

fn internal(url: &Url, page: &Url) -> Target {
    let on_page = same_path(url, page);
    if on_page && url.fragment().is_some() {
        return part(url);
    }
    if url
        .query()
        .is_some_and(|query| query.contains("replytocom="))
    {
        return Target::Control;
    }
    if on_page && (url.query() == page.query() || url.query().is_none()) {
        return Target::ThisPage;
    }
    if is_home(url) {
        return Target::Home;
    }
    match by_path(url) {
        Target::Plain if is_above(url, page) => Target::Section,
        target => target,
    }
}

/// Whether an address is a folder of the page's.
fn is_above(url: &Url, page: &Url) -> bool {
    let folder = url.path().trim_end_matches('/');
    let rest = page.path().strip_prefix(folder);
    url.query().is_none()
        && url.host_str() == page.host_str()
        && rest.is_some_and(|rest| rest.len() > 1 && rest.starts_with('/'))
}

/// The first page, or the first page of a language.
fn is_home(url: &Url) -> bool {
    let is_language = || url.path().trim_matches('/').len() == 2;
    url.query().is_none() && (is_first_page(url) || is_language())
}

/// Longest segment of a path that is looked at: labels are short, titles are not.
const LONGEST_SEGMENT: usize = 28;
/// Most words in a segment that names a policy ("terms-and-conditions").
const MOST_WORDS: usize = 4;

/// What segments of a path stand for, by precedence: a bit each.
const BY_SEGMENT: [(&[&str], Target); 5] = [
    (AUTHOR_PATHS, Target::Author),
    (ACCOUNT_PATHS, Target::Account),
    (TAG_PATHS, Target::Tag),
    (USER_PATHS, Target::User),
    (CONTROL_PATHS, Target::Control),
];
const POLICY: u64 = 1 << 32;

static SEGMENTS: LazyLock<Lexicon> = LazyLock::new(|| {
    let segments = BY_SEGMENT
        .iter()
        .enumerate()
        .flat_map(|(bit, (words, _))| words.iter().map(move |&word| (word, 1 << bit)));
    Lexicon::new(segments.chain(POLICY_WORDS.iter().map(|&word| (word, POLICY))))
});

/// What a path leads to, by the words of its segments.
fn by_path(url: &Url) -> Target {
    let mut found = Target::Plain;
    let mut known = 0;
    for segment in url.path_segments().into_iter().flatten() {
        if is_policy_segment(segment) {
            return Target::Policy;
        }
        if known == 0 {
            known = look_up(segment.split('.').next().unwrap_or(segment)) & !POLICY;
        }
    }
    if known != 0 {
        found = BY_SEGMENT
            .get(known.trailing_zeros() as usize)
            .map_or(found, |&(_, target)| target);
    }
    found
}

/// Whether a segment is the name of a policy; short ones only, so that an article on privacy is
/// not taken for it.
fn is_policy_segment(segment: &str) -> bool {
    let words = || segment.split(['-', '_', '.']);
    segment.len() <= LONGEST_SEGMENT
        && words().any(|word| look_up(word) & POLICY != 0)
        && words().count() <= MOST_WORDS
}

fn look_up(word: &str) -> u64 {
    if word.is_empty() || word.len() > LONGEST_SEGMENT {
        0
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        SEGMENTS.get(&word.to_ascii_lowercase())
    } else {
        SEGMENTS.get(word)
    }
}

// What the domains of the tables stand for.
const SHARES: u64 = 1;
const ADVERTS: u64 = 1 << 1;
const HAS_PROFILES: u64 = 1 << 2;
const STORES: u64 = 1 << 3;

static DOMAINS: LazyLock<Lexicon> = LazyLock::new(|| {
    let shares = SHARE_FORMS.iter().map(|&(domain, _)| (domain, SHARES));
    let adverts = ADVERT_HOSTS.iter().map(|&domain| (domain, ADVERTS));
    let profiles = PROFILES.iter().map(|&domain| (domain, HAS_PROFILES));
    let stores = APP_STORES.iter().map(|&domain| (domain, STORES));
    Lexicon::new(shares.chain(adverts).chain(profiles).chain(stores))
});

fn outbound(url: &Url) -> Target {
    let Some(host) = url.host_str() else {
        return Target::Plain;
    };
    let known = DOMAINS.of_host(host);
    if known & SHARES != 0 && is_share_form(url, host) {
        Target::ShareForm
    } else if known & ADVERTS != 0 || is_advert_server(host, url) {
        Target::AdvertNetwork
    } else if known & HAS_PROFILES != 0 && is_profile_path(url) {
        Target::Profile
    } else if known & STORES != 0 {
        Target::Store
    } else if is_policy(url) {
        Target::Policy
    } else if url.path().len() <= 1 && url.query().is_none() {
        Target::Site
    } else {
        Target::Plain
    }
}

/// Whether the words of a host or a query are those of servers that count clicks on banners.
fn is_advert_server(host: &str, url: &Url) -> bool {
    host.split(['.', '-'])
        .any(|label| ADVERT_LABELS.contains(&label))
        || url
            .query()
            .is_some_and(|query| starts_with(query, "bannerid="))
}

fn is_policy(url: &Url) -> bool {
    url.path_segments()
        .into_iter()
        .flatten()
        .any(is_policy_segment)
}

fn is_profile_path(url: &Url) -> bool {
    let path = url.path();
    let segments = path.split('/').filter(|part| !part.is_empty()).count();
    let most = if url
        .host_str()
        .is_some_and(|host| is_within(host, "github.com"))
    {
        1
    } else {
        3
    };
    segments > 0 && segments <= most && !NOT_PROFILES.iter().any(|part| path.contains(part))
}

fn is_share_form(url: &Url, host: &str) -> bool {
    let rest = address_after_host(url);
    SHARE_FORMS
        .iter()
        .any(|(known, path)| is_within(host, known) && starts_with(rest, path))
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}
