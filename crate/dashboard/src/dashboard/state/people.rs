//! The user's own contacts: the form of one, and taking over a list of them.

use std::collections::HashMap;

use leptos::prelude::Update;
use linkglance_core::contact::mail_address;
use linkglance_core::people::People;
use linkglance_core::prospect::Millis;
use linkglance_core::reason::{Key, Reason};

use super::model::{State, Undo};
use linkglance_browser::clock;
use linkglance_browser::i18n::{t, t_count};
use linkglance_browser::store::KeptContact;

/// What is in the form of a contact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Form {
    /// The contact that is edited; `None` for a new one.
    pub(in crate::dashboard) known: Option<KeptContact>,
    domain: String,
    pub(in crate::dashboard) email: String,
    pub(in crate::dashboard) name: String,
    pub(in crate::dashboard) first_name: String,
    pub(in crate::dashboard) role: String,
}

impl Form {
    /// An empty form.
    pub(in crate::dashboard) const fn new(domain: String) -> Self {
        Self {
            known: None,
            domain,
            email: String::new(),
            name: String::new(),
            first_name: String::new(),
            role: String::new(),
        }
    }

    /// The form of a contact.
    pub(in crate::dashboard) fn of(known: KeptContact) -> Self {
        Self {
            domain: known.domain.clone(),
            email: known.email.clone(),
            name: known.name.clone(),
            first_name: known.first_name.clone(),
            role: known.role.clone(),
            known: Some(known),
        }
    }

    /// The contact that is in the form.
    ///
    /// # Errors
    /// The address is none.
    pub(in crate::dashboard) fn contact(&self, now: Millis) -> Result<KeptContact, Reason> {
        let written = self.email.trim();
        let email = mail_address(written).map(|email| email.to_lowercase());
        let email = email.ok_or_else(|| Reason::new(Key::FaultEmail, [written.to_owned()]))?;
        let known = self.known.as_ref();
        Ok(KeptContact {
            id: KeptContact::id_of(&self.domain, &email),
            domain: self.domain.clone(),
            email,
            name: self.name.trim().to_owned(),
            first_name: self.first_name.trim().to_owned(),
            role: self.role.trim().to_owned(),
            source: known.and_then(|known| known.source.clone()),
            added: known.map_or(now, |known| known.added),
        })
    }
}

/// A contact that is known, with what a list knows beside: the user's own words stay.
fn completed(known: &KeptContact, listed: KeptContact) -> KeptContact {
    let or = |own: &String, listed: String| {
        if own.is_empty() { listed } else { own.clone() }
    };
    KeptContact {
        name: or(&known.name, listed.name),
        first_name: or(&known.first_name, listed.first_name),
        role: or(&known.role, listed.role),
        ..known.clone()
    }
}

/// A contact that was entered at an address that is known: what is in the form, else what is known. Where it
/// came from and since when stays.
fn joined(known: &KeptContact, entered: &KeptContact) -> KeptContact {
    KeptContact {
        source: known.source.clone(),
        added: known.added,
        ..completed(entered, known.clone())
    }
}

/// What a list changes: contacts that are new, and known ones it completes.
fn changes(known: Vec<KeptContact>, listed: Vec<KeptContact>) -> Vec<KeptContact> {
    let known: HashMap<_, _> = known.into_iter().map(|one| (one.id.clone(), one)).collect();
    let listed = listed.into_iter();
    let changed = listed.filter_map(|listed| match known.get(&listed.id) {
        None => Some(listed),
        Some(own) => Some(completed(own, listed)).filter(|now| now != own),
    });
    changed.collect()
}

impl State {
    /// Stores a contact in the place of the one that was edited, whose address may have been another, and
    /// with what is known of somebody else at its address.
    pub(in crate::dashboard) fn keep_contact(&'static self, form: &Form, contact: KeptContact) {
        let edited = form.known.as_ref().map(|known| known.id.clone());
        let is_same = edited.as_ref() == Some(&contact.id);
        let replaced = edited.filter(|_| !is_same);
        let id = contact.id.clone();
        let now = move |known: Option<KeptContact>| match known.filter(|_| !is_same) {
            Some(known) => joined(&known, &contact),
            None => contact,
        };
        self.renew(id, replaced, now, Undo::Contacts);
    }

    /// Deletes a contact.
    pub(in crate::dashboard) fn delete_contact(&'static self, id: String) {
        self.swap::<KeptContact>(vec![(id, None)], Undo::Contacts, |_| t("contact_deleted"));
    }

    /// Takes over a list: all that is new in it or nothing.
    pub(in crate::dashboard) fn import_contacts(&'static self, people: People, source: String) {
        self.run(move |store| async move {
            let known = self.readable::<KeptContact>(&store).await?;
            let now = clock::millis();
            let listed = people.taken.into_iter();
            let listed = listed.map(|person| KeptContact::listed(person, &source, now));
            let changes = changes(known, listed.collect());
            if changes.is_empty() {
                return Ok((t("contacts_nothing_new"), None));
            }
            let count = changes.len();
            let changes = changes.into_iter().map(|one| (one.id.clone(), Some(one)));
            let swapped = store.swap(changes.collect()).await?;
            self.records.update(|count| *count += 1);
            let sentence = t_count("contacts_imported", count, &[]);
            Ok((sentence, Some(Undo::Contacts(swapped))))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(email: &str, name: &str, role: &str) -> KeptContact {
        let form = Form {
            email: email.into(),
            name: name.into(),
            role: role.into(),
            ..Form::new("tea.net".into())
        };
        form.contact(1).unwrap()
    }

    #[test]
    fn a_form_gives_its_contact_back() {
        let ann = contact(" Ann@Tea.net ", "Ann Lee", "Editor");
        assert_eq!(
            (ann.id.as_str(), ann.email.as_str()),
            ("tea.net ann@tea.net", "ann@tea.net")
        );
        assert_eq!(Form::of(ann.clone()).contact(9).unwrap(), ann);
        let wrong = Form::new("tea.net".into()).contact(1);
        assert_eq!(wrong.err().map(|fault| fault.key()), Some(Key::FaultEmail));
    }

    #[test]
    fn what_is_entered_at_a_known_address_replaces_only_what_it_says() {
        let known = KeptContact {
            first_name: "Ann".into(),
            source: Some("Hunter".into()),
            ..contact("ann@tea.net", "Ann Lee", "Editor")
        };
        let entered = KeptContact {
            added: 9,
            ..contact("ann@tea.net", "", "Owner")
        };
        let expected = KeptContact {
            role: "Owner".into(),
            ..known.clone()
        };
        assert_eq!(joined(&known, &entered), expected);
    }

    #[test]
    fn a_list_completes_what_is_known_and_overwrites_nothing() {
        let known = vec![
            contact("ann@tea.net", "Ann", ""),
            contact("bob@tea.net", "Bob", "Editor"),
        ];
        let listed = vec![
            contact("ann@tea.net", "Anna Lee", "Editor"),
            contact("bob@tea.net", "Robert", "Owner"),
            contact("cat@tea.net", "", ""),
        ];
        let changed = changes(known, listed);
        let expected = [
            contact("ann@tea.net", "Ann", "Editor"),
            contact("cat@tea.net", "", ""),
        ];
        assert_eq!(changed, expected);
    }
}
