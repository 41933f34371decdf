//! Whom a message about a page can go to: the user's own contacts of its domain, then those that the page
//! names.

use linkglance_core::message::Recipient;

use crate::i18n::t_with;
use crate::store::{KeptContact, contacts_of};

/// Somebody to write to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Addressee {
    /// The mail address.
    pub address: String,
    /// The address with the name, where one is known.
    words: String,
    /// Whether the user has entered or imported it.
    is_own: bool,
    /// How one of the user's own contacts is greeted; `None` where the page says whom it names.
    pub recipient: Option<Recipient>,
}

impl Addressee {
    /// What it is called in a list to choose from: the user's own are said to be theirs.
    pub fn label(&self) -> String {
        if self.is_own {
            t_with("recipient_own", &[&self.words])
        } else {
            self.words.clone()
        }
    }

    fn own(contact: &KeptContact) -> Self {
        let name = [&contact.name, &contact.first_name];
        let name = name.into_iter().find(|name| !name.is_empty());
        let words = match name {
            Some(name) => format!("{name} <{}>", contact.email),
            None => contact.email.clone(),
        };
        Self {
            address: contact.email.clone(),
            words,
            is_own: true,
            // Without a name whom the page names is greeted.
            recipient: name.map(|_| contact.recipient()),
        }
    }

    fn found(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            words: address.to_owned(),
            is_own: false,
            recipient: None,
        }
    }
}

/// Everybody who is known for a page, each address once. `found` is what the page names.
pub fn addressees<'a>(
    own: &[KeptContact],
    page: &str,
    found: impl IntoIterator<Item = &'a str>,
) -> Vec<Addressee> {
    let mut all: Vec<Addressee> = contacts_of(own, page).iter().map(Addressee::own).collect();
    for address in found {
        let is_known = |one: &Addressee| one.address.eq_ignore_ascii_case(address);
        if !all.iter().any(is_known) {
            all.push(Addressee::found(address));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_own_contacts_come_first_and_no_address_twice() {
        let contact = |domain: &str, email: &str, name: &str| KeptContact {
            id: KeptContact::id_of(domain, email),
            domain: domain.into(),
            email: email.into(),
            name: name.into(),
            first_name: String::new(),
            role: String::new(),
            source: None,
            added: 1,
        };
        let contacts = [
            contact("tea.net", "joan@tea.net", "Joan Marsh"),
            contact("other.net", "bob@other.net", "Bob"),
            contact("tea.net", "zoe@tea.net", ""),
        ];
        let found = ["Joan@tea.net", "desk@tea.net"];
        let all = addressees(&contacts, "https://blog.tea.net/a", found);
        let words: Vec<&str> = all.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(
            words,
            ["Joan Marsh <joan@tea.net>", "zoe@tea.net", "desk@tea.net"]
        );
        let own: Vec<bool> = all.iter().map(|one| one.is_own).collect();
        assert_eq!(own, [true, true, false]);
        let greeted: Vec<bool> = all.iter().map(|one| one.recipient.is_some()).collect();
        assert_eq!(greeted, [true, false, false]);
    }
}
