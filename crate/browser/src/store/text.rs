//! Texts the user has written for all prospects: message templates, their own name, and how their messages
//! end.

use linkglance_core::message::{Language, Step, Template, Writing};
use linkglance_core::prospect::OpportunityKind;
use serde::{Deserialize, Serialize};

use super::record::Record;
use super::row::kind_name;
use super::schema::TEMPLATES;

/// A text by what it is for. A template has the texts of all its steps.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptText {
    /// What it is for; [`KeptText::id_of`], [`KeptText::MY_NAME`] or [`KeptText::signature_of`].
    pub id: String,
    /// What the user calls a template; empty where they gave no name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// A message's subject.
    #[serde(default)]
    pub subject: String,
    /// The text.
    pub body: String,
    /// The texts that follow a first message up, in order. One that is not there is the program's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<KeptFollowUp>,
}

/// A text that follows a first message up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KeptFollowUp {
    /// Its subject.
    #[serde(default)]
    pub subject: String,
    /// Its text.
    pub body: String,
}

impl Record for KeptText {
    const STORE: &'static str = TEMPLATES;
}

impl KeptText {
    /// The id of the name below messages.
    pub const MY_NAME: &'static str = "my_name";

    /// The id of how messages end, where a site has no end of its own.
    const SIGNATURE: &'static str = "signature";

    /// The id of the first template of a kind and language.
    pub fn id_of(kind: OpportunityKind, language: Language) -> String {
        format!("{} {}", kind_name(kind), language.name())
    }

    /// The id of a further template; `own` tells it from the others.
    pub fn further_id(kind: OpportunityKind, language: Language, own: &str) -> String {
        format!("{} {own}", Self::id_of(kind, language))
    }

    /// The id of how messages for a site end; of a site without a name that of all sites.
    pub fn signature_of(site: &str) -> String {
        if site.is_empty() {
            Self::SIGNATURE.to_owned()
        } else {
            format!("{} {site}", Self::SIGNATURE)
        }
    }

    /// A text alone.
    pub fn plain(id: String, body: String) -> Self {
        Self {
            id,
            body,
            ..Self::default()
        }
    }
}

/// A template with the texts of all its steps, the user's own or the program's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TemplateSet {
    /// The id it has, or would have if it were saved.
    pub id: String,
    /// What the user calls it; empty where they gave no name.
    pub name: String,
    /// Whether the user has saved it.
    pub is_own: bool,
    /// The texts, one for each of [`Step::ALL`].
    pub steps: [Template; 3],
}

impl TemplateSet {
    /// The program's own.
    fn original(kind: OpportunityKind, language: Language) -> Self {
        Self {
            id: KeptText::id_of(kind, language),
            name: String::new(),
            is_own: false,
            steps: Step::ALL.map(|step| Template::default_at(kind, language, step)),
        }
    }

    fn of(text: &KeptText, kind: OpportunityKind, language: Language) -> Self {
        let mut set = Self::original(kind, language);
        let first = (&text.subject, &text.body);
        let follow_ups = text
            .follow_ups
            .iter()
            .map(|text| (&text.subject, &text.body));
        for (step, (subject, body)) in set
            .steps
            .iter_mut()
            .zip([first].into_iter().chain(follow_ups))
        {
            step.subject.clone_from(subject);
            step.body.clone_from(body);
        }
        Self {
            id: text.id.clone(),
            name: text.name.clone(),
            is_own: true,
            ..set
        }
    }

    /// The text of a step.
    pub const fn step(&self, step: Step) -> &Template {
        let [first, one, two] = &self.steps;
        match step {
            Step::First => first,
            Step::FollowUp1 => one,
            Step::FollowUp2 => two,
        }
    }

    /// As it is saved.
    pub fn to_keep(&self) -> KeptText {
        let [first, follow_ups @ ..] = &self.steps;
        KeptText {
            id: self.id.clone(),
            name: self.name.clone(),
            subject: first.subject.clone(),
            body: first.body.clone(),
            follow_ups: follow_ups
                .iter()
                .map(|text| KeptFollowUp {
                    subject: text.subject.clone(),
                    body: text.body.clone(),
                })
                .collect(),
        }
    }
}

