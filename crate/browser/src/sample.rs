//! The sample article: a page to try the product on before any other. It names and links the user's site,
//! or a made-up one, and is read by the core as any page is; browsers let no script of an extension read
//! an extension's page.

use leptos::html::Article;
use leptos::prelude::*;
use linkglance_core::{Page, Site};

use crate::i18n::{t, t_with};
use crate::profiles::ProfileList;

/// The address the article is taken to be at: a site without an owner.
const URL: &str = "https://magazine.invalid/article";

/// A site for those who have not named theirs.
pub fn sample_site() -> Site {
    Site {
        name: "Brightleaf Tea".to_owned(),
        domains: vec!["brightleaf.example".to_owned()],
        ..Site::default()
    }
}

/// The sites that reports are about: the user's, or the sample's while that is on show.
pub fn sites(profiles: ProfileList, sample: RwSignal<bool>) -> Memo<Vec<Site>> {
    Memo::new(move |_| {
        let own = profiles.sites.get();
        if sample.get() {
            vec![own.into_iter().next().unwrap_or_else(sample_site)]
        } else {
            own
        }
    })
}

/// The article, for one site.
#[component]
pub fn SampleArticle(
    /// Whom it names and links.
    site: Site,
    /// What takes the article as a page, once it is in the document.
    read: impl Fn(Page) + 'static,
) -> impl IntoView {
    let article = NodeRef::<Article>::new();
    Effect::new(move |_| {
        if let Some(article) = article.get() {
            read(Page {
                url: URL.to_owned(),
                html: article.outer_html(),
                ..Page::default()
            });
        }
    });
    let domain = site.domains.first();
    let domain = domain.map(|domain| domain.trim_start_matches('='));
    let home = format!("https://{}/", domain.unwrap_or_default());
    let name = site.name;
    let link = |rel: Option<&'static str>| {
        let (home, name) = (home.clone(), name.clone());
        view! { <a href=home rel=rel target="_blank">{name}</a> }
    };
    view! {
        <article node_ref=article>
            <h3>{t("trial_title")}</h3>
            <p>{t("trial_first")} " " {link(None)} "."</p>
            <p>{t_with("trial_second", &[&name])}</p>
            <p>{t("trial_third")} " " {link(Some("sponsored"))} "."</p>
        </article>
    }
}
