//! People the user can write to. A contact belongs to a domain: every prospect on it has it.

use linkglance_core::message::Recipient;
use linkglance_core::people::Listed;
use linkglance_core::prospect::Millis;
use linkglance_core::url::{Url, site_of};
use serde::{Deserialize, Serialize};

use super::record::Record;
use super::schema::CONTACTS;

/// Somebody at a domain. An empty text is unknown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptContact {
    /// What it is known by; [`KeptContact::id_of`].
    pub id: String,
    /// The registrable domain of the pages they are asked about.
    pub domain: String,
    /// Their mail address, in lower case.
    pub email: String,
    /// Their whole name.
    #[serde(default)]
    pub name: String,
    /// What they are called by: how messages greet them.
    #[serde(default)]
    pub first_name: String,
    /// What they do there.
    #[serde(default)]
    pub role: String,
    /// The list it was imported from; `None` if the user entered it.
    #[serde(default)]
    pub source: Option<String>,
    /// When it was entered or imported first.
    pub added: Millis,
}

impl KeptContact {
    /// Somebody of a list.
    pub fn listed(person: Listed, source: &str, now: Millis) -> Self {
        Self {
            id: Self::id_of(&person.domain, &person.email),
            domain: person.domain,
            email: person.email,
            name: person.name,
            first_name: person.first_name,
            role: person.role,
            source: Some(source.to_owned()),
            added: now,
        }
    }

    /// Whom a message greets.
    pub fn recipient(&self) -> Recipient {
        Recipient {
            name: self.name.clone(),
            first_name: self.first_name.clone(),
        }
    }
    /// The id of a contact: one address once a domain.
    pub fn id_of(domain: &str, email: &str) -> String {
        format!("{domain} {}", email.to_lowercase())
    }
}

/// The domain whose contacts a page has.
pub fn domain_of_page(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    url.host_str().map(|host| site_of(host).to_owned())
}

/// The contacts of a page's domain, by address.
pub fn contacts_of(contacts: &[KeptContact], url: &str) -> Vec<KeptContact> {
    let domain = domain_of_page(url);
    let own = contacts.iter();
    let own = own.filter(|contact| Some(&contact.domain) == domain.as_ref());
    let mut own: Vec<_> = own.cloned().collect();
    own.sort_by(|one, other| one.email.cmp(&other.email));
    own
}

impl Record for KeptContact {
    const STORE: &'static str = CONTACTS;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_shared_by_all_pages_of_its_domain() {
        let contact = |domain: &str| KeptContact {
            id: KeptContact::id_of(domain, "ann@tea.net"),
            domain: domain.into(),
            email: "ann@tea.net".into(),
            name: String::new(),
            first_name: String::new(),
            role: String::new(),
            source: None,
            added: 1,
        };
        let all = [contact("tea.net"), contact("coffee.net")];
        let of = |url| contacts_of(&all, url).len();
        assert_eq!(
            (of("https://blog.tea.net/a"), of("http://www.tea.net/b")),
            (1, 1)
        );
        assert_eq!((of("https://tea.net.evil.org/"), of("no address")), (0, 0));
    }
}