/// The templates of a kind and language: the first, which there always is, and the user's further ones
/// by name.
pub fn templates(
    texts: &[KeptText],
    kind: OpportunityKind,
    language: Language,
) -> Vec<TemplateSet> {
    let id = KeptText::id_of(kind, language);
    let first = texts.iter().find(|text| text.id == id);
    let first = first.map_or_else(
        || TemplateSet::original(kind, language),
        |text| TemplateSet::of(text, kind, language),
    );
    let begins = format!("{id} ");
    let further = texts.iter().filter(|text| text.id.starts_with(&begins));
    let mut further: Vec<_> = further
        .map(|text| TemplateSet::of(text, kind, language))
        .collect();
    further.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    [first].into_iter().chain(further).collect()
}

/// The user's first template of a kind, or the one that comes with the program.
pub fn template(texts: &[KeptText], kind: OpportunityKind, language: Language) -> Template {
    let id = KeptText::id_of(kind, language);
    match texts.iter().find(|text| text.id == id) {
        Some(text) => Template {
            kind,
            language,
            subject: text.subject.clone(),
            body: text.body.clone(),
        },
        None => Template::default_of(kind, language),
    }
}

/// The name below messages; empty if none was entered.
pub fn my_name(texts: &[KeptText]) -> &str {
    body_of(texts, KeptText::MY_NAME)
}

/// How messages for a site end as the user has written it for that site; empty if they have not. Of a site
/// without a name it is that of all sites.
pub fn signature<'a>(texts: &'a [KeptText], site: &str) -> &'a str {
    body_of(texts, &KeptText::signature_of(site))
}

/// Who writes for a site: to whom is still open.
pub fn writing(texts: &[KeptText], site: &str) -> Writing {
    let own = signature(texts, site);
    let signature = if own.is_empty() {
        signature(texts, "")
    } else {
        own
    };
    Writing {
        name: my_name(texts).to_owned(),
        signature: signature.to_owned(),
        to: None,
    }
}

fn body_of<'a>(texts: &'a [KeptText], id: &str) -> &'a str {
    let found = texts.iter().find(|text| text.id == id);
    found.map_or("", |text| text.body.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: OpportunityKind = OpportunityKind::UnlinkedMention;

    #[test]
    fn a_template_saved_before_there_were_follow_ups_is_the_first() {
        let old = r#"{ "id": "unlinked_mention en", "subject": "Tea", "body": "Hello" }"#;
        let old: KeptText = serde_json::from_str(old).unwrap();
        let all = templates(std::slice::from_ref(&old), KIND, Language::En);
        let [set] = all.as_slice() else {
            panic!("one template");
        };
        assert_eq!(
            (set.step(Step::First).body.as_str(), set.is_own),
            ("Hello", true)
        );
        let original = Template::default_at(KIND, Language::En, Step::FollowUp1);
        assert_eq!(*set.step(Step::FollowUp1), original);
        let kept = set.to_keep();
        assert_eq!(templates(&[kept], KIND, Language::En), all);
    }

    #[test]
    fn further_templates_stand_behind_the_first_of_their_kind_and_language() {
        let further = |own: &str, name: &str| KeptText {
            id: KeptText::further_id(KIND, Language::PtBr, own),
            name: name.into(),
            ..KeptText::default()
        };
        let texts = [further("x", "Short"), further("y", "Formal")];
        let names = |language| -> Vec<String> {
            let all = templates(&texts, KIND, language);
            all.into_iter().map(|set| set.name).collect()
        };
        assert_eq!(names(Language::PtBr), ["", "Formal", "Short"]);
        assert_eq!(names(Language::En), [""]);
    }

    #[test]
    fn a_site_has_its_own_signature_or_that_of_all() {
        let text = |id: String, body: &str| KeptText::plain(id, body.into());
        let texts = [
            text(KeptText::signature_of(""), "All"),
            text(KeptText::signature_of("Acme"), "Acme's"),
        ];
        assert_eq!(writing(&texts, "Acme").signature, "Acme's");
        assert_eq!(writing(&texts, "Other").signature, "All");
        assert_eq!(writing(&[], "Other").signature, "");
    }
}
