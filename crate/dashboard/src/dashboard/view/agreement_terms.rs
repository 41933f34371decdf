//! What was agreed, term by term in words, and what goes with it: the end, the price, who looks after it.

use leptos::prelude::*;
use linkglance_core::check::{
    Agreement, AnchorTerm, Deal, DisclosureTerm, Match, RelTerm, Target, Visible,
};

use super::drawer::{section, text_fact};
use crate::dashboard::state::agreements::Agreed;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::prospect::{outside, short};
use linkglance_browser::words;

/// The terms of an agreement and its deal; that it can't be read where it can't.
pub(super) fn terms(row: &Agreed) -> impl IntoView + use<> {
    let agreement = serde_json::from_value::<Agreement>(row.kept.agreement.clone());
    let terms = match agreement {
        Ok(agreement) => list(&agreement).into_any(),
        Err(_) => view! { <p class="quiet">{t("agreement_unreadable")}</p> }.into_any(),
    };
    view! {
        {section("terms_agreed", terms)}
        {section("agreement_deal", deal(&row.kept.deal).into_any())}
    }
}

fn list(agreement: &Agreement) -> impl IntoView + use<> {
    let targets: Vec<_> = agreement.targets.iter().map(target).collect();
    let regions = agreement
        .regions
        .iter()
        .map(|region| words::region(*region));
    let regions: Vec<String> = regions.collect();
    let any = |text: String| if text.is_empty() { t("term_any") } else { text };
    let yes_no = |agreed: bool| t(if agreed { "yes" } else { "term_any" });
    let most = agreement.most_outbound;
    let rows = [
        ("agreement_links", number(agreement.links)),
        ("anchor_text", anchor(&agreement.anchor)),
        ("factor_follow", rel(&agreement.rel)),
        ("factor_placement", any(regions.join(", "))),
        ("factor_visible", visible(agreement.visible)),
        ("agreement_direct", yes_no(agreement.direct)),
        ("agreement_indexable", yes_no(agreement.indexable)),
        ("agreement_canonical", yes_no(agreement.canonical)),
        ("agreement_most", most.map_or_else(|| t("term_any"), number)),
        ("agreement_disclosure", disclosure(agreement.disclosure)),
        (
            "fact_language",
            any(agreement.language.clone().unwrap_or_default()),
        ),
        (
            "fact_author",
            any(agreement.author.clone().unwrap_or_default()),
        ),
    ];
    let rows = rows.map(|(name, value)| text_fact(name, Some(value)));
    view! {
        <dl class="facts" data-part="terms">
            <dt>{t("fact_target")}</dt>
            <dd>{targets}</dd>
            {rows.into_iter().collect_view()}
        </dl>
    }
}

fn target(target: &Target) -> impl IntoView + use<> {
    let nearness = t(match target.mode {
        Match::Page => "match_page",
        Match::Exact => "match_exact",
        Match::Site => "match_site",
    });
    view! {
        <div>
            {outside(&target.url, short(&target.url))} " "
            <span class="quiet small">{nearness}</span>
        </div>
    }
}

fn anchor(term: &AnchorTerm) -> String {
    let said = |name: &str, words: &str| format!("{}: “{words}”", t(name));
    match term {
        AnchorTerm::Any => t("term_any"),
        AnchorTerm::Exact(words) => said("anchor_term_exact", words),
        AnchorTerm::Contains(words) => said("anchor_term_contains", words),
        AnchorTerm::Kind(kinds) => {
            let kinds: Vec<String> = kinds.iter().map(|kind| words::anchor_kind(*kind)).collect();
            kinds.join(", ")
        }
    }
}

fn rel(term: &RelTerm) -> String {
    if term.followed {
        return t("followed");
    }
    let lists = [
        ("rel_term_required", &term.required),
        ("rel_term_allowed_only", &term.allowed),
    ];
    let lists = lists.into_iter().filter(|(_, marks)| !marks.is_empty());
    let lists: Vec<String> = lists
        .map(|(name, marks)| format!("{} {}", t(name), marks.join(", ")))
        .collect();
    if lists.is_empty() {
        t("term_any")
    } else {
        lists.join(" · ")
    }
}

fn visible(term: Visible) -> String {
    t(match term {
        Visible::OnScreen => "visible_on_screen",
        Visible::InSource => "visible_in_source",
        Visible::Any => "term_any",
    })
}

fn disclosure(term: Option<DisclosureTerm>) -> String {
    t(match term {
        None => "term_any",
        Some(DisclosureTerm::Present) => "disclosure_present",
        Some(DisclosureTerm::Absent) => "disclosure_absent",
    })
}

fn deal(deal: &Deal) -> impl IntoView + use<> {
    let known = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    view! {
        <dl class="facts" data-part="deal">
            {text_fact("agreement_since", known(&deal.since).map(|day| clock::calendar_day(&day)))}
            {text_fact("agreement_until", Some(end(deal)))}
            {text_fact("agreement_price", known(&deal.price))}
            {text_fact("agreement_paid", Some(t(if deal.paid { "yes" } else { "no" })))}
            {text_fact("agreement_owner", known(&deal.owner))}
        </dl>
    }
}

/// When it ends, and how far that is where it is near.
fn end(deal: &Deal) -> String {
    let today = clock::today();
    let Some(left) = deal.days_left(&today) else {
        return t("agreement_no_end");
    };
    let day = clock::calendar_day(&deal.until);
    match usize::try_from(left) {
        Err(_) => t_with("agreement_over", &[&day]),
        Ok(left) if deal.ends_soon(&today) => {
            format!("{day} · {}", t_count("agreement_ends_in", left, &[]))
        }
        Ok(_) => day,
    }
}

/// When it ends, as a cell.
pub(super) fn until(row: &Agreed) -> String {
    let deal = &row.kept.deal;
    if deal.until.is_empty() {
        t("agreement_no_end")
    } else {
        clock::brief_day(&deal.until)
    }
}

/// The price, and that it is not paid where there is one.
pub(super) fn paid(row: &Agreed) -> String {
    let deal = &row.kept.deal;
    match (deal.price.is_empty(), deal.paid) {
        (true, true) => t("yes"),
        (true, false) => String::new(),
        (false, true) => deal.price.clone(),
        (false, false) => t_with("agreement_unpaid", &[&deal.price]),
    }
}
