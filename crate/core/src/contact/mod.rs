//! Who to write to about a page, from the page alone: people, e-mail addresses, pages made for
//! being written to, profiles on social networks.
//!
//! This code fetches no page and guesses no address: every contact says where it was found.

mod email;
mod search;
mod words;

use serde::{Deserialize, Serialize};

use crate::placement::Region;

pub use email::whole as mail_address;
pub use search::{LinkAt, MAX_LISTED, Reading, Search};

/// Whom the page names, and how it says they can be reached. In the order of the page, structured
/// data first.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Contacts {
    /// The page's authors.
    pub people: Vec<Person>,
    /// E-mail addresses.
    pub emails: Vec<Email>,
    /// Pages for those who want to write: contact, about, write for us, advertise, imprint.
    pub pages: Vec<ContactPage>,
    /// Profiles of the authors and the site on social networks.
    pub profiles: Vec<Profile>,
}

/// An author of the page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Person {
    /// The name, as the page writes it.
    pub name: String,
    /// A page about this person: an author page or a profile.
    pub url: Option<String>,
    /// Where the name was found.
    pub origin: Origin,
}

/// An e-mail address.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Email {
    /// The address, its domain in lower case.
    pub address: String,
    /// Whose it is, where the structured data that names it says so.
    pub name: Option<String>,
    /// What it is for, where structured data says so ("customer service").
    pub purpose: Option<String>,
    /// Where it was found.
    pub origin: Origin,
}

/// A page for those who want to write.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ContactPage {
    /// What it is for.
    pub kind: ContactPageKind,
    /// Its address.
    pub url: String,
    /// The words of the link to it.
    pub text: String,
    /// Where the link was found.
    pub origin: Origin,
}

/// What a page for those who want to write is for, the most useful first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactPageKind {
    /// Guest posts and contributions.
    WriteForUs,
    /// A contact form or address.
    Contact,
    /// Adverts and partnerships.
    Advertise,
    /// Who is on the staff.
    Team,
    /// Who they are.
    About,
    /// Who is answerable by law.
    Imprint,
}

/// A profile on a social network.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Profile {
    /// Whose it is.
    pub of: Whose,
    /// Its address.
    pub url: String,
    /// Where it was found.
    pub origin: Origin,
}

/// Whose a profile is, by where the page names it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// The author's.
    Author,
    /// The site's.
    Site,
}

/// Where a contact was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Origin {
    /// In what.
    pub source: Source,
    /// Where on the page; `None` for what is in no region (structured data, the head).
    pub region: Option<Region>,
    /// The index of the link it was read from.
    pub link: Option<usize>,
    /// Whether the source hides it from the page's readers.
    pub hidden: bool,
}

/// In what a contact was found.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A block of JSON-LD.
    JsonLd,
    /// A meta tag, microdata or a microformat.
    Markup,
    /// A `mailto:` link.
    Mailto,
    /// A link to a web page.
    Link,
    /// The visible text.
    Text,
    /// The visible text, written so that harvesters miss it ("name [at] host").
    Obfuscated,
}
