//! Whom a message about a prospect can go to: the user's own contacts of its domain, then those that the page
//! names.

use linkglance_core::message::Recipient;
use linkglance_core::prospect::Prospect;

use linkglance_browser::store::{KeptContact, contacts_of};

/// Somebody to write to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Addressee {
    pub(in crate::dashboard) address: String,
    /// The address with the name, where one is known.
    pub(in crate::dashboard) words: String,
    /// How one of the user's own contacts is greeted; `None` where the page says whom it names.
    pub(in crate::dashboard) recipient: Option<Recipient>,
}

/// Everybody, each address once.
pub(in crate::dashboard) fn addressees(
    prospect: &Prospect,
    contacts: &[KeptContact],
) -> Vec<Addressee> {
    let own = contacts_of(contacts, &prospect.page.url).into_iter();
    let mut all: Vec<Addressee> = own.map(|contact| of_contact(&contact)).collect();
    for email in &prospect.contacts.emails {
        if !all
            .iter()
            .any(|one| one.address.eq_ignore_ascii_case(&email.address))
        {
            all.push(Addressee {
                address: email.address.clone(),
                words: email.address.clone(),
                recipient: None,
            });
        }
    }
    all
}

fn of_contact(contact: &KeptContact) -> Addressee {
    let name = [&contact.name, &contact.first_name];
    let name = name.into_iter().find(|name| !name.is_empty());
    let words = match name {
        Some(name) => format!("{name} <{}>", contact.email),
        None => contact.email.clone(),
    };
    Addressee {
        address: contact.email.clone(),
        words,
        // Without a name whom the page names is greeted.
        recipient: name.map(|_| contact.recipient()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_own_contacts_come_first_and_no_address_twice() {
        let mut prospect: Prospect = serde_json::from_value(serde_json::json!({
            "version": 1, "id": "x", "site": "Acme", "page": { "url": "https://blog.tea.net/a" },
            "kept": 1, "updated": 1,
            "contacts": { "emails": [] }
        }))
        .unwrap();
        let email = |address: &str| linkglance_core::contact::Email {
            address: address.into(),
            name: None,
            purpose: None,
            origin: serde_json::from_value(serde_json::json!({
                "source": "text", "region": null, "link": null, "hidden": false
            }))
            .unwrap(),
        };
        prospect.contacts.emails = vec![email("Joan@tea.net"), email("desk@tea.net")];
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
        let all = addressees(&prospect, &contacts);
        let words: Vec<&str> = all.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(
            words,
            ["Joan Marsh <joan@tea.net>", "zoe@tea.net", "desk@tea.net"]
        );
        let greeted: Vec<bool> = all.iter().map(|one| one.recipient.is_some()).collect();
        assert_eq!(greeted, [true, false, false]);
    }
}
